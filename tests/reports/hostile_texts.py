"""Short texts, each of which acts in one of the places that reports are pasted into, unless it is made harmless."""

from __future__ import annotations

from tests.parts import parted

SPECIMENS = (
    # mentions and references
    "@user", "@org/team", "<!channel>", "<!here>", "<@U1>", "<#C1|general>", "[~user]", "[~accountid:5b10]", "@here",
    "#123", "GH-1", "org/repo#1", "PROJ-12", "(PROJ-12)", "da39a3ee5e6b4b0d", "a@evil.example", "mailto:a@evil.example",
    "mailto:1@evil.example", "file:1", "ftp://evil.example",
    # links, pictures and addresses
    "[text|https://evil.example]", "[text](https://evil.example)", "![i](https://evil.example/x.png)", "!image.png!",
    "!https://evil.example/x.png!", "<https://evil.example|text>", "https://evil.example", "www.evil.example",
    "evil.example/x", "[^attachment.ext]", "[#anchor]", "<a href='https://evil.example'>x</a>", "[x]: https://evil.example",
    "\"see https://evil.example\";", "\\\\server\\share",
    # code, blocks and panels
    "`", "```", "`````", "```\nx\n```", "{code}", "{code:sh}", "{noformat}", "{panel}", "{panel:title=x}", "{quote}",
    "{color:red}x{color}", "{{x}}", "{{", "}}", "~~~", "    x", "$x$", "$$x$$",
    # tables, lists, headings, rules
    "|a|b|", "||a||b||", "| --- |", "* x", "- x", "# x", "1. x", "1) x", "h1. x", "bq. x", "----", "===", "> x",
    "&gt; x",
    # formatting
    "*x*", "**x**", "_x_", "__x__", "~x~", "~~x~~", "^x^", "+x+", "-x-", "??x??", "a _b_ c", "x*y*z", "*", "_", "~",
    # HTML, entities, emoji
    "<b>x</b>", "</details>", "<!--", "<details open>", "&#64;user", "&lt;b&gt;", "&", ":smile:", ":+1:", ":100:", ":)",
    ";)", "(y)", "(!)", "(*r)", "(on)",
    # invisible characters and turned directions
    "\u202egnp.exe", "\u2066x", "a\u200bb", "\ufeff", "@\u200buser", "\x1b[2J", "\x00", "\ud800", "a\r\nb", "\u2028",
    # JSON and marks
    '"}],"type":"mention"', '{"type":"text","marks":[{"type":"link"}]}', "\\", "\\n", '"', "'", "",
)  # fmt: skip
SURROUNDINGS = ("{}", "see {}.", "({})", "a {}; b", "{}{}", '"{}"', "x{}y", "*{}*", "`{}`", "{}:", "{}_")
EACH_WAY = parted(SURROUNDINGS, SURROUNDINGS[:1])
"""How they may stand: alone in the quick part of the tests, within words and signs in the thorough one."""


def hostile_texts(around: str) -> tuple[str, ...]:
    """Every specimen within its surroundings."""
    return tuple(around.replace("{}", text) for text in SPECIMENS)
