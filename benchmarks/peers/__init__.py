"""What others would write instead of this tool, written well: the same look-ups, in as few waits, and two files."""
