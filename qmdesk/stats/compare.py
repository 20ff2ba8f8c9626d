"""Readings taken by the team beside those of the enterprise: do they agree?

The same pieces measured twice: paired t test and limits of agreement (Bland & Altman 1986), variances by Pitman &
Morgan 1939. Other pieces of the same process: Welch's t test (1947) and the F test of variances. What is allowed is
compared exactly; tests are in doubles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import exact
from qmdesk.stats.exact import Spread, spread
from qmdesk.stats.exact_cpk import round_to
from qmdesk.stats.spc_types import JsonNumber
from qmdesk.stats.special import f_tail, normal_quantile, t_quantile, t_two_sided

#: Fewer pieces (or pairs) than this are tested by nothing.
LEAST = 3
#: Below this p means (or variances) are said to differ; intervals hold the rest.
ALPHA = 0.05
#: Decimals of a difference that isn't a short decimal itself.
DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets of readings in one unit; differences are ours less theirs. None where something is undefined.

    ``test`` is "paired-t" or "welch-t"; ``t``, ``df`` and ``p`` (two-sided) are its own, ``interval`` holds the
    difference of means with 95 %. ``variance_ratio`` is ours over theirs, ``variance_p`` (two-sided) by
    ``variance_test``: "f", or "pitman-morgan" for pairs. For pairs ``largest`` is the difference of the greatest
    size (exact) and ``agreement`` the limits between which 95 % of differences lie if they are normal.
    ``verdict``: "beyond-allowed" where the largest difference (without pairs: that of the means) is greater than
    ``allowed``; "agrees" where it isn't; with nothing allowed "too-few" below 3, "differs" for p < 0.05, else "agrees".
    """

    paired: bool
    n_ours: int
    n_theirs: int
    mean_ours: float | None
    mean_theirs: float | None
    sd_ours: float | None
    sd_theirs: float | None
    difference: Decimal | None
    interval: tuple[float, float] | None
    test: str
    t: float | None
    df: float | None
    p: float | None
    variance_ratio: float | None
    variance_test: str
    variance_p: float | None
    largest: Decimal | None
    agreement: tuple[float, float] | None
    allowed: Decimal | None
    verdict: str

    @property
    def variances_differ(self) -> bool:
        """Whether the spreads differ by the test: said beside the verdict."""
        return self.variance_p is not None and self.variance_p < ALPHA

    def to_json(self) -> dict[str, JsonNumber]:
        """All figures; decimals as text."""
        texts = {"difference": self.difference, "largest": self.largest, "allowed": self.allowed}
        return {
            "paired": self.paired,
            "n": {"ours": self.n_ours, "theirs": self.n_theirs},
            "mean": {"ours": self.mean_ours, "theirs": self.mean_theirs},
            "sd": {"ours": self.sd_ours, "theirs": self.sd_theirs},
            **{name: None if value is None else f"{value:f}" for name, value in texts.items()},
            "interval": self.interval,
            "test": self.test,
            "t": self.t,
            "df": self.df,
            "p": self.p,
            "variances": {"ratio": self.variance_ratio, "test": self.variance_test, "p": self.variance_p},
            "agreement": self.agreement,
            "verdict": self.verdict,
        }


@dataclass(frozen=True, slots=True)
class _Test:
    """A t test of a difference: its standard error, degrees of freedom, t, p and 95 % interval."""

    t: float | None
    df: float
    p: float
    interval: tuple[float, float]


def compare(ours: Readings, theirs: Readings, *, paired: bool, allowed: Decimal | None) -> Comparison:
    """Compare the team's readings with the enterprise's: piece by piece where ``paired``, else as two samples.

    ``allowed`` is the difference that the two may have, in the same unit. Raises Refused: ``pairs-unequal`` (paired
    sets of different length), ``allowed-negative``.
    """
    if allowed is not None and allowed < 0:
        raise Refused(Problem("allowed-negative", details={"allowed": str(allowed)}))
    if paired and len(ours) != len(theirs):
        raise Refused(Problem("pairs-unequal", details={"ours": len(ours), "theirs": len(theirs)}))
    means = exact.mean(ours), exact.mean(theirs)
    difference = None if means[0] is None or means[1] is None else means[0] - means[1]
    own, other = spread(ours, "overall"), spread(theirs, "overall")
    pairs = _differences(ours, theirs) if paired else None
    largest = None if pairs is None or not len(pairs) else max(pairs.decimals(), key=abs)
    test = _paired(pairs) if pairs is not None else _welch(own, other)
    judged = largest if paired else difference
    return Comparison(
        paired=paired,
        n_ours=len(ours),
        n_theirs=len(theirs),
        mean_ours=None if means[0] is None else float(means[0]),
        mean_theirs=None if means[1] is None else float(means[1]),
        sd_ours=None if own is None else float(own.sigma),
        sd_theirs=None if other is None else float(other.sigma),
        difference=None if difference is None else round_to(exact.decimal_of(difference), DECIMALS).normalize(),
        interval=None if test is None else test.interval,
        test="paired-t" if paired else "welch-t",
        t=None if test is None else test.t,
        df=None if test is None else test.df,
        p=None if test is None else test.p,
        variance_ratio=_ratio(own, other),
        variance_test="pitman-morgan" if paired else "f",
        variance_p=_variances_paired(ours, theirs) if paired else _variances(own, other),
        largest=largest,
        agreement=None if pairs is None else _agreement(pairs),
        allowed=allowed,
        verdict=_verdict(judged, allowed, min(len(ours), len(theirs)), test),
    )


def _verdict(judged: Decimal | Fraction | None, allowed: Decimal | None, n: int, test: _Test | None) -> str:
    if judged is not None and allowed is not None:
        return "beyond-allowed" if abs(Fraction(judged)) > Fraction(allowed) else "agrees"
    if test is None or n < LEAST:
        return "too-few"
    return "differs" if test.p < ALPHA else "agrees"


def _differences(ours: Readings, theirs: Readings) -> Readings:
    """Ours less theirs piece by piece, exact."""
    exponent = min(ours.exponent, theirs.exponent)
    up, down = 10 ** (ours.exponent - exponent), 10 ** (theirs.exponent - exponent)
    pairs = zip(ours.scaled, theirs.scaled, strict=True)
    return Readings([int(own) * up - int(other) * down for own, other in pairs], exponent)


def _paired(differences: Readings) -> _Test | None:
    found = spread(differences, "overall")
    if found is None:
        return None
    return _t_test(float(found.mean), float(found.sigma) / math.sqrt(found.n), found.n - 1.0)


def _welch(own: Spread | None, other: Spread | None) -> _Test | None:
    """Welch 1947, with the degrees of freedom of Satterthwaite."""
    if own is None or other is None:
        return None
    a, b = float(own.sigma) ** 2 / own.n, float(other.sigma) ** 2 / other.n
    parts = a * a / (own.n - 1) + b * b / (other.n - 1)
    df = (a + b) ** 2 / parts if parts > 0 else own.n + other.n - 2.0
    return _t_test(float(own.mean - other.mean), math.sqrt(a + b), df)


def _t_test(difference: float, error: float, df: float) -> _Test:
    """Where nothing scatters any difference is one, and none is none."""
    half = t_quantile(1.0 - ALPHA / 2.0, df) * error
    interval = (difference - half, difference + half)
    if error <= 0:
        return _Test(None, df, 0.0 if difference else 1.0, interval)
    return _Test(difference / error, df, t_two_sided(difference / error, df), interval)


def _ratio(own: Spread | None, other: Spread | None) -> float | None:
    if own is None or other is None or not other.variance or own.variance is None:
        return None
    return float(own.variance / other.variance)


def _variances(own: Spread | None, other: Spread | None) -> float | None:
    """Two-sided p of the F test; None where either set doesn't vary."""
    ratio = _ratio(own, other)
    if own is None or other is None or not ratio:
        return None
    above = f_tail(ratio, own.n - 1, other.n - 1)
    return min(1.0, 2.0 * min(above, f_tail(1.0 / ratio, other.n - 1, own.n - 1)))


def _variances_paired(ours: Readings, theirs: Readings) -> float | None:
    """Pitman & Morgan: variances of pairs are equal where sums and differences aren't correlated."""
    n = len(ours)
    if n < LEAST:
        return None
    a, b = exact.floats(ours), exact.floats(theirs)
    a, b = a - a.mean(), b - b.mean()
    sums, differences = a + b, a - b
    size = math.sqrt(float(sums @ sums) * float(differences @ differences))
    if size <= 0:
        return None
    r = float(sums @ differences) / size
    if r * r >= 1:
        return 0.0
    return t_two_sided(r * math.sqrt((n - 2) / (1 - r * r)), n - 2.0)


def _agreement(differences: Readings) -> tuple[float, float] | None:
    found = spread(differences, "overall")
    if found is None or found.n < LEAST:
        return None
    half = normal_quantile(0.975) * float(found.sigma)
    return float(found.mean) - half, float(found.mean) + half
