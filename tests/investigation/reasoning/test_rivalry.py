"""Which other IDs may be wrong instead: as small a change, said and not hidden."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.sandbox import ScenarioTicket
from tests.investigation.investigating import investigated


def rivals(kind: Kind, **named: object) -> set[str]:
    case = investigated(ScenarioTicket(**named)).case  # type: ignore[arg-type]
    (some_id,) = case.ticket.of(kind)
    return {rival.id for rival in case.standings.rivals(some_id)}


def test_one_against_one() -> None:
    """One connection, one job work in another one: either may be the wrong one."""
    assert rivals(Kind.CONNECTION, connection_id="conn_500", job_work_ids=("jw_31",)) == {"jw_31"}


def test_more_than_one_below_support_the_change() -> None:
    """Two changes are more than one."""
    assert rivals(Kind.CONNECTION, connection_id="conn_500", job_work_ids=("jw_31", "jw_32")) == set()


def test_what_is_nowhere_has_no_rival() -> None:
    """It has to change whatever else does."""
    assert rivals(Kind.CONNECTION, connection_id="conn_9999999", job_work_ids=("jw_31",)) == set()


def test_a_workspace_against_one_connection() -> None:
    """Both are visible, and do not belong together."""
    assert rivals(Kind.WORKSPACE, workspace_id="ws_100", connection_id="conn_961") == {"conn_961"}
    assert rivals(Kind.WORKSPACE, workspace_id="ws_100", connection_id="conn_961", job_work_ids=("jw_31",)) == set()


def test_two_above_against_two_below() -> None:
    """As small a change, that the two below would explain: they are the rivals of each of the two above."""
    named = {"workspace_id": "ws_100", "connection_id": "conn_500", "job_work_ids": ("jw_31", "jw_32")}
    assert rivals(Kind.CONNECTION, **named) == {"jw_31", "jw_32"}
