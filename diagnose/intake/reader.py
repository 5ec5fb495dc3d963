"""From sources to a reading: open each, offer it to the forms, gather what they find."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diagnose.intake.content.form import Form
from diagnose.intake.content.sightings import Remark, SourceEnds
from diagnose.intake.dispatcher import Dispatcher
from diagnose.intake.forms.table import FORMS
from diagnose.intake.gathering.gatherer import Gatherer
from diagnose.intake.model import Reading, Source, UnreadableSourceError
from diagnose.intake.source.decoding import TOO_LATE, open_bytes


def read_sources(
    sources: Sequence[Source], forms: Sequence[Form] = FORMS, *, late: Callable[[], bool] = lambda: False
) -> Reading:
    """Read a ticket from its sources, in their order.

    Whatever the sources hold, this returns: what cannot be read is a note. Only a source that cannot be opened or
    read at all raises :class:`UnreadableSourceError`. Of two forms that fit, the earlier of ``forms`` has its say.
    ``late`` is asked all the time: once it says so, what was read by then is the reading, with a note.
    """
    dispatcher, gatherer = Dispatcher(forms), Gatherer()
    for source in sources:
        try:
            with source.open() as stream:
                opened = open_bytes(stream, late)
                for seen in dispatcher.source(source.name, opened, gatherer.last_request):
                    gatherer.take(seen)
                    if late():
                        _break_off(gatherer, opened.taken)
                        break
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UnreadableSourceError(f"{source.name} cannot be read: {reason}.") from error
    return gatherer.finish()


def _break_off(gatherer: Gatherer, taken: int) -> None:
    """End every source that is still being read."""
    while gatherer.is_reading:
        gatherer.take(Remark(1, TOO_LATE))
        gatherer.take(SourceEnds("unreadable", taken))
