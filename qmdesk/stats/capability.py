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
from qmdesk.stats.charts_spc import Stability, stability
from qmdesk.stats.exact import Spread, method_for, spread
from qmdesk.stats.exact_cpk import (
    THRESHOLDS,
    check_limits,
    cpk_reaches,
    exact_cpk,
    exact_cpk_text,
)
from qmdesk.stats.indices import Indices, cpm, expected_ppm
from qmdesk.stats.nonnormal import NonNormal, nonnormal_index
from qmdesk.stats.normality import Normality, normality
from qmdesk.stats.spc_types import JsonNumber
from qmdesk.stats.verdict import Verdict, gauge_codes, is_coarse, verdict

__all__ = [
    "THRESHOLDS",
    "Capability",
    "Demonstrated",
    "Needed",
    "capability",
    "cpk_reaches",
    "exact_cpk",
    "exact_cpk_text",
]

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Needed:
    """What demonstrating one threshold asks for: the observed index with these readings, the readings with this index.

    ``index`` is None where no index would do with so few readings, ``n`` where the index is below the threshold.
    """

    level: int
    threshold: Decimal
    index: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Demonstrated:
    """What the sample demonstrates: the one-sided lower bound of Cpk (or of the Ppk in its place) and its level."""

    confidence: float
    cpk_lower: float | None
    level: int | None
    needed: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class Capability:
    """All that is said of one characteristic. None stands where something is undefined.

    ``method`` is the estimator behind Cpk; with "overall" there is no Cpk and ``index`` is the Ppk standing in
    for it. ``index_text`` is that index in enough decimals to tell it from every threshold. ``ci`` holds
    two-sided intervals by name (cp, cpk, cpl, cpu, pp, ppk, ppl, ppu, cpm). ``cpm`` is by the overall sigma, or by the
    within sigma where its estimator was named; ``cpm_sigma`` says which ("overall" or "within").
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

    @property
    def stands_in(self) -> bool:
        """Whether the deciding index is a Ppk in the place of Cpk (order of readings unknown)."""
        return self.method == "overall"

    @property
    def index(self) -> float | None:
        """The deciding index in double precision: Cpk, or Ppk where that stands in."""
        return self.overall.smaller if self.stands_in else self.within.smaller

    def to_json(self) -> dict[str, JsonNumber]:
        """The document of `capability --json`."""
        from qmdesk.stats.capability_json import capability_json

        return capability_json(self)


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
) -> Capability:
    """Study readings against limits in their own unit; ``method`` is pooled, rbar, sbar, mr, overall or "" (fitting).

    ``nonnormal`` asks for a non-normal index as well (see :mod:`qmdesk.stats.nonnormal`), ``reason`` is why.
    ``thresholds`` are those of levels 2 upwards. Raises Refused: ``limits-reversed``, and the refusals of
    :func:`qmdesk.stats.exact.method_for` and of the non-normal method.
    """
    check_limits(lsl, usl)
    used = method_for(readings, method)
    overall = spread(readings, "overall")
    within = None if used == "overall" else spread(readings, used)
    estimate = overall if used == "overall" else within
    values = exact.floats(readings)
    steady, normal = stability(readings, used), normality(values)
    low, high = _float(lsl), _float(usl)
    sides_within, sides_overall = _indices(within, lsl, usl), _indices(overall, lsl, usl)
    index = (sides_overall if used == "overall" else sides_within).smaller
    spread_of_cpm = within if method and within is not None else overall
    deviation = None
    if spread_of_cpm is not None:
        deviation = cpm(float(spread_of_cpm.mean), float(spread_of_cpm.sigma), low, high, _float(target))
    gauge = gauge_codes(gauge_percent, gauge_ndc)
    return Capability(
        n=len(readings),
        lsl=lsl,
        usl=usl,
        target=target,
        mean=_float(exact.mean(readings)),
        sd_overall=_sigma(overall),
        sd_within=_sigma(within),
        method=used,
        df_within=None if estimate is None else estimate.df,
        subgroup_size=_subgroup_size(readings),
        minimum=float(values.min()) if len(values) else None,
        maximum=float(values.max()) if len(values) else None,
        distinct=exact.distinct(readings),
        within=sides_within,
        overall=sides_overall,
        cpm=deviation,
        cpm_sigma="overall" if spread_of_cpm is overall else "within",
        index_text=exact_cpk_text(readings, lsl, usl, used, thresholds=thresholds),
        ci_level=confidence,
        ci=_intervals(within, overall, sides_within, sides_overall, deviation, _float(target), confidence),
        normality=normal,
        nonnormal=nonnormal_index(values, low, high, nonnormal, reason) if nonnormal else None,
        stability=steady,
        expected_ppm=_expected(overall, low, high),
        expected_ppm_within=_expected(within, low, high),
        observed_ppm=_observed(readings, lsl, usl),
        demonstrated=_demonstrated(index, estimate, confidence, thresholds),
        verdict=_verdict(
            readings,
            limits=lsl is not None or usl is not None,
            used=estimate,
            steady=steady,
            normal=normal,
            gauge=gauge,
        ),
    )


def _verdict(
    readings: Readings,
    *,
    limits: bool,
    used: Spread | None,
    steady: Stability,
    normal: Normality | None,
    gauge: Sequence[str],
) -> Verdict:
    overall = spread(readings, "overall")
    return verdict(
        n=len(readings),
        limits=limits,
        varies=used is not None and used.sigma > 0,
        ordered=readings.ordered and (used is None or used.method != "overall"),
        in_control=steady.in_control,
        distinct=exact.distinct(readings),
        coarse=is_coarse(exact.resolution(readings), None if overall is None else overall.variance),
        normal=None if normal is None else normal.normal,
        gauge=gauge,
    )


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
    deviation: float | None,
    target: float | None,
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
    if deviation is not None and target is not None and overall is not None and overall.sigma:
        bias = (float(overall.mean) - target) / float(overall.sigma)
        found["cpm"] = intervals.cpm_interval(deviation, overall.n, bias, confidence)
    return found


def _demonstrated(
    index: float | None, estimate: Spread | None, confidence: float, thresholds: Sequence[Decimal]
) -> Demonstrated:
    if index is None or estimate is None:
        return Demonstrated(confidence, None, None, ())
    n, df = estimate.n, estimate.df
    bound = intervals.cpk_lower(index, n, df, confidence)
    needed = tuple(
        Needed(
            level,
            threshold,
            intervals.required_cpk(float(threshold), n, df, confidence),
            intervals.required_n(index, float(threshold), df / (n - 1), confidence),
        )
        for level, threshold in enumerate(thresholds, start=2)
    )
    return Demonstrated(confidence, bound, 1 + sum(bound >= float(each) for each in thresholds), needed)


def _subgroup_size(readings: Readings) -> int | tuple[int, ...] | None:
    """One number where all subgroups are alike, their sizes where not, None for individual readings."""
    sizes = readings.subgroups
    if not sizes:
        return None
    return sizes[0] if len(set(sizes)) == 1 else sizes
