"""What a machine brings along, each thing on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.checking.registry import Broken, Checks, Renderers, load_checks, load_renderers
from diagnose.doctor.local import certificates, interpreter, output, packages, plugins, proxy
from diagnose.gateway.address import parse_endpoint
from diagnose.report import Plugin
from diagnose.report_words import CheckOutcome

FAR = parse_endpoint("https://gateway.example/graphql")


def test_python_that_keeps_nothing_compiled_is_slow_and_no_more() -> None:
    assert interpreter({}).outcome is CheckOutcome.PASS
    slow = interpreter({"PYTHONDONTWRITEBYTECODE": "1"})
    assert (slow.outcome, "Unset" in slow.remedy) == (CheckOutcome.WARN, True)
    assert all(packages().values())


def test_a_package_that_cannot_be_used_is_named() -> None:
    assert plugins(load_checks(), load_renderers()).outcome is CheckOutcome.PASS
    broken = Broken("acme", Plugin(name="acme-checks", version="1.2"), "No module named 'acme'.")
    row = plugins(Checks((), broken=(broken,)), Renderers({}))
    assert (row.outcome, row.remedy) == (CheckOutcome.FAIL, "Update or remove acme-checks.")
    assert "No module named 'acme'" in row.reason


def test_a_proxy_is_named_without_its_password() -> None:
    host, row = proxy(FAR, {"HTTPS_PROXY": "http://me:hunter2-secret@proxy.example:8080"})
    assert (host, row.outcome, row.reason) == ("proxy.example", CheckOutcome.PASS, "requests go through proxy.example")
    assert proxy(FAR, {})[0] is None


def test_the_certificates_of_other_tools_are_not_this_tools() -> None:
    row = certificates(FAR, {"REQUESTS_CA_BUNDLE": "/x.pem"})
    assert (row.outcome, "SSL_CERT_FILE" in row.remedy) == (CheckOutcome.WARN, True)
    assert certificates(FAR, {}).outcome is CheckOutcome.PASS
    assert certificates(parse_endpoint("http://127.0.0.1:9/"), {}).outcome is CheckOutcome.SKIP


@pytest.mark.parametrize(
    ("variable", "name", "said"),
    [
        ("SSL_CERT_FILE", "gone.pem", "is not there"),
        ("SSL_CERT_FILE", "empty.pem", "holds no certificates"),
        ("SSL_CERT_FILE", "directory", "is not a file"),
        ("SSL_CERT_DIR", "gone", "is not there"),
        ("SSL_CERT_DIR", "empty.pem", "is not a directory"),
    ],
)
def test_a_store_of_ones_own_that_holds_nothing_is_a_fault(tmp_path: Path, variable: str, name: str, said: str) -> None:
    """OpenSSL passes over it in silence: what is left is a certificate that nobody can check."""
    (tmp_path / "empty.pem").write_text("nothing")
    (tmp_path / "directory").mkdir()
    row = certificates(FAR, {variable: str(tmp_path / name)})
    assert (row.outcome, row.reason.endswith(said), variable in row.remedy) == (CheckOutcome.FAIL, True, True)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    assert output(tmp_path).outcome is CheckOutcome.PASS
    assert not list(tmp_path.iterdir())
    row = output(tmp_path / "gone")
    assert (row.outcome, "--output-dir" in row.remedy) == (CheckOutcome.WARN, True)
