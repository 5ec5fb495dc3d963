"""What the vendor's documentation says and several rooms need to know: where the gateway is."""

from __future__ import annotations

from typing import Final

GATEWAY_HOST: Final = "gateway.filed.com"
GATEWAY_URL: Final = f"https://{GATEWAY_HOST}/graphql"
"""The legacy gateway, which this tool asks. Documented: https://docs.filed.com/apis/guides/customer"""
