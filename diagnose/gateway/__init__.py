"""Asking the gateway: questions out, classified answers back. Only :mod:`diagnose.gateway.transport` imports httpx."""
