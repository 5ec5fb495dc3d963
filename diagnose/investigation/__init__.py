"""What is known of the live gateway, what follows from it, and what to ask next: one loop of control, so one room."""
