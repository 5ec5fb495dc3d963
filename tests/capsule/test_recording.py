"""What is recorded of a run: the answers that it learned from, and of a sign-in that it took place."""

from __future__ import annotations

from dataclasses import replace

from diagnose.capsule.recording import Recording, recorded_run
from diagnose.checking.runner import Selection
from diagnose.diagnosis import Listener
from diagnose.gateway.events import AnswerReceived, Event
from diagnose.gateway.exchange import LOGIN, Answer, Question, Reception
from tests.capsule.lived import played


def test_the_answers_are_those_that_the_run_learned_from() -> None:
    run = played("wrong-connection")
    asked = run.done.sight.live.asked
    assert {answer.question.key for answer in run.recording.exchanged(run.done).answers} == asked
    assert all(answer.data for answer in run.recording.exchanged(run.done).answers)
    late = Question("Connections", {"connectionOffset": 999})
    run.recording.answers[late.key] = Answer(late, Reception.OK, ())
    try:
        assert late.key not in {answer.question.key for answer in run.recording.exchanged(run.done).answers}
    finally:
        del run.recording.answers[late.key]


def test_others_listen_on_and_a_login_leaves_no_data() -> None:
    heard: list[Event] = []
    recording = Recording()
    listener = recording.listening(Listener(on_event=heard.append))
    assert listener.on_event is not None
    login = Answer(Question(LOGIN, {"apiKey": "[API key]"}), Reception.OK, (), {"token": "t"})
    listener.on_event(AnswerReceived(login))
    assert heard == [AnswerReceived(login)]
    assert recording.logins == [replace(login, data=None)]
    assert not recording.answers


def test_options_clock_and_costs() -> None:
    run = played("healthy-api-key", None, "expiring")
    told = recorded_run(run.done, Selection(("endpoint",), ()), tries=True)
    assert told.selection.only == ("endpoint",)
    assert told.sign_in is not None
    assert told.sign_in.kind == "api-key"
    assert (told.started_at, told.requests) == (run.done.sight.now, run.done.report.run.requests)
    assert (told.personal_data, recorded_run(run.openly.done, Selection(), tries=True).personal_data) == (False, True)
