"""Gates: bounds that a figure is held to, on its point or on the unfavourable end of its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Literal

from framecheck.errors import UsageError
from framecheck.schema import BY_FRAME, WHOLE, Gate, Interval

Side = Literal["min", "max"]
Judged = Literal["point", "lower"]
Bounds = Mapping[Side, Mapping[str, float]]


def metric_names(frames: Sequence[str]) -> tuple[str, ...]:
    """Every metric that a gate of `check` can name."""
    return (*WHOLE, *(f"{kind}.{frame}" for frame in frames for kind in BY_FRAME))


def parse(given: Sequence[str], flag: str) -> dict[str, float]:
    """Bounds from `NAME=NUMBER`.

    Raises:
        UsageError: one is not of that form.
    """
    bounds = {}
    for item in given:
        name, sign, number = item.partition("=")
        try:
            bounds[name.strip()] = float(number)
        except ValueError:
            sign = ""
        if not sign:
            raise UsageError(f"{flag} {item}: METRIC=NUMBER is expected, as macro_f1=0.85")
    return bounds


def check(bounds: Bounds, names: Sequence[str]) -> None:
    """Refuse a gate that cannot mean anything, before anything is scored.

    Raises:
        UsageError: no figure has that name, or no figure could ever be on that side of the bound.
    """
    for side, wanted in bounds.items():
        for name, bound in wanted.items():
            if name not in names:
                close = get_close_matches(name, names, n=1)
                hint = f"; did you mean {close[0]}?" if close else ""
                raise UsageError(f"--{side} {name}={bound:g}: no such metric{hint} (there are {', '.join(names)})")
            lowest = -1 if name.partition(".")[0] == "alpha" else 0
            if not (math.isfinite(bound) and lowest <= bound <= 1):
                raise UsageError(f"--{side} {name}={bound:g}: a bound from {lowest} to 1 is expected")


def hold(figures: Mapping[str, Interval | None], bounds: Bounds, judged: Judged = "point") -> tuple[Gate, ...]:
    """Hold figures to their bounds.

    Args:
        judged: "point" takes the figure itself; "lower" the end of its interval that speaks against it, the low one for
            a least bound and the high one for a greatest.

    Raises:
        UsageError: a figure is None: there was no case to take it from, so that the gate would be held by nothing.
    """
    gates = []
    for side, wanted in bounds.items():
        for name, bound in wanted.items():
            figure = figures[name]
            if figure is None:
                raise UsageError(
                    f"--{side} {name}={bound:g}: nothing here has that figure, so the gate would judge nothing"
                )
            unfavourable = figure.low if side == "min" else figure.high
            value = figure.value if judged == "point" else unfavourable
            held = value >= bound if side == "min" else value <= bound
            gates.append(Gate(metric=name, side=side, bound=bound, value=value, judged=judged, held=held))
    return tuple(gates)
