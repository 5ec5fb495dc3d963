"""``--capsule PATH``: the run itself as one more output, made when the reports are."""

from __future__ import annotations

from diagnose.capsule.keeping import capsule_of
from diagnose.capsule.members import capsule_file
from diagnose.capsule.recording import Recording
from diagnose.checking.registry import Renderers
from diagnose.checking.runner import Selection
from diagnose.cli.output import CAPSULE
from diagnose.diagnosis import Diagnosis, Listener
from diagnose.rendering import Renderer, RenderOptions
from diagnose.report import Report
from diagnose.ticket.ticket import Ticket


class CapsuleKeeper:
    """Records a run, and makes its capsule once it is ``done``; ``ticket`` is the ticket before anything was asked."""

    def __init__(
        self, renderers: Renderers, ticket: Ticket, selection: Selection | None = None, *, tries: bool = True
    ) -> None:
        self.done: Diagnosis | None = None
        self.renderer = Renderer(CAPSULE, ".zip", "application/zip", self._render)
        self._recording = Recording()
        self._as_json = renderers.files["json"]
        self._ticket = ticket
        self._selection = selection or Selection()
        self._tries = tries

    def listening(self, listener: Listener) -> Listener:
        """Return a listener that records a run from its beginning: of several, the last is kept."""
        self._recording = Recording()
        return self._recording.listening(listener)

    def _render(self, report: Report, options: RenderOptions) -> bytes:
        if self.done is None:
            raise RuntimeError("the run is not over")
        capsule = capsule_of(self.done, self._ticket, self._recording, self._selection, tries=self._tries)
        return capsule_file(capsule, self._as_json.render(report, options))
