"""Where the rules are documented: the vendor's pages that the built-in checks cite."""

from __future__ import annotations

_DOCS = "https://docs.filed.com/apis/endpoint/"
DOCS_JOB_WORKS = _DOCS + "get-job-works"
DOCS_ARTIFACTS = _DOCS + "get-job-work-artifacts"
DOCS_CREATE_ARTIFACTS = _DOCS + "create-work-artifacts"
DOCS_CREATE_WORKS = _DOCS + "create-works"
DOCS_CONNECTIONS = _DOCS + "get-workspace-connections"
DOCS_COLLECT = _DOCS + "collect-provider-connection"
DOCS_LOGIN = _DOCS + "login-via-personal-api-token"
DOCS_CONNECTION_JOB = _DOCS + "create-connection-job"

NOT_DOCUMENTED = "(a rule of this tool, not of the documentation)"
