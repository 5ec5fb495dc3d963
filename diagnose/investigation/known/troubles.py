"""Why something that was asked for is missing from an answer: what the gateway's errors say, else what is there."""

from __future__ import annotations

from diagnose.gateway.exchange import GraphQLError, Reception
from diagnose.investigation.known.facts import Trouble
from diagnose.investigation.known.rows import MalformedRow, describe
from diagnose.json_value import Json
from diagnose.outside import Told, unmarked

Path = tuple[str | int, ...]


class Troubles:
    """The errors of one answer, asked by the path of what is missing."""

    def __init__(self, errors: tuple[GraphQLError, ...]) -> None:
        self._errors = errors

    def error_at(self, path: Path) -> GraphQLError | None:
        """Return the error that explains a null here: at this path, below it (it bubbled up) or above it."""
        for error in self._errors:
            if error.path is None:
                continue
            shorter = min(len(error.path), len(path))
            if error.path[:shorter] == path[:shorter]:
                return error
        return None

    def of_value(self, path: Path, value: Json, wanted: str) -> Trouble:
        """Return why ``value`` stands here instead of what was wanted, such as ``a list``."""
        error = self.error_at(path)
        if error is None:
            error = next((error for error in self._errors if error.path is None), None)
        if value is None and error is not None:
            where = ".".join(str(step) for step in error.path or ())
            told = f"{unmarked(error.message)} (at {where})" if where else error.message
            return Trouble(Told(told), _reception(error))
        name = next((str(step) for step in reversed(path) if isinstance(step, str)), "data")
        return Trouble(Told(f"{name} is {describe(value)} instead of {wanted}"), Reception.MALFORMED)

    def of_row(self, path: Path, row: Json, lie: MalformedRow) -> Trouble:
        """Return why a row could not be read: an error that took it away, else the lie that it told."""
        if row is None and self.error_at(path):
            return self.of_value(path, None, "an object")
        return Trouble(Told(str(lie)), Reception.MALFORMED)


def _reception(error: GraphQLError) -> Reception:
    code = (error.code or "").upper()
    if "FORBIDDEN" in code or "ACCESS_DENIED" in code or "PERMISSION" in code:
        return Reception.FORBIDDEN
    if "NOT_FOUND" in code:
        return Reception.NOT_FOUND
    return Reception.SERVER_ERROR
