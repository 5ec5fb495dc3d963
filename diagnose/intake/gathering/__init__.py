"""From what the forms found to one reading: pairing, weighing, choosing."""
