"""Running the checks, judging what they found, and putting the report together."""
