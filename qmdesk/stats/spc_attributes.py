"""Control charts of counts: p and np (binomial), c and u (Poisson), with limits that follow the sample size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.exact import NONE
from qmdesk.stats.nelson import RUN_RULES
from qmdesk.stats.spc_types import ControlChart, panel
from qmdesk.stats.spc_variables import check_limits_from, counting


def counts_chart(
    kind: str,
    counts: Sequence[float],
    sizes: Sequence[float] | None = None,
    limits_from: int | None = None,
    *,
    rules: Sequence[int] = RUN_RULES,
    excluded: frozenset[int] = NONE,
) -> ControlChart:
    """A p, np, c or u chart of ``counts`` found in samples of ``sizes`` (units; areas of opportunity for u).

    Of the rules 1 to 4 apply. Raises Refused: ``sizes-needed``, ``count-invalid``, ``size-invalid``,
    ``count-exceeds-size``, ``sizes-must-be-equal`` (np), ``too-few-points``, ``limits-from-out-of-range``.
    """
    found = np.asarray(counts, dtype=float)
    size = sample_sizes(kind, found, sizes)
    _check(kind, found, size)
    check_limits_from(limits_from, len(found))
    kept = counting(len(found), excluded)
    base = np.arange(len(found)) < (len(found) if limits_from is None else limits_from)
    base = base if kept is None else base & kept
    if base.sum() < 2:
        raise Refused(Problem("too-few-points", details={"least": 2}))
    rate = float(found[base].sum() / size[base].sum())
    points, center, sigma, ceiling = _KINDS[kind](found, size, rate)
    runs = tuple(rule for rule in rules if rule in RUN_RULES)
    first = panel(kind, points, center, sigma, rules=runs, floor=0.0, ceiling=ceiling, kept=kept)
    return ControlChart(kind, first, limits_from=limits_from)


#: Points, centre, sigma and the largest possible point of each kind, from counts, sizes and the mean rate.
_KINDS: Mapping[str, Callable[[np.ndarray, np.ndarray, float], tuple[np.ndarray, Any, np.ndarray, Any]]] = {
    "p": lambda found, size, rate: (found / size, rate, np.sqrt(rate * (1.0 - rate) / size), 1.0),
    "np": lambda found, size, rate: (found, size * rate, np.sqrt(size * rate * (1.0 - rate)), size),
    "c": lambda found, size, rate: (found, rate, np.sqrt(rate) * np.ones_like(size), None),
    "u": lambda found, size, rate: (found / size, rate, np.sqrt(rate / size), None),
}


def sample_sizes(kind: str, found: np.ndarray, sizes: Sequence[float] | None) -> np.ndarray:
    """One size for each count; ones for c. Raises Refused ``sizes-needed``."""
    if kind == "c":
        return np.ones_like(found)
    if sizes is None or len(sizes) not in (1, len(found)):
        raise Refused(Problem("sizes-needed", details={"kind": kind, "counts": len(found)}))
    return np.broadcast_to(np.asarray(sizes, dtype=float), found.shape)


def _check(kind: str, found: np.ndarray, size: np.ndarray) -> None:
    if len(found) < 2:
        raise Refused(Problem("too-few-points", details={"least": 2}))
    _refuse_at("count-invalid", (found < 0) | (found != np.floor(found)))
    _refuse_at("size-invalid", ~(size > 0) | ((size != np.floor(size)) & (kind != "u")))
    if kind in {"p", "np"}:
        _refuse_at("count-exceeds-size", found > size)
    if kind == "np" and len(set(size.tolist())) > 1:
        raise Refused(Problem("sizes-must-be-equal"))


def _refuse_at(code: str, wrong: np.ndarray) -> None:
    if wrong.any():
        raise Refused(Problem(code, details={"point": int(np.flatnonzero(wrong)[0]) + 1}))
