"""Re-deriving the causes of a report from the facts that it carries itself.

Nothing here knows how the causes were found: it reads the report alone, and shares no code with what decides. Each
step of a proof is held against the facts of the evidence that it names, the facts against one another, and the cause
against what its steps show together.
"""

from diagnose.verifying.derivation import Derivation, Rederived, derive

__all__ = ["Derivation", "Rederived", "derive"]
