"""What the reports take is loaded while the first answer is awaited."""

import asyncio
import sys
from pathlib import Path

import pytest

from diagnose.cli.loading import loading, of_reports
from diagnose.cli.output import Output
from diagnose.diagnosis import Listener
from diagnose.gateway.events import Event, RequestSent
from diagnose.gateway.exchange import Question
from diagnose.plugin import Renderer, TerminalRenderer
from diagnose.rendering import Late
from diagnose_reports import HTML, RENDERERS, TERMINAL


def test_it_begins_with_the_first_question_and_tells_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("colorsys", "sndhdr_there_is_none", "this_too.is_none", "chunk_of_nothing", "wave")
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    told: list[Event] = []
    listener = loading([Late(name, "open") for name in names])(Listener(on_event=told.append))
    sent = RequestSent(Question("TicketChain", {}), 1)

    async def ask() -> None:
        assert listener.on_event is not None
        listener.on_event(sent)
        assert "wave" not in sys.modules
        listener.on_event(sent)
        await asyncio.sleep(0.5)  # an answer takes its time

    asyncio.run(ask())
    assert told == [sent, sent]
    assert "colorsys" in sys.modules, "and what cannot be loaded keeps nothing else from it"


def test_formats_that_load_late_are_loaded_and_no_others(tmp_path: Path) -> None:
    mine = Renderer("mine", ".txt", "text/plain", lambda *_: b"")
    outputs = [Output(each, tmp_path / each.name, each.name) for each in (HTML, mine)]
    loaded = [use.module for use in of_reports(outputs, TERMINAL)]
    assert loaded == ["diagnose_reports.html", "diagnose_reports.terminal"]


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=lambda renderer: renderer.name)
def test_every_format_that_is_declared_is_there(renderer: Renderer | TerminalRenderer) -> None:
    assert isinstance(renderer.render, Late)
    assert callable(renderer.render.load())
