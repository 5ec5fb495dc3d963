"""Machines to examine: the healthy sandbox, with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from diagnose.checking.registry import load_checks, load_renderers
from diagnose.doctor import Examined, MachineCheck, Setup, examine
from diagnose.gateway.credentials import AccessToken, ApiKey, Credential
from diagnose.sandbox import Gateway
from diagnose.secrets import Masker, Secret

CHECKS, RENDERERS = load_checks(), load_renderers()


def setup(gateway: Gateway, here: Path, **changed: object) -> Setup:
    """What a run would be given against this gateway."""
    kind, secret = gateway.credential
    given: dict[str, object] = {
        "endpoint": gateway.client_url,
        "source_platform": "tests",
        "credential": lambda: ((key if kind == "api-key" else token)(secret), "the test"),
        "environ": {},
        "here": here,
    }
    return Setup(**{**given, **changed})  # type: ignore[arg-type]


def token(text: str) -> Credential:
    return AccessToken(Secret(text, "access token"))


def key(text: str) -> Credential:
    return ApiKey(Secret(text, "API key"))


def examined(made: Setup, masker: Masker | None = None) -> Examined:
    return examine(made, CHECKS, RENDERERS, masker or Masker())


def rows(made: Setup) -> Mapping[str, MachineCheck]:
    """The rows by their names."""
    return {check.id: check for check in examined(made).checks}
