"""The tool as a library: a ticket in, a report out, and nothing else happens."""

from __future__ import annotations

import asyncio
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import diagnose
from diagnose import TicketText, diagnose_ticket, diagnose_ticket_async
from diagnose.gateway.address import EndpointError
from diagnose.gateway.credentials import CredentialError
from diagnose.gateway.http.proxies import ProxySettingError
from diagnose.intake import UnreadableSourceError
from diagnose.library import DiagnoseOptions
from diagnose.sandbox import Gateway, scenario, serve
from diagnose.ticket.ticket import TicketError

README = Path(__file__).parents[1] / "README.md"


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


def access(gateway: Gateway) -> DiagnoseOptions:
    return {"endpoint": gateway.client_url, "access_token": gateway.access_token, "environ": {}}


def ticket(gateway: Gateway) -> list[TicketText]:
    return [TicketText(file.name, file.data) for file in gateway.scenario.sources]


def test_the_example_of_the_readme_runs(
    gateway: Gateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    (tmp_path / "ticket.eml").write_bytes(gateway.scenario.sources[0].data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FILED_ENDPOINT", gateway.client_url)
    monkeypatch.setenv("FILED_ACCESS_TOKEN", gateway.access_token)
    exec(compile(example[1], "README.md", "exec"), {})  # noqa: S102 - it is ours
    said = capsys.readouterr()
    assert said.out.startswith("problem All 5 job works are in connection_790")
    assert "Send the query with connection_790 as the connection ID." in said.out
    assert said.err == ""


def test_text_bytes_files_and_ids_are_one_ticket(gateway: Gateway, tmp_path: Path) -> None:
    """However the ticket comes in, the cause is the same; an ID that is given overrides the ticket's."""
    data = gateway.scenario.sources[0].data
    (tmp_path / "ticket.eml").write_bytes(data)
    for part in (data, data.decode(), tmp_path / "ticket.eml"):
        report = diagnose_ticket(part, **access(gateway))
        assert [cause.code for cause in report.verdict.causes] == ["connection-mismatch"]
    overriding: DiagnoseOptions = {**access(gateway), "connection_id": "connection_790"}
    mended = diagnose_ticket("our ticket", **overriding)
    assert mended.verdict.status == "healthy"


def test_beside_an_event_loop_it_says_the_same(gateway: Gateway) -> None:
    async def both() -> list[str]:
        reports = await asyncio.gather(*(diagnose_ticket_async(*ticket(gateway), **access(gateway)) for _ in range(2)))
        return [report.verdict.headline for report in reports]

    headline = diagnose_ticket(*ticket(gateway), **access(gateway)).verdict.headline
    assert asyncio.run(both()) == [headline, headline]


def test_inside_an_event_loop_the_other_one_is_named() -> None:
    async def inside() -> None:
        diagnose_ticket("connection_790", offline=True)

    with pytest.raises(RuntimeError, match="await diagnose_ticket_async"):
        asyncio.run(inside())


def test_reading_stands_under_the_deadline_too() -> None:
    """What was read by then is the ticket: here, nothing."""
    with pytest.raises(TicketError, match="names no ID"):
        diagnose_ticket("connection_790", offline=True, deadline=1e-9)


def test_what_is_personal_is_an_alias_unless_asked_for(gateway: Gateway) -> None:
    named = TicketText("Jane Roe 2025.eml", gateway.scenario.sources[0].data)
    assert "Jane Roe" not in f"{diagnose_ticket(named, **access(gateway))}"
    everything: DiagnoseOptions = {**access(gateway), "show_personal_data": True}
    assert "Jane Roe" in f"{diagnose_ticket(named, **everything)}"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, CredentialError),
        ({"access_token": "…"}, CredentialError),
        ({"offline": True, "endpoint": "ftp://x"}, EndpointError),
        ({"access_token": "a-long-token", "environ": {"HTTPS_PROXY": "socks9://x"}}, ProxySettingError),
        ({"offline": True, "connection_id": " "}, TicketError),
        ({"offline": True, "connection_id": "ghp_" + "a1B2c3D4e5" * 4}, TicketError),
    ],
)
def test_what_cannot_be_used_is_one_sentence(given: DiagnoseOptions, error: type[ValueError]) -> None:
    arguments: DiagnoseOptions = {"connection_id": "connection_790", "endpoint": "https://gateway.invalid/", **given}
    with pytest.raises(error) as raised:
        diagnose_ticket(**arguments)
    assert "\n" not in str(raised.value)
    assert "a1B2c3D4" not in str(raised.value)


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"offlin": True}, TypeError, "did you mean offline?"),
        ({"output": "report.html"}, TypeError, "no option 'output'"),
        ({"job_work_ids": "job_work_456"}, TypeError, "job_work_ids is a list"),
        ({"only": "connection-id"}, TypeError, "only is a list"),
        ({"only": ["conection-id"]}, ValueError, "no check 'conection-id'"),
        ({"timeout": "5"}, TypeError, "timeout is a number"),
        ({"timeout": 0}, ValueError, "timeout must be more than 0"),
        ({"deadline": math.nan}, ValueError, "deadline must be more than 0"),
        ({"max_job_works": -5}, ValueError, "max_job_works must be more than 0"),
    ],
)
def test_an_option_that_there_is_not_is_never_left_out(
    given: dict[str, object], error: type[Exception], said: str
) -> None:
    """Most callers run no type checker: a mistyped option must not change what the verdict rests on in silence."""
    arguments = {"connection_id": "connection_790", "offline": True, **given}
    with pytest.raises(error, match=re.escape(said)):
        diagnose_ticket(**arguments)  # type: ignore[arg-type]


def test_a_part_of_another_type_is_refused_and_half_a_character_is_read() -> None:
    with pytest.raises(TypeError, match="not NoneType"):
        diagnose_ticket("connection_790", None, offline=True)  # type: ignore[arg-type]
    assert diagnose_ticket("connection_790 \ud800", offline=True).ticket.connection_id == "connection_790"


def test_a_ticket_without_ids_and_a_file_that_is_not_there_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(TicketError, match="names no ID"):
        diagnose_ticket("hello", offline=True)
    with pytest.raises(UnreadableSourceError, match="cannot be read"):
        diagnose_ticket(tmp_path / "ticket.eml", offline=True)


def test_importing_it_loads_nothing_else() -> None:
    """The command starts by importing the package: whatever that loads, every start pays."""
    code = "import sys, diagnose; print(sorted({'pydantic', 'httpx', 'asyncio'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    with pytest.raises(AttributeError, match="no attribute 'diagnose_tickets'"):
        _ = diagnose.diagnose_tickets
