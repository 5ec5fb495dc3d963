"""What a script writes for a command behind it: ``jq -n … | curl -d @-``, ``cat > body.json <<EOF``, ``B=$(jq …)``."""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, Stretch, StretchForm, TextPart, Vain
from diagnose.intake.content.shell_command import FILE, PIPE
from diagnose.intake.content.sightings import VariableAssigned
from diagnose.intake.shell.bash import read_bash
from diagnose.intake.shell.command_output import output_of

_NEXT = re.compile(
    # Takes "| curl", "| tee body.json | curl" and "\ | tr -d '\n' | http", up to the command that sends.
    r"[ \t]*+(?:\\\r?\n[ \t]*+)?\|[ \t]*+(?:\\?\r?\n[ \t]*+)?"
    r"(?:(?:tee|tr|sed|cat|jq)\b[^|\n]{0,200}+\|[ \t]*+(?:\\?\r?\n[ \t]*+)?){0,3}+"
    r"(?=(?:curl|wget|https?|xhs?)(?:\.exe)?[ \t])"
)
_BEGINS = re.compile(
    r"(?m)^[ \t]{0,20}+(?:[$>#][ \t]{1,4}+)?(?:(?:export |local |readonly )?([A-Za-z_]\w{0,64}+)=\"?\$\([ \t]*+)?"
    r"(?=(?:echo|printf|cat|jq)[ \t])"
)


def read_output(stretch: Stretch) -> Claim | Vain | None:
    """Keep what the command writes for whatever reads it; a text that others may read as well is left to them."""
    begins = _BEGINS.match(stretch.source.text, stretch.start)
    if begins is None:
        return None
    line = read_bash(stretch.source, begins.end(), stretch.limit, stretch.assigned)
    written = output_of(line, stretch.assigned)
    if written is None:
        return Vain(line.end)
    if following := _NEXT.match(stretch.source.text, line.stop, stretch.limit):
        return Claim(following.end(), (VariableAssigned(PIPE, written),))
    name = begins[1].lower() if begins[1] else f"{FILE}{line.writes_to.lower()}" if line.writes_to else None
    if name is None:
        return Vain(line.end)
    built = line.words[0].text == "jq"
    end = line.end if built else stretch.start
    found = VariableAssigned(name, written)
    return Claim(end, (found, TextPart(written)) if built else (found,), cost=line.end - stretch.start)


SHELL_OUTPUT = StretchForm("shell-output", _BEGINS, read_output, alone=False)
