"""What the answers have shown."""
