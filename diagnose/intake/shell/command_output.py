"""What a command writes, where its words alone tell: ``echo``, ``printf``, ``cat`` of a here-document, ``jq -n``.

Nothing is executed. Source: the Bash manual; the manual of jq 1.7 (invoking jq, object construction).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.shell.javascript import Expression, ScriptReader, ScriptValue
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_NAMED_BY_TWO = {"--arg", "--argjson", "--rawfile", "--slurpfile"}
_SPLIT = re.compile(r"\(?\s{0,9}\$(\w{1,60})\s{0,9}\|\s{0,9}split\(\s{0,9}\"([^\"]{1,9})\"\s{0,9}\)\s{0,9}\)?")
_NAME = re.compile(
    r"\(?\s{0,9}(?:\$(?:ARGS\.named\.)?|(?P<environment>\$ENV\.|env\.))(\w{1,60})(?:\s{0,9}\|\s{0,9}tonumber)?\s{0,9}\)?"
)


class _Unknown:
    """What only running the command would tell."""


_UNKNOWN = _Unknown()


def output_of(line: CommandLine, names: Mapping[str, Value]) -> Traced | None:
    """Return what a command writes; None when only running it would tell. ``names`` were given values before it."""
    command = line.words[0].text.rpartition("/")[2] if line.words else ""
    words = line.words[1:]
    match command:
        case "echo":
            return _joined([word for word in words if word.text not in {"-n", "-e", "-E", "-ne"}])
        case "printf":
            return _joined(words[1:] if len(words) > 1 and words[0].text.startswith("%s") else words[:1])
        case "cat":
            return line.stdin if not words else _file(words[0].text, names)
        case "jq":
            return _jq(words, names)
        case _:
            return None


def _joined(words: Sequence[Traced]) -> Traced | None:
    if not words:
        return None
    return words[0] if len(words) == 1 else Traced.on_line(" ".join(word.text for word in words), words[0].line_at(0))


def _file(name: str, names: Mapping[str, Value]) -> Traced | None:
    value = names.get(f"@{name.lower()}")
    return value if isinstance(value, Traced) else None


def _jq(words: Sequence[Traced], names: Mapping[str, Value]) -> Traced | None:
    """Build the object that ``jq -n --arg w W '{variables: {w: $w}}'`` builds, without what it takes from elsewhere."""
    given: dict[str, Json] = {}
    script: Traced | None = None
    position = 0
    while position < len(words):
        option = words[position].text
        if option in _NAMED_BY_TWO and position + 2 < len(words):
            name, value = words[position + 1].text, words[position + 2].text
            if option == "--arg":
                given[name] = value
            elif option == "--argjson":
                given[name] = lenient_json.parse_kindly(value).value
            position += 2
        elif not option.startswith("-") and script is None:
            script = words[position]
        position += 1
    if script is None or not script.text.lstrip().startswith("{"):
        return None
    built = _resolved(ScriptReader(script, 0, len(script.text)).value(), given, names)
    return Traced.on_line(json.dumps(built, ensure_ascii=False), script.line_at(0)) if isinstance(built, dict) else None


def _resolved(value: ScriptValue, given: Mapping[str, Json], names: Mapping[str, Value]) -> Json | _Unknown:
    """Return a value of jq's language as JSON; it is no deeper than the reader of scripts goes."""
    match value:
        case Traced():
            return value.text
        case Expression(text):
            return _named(text, given, names)
        case dict():
            members = {key.lstrip("$"): _resolved(member, given, names) for key, member in value.items()}
            return {key: member for key, member in members.items() if not isinstance(member, _Unknown)}
        case list():
            items = (_resolved(item, given, names) for item in value)
            return [item for item in items if not isinstance(item, _Unknown)]
        case _:
            return value


def _named(text: str, given: Mapping[str, Json], names: Mapping[str, Value]) -> Json | _Unknown:
    if split := _SPLIT.fullmatch(text):
        whole = given.get(split[1])
        return [*whole.split(split[2])] if isinstance(whole, str) else _UNKNOWN
    if (name := _NAME.fullmatch(text)) is None:
        return _UNKNOWN
    if name["environment"]:
        value = names.get(name[2].lower())
        return value.text if isinstance(value, Traced) else _UNKNOWN
    return given.get(name[2], _UNKNOWN) if name[2] in given else _UNKNOWN
