"""Who signed the certificate that was refused: looked at, not trusted; nothing is sent over that connection."""

from __future__ import annotations

import asyncio
import ssl

from diagnose.gateway.certificate import issuer_name

__all__ = ["read_issuer"]


async def read_issuer(host: str, port: int, seconds: float) -> str | None:
    """Connect once more only to read the certificate's issuer; None when that does not work within ``seconds``."""
    unverified = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE  # the certificate is only read here, and no byte of ours is sent
    try:
        async with asyncio.timeout(seconds):
            _, writer = await asyncio.open_connection(host, port, ssl=unverified, server_hostname=host)
    except (OSError, TimeoutError, ValueError):
        return None
    try:
        tls: ssl.SSLObject | None = writer.get_extra_info("ssl_object")
        certificate = tls.getpeercert(binary_form=True) if tls else None
        return issuer_name(certificate) if certificate else None
    finally:
        writer.transport.abort()
