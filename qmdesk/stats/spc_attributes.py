"""Control charts of counts: p and np (binomial), c and u (Poisson), with limits that follow the sample size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.nelson import RUN_RULES
from qmdesk.stats.spc_types import ControlChart, panel
from qmdesk.stats.spc_variables import check_limits_from


def counts_chart(
    kind: str, counts: Sequence[float], sizes: Sequence[float] | None = None, limits_from: int | None = None
) -> ControlChart:
    """A p, np, c or u chart of ``counts`` found in samples of ``sizes`` (units; areas of opportunity for u).

    Rules 1 to 4 apply. Raises Refused: ``sizes-needed``, ``count-invalid``, ``size-invalid``,
    ``count-exceeds-size``, ``sizes-must-be-equal`` (np), ``too-few-points``, ``limits-from-out-of-range``.
    """
    found = np.asarray(counts, dtype=float)
    size = _sizes(kind, found, sizes)
    _check(kind, found, size)
    check_limits_from(limits_from, len(found))
    base = slice(0, limits_from)
    rate = float(found[base].sum() / size[base].sum())
    draw = {"p": _p, "np": _np, "c": _c, "u": _u}[kind]
    return draw(found, size, rate, limits_from)


def _p(found: np.ndarray, size: np.ndarray, rate: float, limits_from: int | None) -> ControlChart:
    sigma = np.sqrt(rate * (1.0 - rate) / size)
    first = panel("p", found / size, rate, sigma, rules=RUN_RULES, floor=0.0, ceiling=1.0)
    return ControlChart("p", first, limits_from=limits_from)


def _np(found: np.ndarray, size: np.ndarray, rate: float, limits_from: int | None) -> ControlChart:
    sigma = np.sqrt(size * rate * (1.0 - rate))
    first = panel("np", found, size * rate, sigma, rules=RUN_RULES, floor=0.0, ceiling=size)
    return ControlChart("np", first, limits_from=limits_from)


def _c(found: np.ndarray, size: np.ndarray, rate: float, limits_from: int | None) -> ControlChart:
    first = panel("c", found, rate, np.sqrt(rate) * np.ones_like(size), rules=RUN_RULES, floor=0.0)
    return ControlChart("c", first, limits_from=limits_from)


def _u(found: np.ndarray, size: np.ndarray, rate: float, limits_from: int | None) -> ControlChart:
    first = panel("u", found / size, rate, np.sqrt(rate / size), rules=RUN_RULES, floor=0.0)
    return ControlChart("u", first, limits_from=limits_from)


def _sizes(kind: str, found: np.ndarray, sizes: Sequence[float] | None) -> np.ndarray:
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
