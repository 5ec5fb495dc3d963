"""What to ask next, and the loop that asks it."""
