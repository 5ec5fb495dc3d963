"""The IDs as the ticket names them, checked and cleaned."""
