"""Secrets: held so that nothing shows them by accident, searched for in whatever leaves the tool, and masked there."""

from __future__ import annotations

from diagnose.secrets.masker import Masker
from diagnose.secrets.secret import Secret, TokenTimes, token_times

__all__ = ["Masker", "Secret", "TokenTimes", "token_times"]
