"""Variables of a document in lines below it: ``workspaceId = 6b1f…``, ``- $limit: 25``, also nested as in YAML.

Only what the document before declares, or nearly, is taken, and only where a single value stands behind the name:
``connectionId: co-202 (Drake)``. Where one is told in words (``limit: 30 per page``), all are left to the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.given_variables import variables_among
from diagnose.intake.content.graphql_document import read_document
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import LooseVariables
from diagnose.intake.kinds import kind_of_path
from diagnose.intake.shell.literal import parse_literal
from diagnose.intake.source.lenient_json import Path
from diagnose.json_value import Json

_NAME = (
    r"(?:[-*\u2022][ \t]{1,4})?[\"'`]?\$?(?P<name>[A-Za-z_]\w{1,60})[\"'`]?"
    r"[ \t]{0,20}(?P<sign>=>|:=|=|:)(?=[ \t\r\n]|$)"
)
_ROW = re.compile(
    rf"(?P<indent>[ \t>]{{0,40}}+)(?:{_NAME}|-(?=[ \t]))[ \t]{{0,20}}(?P<written>[^\n]{{0,4000}}+)(?:\n|$)"
)
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None, "[]": []}
_NUMBER = re.compile(r"-?\d{1,9}")
_REMARK = re.compile(r"[ \t]+(?:\([^()]{0,200}\)|(?://|#|<-).{0,400})$")
"""Behind a value: ``(Drake)``, ``// the new one``."""
_ONE = re.compile(r"[^\s\"'`,;(){}\[\]]+|\"[^\"]*\"|'[^']*'|`[^`]*`|\[\]")
"""A word, a number, an ID, a quoted text."""
_TYPE = re.compile(r"\[?(?:ID|UUID|String|Int|Float|Boolean)!?\]?!?|string|int(?:eger)?|number|bool(?:ean)?|uuid")
_BARE_WORD = re.compile(r"[^\W\d_]+")
_MOST = 40


@dataclass(frozen=True)
class _Row:
    """A line: its indent, the name before its sign (None for an item of a list), and what stands behind."""

    indent: int
    name: str | None
    sign: str | None
    written: str
    line: int
    end: int


@dataclass
class _Nested:
    """Puts rows together by their indents."""

    rows: list[_Row]
    position: int = 0
    lines: dict[Path, int] = field(default_factory=dict)

    def block(self, indent: int, path: Path) -> Json:
        """Read the rows that are indented by as much or more."""
        named: dict[str, Json] = {}
        items: list[Json] = []
        while self.position < len(self.rows) and (row := self.rows[self.position]).indent >= indent:
            self.position += 1
            own = (*path, len(items) if row.name is None else row.name)
            self.lines[own] = row.line
            deeper = self.rows[self.position].indent if self.position < len(self.rows) else 0
            value = self.block(deeper, own) if not row.written and deeper > row.indent else _value(row.written)
            if row.name is None:
                items.append(value)
            else:
                named.setdefault(row.name, value)
        return [*items] if items and not named else named


def read_variables(stretch: Stretch) -> Claim | Vain | None:
    """Read the lines that begin here, as far as the document declares them."""
    if stretch.document is None:
        return None
    text = stretch.document.request.document or ""
    document = read_document(text)
    first = _rows(stretch, 2)
    if first and not any(row.name and variables_among([row.name], document) for row in first):
        return Vain(first[0].end)  # without more of them: each of very many lines would be read forty times
    rows = _rows(stretch, _MOST)
    cost = rows[-1].end - stretch.start if rows else 0
    outer = rows[0].indent if rows else 0
    names = [row.name for row in rows if row.name and row.indent == outer]
    known = variables_among(names, document) if document.variables & {*names} else frozenset()
    # "workspaces: []" is what came back, whatever it is like.
    known -= {row.name for row in rows if row.name not in document.variables and row.written == "[]"}
    strange = next((at for at, row in enumerate(rows) if row.indent <= outer and row.name not in known), len(rows))
    if not strange:
        return Vain(rows[0].end if rows else stretch.after, cost=cost)
    if not all(map(_is_value, rows[:strange])):
        return Vain(rows[strange - 1].end, cost=cost)
    nested = _Nested([row for row in rows[:strange] if not _is_remark(row, text)])
    value = nested.block(outer, ())
    if not isinstance(value, dict) or not value:
        return Vain(rows[strange - 1].end, cost=cost)
    # Where fewer are told than the query needs, words may tell the others.
    left_out = () if len(value) >= len(document.required) else ((),)
    lines = Lines(stretch.line, nested.lines, left_out=left_out)
    return Claim(rows[strange - 1].end, (LooseVariables(value, lines),))


def _rows(stretch: Stretch, most: int) -> list[_Row]:
    text, position, rows = stretch.source.text, stretch.start, list[_Row]()
    while len(rows) < most and position < stretch.limit and (row := _ROW.match(text, position, stretch.limit)):
        written = _REMARK.sub("", row["written"].strip()).rstrip(",;")
        rows.append(
            _Row(len(row["indent"]), row["name"], row["sign"], written, stretch.source.line_at(position), row.end())
        )
        position = row.end()
    return rows


def _is_value(row: _Row) -> bool:
    """Tell a value, or none where others follow below, from words about one, and from the name of a type."""
    written = row.written.strip("`")
    if written[:1] in {"{", "["} and written not in _WORDS:
        literal = parse_literal(written, 0, len(written))
        return literal.whole and literal.end == len(written)
    return not written or (_ONE.fullmatch(row.written) is not None and not _TYPE.fullmatch(written))


def _is_remark(row: _Row, document: str) -> bool:
    """Tell ``limit: default`` and ``connectionId: unchanged``, which say that nothing of note was given."""
    if row.name is None or _BARE_WORD.fullmatch(row.written) is None or row.written.lower() in _WORDS:
        return False
    if re.search(rf"\${row.name}\s{{0,9}}:\s{{0,9}}(?:Int|Float|Boolean)\b", document):
        return True
    return row.sign == ":" and kind_of_path((row.name,)) is not None


def _value(written: str) -> Json:
    written = written.strip("`")
    if written[:1] in {"{", "["} and written not in _WORDS:
        return parse_literal(written, 0, len(written)).value
    if written.lower() in _WORDS:
        return _WORDS[written.lower()]
    return int(written) if _NUMBER.fullmatch(written) else written.strip("\"'`")


VARIABLE_LINES = StretchForm("variables", re.compile(rf"(?m)^[ \t>]{{0,40}}{_NAME}[ \t]*"), read_variables, alone=False)
