"""The diagnosis for assistants that speak the Model Context Protocol: three tools that read, over standard input."""
