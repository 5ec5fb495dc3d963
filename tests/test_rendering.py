"""What a renderer may declare: its name is an option's value, its suffix part of a file's name."""

from __future__ import annotations

import pytest

from diagnose.rendering import Renderer


def named(name: str, suffix: str) -> Renderer:
    return Renderer(name, suffix, "text/plain", lambda report, options: b"")


@pytest.mark.parametrize(
    ("name", "suffix", "file"),
    [
        ("html", ".html", "T-1007.html"),
        ("json", ".json", "T-1007.json"),
        ("markdown", ".md", "T-1007.md"),
        ("junit", ".xml", "T-1007.junit.xml"),
        ("github", ".md", "T-1007.github.md"),
        ("acme-archive", ".tar.gz", "T-1007.acme-archive.tar.gz"),
    ],
)
def test_files_are_told_apart_by_their_format(name: str, suffix: str, file: str) -> None:
    """Three formats keep the plain suffix; of the others two may have the same."""
    assert named(name, suffix).file_name("T-1007") == file


@pytest.mark.parametrize("name", ["", "HTML", "a=b", "a,b", "../x", "a b", "-a"])
def test_a_name_that_no_option_can_hold_is_refused(name: str) -> None:
    """Nor one that would be part of a path."""
    with pytest.raises(ValueError, match="lower-case words"):
        named(name, ".txt")


@pytest.mark.parametrize("suffix", ["", "txt", ".", "./x", "..", ".a/b", ".TXT"])
def test_a_suffix_that_is_none_is_refused(suffix: str) -> None:
    """A file's name ends in it, and it leads nowhere else."""
    with pytest.raises(ValueError, match="is needed"):
        named("acme", suffix)
