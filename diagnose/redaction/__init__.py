"""What must not leave: where a report is written, what is personal is given an alias, and what is secret is masked."""
