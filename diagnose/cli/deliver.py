"""Delivering a diagnosis: the files, then what a person reads, then the exit code."""

from __future__ import annotations

from diagnose.checking.registry import Renderers
from diagnose.cli.options import Words
from diagnose.cli.output import Output, Written, write_all
from diagnose.cli.people import overheard, people, tell
from diagnose.cli.signals import code_for
from diagnose.diagnosis import Diagnosis
from diagnose.exit_codes import Exit, exit_code
from diagnose.phrases import clause, masked_words
from diagnose.rendering import RenderOptions
from diagnose.report import Report
from diagnose.stopping import Stop


def deliver(
    done: Diagnosis,
    outputs: tuple[Output, ...],
    renderers: Renderers,
    words: Words,
    options: RenderOptions,
    stop: Stop,
) -> int:
    """Write the files and print what a person reads; return the exit code, that of a signal above all others."""
    console = people()
    written = write_all(outputs, done.attachment, options, done.masker, home=done.report)
    show(done.report, renderers, written, words)
    if written.paths and not words.quiet and done.attachment.masked and done.attachment.masked.kinds:
        tell(console, f"Masked in the reports: {masked_words(done.attachment.masked.kinds)}.")
    code = exit_code(done.report, strict=options.strict)
    if code is not exit_code(done.report) and not words.quiet:
        tell(console, "With --strict, warnings count as problems: the exit code is 1.")
    if stop.signal is not None:
        return code_for(stop.signal)
    return Exit.INCONCLUSIVE if written.failures else code


def show(report: Report, renderers: Renderers, written: Written, words: Words) -> None:
    """Print the report for a person, or its verdict line; then what could not be written, and by which plugins."""
    console = people()
    if words.quiet:
        tell(console, renderers.terminal.verdict_line(report))
    else:
        renderers.terminal.render(report, console, verbose=words.verbose, written=written.paths)
        if written.renamed:
            tell(console, written.renamed)
    for name, said in written.said:
        overheard(console, name, said)
    for broken in renderers.broken:
        tell(console, f"The report plugin {broken.package.name} ({broken.name}) cannot be used: {clause(broken.why)}.")
    for sentence in written.failures:
        tell(console, sentence)
