"""Command lines as their shells read them; nothing is executed."""
