"""From bytes to text that knows its lines: decoding, lenient JSON, secrets, limits."""
