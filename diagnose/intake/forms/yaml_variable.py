"""A variable in the ``env:`` of a pipeline: ``WORKSPACE_ID: 6b1f…``, for the commands that it runs.

The text is left to the other forms and to the words, for it may be an ID. Source: GitHub's workflow syntax.
"""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, Stretch, StretchForm
from diagnose.intake.content.sightings import VariableAssigned

_VARIABLE = re.compile(
    # Takes WORKSPACE: ws-1042, - JOB_WORKS: '["a","b"]'; leaves Workspace: x, TOKEN: ${{ secrets.T }}, QUERY: |.
    r"(?m)^[ \t>]{0,40}+(?:-[ \t]{1,4}+)?([A-Z][A-Z0-9_]{1,64}+):[ \t]{1,20}+"
    r"(?:'([^'\n]{1,4000}+)'|\"([^\"\\\n]{1,4000}+)\"|([\w./:\-]{1,400}+))[ \t]{0,20}+\r?$"
)


def read_variable(stretch: Stretch) -> Claim | None:
    """Keep the value for the commands behind it."""
    found = _VARIABLE.match(stretch.source.text, stretch.start)
    if found is None:
        return None
    group = next(number for number in (2, 3, 4) if found[number])
    value = stretch.source.slice(*found.span(group))
    return Claim(stretch.start, (VariableAssigned(found[1].lower(), value),))


YAML_VARIABLE = StretchForm("yaml-variable", _VARIABLE, read_variable, alone=False)
