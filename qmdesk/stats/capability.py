"""Process capability of one characteristic: indices, intervals, checks and what the sample demonstrates.

Cp and Cpk rest on sigma within subgroups (or between successive readings), Pp and Ppk on overall sigma; the two
are never mixed up (STATISTICS; ISO 22514-2 and GB/T 40681, AIAG SPC 2nd ed.; edition numbers not checked against
the texts). The level is decided by :func:`cpk_reaches`, exactly; what stands here in doubles is for display.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.model.readings import Readings
from qmdesk.stats import exact, intervals
from qmdesk.stats.charts_spc import PLAIN, Stability, stability
from qmdesk.stats.control import ControlOptions
from qmdesk.stats.demonstrated import Demonstrated, Needed, demonstrated, demonstrated_by_bound
from qmdesk.stats.exact import Spread, method_for, spread
from qmdesk.stats.exact_cpk import (
    THRESHOLDS,
    Index,
    check_limits,
    cpk_reaches,
    exact_cpk,
    exact_cpk_text,
    fitted_index,
    index_by,
)
from qmdesk.stats.indices import Indices, cpm, expected_ppm
from qmdesk.stats.nonnormal import NonNormal, nonnormal_index
from qmdesk.stats.nonnormal_bound import ppk_lower
from qmdesk.stats.normality import Normality, normality
from qmdesk.stats.spc_types import JsonNumber
from qmdesk.stats.verdict import Verdict, gauge_codes, is_coarse, is_outside, verdict

__all__ = [
    "THRESHOLDS",
    "Capability",
    "Demonstrated",
    "Needed",
    "capability",
    "cpk_reaches",
    "exact_cpk",
    "exact_cpk_text",
    "index_reaches",
]

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Capability:
    """All that is said of one characteristic. None stands where something is undefined.

    Everything is of the readings that aren't excluded; ``n`` counts those, ``excluded`` are the places of the others.
    ``method`` is the estimator behind Cpk; with "overall" there is no Cpk and a Ppk stands in for it. ``decides`` says
    which index the level goes by: "cpk", "ppk", or "nonnormal" where a distribution was chosen with a reason;
    ``decision`` is that index as it is compared, ``index_text`` the same in enough decimals to tell it from every
    threshold. ``ci`` holds two-sided intervals by name (cp, cpk, cpl, cpu, pp, ppk, ppl, ppu, cpm). ``cpm`` is by the
    overall sigma, or by the within sigma where its estimator was named; ``cpm_sigma`` says which.
    """

    n: int
    lsl: Decimal | None
    usl: Decimal | None
    target: Decimal | None
    mean: float | None
    sd_overall: float | None
    sd_within: float | None
    method: str
    df_within: float | None
    subgroup_size: int | tuple[int, ...] | None
    minimum: float | None
    maximum: float | None
    distinct: int
    within: Indices
    overall: Indices
    cpm: float | None
    cpm_sigma: str
    index_text: str | None
    ci_level: float
    ci: Mapping[str, Pair]
    normality: Normality | None
    nonnormal: NonNormal | None
    stability: Stability
    expected_ppm: tuple[float | None, float | None, float | None]
    expected_ppm_within: tuple[float | None, float | None, float | None]
    observed_ppm: tuple[float | None, float | None, float | None]
    demonstrated: Demonstrated
    verdict: Verdict
    decides: str
    decision: Index | None
    excluded: tuple[int, ...] = ()

    @property
    def stands_in(self) -> bool:
        """Whether a Ppk stands in the place of Cpk (order of readings unknown)."""
        return self.method == "overall"

    @property
    def index(self) -> float | None:
        """The deciding index in double precision, for display only."""
        return None if self.decision is None else float(self.decision.value)

    def to_json(self) -> dict[str, JsonNumber]:
        """The document of `capability --json`."""
        from qmdesk.stats.capability_json import capability_json

        return capability_json(self)


def index_reaches(study: Capability, threshold: Decimal) -> bool:
    """Whether the deciding index is at least ``threshold``, exactly; False where there is none."""
    return study.decision is not None and study.decision.reaches(threshold)


def capability(
    readings: Readings,
    lsl: Decimal | None,
    usl: Decimal | None,
    target: Decimal | None = None,
    *,
    method: str = "",
    confidence: float = 0.95,
    nonnormal: str = "",
    reason: str = "",
    gauge_percent: float | None = None,
    gauge_ndc: int | None = None,
    thresholds: Sequence[Decimal] = THRESHOLDS,
    options: ControlOptions = PLAIN,
) -> Capability:
    """Study readings against limits in their own unit; ``method`` is pooled, rbar, sbar, mr, overall or "" (fitting).

    ``nonnormal`` asks for a non-normal index as well (see :mod:`qmdesk.stats.nonnormal`), ``reason`` is why; with a
    reason it decides, rounded to six decimals. A normal distribution chosen with a reason answers for normality and
    leaves Cpk to decide. ``thresholds`` are those of levels 2 upwards. ``options`` are those of the control chart;
    readings excluded there count in nothing. Raises Refused: ``limits-reversed``, and the refusals of
    :func:`qmdesk.stats.exact.method_for`, of the chart and of the non-normal method.
    """
    check_limits(lsl, usl)
    kept = readings.without(options.excluded)
    used = method_for(kept, method)
    overall = spread(kept, "overall")
    within = None if used == "overall" else spread(readings, used, options.excluded)
    estimate = overall if used == "overall" else within
    values = exact.floats(kept)
    steady, normal = stability(readings, used, options), normality(values)
    low, high = _float(lsl), _float(usl)
    sides_within, sides_overall = _indices(within, lsl, usl), _indices(overall, lsl, usl)
    fitted = nonnormal_index(values, low, high, nonnormal, reason) if nonnormal and normal is not None else None
    by_fit = fitted is not None and bool(reason) and nonnormal != "normal"
    decision = _decision(fitted if by_fit else None, estimate, lsl, usl)
    spread_of_cpm = within if method and within is not None else overall
    deviation = None
    if spread_of_cpm is not None:
        deviation = cpm(float(spread_of_cpm.mean), float(spread_of_cpm.sigma), low, high, _float(target))
    if by_fit:
        shows = demonstrated_by_bound(ppk_lower(values, low, high, nonnormal, confidence), confidence, thresholds)
    else:
        shows = demonstrated(None if decision is None else float(decision.value), estimate, confidence, thresholds)
    return Capability(
        n=len(kept),
        lsl=lsl,
        usl=usl,
        target=target,
        mean=_float(exact.mean(kept)),
        sd_overall=_sigma(overall),
        sd_within=_sigma(within),
        method=used,
        df_within=None if estimate is None else estimate.df,
        subgroup_size=_subgroup_size(kept),
        minimum=float(values.min()) if len(values) else None,
        maximum=float(values.max()) if len(values) else None,
        distinct=exact.distinct(kept),
        within=sides_within,
        overall=sides_overall,
        cpm=deviation,
        cpm_sigma="overall" if spread_of_cpm is overall else "within",
        index_text=None if decision is None else decision.text(thresholds),
        ci_level=confidence,
        ci=_intervals(within, overall, sides_within, sides_overall, confidence)
        | _cpm_interval(spread_of_cpm, deviation, target, confidence),
        normality=normal,
        nonnormal=fitted,
        stability=steady,
        expected_ppm=_expected(overall, low, high),
        expected_ppm_within=_expected(within, low, high),
        observed_ppm=_observed(kept, lsl, usl),
        demonstrated=shows,
        verdict=verdict(
            n=len(kept),
            limits=lsl is not None or usl is not None,
            varies=estimate is not None and estimate.sigma > 0,
            ordered=kept.ordered and used != "overall",
            in_control=steady.in_control,
            distinct=exact.distinct(kept),
            coarse=is_coarse(exact.resolution(kept), None if overall is None else overall.variance),
            normal=None if normal is None or (fitted is not None and reason) else normal.normal,
            excluded=len(kept) < len(readings),
            gauge=gauge_codes(gauge_percent, gauge_ndc),
            target_outside=is_outside(target, lsl, usl),
        ),
        decides="nonnormal" if by_fit else "ppk" if used == "overall" else "cpk",
        decision=decision,
        excluded=tuple(sorted(place for place in options.excluded if 0 <= place < len(readings))),
    )


def _decision(
    fitted: NonNormal | None, estimate: Spread | None, lsl: Decimal | None, usl: Decimal | None
) -> Index | None:
    """The index that decides: by the distribution chosen, else by the sigma estimate."""
    if fitted is None:
        return index_by(estimate, lsl, usl)
    return None if fitted.ppk is None else fitted_index(fitted.ppk)


def _float(value: Decimal | Fraction | None) -> float | None:
    return None if value is None else float(value)


def _sigma(estimate: Spread | None) -> float | None:
    return None if estimate is None else float(estimate.sigma)


def _indices(estimate: Spread | None, lsl: Decimal | None, usl: Decimal | None) -> Indices:
    """Indices from exact distances, rounded to doubles once."""
    if estimate is None or not estimate.sigma:
        return Indices(None, None, None)
    lower = None if lsl is None else exact.over_sigma(estimate.mean - Fraction(lsl), estimate)
    upper = None if usl is None else exact.over_sigma(Fraction(usl) - estimate.mean, estimate)
    both = None if lsl is None or usl is None else exact.over_sigma(Fraction(usl) - Fraction(lsl), estimate)
    return Indices(
        None if both is None else float(both / 6),
        None if lower is None else float(lower / 3),
        None if upper is None else float(upper / 3),
    )


def _expected(
    estimate: Spread | None, lsl: float | None, usl: float | None
) -> tuple[float | None, float | None, float | None]:
    if estimate is None or not estimate.sigma:
        return None, None, None
    return expected_ppm(float(estimate.mean), float(estimate.sigma), lsl, usl)


def _observed(
    readings: Readings, lsl: Decimal | None, usl: Decimal | None
) -> tuple[float | None, float | None, float | None]:
    """Parts per million of the readings beyond each limit and in all; a reading on a limit conforms."""
    if not len(readings) or (lsl is None and usl is None):
        return None, None, None
    below, above = exact.beyond(readings, lsl, usl)
    parts = (below, above, (below or 0) + (above or 0))
    low, high, total = (None if part is None else 1e6 * part / len(readings) for part in parts)
    return low, high, total


def _intervals(
    within: Spread | None,
    overall: Spread | None,
    cp: Indices,
    pp: Indices,
    confidence: float,
) -> dict[str, Pair]:
    found: dict[str, Pair] = {}
    for letter, estimate, sides in (("c", within, cp), ("p", overall, pp)):
        if estimate is None or not estimate.sigma:
            continue
        n, df = estimate.n, estimate.df
        if sides.potential is not None:
            found[f"{letter}p"] = intervals.cp_interval(sides.potential, df, confidence)
        if sides.smaller is not None:
            found[f"{letter}pk"] = intervals.cpk_interval(sides.smaller, n, df, confidence)
        for name, side in (("l", sides.lower), ("u", sides.upper)):
            if side is not None:
                found[f"{letter}p{name}"] = intervals.one_sided_interval(side, n, df, confidence)
    return found


def _cpm_interval(
    estimate: Spread | None, index: float | None, target: Decimal | None, confidence: float
) -> dict[str, Pair]:
    """The interval of Cpm by the sigma that it rests on."""
    if estimate is None or index is None or target is None or not estimate.sigma:
        return {}
    bias = float(estimate.mean - Fraction(target)) / float(estimate.sigma)
    df = None if estimate.method == "overall" else estimate.df
    return {"cpm": intervals.cpm_interval(index, estimate.n, bias, confidence, df)}


def _subgroup_size(readings: Readings) -> int | tuple[int, ...] | None:
    """One number where all subgroups are alike, their sizes where not, None for individual readings."""
    sizes = readings.subgroups
    if not sizes:
        return None
    return sizes[0] if len(set(sizes)) == 1 else sizes
