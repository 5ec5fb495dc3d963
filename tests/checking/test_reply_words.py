"""What is written to the customer about each kind of finding."""

from __future__ import annotations

import re

from diagnose.checking.reply_words import REPLY_WORDS, reply_words
from diagnose_checks import CHECKS

NOT_TOLD = {
    "source-platform-missing": "for analytics only",
    "ticket-contains-secret": "a sentence of its own, as it is never a cause",
    "token-expired": "the run's own",
    "token-rejected": "the run's own",
    "api-key-rejected": "the run's own",
    "endpoint-unreachable": "the run's own",
    "endpoint-not-graphql": "the run's own",
    "endpoint-wrong-surface": "the run's own, or in its own words",
}


def test_every_code_that_a_customer_hears_of_has_words() -> None:
    """And no words are for a code that there is not."""
    codes = {code.code for check in CHECKS for code in check.codes}
    assert set(REPLY_WORDS) == codes - set(NOT_TOLD)


def test_the_words_are_two_sentences() -> None:
    """Each ends in a full stop, unless it is the finding's own sentence."""
    for words in REPLY_WORDS.values():
        assert all(re.search(r"\.$|\{(summary|remedy)\}$", part) for part in words)
    assert reply_words("acme-odd") == ("{summary}", "{remedy}")
