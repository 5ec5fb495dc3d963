"""The report's models of the run itself, and of who wrote the report."""

from __future__ import annotations

from diagnose.report_proof import Model, UtcTime


class Plugin(Model):
    """A package that contributed checks or renderers."""

    name: str
    version: str


class Tool(Model):
    """Who wrote the report."""

    name: str = "filed-diagnose"
    version: str
    plugins: tuple[Plugin, ...] = ()


class Run(Model):
    """The run itself, in counts and times."""

    id: str
    started_at: UtcTime
    finished_at: UtcTime
    endpoint: str
    """Without user info and query."""
    source_platform: str
    signed_in_with: str = ""
    """Where the credentials came from, such as ``FILED_API_KEY``; never what they are."""
    requests: int
    """Requests sent, tries and the login exchange included."""
    round_trips: int
    """The longest chain of requests that had to wait for one another, without those of ``tried``."""
    tried: int = 0
    """Waits for running a corrected request once; 0 where that was not needed, or not wanted."""
    connections: int = 0
    """Connections opened, one of them to have it where a second round needs it."""
    retries: int
    mutations: int = 0
    """Mutations sent other than the login exchange: anything but 0 is a bug."""
    interrupted: bool = False
