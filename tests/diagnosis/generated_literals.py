"""The same value as eight languages write it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diagnose.json_value import Json


@dataclass(frozen=True)
class Language:
    """How a language writes maps and lists: what opens and closes them, and a key with its value."""

    map: tuple[str, str]
    list: tuple[str, str]
    pair: Callable[[str, str], str]
    quote: Callable[[str], str] = json.dumps
    none: str = "null"
    yes: str = "true"
    no: str = "false"
    comma: str = ", "

    def write(self, value: Json) -> str:
        """Write a value on one line."""
        match value:
            case None:
                return self.none
            case bool():
                return self.yes if value else self.no
            case int() | float():
                return str(value)
            case str():
                return self.quote(value)
            case list():
                return f"{self.list[0]}{self.comma.join(map(self.write, value))}{self.list[1]}"
            case dict():
                pairs = (self.pair(key, self.write(one)) for key, one in value.items())
                return f"{self.map[0]}{self.comma.join(pairs)}{self.map[1]}"


def single(text: str) -> str:
    """Quote in single quotes."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


LANGUAGES: Mapping[str, Language] = {
    "js": Language(("{ ", " }"), ("[", "]"), lambda key, value: f"{key}: {value}", single),
    "python": Language(
        ("{", "}"), ("[", "]"), lambda key, value: f'"{key}": {value}', none="None", yes="True", no="False"
    ),
    "php": Language(("[", "]"), ("[", "]"), lambda key, value: f"'{key}' => {value}", single),
    "ruby": Language(("{ ", " }"), ("[", "]"), lambda key, value: f'"{key}" => {value}', none="nil"),
    "csharp": Language(("new { ", " }"), ("new[] { ", " }"), lambda key, value: f"{key} = {value}"),
    "java": Language(("Map.of(", ")"), ("List.of(", ")"), lambda key, value: f'"{key}", {value}'),
    "go": Language(("map[string]any{", "}"), ("[]string{", "}"), lambda key, value: f'"{key}": {value}', none="nil"),
    "powershell": Language(
        ("@{ ", " }"), ("@(", ")"), lambda key, value: f"{key} = {value}", single, "$null", "$true", "$false", "; "
    ),
}


def node_inspect(value: Json) -> str:
    """Write as ``console.dir(value, { depth: null })`` prints."""
    return LANGUAGES["js"].write(value).replace("{ ", "{\n  ").replace(" }", "\n}")


def print_r(value: Json, depth: int = 0) -> str:
    """Write as PHP's ``print_r`` does."""
    match value:
        case dict() | list():
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            pad = " " * 8 * depth
            inside = "".join(f"{pad}    [{key}] => {print_r(one, depth + 1)}\n" for key, one in pairs)
            return f"Array\n{pad}(\n{inside}{pad})\n"
        case None:
            return ""
        case _:
            return str(value)
