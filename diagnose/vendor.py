"""What the vendor's documentation says and several rooms need to know: where its two surfaces are."""

from __future__ import annotations

from typing import Final

GATEWAY_HOST: Final = "gateway.filed.com"
GATEWAY_URL: Final = f"https://{GATEWAY_HOST}/graphql"
"""The legacy gateway, which this tool asks. Documented: https://docs.filed.com/apis/guides/customer"""
ROUTER_HOST: Final = "router.apps.filed.com"
"""The newer surface, with a schema and keys of its own. Documented: https://docs.apps.filed.com/apis/me"""
