"""What follows from what is known: where each named ID stands, and the smallest change that explains it."""
