"""A capability study says what its readings allow, and no more."""

import json
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.capability import Capability, capability, index_reaches
from qmdesk.stats.nonnormal import METHODS
from qmdesk.stats.nonnormal_bound import ppk_lower
from tests.stats.reference import piston_rings, readings

LOW, HIGH = Decimal("73.95"), Decimal("74.05")
FIVE = ["9.95", "9.95", "10", "10.05", "10.05"]
#: Keys of the contract (CLI, `capability --json`).
KEYS = [
    "n",
    "mean",
    "sd_overall",
    "sd_within",
    "within_method",
    "subgroup_size",
    "min",
    "max",
    "cp",
    "cpk",
    "pp",
    "ppk",
    "cpm",
    "ci",
    "normality",
    "nonnormal",
    "stability",
    "expected_ppm",
    "observed_ppm",
    "demonstrated",
    "verdict",
]


def normal(n: int, seed: int = 1, decimals: int = 3) -> Readings:
    drawn = np.random.default_rng(seed).normal(10.0, 0.1, n)
    return Readings.of([Decimal(f"{value:.{decimals}f}") for value in drawn])


def as_json(study: Capability) -> dict:
    """The document as another program reads it: no NaN, no infinity."""
    return json.loads(json.dumps(study.to_json(), allow_nan=False))


def test_the_document_has_every_key_of_the_contract() -> None:
    found = as_json(capability(piston_rings(), LOW, HIGH, Decimal(74)))
    assert set(KEYS) <= set(found)
    assert found["within_method"] == "pooled" and found["subgroup_size"] == 5
    assert found["ci"]["level"] == 0.95 and len(found["ci"]["cpk"]) == 2
    assert {"test", "statistic", "p", "normal"} <= set(found["normality"])
    assert {"chart", "in_control", "violations"} == set(found["stability"])
    assert {"confidence", "cpk_lower", "level"} <= set(found["demonstrated"])
    assert found["verdict"]["usable"] is True and found["verdict"]["reasons"] == []


def test_cpk_and_ppk_are_never_mixed_up() -> None:
    found = capability(piston_rings(), LOW, HIGH)
    assert found.within.smaller == pytest.approx(1.6501, abs=5e-5)
    assert found.overall.smaller == pytest.approx(1.6162, abs=5e-5)
    stand_in = capability(piston_rings(), LOW, HIGH, method="overall")
    assert (stand_in.within.potential, stand_in.within.smaller, stand_in.sd_within) == (None, None, None)
    assert stand_in.index == stand_in.overall.smaller and stand_in.index_text == "1.6162"
    assert "order-unknown" in stand_in.verdict.reasons


def test_order_unknown_gives_a_ppk_and_no_verdict_on_control() -> None:
    found = capability(readings(FIVE * 6, ordered=False), Decimal("9.8"), Decimal("10.2"))
    assert found.method == "overall" and found.stability.in_control is None
    assert found.verdict.status == "questioned" and found.verdict.usable


@pytest.mark.parametrize(
    ("lsl", "usl", "lower", "upper"), [(LOW, None, True, False), (None, HIGH, False, True), (None, None, False, False)]
)
def test_one_limit_gives_one_side_and_no_cp(lsl: Decimal | None, usl: Decimal | None, lower: bool, upper: bool) -> None:
    found = as_json(capability(piston_rings(), lsl, usl, Decimal(74)))
    assert found["cp"] is None and found["pp"] is None and found["cpm"] is None
    assert (found["cpl"] is not None, found["cpu"] is not None) == (lower, upper)
    assert (found["cpk"] is not None) is (lower or upper)
    assert found["sd_within"] > 0 and found["normality"]["p"] > 0.05


def test_without_limits_spread_and_checks_are_still_given() -> None:
    found = capability(piston_rings(), None, None)
    assert found.verdict.reasons == ("no-limits",) and not found.verdict.usable
    assert found.sd_overall and found.stability.in_control is True and found.observed_ppm == (None, None, None)


def test_a_mean_outside_the_limits_is_negative() -> None:
    found = capability(piston_rings(), LOW, Decimal(74))
    assert found.within.smaller is not None and found.within.smaller < 0
    assert found.index_text is not None and found.index_text.startswith("-")


def test_cpm_counts_the_distance_from_the_target() -> None:
    centred = capability(piston_rings(), LOW, HIGH, Decimal("74.001176"))
    aimed = capability(piston_rings(), LOW, HIGH, Decimal("74.02"))
    assert centred.cpm == pytest.approx(centred.overall.potential)
    assert aimed.cpm is not None and centred.cpm is not None and aimed.cpm < centred.cpm / 1.5
    assert aimed.ci["cpm"][0] < aimed.cpm < aimed.ci["cpm"][1]
    assert capability(piston_rings(), LOW, HIGH).cpm is None


def test_a_reading_on_a_limit_conforms() -> None:
    found = capability(readings(["1.0", "1.1", "1.20", "1.3"]), Decimal("1.00"), Decimal("1.2"))
    assert found.observed_ppm == (0, 250_000, 250_000)


@pytest.mark.parametrize(
    ("study", "reasons", "status"),
    [
        (readings([]), ("too-few-readings",), "none"),
        (readings(["1"]), ("too-few-readings",), "none"),
        (readings(["1"] * 30), ("no-variation", "few-distinct"), "none"),
        (normal(24, seed=4), ("few-readings",), "questioned"),
        (normal(25, seed=4), (), "good"),
        (normal(60, seed=4, decimals=1), ("coarse-resolution", "non-normal"), "questioned"),
        (
            readings(["9.9", "10.1", "10.0", "10.0"] * 8),
            ("few-distinct", "coarse-resolution", "non-normal"),
            "questioned",
        ),
    ],
)
def test_reasons_against_a_figure(study: Readings, reasons: tuple[str, ...], status: str) -> None:
    found = capability(study, Decimal(0), Decimal(20)).verdict
    assert (found.reasons, found.status) == (reasons, status)


def test_points_beyond_the_limits_leave_the_figure_unconfirmed() -> None:
    found = capability(piston_rings(40), LOW, HIGH)
    assert found.verdict.reasons == ("unstable",) and found.verdict.status == "unconfirmed"
    assert as_json(found)["stability"]["violations"][0] == {"rule": "nelson-1", "points": [37, 38], "panel": "xbar"}


def exponential() -> Readings:
    places = (np.arange(1, 501) - 0.5) / 500
    return Readings.of([Decimal(f"{-np.log1p(-place):.4f}") for place in places], ordered=False)


def test_exponential_readings_are_not_normal_and_a_percentile_index_stands_beside() -> None:
    """An exponential process whose normal-formula index is 2.52 has a percentile index of about 1.33 (STATISTICS)."""
    found = capability(exponential(), None, Decimal("8.56"), nonnormal="exponential")
    assert "non-normal" in found.verdict.reasons and found.nonnormal is not None
    assert found.overall.smaller == pytest.approx(2.52, abs=0.03)
    assert found.nonnormal.ppk == pytest.approx(1.33, abs=0.01)
    assert found.decides == "ppk" and found.index == pytest.approx(2.52, abs=0.03)


def values(study: Readings) -> np.ndarray:
    return np.array(study.decimals(), dtype=float)


@pytest.mark.parametrize("method", ["box-cox", "johnson", "best"])
def test_by_a_transformation_nothing_is_said_to_be_demonstrated(method: str) -> None:
    found = capability(exponential(), None, Decimal("8.56"), nonnormal=method, reason="roundness").demonstrated
    assert (found.cpk_lower, found.level) == (None, None)


def test_a_distribution_chosen_with_a_reason_decides() -> None:
    found = capability(exponential(), None, Decimal("8.56"), nonnormal="exponential", reason="roundness")
    assert found.nonnormal is not None and found.nonnormal.ppk is not None
    assert found.decides == "nonnormal" and "non-normal" not in found.verdict.reasons
    assert found.index_text == f"{round(found.nonnormal.ppk, 6):.6f}".rstrip("0")
    assert found.demonstrated.cpk_lower == ppk_lower(values(exponential()), None, 8.56, "exponential")
    assert found.demonstrated.level == 2 and found.demonstrated.needed == ()  # Bissell's is for a normal process
    shown = as_json(found)
    assert (shown["nonnormal"]["method"], shown["nonnormal"]["reason"]) == ("exponential", "roundness")
    assert shown["index"] == {"name": "ppk", "decides": "nonnormal", "exact": found.index_text}


def test_the_index_by_a_distribution_is_compared_as_the_decimal_shown() -> None:
    found = capability(exponential(), None, Decimal("8.56"), nonnormal="exponential", reason="roundness")
    assert found.index_text is not None
    shown, least = Decimal(found.index_text), Decimal("0.000001")
    assert index_reaches(found, shown) and not index_reaches(found, shown + least)
    assert found.decision is not None
    assert not found.decision.exceeds(shown) and found.decision.exceeds(shown - least)


def test_a_normal_distribution_chosen_with_a_reason_answers_for_normality_and_leaves_cpk() -> None:
    study = normal(60, seed=4, decimals=1)
    assert "non-normal" in capability(study, Decimal(0), Decimal(20)).verdict.reasons
    found = capability(study, Decimal(0), Decimal(20), nonnormal="normal", reason="rounded by the gauge")
    assert "non-normal" not in found.verdict.reasons and found.decides == "cpk"


@pytest.mark.parametrize("lsl", [Decimal("0.0001"), None])
@pytest.mark.parametrize("usl", [Decimal(9), None])
@pytest.mark.parametrize("method", [*METHODS, "best"])
def test_every_distribution_takes_one_limit(method: str, lsl: Decimal | None, usl: Decimal | None) -> None:
    if lsl is None and usl is None:
        return
    found = capability(exponential(), lsl, usl, nonnormal=method, reason="one-sided")
    assert found.nonnormal is not None
    sides = found.nonnormal.indices
    assert (sides.lower is None, sides.upper is None) == (lsl is None, usl is None)
    assert (sides.potential is None) is (lsl is None or usl is None)
    assert found.decides == ("ppk" if method == "normal" else "nonnormal") and found.index_text is not None
    as_json(found)


@pytest.mark.parametrize(
    ("percent", "ndc", "reason"),
    [(9.9, 10, None), (15.0, 5, "gauge-marginal"), (30.5, 4, "gauge-poor"), (12.0, 1, "gauge-poor")],
)
def test_the_gauge_bears_on_the_figure(percent: float, ndc: int, reason: str | None) -> None:
    found = capability(piston_rings(), LOW, HIGH, gauge_percent=percent, gauge_ndc=ndc).verdict
    assert found.reasons == (() if reason is None else (reason,))


def test_what_the_sample_demonstrates_is_less_than_what_it_shows() -> None:
    found = capability(piston_rings(), LOW, HIGH).demonstrated
    assert found.cpk_lower == pytest.approx(1.4520, abs=5e-5) and found.level == 3
    by_level = {each.level: each for each in found.needed}
    assert by_level[3].n is not None and by_level[3].n < 125
    assert by_level[4].n is None and by_level[4].index is not None and by_level[4].index > 1.67


def test_reversed_limits_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        capability(piston_rings(), HIGH, LOW)
    assert refused.value.problems[0].code == "limits-reversed"


@pytest.mark.parametrize("method", ["pooled", "rbar", "sbar", "mr", "overall"])
def test_intervals_hold_their_index(method: str) -> None:
    found = capability(piston_rings(), LOW, HIGH, method=method)
    shown = as_json(found)
    for name in ("cp", "cpk", "cpl", "cpu", "pp", "ppk", "ppl", "ppu"):
        if shown[name] is not None:
            low, high = shown["ci"][name]
            assert low < shown[name] < high


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(0, 60).map(lambda n: Decimal(n) / 10), max_size=12),
    st.one_of(st.none(), st.integers(-3, 3).map(Decimal)),
    st.one_of(st.none(), st.integers(4, 8).map(Decimal)),
    st.booleans(),
)
def test_any_readings_give_a_document(
    sample: list[Decimal], lsl: Decimal | None, usl: Decimal | None, ordered: bool
) -> None:
    found = as_json(capability(Readings.of(sample, ordered=ordered), lsl, usl, Decimal(3)))
    assert set(KEYS) <= set(found)
    assert (found["index"]["exact"] is None) is (found["cpk"] is None and found["within_method"] != "overall") or (
        found["within_method"] == "overall"
    )


@pytest.mark.parametrize(
    ("target", "outside"), [("9.89", True), ("9.90", False), ("10", False), ("10.10", False), ("10.11", True)]
)
def test_a_target_beyond_the_limits_is_said(target: str, outside: bool):
    found = capability(
        Readings.of([Decimal("9.98"), Decimal("10.02")] * 20), Decimal("9.90"), Decimal("10.10"), Decimal(target)
    )
    assert ("target-outside" in found.verdict.reasons) is outside
