"""What surrounds every ticket: greetings, a signature, numbers that are no IDs, a picture; and where it all stands."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from tests.diagnosis.generated_told import Told

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
File = tuple[str, bytes]
"""A name and what it holds."""


@dataclass(frozen=True)
class Noise:
    """The numbers around a ticket. None of them is an ID of the gateway's."""

    phone: str
    order: str
    request_id: str
    message_id: str
    picture: str
    german: bool = False

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after, in the customer's language."""
        if self.german:
            return (
                f"Guten Tag,\n\nzu unserer Bestellung Nr. {self.order} (Request-ID: {self.request_id}):",
                f"Vielen Dank und freundliche Grüße\nJana Muster\nMuster Steuerberatung GmbH\nTel. {self.phone}",
            )
        return (
            f"Hello,\n\nthis is about order no. {self.order}.",
            f"Request ID: {self.request_id}\n\nKind regards,\nDana Whitfield | Integration Lead\nT {self.phone}",
        )


def _body(text: str, noise: Noise, picture: str) -> str:
    before, after = noise.around
    return f"{before}\n\n{text}\n\n{picture}\n\n{after}\n"


def _plain(text: str, noise: Noise, files: Sequence[File], _: Told) -> list[File]:
    head = f"Sender: dana@taxfirm.example\nSubject: Case 00481276\nMessage-ID: <{noise.message_id}>\n\n"
    picture = f"[cid:image001.png@{noise.picture}]"
    return [("ticket.txt", (head + _body(text, noise, picture)).encode()), *files]


def _markdown(text: str, noise: Noise, files: Sequence[File], _: Told) -> list[File]:
    picture = f"![screenshot](https://github.com/user-attachments/assets/{noise.picture})"
    body = _body(text, noise, picture) + f"\nMessage-ID: {noise.message_id}\n"
    return [("issue.md", f"### What happened?\n\n{body}".encode()), *files]


def _message(noise: Noise) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Dana Whitfield <dana@taxfirm.example>"
    message["To"] = "support@filed.com"
    message["Subject"] = f"Job works, order {noise.order}"
    message["Message-ID"] = f"<{noise.message_id}>"
    message["X-Request-ID"] = noise.request_id
    return message


def _attach(message: EmailMessage, noise: Noise, files: Sequence[File]) -> list[File]:
    message.add_attachment(PNG, maintype="image", subtype="png", filename=f"{noise.picture}.png")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary(f"=_{noise.order}")  # Python's own is random, and a ticket must come out the same every time
    return [("ticket.eml", message.as_bytes())]


def _mail(text: str, noise: Noise, files: Sequence[File], _: Told) -> list[File]:
    message = _message(noise)
    message.set_content(_body(text, noise, "[image001.png]"), cte="quoted-printable")
    return _attach(message, noise, files)


def _mail_html(text: str, noise: Noise, files: Sequence[File], _: Told) -> list[File]:
    message = _message(noise)
    shown = text if text.startswith("<table>") else f"<pre>{html.escape(text)}</pre>"
    before, after = (html.escape(one).replace("\n", "<br>\n") for one in noise.around)
    picture = f'<img src="cid:{noise.picture}" width="600">'
    page = f"<html><body><p>{before}</p>{shown}<p>{picture}</p><p>{after}</p></body></html>"
    message.set_content(page, subtype="html")
    return _attach(message, noise, files)


def _older(told: Told) -> str:
    seen = f"we can see connection {told.other_connection}, all is well there. Is it that one?"
    return f"Hi Dana,\n\n{seen}\n\nSam, Filed Support"


def _thread_quoted(text: str, noise: Noise, files: Sequence[File], told: Told) -> list[File]:
    older = "\n".join(f"> {line}" for line in _older(told).splitlines())
    message = _message(noise)
    intro = "On Thu, 19 Nov 2026 at 14:40, Filed Support <support@filed.com> wrote:"
    message.set_content(f"{_body(text, noise, '[image001.png]')}\n{intro}\n{older}\n")
    return _attach(message, noise, files)


def _thread_outlook(text: str, noise: Noise, files: Sequence[File], told: Told) -> list[File]:
    head = (
        "-----Original Message-----\nFrom: Filed Support <support@filed.com>\n"
        "Sent: Thursday, November 19, 2026 2:40 PM\nTo: Dana Whitfield <dana@taxfirm.example>\n"
        f"Subject: RE: Case 00481276\nMessage-ID: <{noise.message_id}>"
    )
    body = f"{_body(text, noise, f'[cid:image001.png@{noise.picture}]')}\n{head}\n\n{_older(told)}\n"
    return [("ticket.txt", body.encode()), *files]


Envelope = Callable[[str, Noise, Sequence[File], Told], list[File]]
ENVELOPES: Mapping[str, Envelope] = {
    "plain": _plain,
    "markdown": _markdown,
    "mail": _mail,
    "mail-html": _mail_html,
    "thread-quoted": _thread_quoted,
    "thread-outlook": _thread_outlook,
}
"""Envelope by name: from the text and the files beside it to the sources of a run."""
