"""filed-diagnose: names the cause when a Filed GraphQL query comes back empty.

The core. It imports no check and no renderer: those enter through the entry-point groups
``diagnose.checks`` and ``diagnose.reports`` (see :mod:`diagnose.plugin`). As a library, it is one function:
:func:`diagnose_ticket`, a ticket in, a :class:`~diagnose.report.Report` out (:mod:`diagnose.library`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diagnose.library import TicketText, diagnose_ticket, diagnose_ticket_async

__all__ = ["TicketText", "diagnose_ticket", "diagnose_ticket_async"]


def __getattr__(name: str) -> object:
    """Hand on the library's face when somebody asks for it: `import diagnose` alone loads nothing else."""
    if name not in __all__:
        raise AttributeError(f"module 'diagnose' has no attribute {name!r}")
    from diagnose import library  # noqa: PLC0415 - every start of the command would load the whole house

    return getattr(library, name)
