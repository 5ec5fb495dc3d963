"""Two faults in one ticket: a wrong ID, and behind it what would still be wrong with the right one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from tests.diagnosis.generated_faults import FAULTS, Case, Fault, Spoil
from tests.diagnosis.generated_told import Told
from tests.diagnosis.generated_worlds import Scene, typo

BEHIND = (
    "offset", "limit-zero", "filter", "selection", "include-false",
    "artifact-failed", "artifact-cancelled", "artifact-stuck", "no-artifacts",
)  # fmt: skip
"""What can be wrong behind a wrong ID: a window, a filter, a selection, an artifact."""


def _third_connection(scene: Scene) -> str:
    """One of the ticket's workspace that no fault is about."""
    other = (scene.connection.id, scene.other_connection.id)
    return next(connection.id for connection in scene.home.connections if connection.id not in other)


_WRONG: Mapping[str, tuple[str, str, Callable[[Scene], str], tuple[str, ...]]] = {
    "wrong-connection": ("connection", "connectionId", _third_connection, ("connection-mismatch",)),
    "mistyped-connection": (
        "connection", "connectionId", lambda scene: typo(scene.connection.id, 1), ("connection-id-mistyped",),
    ),
    "unknown-connection": (
        "connection", "connectionId", lambda scene: scene.invented("connection"),
        ("connection-not-found", "connection-mismatch"),
    ),
    "wrong-workspace": (
        "workspace", "workspaceId", lambda scene: scene.other_workspace.id, ("workspace-mismatch",),
    ),
}  # fmt: skip
"""A wrong ID by name: its slot, its variable, the ID itself, and the codes that say so."""


def _naming(slot: str, some_id: str, told: Told) -> Told:
    """The same, with another ID in the slot of the workspace or the connection."""
    return replace(told, workspace=some_id) if slot == "workspace" else replace(told, connection=some_id)


def _pair(wrong: str, behind: str) -> Spoil:
    slot, variable, chosen, codes = _WRONG[wrong]

    def spoil(draw: st.DrawFn, scene: Scene) -> Case:
        case, some_id = FAULTS[behind].spoil(draw, scene), chosen(scene)
        told = _naming(slot, some_id, replace(case.told, variables={**case.told.variables, variable: some_id}))
        causes = {(code, some_id) for code in codes}
        if wrong == "wrong-connection" and len(scene.job_works) == 1:
            causes.add(("job-work-in-other-connection", scene.job_works[0].id))  # one ID against one: a tie
        return replace(case, told=told, causes=frozenset(causes), behind=case.causes)

    return spoil


PAIRS: Mapping[str, Fault] = {
    f"{behind} behind {wrong}": Fault(_pair(wrong, behind), FAULTS[behind].by) for behind in BEHIND for wrong in _WRONG
}
"""Both faults by name; each is a cause."""
