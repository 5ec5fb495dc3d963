"""The engineer's own machine: whether this tool can work here, judged with one request at most."""

from __future__ import annotations

from diagnose.doctor.examination import Setup, examine
from diagnose.doctor.symptom import Examined, MachineCheck

__all__ = ["Examined", "MachineCheck", "Setup", "examine"]
