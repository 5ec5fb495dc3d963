"""The wire: one module imports httpx; bytes are bounded, deadlines kept, failures told apart."""
