"""What came back: classified by what it says, never by its HTTP status alone."""
