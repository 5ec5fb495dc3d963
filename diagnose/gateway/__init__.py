"""Asking the gateway: questions out, classified answers back. Only ``gateway.http.transport`` imports httpx."""
