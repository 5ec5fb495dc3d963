"""What can be an ID, and what only stands where one belongs."""

from __future__ import annotations

import pytest

from diagnose.intake.source.id_text import can_be_id, ids_in_one, names_nothing


@pytest.mark.parametrize(
    "text",
    [
        "${process.env.WORKSPACE}", "${{ env.WORKSPACE_ID }}", "#{job_work_id}", "%(connection)s", "{{ _.workspace }}",
        "<%= @workspace_id %>", "{% for j in jobs %}{{ j }}{% endfor %}", "<workspace-id>", ":id", "$JOB_WORK_ID",
        "%WORKSPACE%", "{connectionId}", "YOUR_WORKSPACE_ID", "WORKSPACE_ID", "job-work-id", "string", "?", "$1",
        "{{$randomUUID}}", "__CONNECTION__", "@connectionId", "$(cat id.txt)", "[[workspace]]",
        "' + cfg.ws + '", "\" & ws.Id & \"", "' . $conn->id . '", "\\(config.workspace)",
    ],
)  # fmt: skip
def test_a_placeholder_of_any_template_names_nothing(text: str) -> None:
    """Whatever language the template is in."""
    assert names_nothing(text) == "a placeholder"


@pytest.mark.parametrize(
    "text",
    [
        "dae35375-****-****-****-95e9aa10bc22", "96f7…7eff", "96f7...7eff", "xxxxxxxx-18e3-4d6b-8f70-5be21c9a3d64",
        "connection_XXXX", "[REDACTED]", "…", "***", "██████", "••••1234", "workspace-xxx", "<geschwärzt>1", "(masqué)",
    ],
)  # fmt: skip
def test_what_is_masked_in_part_names_nothing(text: str) -> None:
    """A half of an ID is none."""
    assert names_nothing(text) is not None
    assert not can_be_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "workspace_123", "c2a9d7b4-18e3-4d6b-8f70-5be21c9a3d64", "{6B1F3C0E-52C7-4F0A-9A56-0D4F5C1E7A21}",
        "clx8k2v9q0001mp08a1b2c3d4", "33001", " connection_789 ", "\u201cconnection_789\u201d", "ws-acme-1",
        "my_firm_1", "drake.production", "firm.west.conn", "acme::prod",
    ],
)  # fmt: skip
def test_an_id_stays_one(text: str) -> None:
    """Also one that is not clean: that is told by its own check."""
    assert can_be_id(text)


def test_words_of_http_and_nothing_at_all() -> None:
    """``Connection: keep-alive`` has the key of a slot."""
    assert names_nothing("keep-alive") == names_nothing("close") == "a word of HTTP"
    assert not can_be_id("  ")
    assert not can_be_id("a1" * 200)


def test_two_ids_in_one_string() -> None:
    """Only where each is an ID by its shape: a name with a comma or blank stays whole."""
    assert ids_in_one("job_work_1,job_work_2") == ("job_work_1", "job_work_2")
    assert ids_in_one("[clx8k5e2t0012mp08n3o4p5q6; clx8k5e2t0013mp08r7s8t9u0]") == (
        "clx8k5e2t0012mp08n3o4p5q6",
        "clx8k5e2t0013mp08r7s8t9u0",
    )
    assert ids_in_one("Miller, Jones") == ("Miller, Jones",)
    assert ids_in_one(" connection_789 ") == (" connection_789 ",)
