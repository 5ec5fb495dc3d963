"""What stands wrong where a document stops being GraphQL, in words: told from the text, not from a parser's message."""

from __future__ import annotations

from graphql import GraphQLError, Lexer, Source, Token, TokenKind

from diagnose.foreign_text import cut

_QUOTES = frozenset("\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2032\u2033")
_NOT_SEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\u202f\u2007")
_NEXT = {
    TokenKind.PAREN_L: "a name",
    TokenKind.DOLLAR: "a name",
    TokenKind.AT: "a name",
    TokenKind.COLON: "a value or a type",
    TokenKind.EQUALS: "a value",
}
"""What follows these signs, whatever the place."""
_AFTER_VARIABLE = frozenset({TokenKind.NAME, TokenKind.BANG, TokenKind.BRACKET_R})
"""What the declaration of a variable may end in."""
_TEXTS = frozenset({TokenKind.STRING, TokenKind.BLOCK_STRING})
_MOST_TEXT = 60


def syntax_words(text: str, position: int) -> str:
    """Say what is wrong at a position of a text, counted from 0, where parsing it stopped."""
    if not text[position:].strip():
        return _unfinished(text)
    character = text[position]
    if character in _QUOTES:
        return f'there is a typographic quotation mark (U+{ord(character):04X}) instead of a straight one (")'
    if character in _NOT_SEEN:
        return f"there is an invisible character (U+{ord(character):04X})"
    if character == "'":
        return "strings are written in double quotes (\"), not in single ones (')"
    before, found = _tokens(text, position)
    if found is None:
        return _unreadable(text, position, before)
    return _misplaced(before, found)


def _tokens(text: str, position: int) -> tuple[Token, Token | None]:
    """Return the last token before a position and the one at it, which is None where none can be read."""
    lexer = Lexer(Source(text))
    before = lexer.token
    try:
        while (token := lexer.advance()).start < position:
            before = token
    except GraphQLError:
        return before, None
    return before, token


def _unfinished(text: str) -> str:
    before, found = _tokens(text, len(text))
    if found is None and '"' in text[before.end :]:
        return "a quotation mark is not closed on its line"
    return "it ends too early; a closing brace may be missing"


def _unreadable(text: str, position: int, before: Token) -> str:
    character = text[position]
    if '"' in text[before.end : position]:
        if character in "\r\n":
            return "a quotation mark is not closed on its line"
        return (
            f"`{text[position : position + 2]}` cannot be inside a string"
            if character == "\\"
            else "a string is broken"
        )
    if character.isascii() and character.isprintable():
        return f"`{character}` is not allowed there"
    return f"the character U+{ord(character):04X} is not allowed there"


def _misplaced(before: Token, found: Token) -> str:
    shown = _shown(found)
    expected = _expected(before, found)
    if expected is None:
        return f"{shown} is not allowed there"
    empty = before.kind is TokenKind.PAREN_L and found.kind is TokenKind.PAREN_R
    return f"{expected} is expected, not {shown}" + (" (are the parentheses empty?)" if empty else "")


def _shown(token: Token) -> str:
    text = cut(token.value or "", _MOST_TEXT)
    if token.kind in _TEXTS:
        return f'the string "{text}"' if text else "an empty string"
    return f"`{text or token.kind.value}`"


def _expected(before: Token, found: Token) -> str | None:
    """Say what has to follow a token, where only one thing can."""
    if _names_something(before):
        return "`:`"
    another = found.kind is TokenKind.NAME and before.kind in _AFTER_VARIABLE
    if (another or before.kind is TokenKind.PAREN_L) and _declares_variables(before):
        return "`$`"
    return _NEXT.get(before.kind)


def _names_something(token: Token) -> bool:
    """Tell whether a token is the name of a first argument or of a declared variable: ``(limit`` or ``($limit``."""
    if token.kind is not TokenKind.NAME or token.prev is None:
        return False
    sign, earlier = token.prev.kind, token.prev.prev
    if sign is TokenKind.DOLLAR:
        return earlier is not None and earlier.kind not in {TokenKind.COLON, TokenKind.BRACKET_L}
    return sign is TokenKind.PAREN_L


def _declares_variables(token: Token) -> bool:
    """Tell whether a token stands between the parentheses behind ``query`` or ``mutation``, and in no open ``[``."""
    inner, lists = token, 0
    while inner.kind is not TokenKind.PAREN_L:
        lists += (inner.kind is TokenKind.BRACKET_R) - (inner.kind is TokenKind.BRACKET_L)
        if inner.prev is None or lists < 0 or inner.kind in {TokenKind.PAREN_R, TokenKind.BRACE_L}:
            return False
        inner = inner.prev
    name = inner.prev
    words = {word.value for word in (name, name.prev if name else None) if word and word.kind is TokenKind.NAME}
    return not words.isdisjoint({"query", "mutation", "subscription"})
