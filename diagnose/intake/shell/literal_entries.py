"""What the entries of a literal's brackets are: their keys' names, pairs without a sign, what a console left out."""

from __future__ import annotations

import re

from diagnose.intake.kinds import kind_of_key
from diagnose.intake.shell.literal_tree import Atom, Bare, Bracket, Member, Quoted
from diagnose.json_value import Json

_PARTS = re.compile(r"Object|Array|Circular|Function|Getter|Getter/Setter|\.\.\.|\u2026|System\.Object")
_ENVELOPE = {
    name.lower(): name
    for name in (
        "query", "variables", "operationName", "data", "errors", "message", "path", "extensions", "code", "id", "ids",
        "me", "workspaces", "connections", "jobWorks", "jobWorkArtifacts", "workArtifact", "work", "filters", "status",
        "createJobWorks", "createJobWorkArtifacts", "createConnectionJob",
    )
} | {"graphqlerrors": "errors"}  # fmt: skip
"""Names that a language's own spelling (``JobWorks``, ``ID``) and Apollo's ``graphQLErrors`` stand for."""
_TELLING = frozenset({"ids", "filters", "variables"})
_FILTERS = re.compile(r"(?i)(?:^|\W)(\w{0,60}filters?)(?:input)?$")
_ADDING = re.compile(r"(.{1,80})\.(?:add|addAll|push|append|extend|set)")
"""Takes ``.vars.filters.ids.addAll`` before its bracket."""
TURNED = re.compile(r"(?:json\.dumps|JSON\.stringify|json_encode|JSON\.generate|jsonEncode|encode_json|Jason\.encode!)")
"""What makes text of a value, so that a string is sent where an object belongs."""
_NAME = re.compile(r"[A-Za-z_$][\w$.\[\]-]{0,80}")


def filters_name(of: Member | str | None) -> str | None:
    """Return the name of a type of filters without its package, which tells what its IDs are: ``JobWorkFilters``."""
    if isinstance(of, Member):
        last = of.atoms[-1] if of.atoms else None
        of = last.caller if isinstance(last, Bracket) else None
    filters = _FILTERS.search(of or "")
    return filters[1] if filters else None


def is_cut(atoms: list[Atom]) -> bool:
    """Tell ``[Object]``, ``[Array]``, ``Array(1)`` and ``…``, which stand for what was not printed."""
    if len(atoms) == 2 and isinstance(atoms[0], Bare) and atoms[0].text in {"Array", "Object"}:  # noqa: PLR2004
        inner = atoms[1]
        return isinstance(inner, Bracket) and inner.opener == "(" and _is_count(inner)
    if not atoms or len(atoms) > 1:
        return False
    atom = atoms[0]
    if isinstance(atom, Bracket) and len(atom.entries) == 1 and atom.opener in {"[", "{"}:
        entry = atom.entries[0]
        first = entry.key if entry.key is not None else entry.atoms[0] if entry.atoms else None
        return isinstance(first, Bare) and bool(_PARTS.fullmatch(first.text))
    return isinstance(atom, Bare) and bool(_PARTS.fullmatch(atom.text))


def is_template(atoms: list[Atom]) -> bool:
    """Tell ``${{ env.IDS }}`` and ``{{ids}}``, where a template puts a value in; leave ``{{a: 1}}``, a list of one."""
    inner = _alone_in(atoms[-1]) if atoms else None
    if inner is None or not isinstance(inner, Bracket) or inner.opener != "{" or not inner.entries:
        return False
    words = [atom for entry in inner.entries for atom in entry.atoms]
    return all(entry.key is None for entry in inner.entries) and all(isinstance(word, Bare) for word in words)


def _alone_in(atom: Atom) -> Atom | None:
    """Return what stands alone in curly brackets."""
    if not isinstance(atom, Bracket) or atom.opener != "{" or len(atom.entries) != 1:
        return None
    entry = atom.entries[0]
    return entry.atoms[0] if entry.key is None and len(entry.atoms) == 1 else None


def _is_count(bracket: Bracket) -> bool:
    atoms = bracket.entries[0].atoms if len(bracket.entries) == 1 and bracket.entries[0].key is None else []
    return len(atoms) == 1 and isinstance(atoms[0], Bare) and atoms[0].text.isdecimal()


def as_member(entry: Member) -> Member | None:
    """Take ``variables () { return {…} }`` for a member of that name; leave out what says nothing."""
    match entry:
        case Member(None, _, [Bare() as name, Bracket("("), Bracket("{") as body]):
            return Member(name, "()", [body])
        case Member(None, _, [Bare() as name, Bracket("(") as added]) if told := _ADDING.fullmatch(name.text):
            return Member(Bare(told[1], name.start), "()", [added])
        case Member(None, _, []):
            return None
        case _:
            return entry


def key_name(atom: Atom) -> str | None:
    """Return a key's name: ``a``, ``'a'``, ``["a"]``, ``[a]``, ``["a":protected]``, ``$a``."""
    if isinstance(atom, Bracket):
        if len(atom.entries) != 1:
            return None
        entry = atom.entries[0]
        inner = entry.key if entry.key is not None else entry.atoms[0] if len(entry.atoms) == 1 else None
        return None if inner is None or isinstance(inner, Bracket) else inner.text
    if isinstance(atom, Quoted):
        return atom.text
    name = atom.text.lstrip("$@.")
    spelt = _ENVELOPE.get(name.lower())
    return spelt if spelt and (name[:1].isupper() or name == "graphQLErrors") else name


def comma_pairs(entries: list[Member], *, told: bool = False) -> list[Member]:
    """Take ``"a", 1, "b", 2`` for pairs, when they are ``told`` to be, or a name among them tells of IDs."""
    firsts = [entry.atoms[0] for entry in entries[::2] if len(entry.atoms) == 1]
    keys = [atom for atom in firsts if isinstance(atom, Quoted)]
    if len(entries) % 2 or len(keys) * 2 != len(entries) or any(entry.key is not None for entry in entries):
        return []
    names = [key.text for key in keys]
    telling = told or any(kind_of_key(name) or name in _TELLING for name in names)
    if not telling or not all(map(_NAME.fullmatch, names)):
        return []
    return [Member(key, ",", entry.atoms, entry.joined) for key, entry in zip(keys, entries[1::2], strict=True)]


def is_bare_pair(entry: Member) -> bool:
    """Tell an entry that is nothing but a pair in brackets."""
    bracket = entry.atoms[-1] if entry.atoms else None
    return isinstance(bracket, Bracket) and bool(comma_pairs(bracket.entries)) and len(bracket.entries) == 2  # noqa: PLR2004


def only_atom(bracket: Bracket) -> Atom | None:
    """Return what alone stands in a bracket, without a key."""
    entry = bracket.entries[0] if len(bracket.entries) == 1 else Member()
    return entry.atoms[0] if entry.key is None and len(entry.atoms) == 1 else None


def is_type_name(atom: Atom) -> bool:
    """Tell ``[Text]`` behind a value and its ``::`` from a value."""
    only = only_atom(atom) if isinstance(atom, Bracket) and atom.opener == "[" else None
    return isinstance(only, Bare) and only.text[:1].isupper() and only.text.isalpha()


def together(old: Json, new: Json) -> Json:
    """Put the values of a key that is repeated together, as log lines repeat ``ids``."""
    return [*(old if isinstance(old, list) else [old]), *(new if isinstance(new, list) else [new])]
