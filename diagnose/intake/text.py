"""Free text: commands, JSON and GraphQL documents are picked out of it, and what is left is read as prose.

Markdown needs no care of its own: a fence is two lines that are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from diagnose.intake.explore import explore
from diagnose.intake.forms import graphql_json
from diagnose.intake.forms.curl import read_curl
from diagnose.intake.forms.extent import document_end
from diagnose.intake.forms.http_request import problems_of
from diagnose.intake.forms.invoke_webrequest import read_invoke
from diagnose.intake.forms.prose import read_prose
from diagnose.intake.gathering.journal import Draft, Page
from diagnose.intake.shell.bash import read_bash
from diagnose.intake.shell.cmd import read_cmd
from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.shell.powershell import Shell, read_words
from diagnose.intake.source import lenient_json, secret_search
from diagnose.intake.source.limits import MAX_COMMAND
from diagnose.intake.source.traced import Traced

_CURL = re.compile(
    r"curl(?:\.exe)?(?<![\w.\-]curl)(?<![\w.\-]curl\.exe)"
    r"(?=[ \t]+(?:[-\u2013\u2014'\"^$\\`\u2018\u201c]|https?:|\w{1,60}\.\w)|[ \t]{0,4}[\\^`][ \t]{0,4}\r?\n)"
)
_INVOKE = re.compile(r"[Ii](?:nvoke-(?:WebRequest|RestMethod)|wr|rm)(?=[ \t`]+(?:[-\"'$`]|https?:))")
_ASSIGN = re.compile(r"\$(?:\w{1,10}:)?(\w{1,64}+)[ \t]{0,8}+=[ \t]{0,8}+(?=@[\"'{(]|[\"'])")
_GRAPHQL = re.compile(
    r"(?:query|mutation|subscription)\b(?:[ \t]{1,8}+[A-Za-z_]\w{0,100}+)?\s{0,8}+(?=\{|@\w|\(\s{0,64}+\$)"
    r"|fragment[ \t]{1,8}+\w{1,100}+[ \t]{1,8}+on[ \t]{1,8}+\w{1,100}+\s{0,8}+(?=[{@])"
)
_OPENS = r"\s{0,64}+(?:me|health|__schema|__typename|__type)\b"
_JSON = re.compile(
    rf"{{(?=[\s\ufeff]{{0,300}}+[\"\u201c\u201d'}}]|{_OPENS})|\[(?=[\s\ufeff]{{0,300}}+[\"\u201c\u201d'{{\[\]])"
)
_SHORTHAND = re.compile(r"\{\s{0,64}+(?:me|health|__schema|__typename|__type)\b")
_CURLY_ARGUMENT = re.compile(r"(?:-[A-Za-z])?[\u201c\u201d\u201e\u2018\u2019]")
_PARAGRAPH = re.compile(r"\n[ \t]*+\r?\n|\n[ \t]*+(?:```|~~~)")
_WINDOWS_PROMPT = re.compile(r"[A-Za-z]:\\[^>\n]{0,200}>[ \t]{0,4}$")
_WASTE = 4 * 1024 * 1024
_VAIN = 200
"""What a block that came to nothing costs, in characters, beside those that were read for it."""
_SHORT_COMMAND = 16 * 1024


@dataclass
class _Scanner:
    """One pass over a text, from the first block to the last."""

    page: Page
    source: Traced
    shell: Shell
    waste: int
    document: Draft | None = None
    resume: int = 0
    """Where to look for the next block of the kind that was tried last."""

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Read block after block; yield the stretch of each."""
        readers: list[tuple[re.Pattern[str], Callable[[re.Match[str]], int]]] = [
            (_CURL, self._curl), (_INVOKE, self._invoke), (_ASSIGN, self._assign), (_GRAPHQL, self._graphql),
            (_JSON, self._json),
        ]  # fmt: skip
        text, position = self.source.text, 0
        upcoming = [pattern.search(text) for pattern, _ in readers]
        while any(upcoming):
            index = min((m.start(), i) for i, m in enumerate(upcoming) if m)[1]
            match = upcoming[index]
            if match is None:
                return
            self.resume = match.start() + 1
            end = readers[index][1](match) if match.start() >= position else -1
            if end > match.start():
                yield match.start(), end
                position = end
            for other, found in enumerate(upcoming):
                if found and (found.start() < position or other == index):
                    resume = self.resume if other == index else found.start() + 1
                    upcoming[other] = readers[other][0].search(text, max(position, resume))

    def _spend(self, end: int) -> int:
        """Answer for a block that came to nothing: look for the next of its kind behind what was read in vain."""
        self.waste -= _VAIN + max(end - self.resume, 0)
        self.resume = max(self.resume, end) if self.waste > 0 else len(self.source.text)
        if self.waste <= 0:
            self.page.note(1, "Too much in it looks like commands or JSON and is neither; the rest was read as words.")
        return -1

    def _curl(self, match: re.Match[str]) -> int:
        start = match.start()
        limit = self._limit(start)
        form = _dialect(self.source.text, start, match.end())
        source, curly = self.source, False
        line = _READERS[form](source, start, limit)
        if any(_CURLY_ARGUMENT.match(word.text) for word in line.words):
            source, curly = self._straight(start, limit)
            line = _READERS[form](source, start, limit)
        if line.unclosed and (paragraph := _PARAGRAPH.search(source.text, start, limit)):
            self.waste -= line.end - start
            line = _READERS[form](source, start, paragraph.start())
            line.unclosed = True
        requests = len(self.page.requests)
        if not read_curl(self.page, line, form):
            return self._spend(line.end)
        if curly:
            self._curly(requests, line.words[0].line_at(0))
        self._tokens(start, line.end)
        return line.end

    def _limit(self, start: int) -> int:
        """Return how far a command may reach: not far once many were read in vain."""
        return min(start + (MAX_COMMAND if self.waste > 0 else _SHORT_COMMAND), len(self.source.text))

    def _straight(self, start: int, limit: int) -> tuple[Traced, bool]:
        """Return the source with the curly quotes of this paragraph made straight, while that is affordable."""
        text = self.source.text
        limit = min(limit, start + _SHORT_COMMAND)
        paragraph = _PARAGRAPH.search(text, start, limit) if self.waste > 0 else None
        end = paragraph.start() if paragraph else limit
        self.waste -= end - start
        if self.waste <= 0:
            return self.source, False
        straight = text[:start] + text[start:end].translate(lenient_json.CURLY) + text[end:]
        self.waste -= len(text) // 64
        return (self.source.with_text(straight), True) if self.waste > 0 else (self.source, False)

    def _curly(self, first: int, line: int) -> None:
        problem = "the command has curly quotes, which no shell takes for quotes"
        self.page.note(
            line, "A command has curly quotes instead of straight ones; it was read as if they were straight."
        )
        for draft in self.page.requests[first:]:
            draft.request = replace(draft.request, problems=(*draft.request.problems, problem))

    def _tokens(self, start: int, end: int) -> None:
        """Look for tokens in a block beyond the places where the structure says that there is one."""
        text = self.source.text[start:end]
        for hit in secret_search.find(text) if "eyJ" in text else ():
            if hit.where in {"token", "bearer token"}:
                self.page.secret(hit.kind, text[hit.start : hit.end], self.source.line_at(start + hit.start), hit.where)

    def _assign(self, match: re.Match[str]) -> int:
        before = self.source.text[max(match.start() - 64, 0) : match.start()].rpartition("\n")[2]
        if before.strip(" \t>`"):
            return -1
        shell = self._shell_at(match.end())
        shell.variables[match[1].lower()] = shell.value()
        if shell.unclosed:
            del shell.variables[match[1].lower()]
            return self._spend(shell.position)
        return shell.position

    def _shell_at(self, position: int) -> Shell:
        self.shell.position, self.shell.limit = position, self._limit(position)
        self.shell.unclosed, self.shell.substitutions = False, 0
        return self.shell

    def _invoke(self, match: re.Match[str]) -> int:
        if match.start() and self.source.text[match.start() - 1].isalnum():
            return -1
        shell = self._shell_at(match.end())
        if not read_invoke(self.page, shell):
            return self._spend(shell.position)
        self._tokens(match.start(), shell.position)
        return shell.position

    def _graphql(self, match: re.Match[str]) -> int:
        start = match.start()
        if start and (self.source.text[start - 1].isalnum() or self.source.text[start - 1] in "_-.$"):
            return -1
        end, whole = document_end(self.source.text, start, match.end(), self._limit(start))
        if not whole:
            self.waste -= _VAIN + end - start
            if self.waste <= 0:
                return self._spend(end)
            paragraph = _PARAGRAPH.search(self.source.text, match.end(), end)
            end = paragraph.start() if paragraph else end
        return self._document(start, end, whole=whole)

    def _document(self, start: int, end: int, *, whole: bool) -> int:
        traced = self.source.slice(start, end)
        if not whole:
            self.page.note(traced.line_at(0), "A GraphQL document ends before its last bracket.")
        self.page.form("graphql")
        envelope = graphql_json.Envelope("graphql", traced.line_at(0))
        self.document = graphql_json.add_request(self.page, envelope, traced.text, traced, {}, {})
        self._tokens(start, end)
        return end

    def _json(self, match: re.Match[str]) -> int:
        text, start = self.source.text, match.start()
        if _SHORTHAND.match(text, start):
            end, whole = document_end(text, start, start, self._limit(start))
            return self._document(start, end, whole=True) if whole else self._spend(end)
        parsed = lenient_json.parse_kindly(text, start)
        value = parsed.value
        if not value or (parsed.too_deep and not parsed.places):
            return self._spend(parsed.end)
        line = self.source.line_at(start)
        lines = {path: self.source.line_at(offset) for path, offset in parsed.places.items()}
        paired = self.document and graphql_json.attach_variables(self.page, self.document, value, lines, line)
        problems = self._problems(parsed)
        if not paired and not explore(self.page, value, lines, line, size=parsed.end - start, problems=problems):
            return self._spend(parsed.end)
        self._note_broken(parsed, line)
        self._tokens(start, parsed.end)
        return parsed.end

    def _problems(self, parsed: lenient_json.Parsed) -> tuple[str, ...]:
        return problems_of(parsed, self.source, parsed.end)

    def _note_broken(self, parsed: lenient_json.Parsed, line: int) -> None:
        if parsed.too_deep:
            self.page.note(line, "Some JSON is nested too deeply to be read to its end.")
        elif not parsed.whole:
            self.page.note(line, "Some JSON is cut off or broken; what stands before that was read.")
        elif parsed.repairs:
            self.page.note(line, f"Some JSON is not valid as it stands: {'; '.join(sorted(parsed.repairs))}.")


_READERS: dict[str, Callable[[Traced, int, int], CommandLine]] = {
    "curl-bash": read_bash,
    "curl-cmd": read_cmd,
    "curl-powershell": read_words,
}


def _dialect(text: str, start: int, after: int) -> str:
    """Tell from a command's first line which shell it was written for."""
    newline = text.find("\n", after, start + MAX_COMMAND)
    first = text[start : min(newline if newline >= 0 else start + 4_000, start + 4_000)].rstrip()
    before = text[max(start - 200, 0) : start].rpartition("\n")[2]
    if re.search(r"PS [A-Z]:\\[^>\n]{0,200}>[ \t]*$", before) or re.search(r"(?<!`)`$", first):
        return "curl-powershell"
    if first.endswith("^") or '^"' in first or _WINDOWS_PROMPT.search(before):
        return "curl-cmd"
    return "curl-cmd" if re.search(r'\w""|""\w|\{""', first) and "'" not in first else "curl-bash"


def read_text(page: Page, source: Traced) -> None:
    """Read a text to its end."""
    scanner = _Scanner(page, source, Shell(source), waste=_WASTE + 3 * len(source.text))
    position = 0
    for start, end in scanner.blocks():
        if start > position:
            read_prose(page, source.slice(position, start))
        position = end
    if position < len(source.text):
        read_prose(page, source.slice(position))
