"""``python -m diagnose``."""

from __future__ import annotations

from diagnose.cli import script

if __name__ == "__main__":
    script()
