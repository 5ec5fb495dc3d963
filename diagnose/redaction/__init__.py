"""What leaves in a report, after everything was decided on the truth: secrets masked, what is personal by an alias."""
