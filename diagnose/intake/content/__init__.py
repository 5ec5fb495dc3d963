"""What the forms have in common: what they are offered, what they return, requests, answers and documents."""
