"""The lines that part the messages of a thread or a chat, and whose message each begins.

E-mail programs (Outlook, Gmail, Apple Mail) in the languages of western Europe and in Polish, and in any language
where an address and a time show what the line is; chats as they come out of the
clipboard (Teams, Slack, Discord, WhatsApp, Intercom); help desks' frames. Each pattern is tried on one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ATTRIBUTION = re.compile(r"(?i)[ \t*_]{0,4}(?:-{2,8} ?)?(?:on|am|le|el|op|il|em|den|no dia|w dniu|dnia)\b.{0,300}")
_ADDRESSED = re.compile(
    r"(?=[^\n]{0,200}\d{1,2}[:.h]\d\d\b)[^\n]{0,200}<[\w.+-]{1,64}@[\w.-]{1,100}>[^\n{}]{0,60}:[ \t]*$"
)
"""Takes ``19. 11. 2026 v 14:40, Filed Support <support@filed.com> napsal:``, in whatever language."""
_WROTE = re.compile(
    r"(?i)\b(?:wrote|schrieb|a [eé]crit|escribi[oó]|ha scritto|escreveu|schreef|skrev"
    r"|napisa[łl]\w{0,2}(?:\(a\))?|pisze)(?!\w)"
    r"(?P<name>.{0,160}?)(?:[ ]?:[ \t*_]*|[ ]?-{2,8}[ \t]*)$"
)
_ORIGINAL = re.compile(
    r"(?i)[ \t>]*(?:[-_=]{2,}[ ]?)?(?:original message|original appointment|forwarded message"
    r"|urspr[uü]ngliche nachricht|originalnachricht|weitergeleitete nachricht"
    r"|message (?:d['\u2019]origine|original|transf[eé]r[eé])"
    r"|mensaje (?:original|reenviado)|begin forwarded message:?|anfang der weitergeleiteten nachricht:?"
    r"|d[eé]but du message r[eé]exp[eé]di[eé] ?:?|inicio del mensaje reenviado:?"
    r"|messaggio (?:originale|inoltrato|originario)|inizio(?: del)? messaggio inoltrato:?"
    r"|mensagem (?:original|encaminhada|reencaminhada)|in[ií]cio da mensagem (?:reencaminhada|encaminhada):?"
    r"|oryginalna wiadomo[śs][ćc]|wiadomo[śs][ćc] oryginalna|przekazana wiadomo[śs][ćc]"
    r"|oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd bericht:?)(?:[ ]?[-_=]{2,})?[ \t]*"
)
_FROM = re.compile(
    r"(?i)[ \t]{0,4}\*{0,2}(?:from|von|de|da|van|fra|från|expéditeur|absender|remitente|mittente"
    r"|afzender|od)[ ]?:\*{0,2}[ \t]*"
    r"(?P<name>\S.{0,200})"
)
_MORE_HEADERS = re.compile(
    r"(?i)[ \t]{0,4}\*{0,2}(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoy[eé]|[aà]|objet"
    r"|enviad[oa](?: el| em)?|fecha|para|asunto|inviato|data|a|oggetto|assunto|verzonden|aan|onderwerp"
    r"|sendt|skickat|til|till|emne|[aä]mne|wys[łl]ano|do|dw|temat|message-id|reply-to)[ ]?:"
)
_ANY_FROM = re.compile(
    r"[ \t]{0,4}\*{0,2}[^\W\d_]{2,12}[ ]?:\*{0,2}[ \t]{1,8}"
    r"(?P<name>[^\n]{0,120}?[<\[(](?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,100})"
)
_ANY_HEADER = re.compile(r"[ \t]{0,4}\*{0,2}[^\W\d_][^\W\d_ -]{0,14}[ ]?:\*{0,2}[ \t]{1,8}\S")
"""The headers of a message in any language: the first has an address, one of the others a time."""
_FRAME = re.compile(
    r"(?i)[\W_]*(?:please )?(?:(?:type|write|enter|add) your (?:reply|response) above (?:this|the) line"
    r"|reply above this line|.{0,40}antwort.{0,20}(?:[uü]ber|oberhalb).{0,20}zeile.{0,20}"
    r"|.{0,30}(?:r[eé]pon(?:dre|dez|se)|saisi\w+).{0,40}(?:au-dessus|ci-dessus).{0,30}ligne.{0,20}"
    r"|.{0,30}(?:respuesta|respond\w+|escrib\w+).{0,40}(?:encima|arriba).{0,30}l[ií]nea.{0,20})[\W_]*"
)
_RULE = re.compile(r"[ \t]*[_=*\u2500-]{8,}[ \t]*")
_TIME = r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr|mez|mesz|utc|gmt|cet|cest|[ecmp][sd]?t))?"
_BRACKET = re.compile(
    rf"(?i)[ \t]*[\[(](?P<when>[^\])\n]{{0,40}}{_TIME}[^\])\n]{{0,20}})[\])][ \t]*"
    r"(?P<name>[^:\n]{1,60}?)[ \t]*(?:$|:[ \t]|[ ]:)"
)
_PLAIN = re.compile(
    rf"(?i)[ \t]*(?:\d{{1,4}}[./-]\d\d?[./-]\d{{2,4}},?[ ]{{1,2}})?{_TIME}"
    r"[ ]?(?:[-\u2013|][ ])?"
    r"(?P<name>[^\d:=\n\[\]]{2,40}):[ \t]"
)
_DATED = re.compile(
    rf"(?i)(?P<when>[^\n]{{0,60}}{_TIME})(?:[ \t]*\(?(?:edited|bearbeitet|modifi[eé]|editado)\)?)?[ \t]*"
)
_DATE_WORDS = re.compile(
    rf"""(?xi){_TIME} | \d+ | [^\w]+
    | (?<!\w)(?:am|pm|uhr|um|at|[aà]|las|a|le|el|on|den|de|mez|mesz|utc|gmt|cet|cest|[ecmp][sd]t|st|nd|rd|th
    | today|yesterday|heute|gestern | hier|aujourd|hui|hoy|ayer
    | (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?
    | (?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)
    | (?:lun|mar|mer|jeu|ven|sam|dim)\w{{0,5}} | (?:mi[eé]|jue|vie|s[aá]b|dom)\w{{0,6}}
    | (?:jan|feb|f[eé]v|m[aä]r|apr|avr|abr|ma[iy]|jun|jui|jul|ago|aug|ao[uû]|sep|o[ck]t|nov|de[cz]|d[eé]c|ene|dic)
      \w{{0,7}})(?!\w)
    """
)
_NAME = re.compile(r"[^\W\d_](?:[^\n\d:=<>{}\[\]\"@/]|\([^\d)]{1,20}\)){1,47}")
_MOST_OF_HEAD = 300
_MOST_HEADERS = 6
_LONG_LINE = 160
"""Characters: a longer line is no head, unless words follow a name and a time in it."""
_COMMENTED = re.compile(
    r"(?i)[ \t]*\*{0,2}(?P<name>[^\W\d_][^\n:]{1,47}?)\*{0,2} (?:commented|replied|said|wrote|added a comment"
    r"|hat (?:geschrieben|kommentiert)|schrieb|a (?:[eé]crit|comment[eé])"
    r"|escribi[oó]|coment[oó]|ha scritto|escreveu|schreef)"
    r"[ ]?:[ \t]*"
)
"""Takes a help desk's ``Filed Support commented:`` alone on its line."""
_LEVEL = re.compile(r"\b(?:INFO|ERROR|WARN(?:ING)?|DEBUG|TRACE|FATAL|NOTICE)\b|\w[._]\w|\w+ \w+ \w+ \w+ \w+")
_SAID = re.compile(r"[ \t]*(?P<name>[^\W\d_][^\n\d:=<>{}\[\]\"@/]{1,40}):[ \t]")


@dataclass(frozen=True)
class Head:
    """A line that begins a message of ``name``; ``lines`` are how many it takes, ``text`` where the words begin."""

    name: str
    lines: int = 1
    inline: bool = False


def attribution(lines: Sequence[str], at: int) -> Head | None:
    """Read ``On …, X wrote:`` at a line, also wrapped over three."""
    if not _ATTRIBUTION.match(lines[at]):
        return _addressed(lines, at)
    joined = ""
    for number in range(3):
        if at + number >= len(lines) or (number and not lines[at + number].strip()):
            return None
        joined = f"{joined} {lines[at + number].strip()}".strip()
        if match := _WROTE.search(joined):
            return Head(match["name"].strip() or joined[: match.start()].rpartition(",")[2], number + 1)
    return None


def _addressed(lines: Sequence[str], at: int) -> Head | None:
    """Read a line of attribution in any language, by the address and the time in it, also wrapped over two."""
    for number in range(2):
        if at + number >= len(lines) or len(lines[at + number]) > _MOST_OF_HEAD:
            return None
        joined = " ".join(line.strip() for line in lines[at : at + number + 1])
        if _ADDRESSED.fullmatch(joined):
            return Head(joined, number + 1)
    return None


def header_block(lines: Sequence[str], at: int) -> Head | None:
    """Read ``From: … Sent: … To: …`` at a line: two more headers within the next six lines."""
    match = _FROM.match(lines[at])
    if match is None:
        return _any_block(lines, at)
    more = 0
    for number in range(1, 7):
        if at + number >= len(lines) or not lines[at + number].strip():
            break
        if not _MORE_HEADERS.match(lines[at + number]):
            break
        more += 1
    return Head(match["name"], 1 + more) if more > 1 else _any_block(lines, at)


def _any_block(lines: Sequence[str], at: int) -> Head | None:
    """Read the headers of a message in a language that is not listed here."""
    match = _ANY_FROM.match(lines[at])
    if match is None:
        return None
    block = [lines[at]]
    while len(block) <= _MOST_HEADERS and at + len(block) < len(lines) and _ANY_HEADER.match(lines[at + len(block)]):
        block.append(lines[at + len(block)])
    timed = any(re.search(rf"(?i)\b{_TIME}", line) for line in block[1:])
    return Head(match["name"], len(block)) if timed and len(block) > 2 else None  # noqa: PLR2004


def is_original(line: str) -> bool:
    """Tell ``-----Original Message-----`` and its like, which stand before an older or forwarded message."""
    return len(line) < _LONG_LINE and _ORIGINAL.fullmatch(line) is not None


def is_frame(line: str) -> bool:
    """Tell a help desk's ``please type your reply above this line``."""
    return len(line) < _LONG_LINE and _FRAME.fullmatch(line.rstrip("\r")) is not None


def is_rule(line: str) -> bool:
    """Tell a line that is drawn."""
    return _RULE.fullmatch(line.rstrip("\r")) is not None


def chat_head(lines: Sequence[str], at: int) -> Head | None:
    """Read a chat's name and time at a line, or a name over a time; the words may follow on the same line."""
    line = lines[at].rstrip("\r")
    if not line.strip():
        return None
    if match := _BRACKET.match(line) or _PLAIN.match(line):
        name = match["name"].strip()
        return Head(name, inline=True) if _NAME.fullmatch(name) and not _LEVEL.search(name) else None
    if len(line) > _LONG_LINE:
        return None
    if (match := _COMMENTED.fullmatch(line)) and _NAME.fullmatch(match["name"]):
        return Head(match["name"])
    if match := _DATED.fullmatch(line):
        name = _without_date(match["when"].split(_first_time(match["when"]))[0])
        return Head(name) if _NAME.fullmatch(name) and not _LEVEL.search(name) else None
    bot = at + 1 < len(lines) and lines[at + 1].strip() in {"APP", "BOT"}
    following = next((number for number in ((2,) if bot else (1,)) if _is_time(lines, at + number)), None)
    short = _NAME.fullmatch(line.strip())
    return Head(line.strip(), following + 1) if following and short else None


def said_by(line: str) -> str | None:
    """Return the name before ``Name: words``."""
    match = _SAID.match(line)
    return match["name"].strip() if match else None


def _first_time(text: str) -> str:
    match = re.search(rf"(?i){_TIME}", text)
    return match[0] if match else text


def _without_date(text: str) -> str:
    """Return the name before a date; a name may be a word of dates itself (``Sam``)."""
    words = [word for word in re.split(r"\s+|[,\u2014\u2013|\u00b7]\s*", text.strip()) if word]
    while words and (words[-1][0].isdigit() or _DATE_WORDS.fullmatch(words[-1].rstrip("."))):
        words.pop()
    return " ".join(words)


def _is_time(lines: Sequence[str], at: int) -> bool:
    if at >= len(lines) or not (match := _DATED.fullmatch(lines[at].rstrip("\r"))):
        return False
    return not _DATE_WORDS.sub("", match["when"]).strip()
