"""What is known of the live gateway: facts folded from answers, and the plan of what to ask next."""
