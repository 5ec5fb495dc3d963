"""Comparing two reports of one ticket: what is fixed, what is left, what is new."""

from diagnose.comparing.comparison import Became, Compared, Comparison, compare
from diagnose.comparing.telling_comparisons import TELLINGS

__all__ = ["TELLINGS", "Became", "Compared", "Comparison", "compare"]
