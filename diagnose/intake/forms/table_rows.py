"""A table: its header row tells the kind of every ID below it, and what its other columns hold is none of that kind.

Markdown and Jira pipes, boxes of psql and other consoles, CSV with commas or semicolons, cells pasted from a
spreadsheet, columns set apart by blanks. A row that begins with its own heading (``Workspace;clx8…``) is read alike.
The column says what an ID was meant as: ``work_77`` under "Job work" is a job work that the customer named wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diagnose.ids import Kind
from diagnose.intake.content.form import Claim, Part, Stretch, StretchForm, TextPart, Vain
from diagnose.intake.content.id_labels import LABEL
from diagnose.intake.content.mentions import certain, plausible
from diagnose.intake.content.retractions import complains
from diagnose.intake.content.sightings import FormSeen, IdSeen, OtherIdSeen, Sighting
from diagnose.intake.content.table_ruling import (
    MAX_CELLS,
    PIPES,
    RULINGS,
    CellRow,
    Ruling,
    row_at,
    rows_below,
    rulings_at,
)
from diagnose.intake.kinds import kind_of_key, kind_of_prefix
from diagnose.intake.model import Grounds
from diagnose.intake.source.id_text import has_id_shape
from diagnose.intake.source.mime import html_text
from diagnose.intake.source.traced import Traced

_MAX_HEADER, _MAX_HEADING = 2_000, 60
"""Characters of a header row, and of one heading in it."""
_PATIENCE = 20
"""Rows without any ID under a heading of one, after which it is no table of them."""


_EDGES = " \t\r\n\xa0*`\"'\u201c\u201d:"
_NOTHING = _EDGES + "-\u2013\u2014"
_NAMED = re.compile(r"(?i)(?<![A-Za-z])(?:ids?|identif\w*|kennung(?:en)?|uuids?)(?![A-Za-z])")
_NTH = re.compile(r"(?i)(?<=[a-z])[ ]*(?:\(?#?|n[°º]|n[or]\.)[ ]?\d{1,3}\)?$")
"""Takes the number of `` #2``, ``(1)`` and `` n° 3`` at a heading's end."""
_OF_ITS_OWN = re.compile(r"(?i)(?:#|ids?|uuids?|values?|wert|valeur|valor|record|datensatz)?")
"""Headings that leave open what stands below them; any other says that it is something else."""
_TOKEN = re.compile(r"[^\s,;/|<>()\[\]`*\"'\u201c\u201d]+")
_TELLING = re.compile(r"[\w-]*\d[\w-]*\d[\w-]*\d[\w-]*")
"""Takes what has three digits or more, which no heading has."""
_WELL = re.compile(
    r"(?i)(?:all )?(?:ok(?:ay)?|works|fine|good|success\w*|gut|geht|funktioniert|l[aä]uft|bien|fonctionne"
    r"|correct[oa]?|funciona|funziona|bene|goed|werkt|dobrze|dzia[łl]a|\u2713|\u2714\ufe0f?|\u2705)"
)
"""A cell that says that all is well with its row."""
_ILL = re.compile(r"(?i)0|x|\u2717|\u2718|\u274c|ko")
"""A cell that says that nothing is there, or does not work, without a word."""
_ABOVE = (Kind.WORKSPACE, Kind.CONNECTION)
_END_OF_TABLE = re.compile(r"(?i)</table>")
_BETWEEN = re.compile(r"(?:<br[ ]?/?>|[\s,;/<>()\[\]`*\"'\u201c\u201d])*+")


@dataclass(frozen=True)
class _Column:
    """What a heading says: the kind of its IDs, whether it says that they are IDs, or that they are something else."""

    kind: Kind | None
    named: bool
    foreign: bool
    heading: str = ""


@dataclass(frozen=True)
class _Row:
    """The columns in which a row says that all is well, if it complains nowhere, those in which it does, its IDs."""

    well: frozenset[int]
    amiss: frozenset[int]
    ids: tuple[IdSeen, ...]

    @property
    def above(self) -> Iterator[IdSeen]:
        """The IDs of its workspace and connection."""
        return (seen for seen in self.ids if seen.kind in _ABOVE)


def read_table(stretch: Stretch) -> Claim | Vain | None:
    """Read the table whose header row begins here, or the one row that begins with its heading."""
    text, start = stretch.source.text, stretch.start
    line_end = text.find("\n", start, start + _MAX_HEADER)
    header = text[start : line_end if line_end >= 0 else start + _MAX_HEADER]
    if any(mark in header for mark in "{}=$"):
        return None
    cost = 0
    for ruling in rulings_at(text, start):
        if ruling.separator.search(header) is None:
            continue
        headings = row_at(text, start, ruling)
        if columns := _columns(text, headings, ruling):
            found = _Table(stretch.source, columns, ruling if ruling is not RULINGS[0] else PIPES, headings.end)
            if found.holds_ids:
                return Claim(found.end, (FormSeen("table"), *found.seen, *found.rest()))
            cost += found.end - start
        if seen := tuple(_headed(stretch.source, headings, ruling)):
            return Claim(headings.end, (FormSeen("table"), *seen))
    return Vain(start + len(header), cost=cost) if cost else None


class _Table:
    """The rows below a header row: the IDs in them, and how far they go."""

    def __init__(self, source: Traced, columns: Sequence[_Column], ruling: Ruling, start: int) -> None:
        self._source, self._columns, self._start = source, columns, start
        self._read: list[tuple[int, int]] = []
        """What is read or none of ours: kept from whoever reads the other cells."""
        self._borders: list[tuple[int, int]] = []
        self._rows: list[_Row] = []
        self.seen: list[IdSeen | OtherIdSeen] = []
        self.end = start
        for count, row in enumerate(rows_below(source.text, start, len(columns), ruling)):
            if ruling.strict and not self._fits(row):
                return
            self._take(row)
            self.end = row.end
            if count >= _PATIENCE and not self.holds_ids:
                return
        self._take_back()

    @property
    def holds_ids(self) -> bool:
        """Whether an ID stands below a heading of one."""
        return any(isinstance(seen, IdSeen) for seen in self.seen)

    def _fits(self, row: CellRow) -> bool:
        """Tell a row from prose with commas: below a heading of IDs stands an ID or nothing."""
        cells = [(place, column) for place, column in zip(row.cells, self._columns, strict=True) if column.kind]
        text = self._source.text
        return all(_ids_in(text, *place, column) or not text[slice(*place)].strip(_NOTHING) for place, column in cells)

    def _take(self, row: CellRow) -> None:
        text, here = self._source.text, len(self.seen)
        well, amiss = set[int](), set[int]()
        for number, ((start, end), column) in enumerate(zip(row.cells, self._columns, strict=False)):
            ids = _ids_in(text, start, end, column) if column.kind else []
            self.seen += [_seen(self._source, place, column) for place in ids]
            value = text[start:end].strip(_EDGES)
            if _WELL.fullmatch(value) and column.kind is None:
                well.add(number)
            elif not ids and (_ILL.fullmatch(value) or complains(value)):
                amiss.add(number)
            other = _is_something_else(value, column)
            if ids or other:
                self._read.append((start, end))
            if other and has_id_shape(value):
                self.seen.append(OtherIdSeen(value))
        ids_seen = tuple(seen for seen in self.seen[here:] if isinstance(seen, IdSeen))
        self._rows.append(_Row(frozenset() if amiss else frozenset(well), frozenset(amiss), ids_seen))
        self._borders += [(end, after) for (_, end), (after, _) in zip(row.cells, row.cells[1:], strict=False)]

    def _take_back(self) -> None:
        """Take the rows of another firm back that say that all is well in the column where all others complain.

        ``created: ok`` of one row proves nothing beside ``created: ok`` or an empty cell of another.
        """
        ill = [row for row in self._rows if row.ids and not row.well]
        telling = frozenset[int].intersection(*(row.amiss for row in ill)) if ill else frozenset[int]()
        standing = {seen.value for row in self._rows if not row.well & telling for seen in row.above}
        others = {
            seen for row in self._rows
            if row.well & telling and standing.isdisjoint(seen.value for seen in row.above)
            for seen in row.ids
        }  # fmt: skip
        self.seen = [
            replace(seen, taken_back=True) if isinstance(seen, IdSeen) and seen in others else seen
            for seen in self.seen
        ]

    def rest(self) -> Iterator[Part]:
        """Yield the other cells as text, each on a line of its own: what they say in words counts as words."""
        rest = self._source.slice(self._start, self.end)
        letters = list(rest.text)
        for places, filling in ((self._read, " "), (self._borders, "\n")):
            for start, end in places:
                letters[start - self._start : end - self._start] = filling * (end - start)
        if any(letter.isalnum() for letter in letters):
            yield TextPart(rest.with_text("".join(letters)))


def _columns(text: str, headings: CellRow, ruling: Ruling) -> tuple[_Column, ...]:
    """Return what the headings say; nothing when this is no header row of a table with IDs."""
    words = [text[start:end].strip(_EDGES) for start, end in headings.cells]
    if not 2 <= len(words) < MAX_CELLS or any(len(word) > _MAX_HEADING for word in words):  # noqa: PLR2004
        return ()
    columns = tuple(_column(word) for word in words)
    telling = any(column.kind for column in columns) and (all(words) or not ruling.strict)
    return columns if telling and not any(_holds_id(word, strict=ruling.strict) for word in words) else ()


def _holds_id(heading: str, *, strict: bool) -> bool:
    """Tell a sentence from a heading: takes "our workspace is clx8…", leaves "1099-INT 2025"."""
    tokens = [token[0] for token in _TOKEN.finditer(heading)]
    doubtful = [token for token in tokens if strict and token[0].isalpha()]
    return any(map(certain, tokens)) or any(plausible(token, token, len(token), named=False) for token in doubtful)


def _column(heading: str) -> _Column:
    """Tell what stands below a heading such as ``jobWork.id``, ``Trabajo (work)`` or ``Filed connection``."""
    words = _NTH.sub("", heading.replace(".", " "))
    bare = re.sub(r"\([^()]*\)", "", words).strip()
    inner = re.search(r"\(([^()]*)\)", words)
    named = bool(_NAMED.search(re.sub(r"(?<=[a-z])(?=I[Dd])|_", " ", heading)))
    for text in (words, bare, inner[1] if inner else ""):
        kind = kind_of_key(text) or _labelled(text)
        if kind and ("extern" not in heading.lower() or kind is Kind.ARTIFACT):
            return _Column(kind, named, foreign=False, heading=heading)
    return _Column(None, named, foreign=not _OF_ITS_OWN.fullmatch(heading), heading=heading)


def _labelled(words: str) -> Kind | None:
    """Tell the kind from words that end with its label: ``Filed connection``, ``Job-Work-ID``."""
    label = next((label for label in LABEL.finditer(words) if label.end() == len(words)), None)
    return Kind(next(name for name, value in label.groupdict().items() if value and name != "id")) if label else None


def _ids_in(text: str, start: int, end: int, column: _Column) -> list[tuple[int, int]]:
    """Return the places of the IDs that a cell begins with: ``J1``, ``J1, J2``, ``J1 (missing)``."""
    places: list[tuple[int, int]] = []
    gap = _BETWEEN.match(text, start, end)
    while gap and (token := _TOKEN.match(text, gap.end(), end)):
        value = token[0]
        if not plausible(value, value, len(value), named=column.named) or not _may_be_of(column, value):
            break
        places.append(token.span())
        gap = _BETWEEN.match(text, token.end(), end)
    return places


def _may_be_of(column: _Column, value: str) -> bool:
    """Tell whether a value may be of the column's kind: "Work" and "Job" alone also head what is no ID at all."""
    sure = column.named or column.kind not in {Kind.WORK, Kind.CONNECTION_JOB}
    return sure or certain(value)


def _is_something_else(value: str, column: _Column) -> bool:
    """Tell whether a cell holds an ID, a number or a name of something else, as its heading says."""
    ours = kind_of_prefix(value) is not None and not column.named
    return column.foreign and not ours and re.fullmatch(r"[\w.:+-]+", value) is not None


def _headed(source: Traced, row: CellRow, ruling: Ruling) -> Iterator[Sighting]:
    """Yield the IDs of a row in which a heading stands before them."""
    text = source.text
    if ruling.strict and (len(row.cells) != 2 or ruling is RULINGS[-1]):  # noqa: PLR2004
        return
    column: _Column | None = None
    for start, end in row.cells:
        words = text[start:end].strip(_EDGES)
        if len(words) <= _MAX_HEADING and not _TELLING.search(words) and (said := _column(words)).kind:
            column = said
        elif column is not None and not (ruling.strict and _TELLING.sub("", words).strip(_NOTHING + ",")):
            for place in _ids_in(text, start, end, column):
                yield _seen(source, place, column)


def _seen(source: Traced, place: tuple[int, int], column: _Column) -> IdSeen:
    value, line = source.text[slice(*place)], source.line_at(place[0])
    return IdSeen(column.kind, value, value, Grounds.WORDS, line, f"{column.heading}: {value}")


def read_html_table(stretch: Stretch) -> Claim | Vain:
    """Read a table as HTML, up to its end tag, as the text that it shows."""
    end = _END_OF_TABLE.search(stretch.source.text, stretch.after, stretch.limit)
    if end is None:
        return Vain(stretch.after, cost=stretch.limit - stretch.start)
    return Claim(end.end(), (TextPart(html_text(stretch.source.slice(stretch.start, end.end()))),))


TABLE_ROWS = StretchForm(
    "table",
    # Takes a line with a separator in it that names a kind of ID near its beginning.
    re.compile(
        r"(?im)^(?=[^\n|;,\t│┃║]{0,80}(?:[|;,\t│┃║]|(?<=[ ])[ ]))"
        r"(?=[^\n]{0,400}?(?:work|job|conne|conex|verbind|anbind|koppel|arbeitsb|werkr|espa[cç]|artef|artif|auftrag|import))"
    ),
    read_table,
    alone=False,
)
HTML_TABLE = StretchForm("table", re.compile(r"(?i)<table\b[^>\n]{0,500}>"), read_html_table, alone=False)
