"""The run's one masker: it knows every secret, takes them out of texts, and finds them in finished files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from diagnose.secrets.plain_form import Plain, hidden, joined, readable, spelled, with_places
from diagnose.secrets.secret import Secret
from diagnose.secrets.secret_likeness import Shaped
from diagnose.secrets.shape_search import search
from diagnose.secrets.short_secrets import ShortSecrets
from diagnose.secrets.telling_words import is_telling
from diagnose.secrets.windows import SHORTEST, Windows

_PLACEHOLDERS = re.compile(r"\[[^\[\]]{1,120}\]")
_MIN = 4
"""Characters of the shortest text that anything is masked in."""


class Masker:
    """Replaces secrets in text and finds them in bytes, in whatever writing. Secrets may be added while running.

    Known ones come by :meth:`add`. What nobody told but what looks like a secret is learned where it is met, so that
    it is masked everywhere from then on: :meth:`learn` all texts first, then :meth:`mask` each.
    """

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._windows = Windows()
        self._short = ShortSecrets()
        self._told: dict[str, Secret] = {}
        self._spared: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._clean: set[bytes] = set()
        """Digests of the texts that hold none of the secrets known so far."""
        self.written: set[str] = set()
        """The placeholders that were written so far; whoever counts them may clear it."""
        for secret in secrets:
            self.add(secret)

    def add(self, secret: Secret) -> None:
        """Learn another secret; an empty one is ignored."""
        value = secret.reveal()
        if not value.strip() or value in self._told:
            return
        self._told[value] = secret
        self._clean.clear()
        if len(spelled(value)[0]) < SHORTEST:
            self._short.add(secret)
        else:
            self._windows.add(secret)

    def spare(self, ids: Iterable[str] = (), own_words: Iterable[str] = (), aliases: Iterable[str] = ()) -> None:
        """Say what is no secret, once all secrets are known: IDs that live data holds, and the tool's own words.

        An alias is not learned beside a telling name; one that is known as a secret already stays one.
        """
        self._spared.update(aliases)
        ids = [*ids]
        self._windows.spare(ids, own_words=False)
        self._windows.spare(own_words, own_words=True)
        self._spared.update(ids)

    def learn(self, text: str) -> bool:
        """Add what a text shows to be a secret by its shape or its place; tell whether it holds any secret.

        The two faces of a report share most of their texts, so what was found clean is not searched again.
        """
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest in self._clean:
            return False
        plain = Plain(text)
        forms = tuple(readable(plain))
        if self._learned(plain, forms) or any(True for _ in self._known(forms)):
            return True
        self._clean.add(digest)
        return False

    def _learned(self, text: Plain, forms: Iterable[Plain]) -> list[tuple[Plain, Shaped]]:
        # A password may hold what looks like a code (``Winter%2024``), so the text counts as it stands, too.
        forms = (*forms, *([text] if "%" in text.text else ()))
        hits = [(form, hit) for form in forms for hit in search(form.text) if not self._is_spared(hit)]
        for _, hit in hits:
            self.add(self._named(hit))
        return hits

    def mask(self, text: str, *, beside: str = "") -> str:
        """Return the text with every secret replaced by its placeholder; ``beside`` names the field that it is in."""
        if beside and is_telling(beside):
            before = f"{beside}: "
            return self.mask(f'{before}"{text}').removeprefix(f'{before}"') if '"' not in text else self.mask(text)
        if len(text) < _MIN or not self.learn(text):
            return text
        pieces, at = [], 0
        for start, end, placeholder in self.stretches(text):
            pieces += [text[at:start], placeholder]
            at = end
        return "".join([*pieces, text[at:]])

    def stretches(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield from where to where secrets stand in a text, in order, and the placeholder of each."""
        for stretch in _apart(self._stretches(with_places(text))):
            self.written.add(stretch[2])
            yield stretch

    def holds(self, text: str) -> bool:
        """Tell whether :meth:`mask` would change the text."""
        return self.mask(text) != text

    def placeholders(self, text: str) -> frozenset[str]:
        """Return the placeholders of secrets of this run that stand in a text."""
        known = {secret.placeholder for secret in self._told.values()}
        return frozenset(known.intersection(_PLACEHOLDERS.findall(text)))

    def leaks(self, data: bytes) -> tuple[str, ...]:
        """Return the names of the known secrets that these bytes contain in any writing, sorted; empty when clean."""
        return tuple(sorted({secret.name for secret in self._known(readable(Plain(data.decode("utf-8", "replace"))))}))

    def _known(self, forms: Iterable[Plain]) -> Iterator[Secret]:
        for form in forms:
            yield from (found.secret for found in self._windows.search(joined(form).text))
            yield from (secret for _, _, secret in self._short.search(form.text))
            for inner in hidden(form):
                yield from (found.secret for found in self._windows.search(inner.text))

    def _stretches(self, text: Plain) -> Iterator[tuple[int, int, str]]:
        """Yield where each secret stands in a text, and what to write there."""
        forms = tuple(readable(text))
        for form in forms:
            for plain in (joined(form), *hidden(form)):
                for found in self._windows.stretches(plain.text):
                    yield (*plain.place(found.start, found.end), found.secret.placeholder)
            for start, end, secret in self._short.search(form.text):
                yield (*form.place(start, end), secret.placeholder)
        for form, hit in self._learned(text, forms):
            yield (*form.place(hit.start, hit.end), self._named(hit).placeholder)

    def _is_spared(self, hit: Shaped) -> bool:
        return not hit.certain and hit.value in self._spared

    def _named(self, hit: Shaped) -> Secret:
        """Name what was found by its shape: ``redacted JWT 5``, the same number for the same value."""
        if hit.value in self._told:
            return self._told[hit.value]
        number = self._numbers.setdefault(hit.value, len(self._numbers) + 1)
        return Secret(hit.value, f"redacted {hit.name} {number}", hit.key)

    def __repr__(self) -> str:
        return f"Masker({len(self._told)} secrets)"


def _apart(stretches: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join stretches that overlap: the longest has the say in what is written there."""
    whole: tuple[int, int, str] | None = None
    longest = 0
    for start, end, placeholder in sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])):
        if whole is None or start >= whole[1]:
            if whole is not None:
                yield whole
            whole, longest = (start, end, placeholder), end - start
            continue
        said = placeholder if end - start > longest else whole[2]
        longest = max(longest, end - start)
        whole = (whole[0], max(whole[1], end), said)
    if whole is not None:
        yield whole
