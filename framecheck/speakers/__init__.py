"""Who says what: quotations, reported speech, and the people behind them, by rules and without a model."""

from __future__ import annotations

from framecheck.speakers.attribution import attribute
from framecheck.speakers.quotations import Quotation, quotations

__all__ = ["Quotation", "attribute", "quotations"]
