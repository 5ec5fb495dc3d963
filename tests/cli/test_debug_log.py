"""``--debug``: what happened when, beside the reports, with nothing of a person and no secret in it."""

from __future__ import annotations

import re

from diagnose.sandbox import scenario, serve
from tests.cli.calling import Desk, pointed_at


def test_the_log_lies_beside_the_reports_and_tells_the_run(desk: Desk) -> None:
    with serve(scenario("wrong-connection")) as gateway:
        (desk.path / "Jane Roe.eml").write_bytes(gateway.scenario.sources[0].data)
        said = desk.call("run", "Jane Roe.eml", "--debug", "--ticket-ref", "T-7", environ=pointed_at(gateway))
        assert said.code == 1, said.err
    assert sorted(desk.files) == ["Jane Roe.eml", "diagnosis/T-7.debug.log", "diagnosis/T-7.html", "diagnosis/T-7.json"]
    log = desk.files["diagnosis/T-7.debug.log"].decode()
    assert all(re.match(r"\d\d:\d\d:\d\d\.\d{3}Z ", line) for line in log.splitlines())
    assert "options given: --debug --ticket-ref [SOURCE]..." in log
    assert re.search(r"<- TicketChain: HTTP 200, ok \(\d+ ms\), request ID sandbox-000001", log)
    assert re.search(r"check connection-id: fail in [\d.]+ ms, connection-mismatch", log)
    assert re.search(r"verdict: problem, 1 cause; \d requests", log)
    for value in ("Jane", "connection_789", "T-7", gateway.access_token):
        assert value not in log


def test_a_log_goes_with_a_report_on_standard_output_too(desk: Desk) -> None:
    with serve(scenario("healthy")) as gateway:
        said = desk.run(gateway, "--json", "-", "--debug", "--output-dir", "out")
    assert said.report.verdict.status == "healthy"
    assert any(name.endswith(".debug.log") for name in desk.files)
