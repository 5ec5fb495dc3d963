"""What the customer sent and saved, as the checks look at it."""
