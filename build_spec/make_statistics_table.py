"""Fill the marked section of ``docs/statistics.md``: our figures beside the published ones and beside R's.

    python build_spec/make_statistics_table.py

Expected values stand in ``tests/data/reference``; nothing but this repository is needed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from qmdesk.stats import exact, gauge_rr, intervals, normality, proportion, sigma, transforms
from qmdesk.stats.capability import capability
from qmdesk.stats.charts_spc import control_chart
from tests.stats import r_reference
from tests.stats.reference import aiag_cube, case, floats, piston_rings, readings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "statistics.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
#: Digits of the other side that are shown as they are, and digits shown where it has more.
MOST, DIGITS = 8, 7

Row = tuple[str, str, float, str, str]


def section() -> str:
    """What stands between the marks."""
    parts = [
        "Published figures:",
        _table(("figure", "data", "ours", "theirs", "whose"), map(_shown, published())),
        f"Random data, some figures of each kind ({r_reference.document()['r']}; `tests/data/reference/r_cases.R`):",
        _table(("figure", "data", "ours", "R", "by"), map(_shown, by_r())),
        "All that is compared with R, and how closely the tests hold it:",
        _table(("kind", "cases", "figures", "within (relative)"), summary()),
    ]
    return "\n\n".join(parts)


def published() -> list[Row]:
    """Figures that a book, a maker's manual or an institute prints."""
    return [*_screws(), *_rings(), *_charts(), *_gauge(), *_others()]


def _screws() -> list[Row]:
    given, expected = case("CAP-02")
    study = capability(readings(given["data"]), Decimal("11.95"), Decimal("12.05"), Decimal(12))
    figures: list[tuple[str, float | None, str]] = [
        ("Pp", study.overall.potential, expected["cp"]),
        ("Ppk", study.overall.smaller, expected["cpk"]),
        ("Cpm", study.cpm, expected["cpm"]),
        ("Pp, 95 % from", study.ci["pp"][0], expected["cp_ci95"][0]),
        ("PPL, 95 % to", study.ci["ppl"][1], expected["cpl_ci95_exact_nct"][1]),
        ("Ppk, 95 % to", study.ci["ppk"][1], expected["cpk_ci95_bissell"][1]),
    ]
    return [(name, "screws", value or 0.0, text, "SAS/QC, PROC CAPABILITY") for name, value, text in figures]


def _rings() -> list[Row]:
    _, expected = case("CAP-07")
    study = capability(piston_rings(), Decimal("73.95"), Decimal("74.05"), method="rbar")
    _, chart = case("CC-01")
    found = control_chart("xbar-r", piston_rings())
    assert found.second is not None
    pairs = [
        ("σ, R̄/d2", study.sd_within, expected["sigma"], "qcc 2.7 with exact d2"),
        ("Cpk, R̄/d2", study.within.smaller, expected["cpk"], "qcc 2.7 with exact d2"),
        ("X̄ chart, upper limit", found.first.ucl[0], chart["ucl"], "qcc 2.7; Montgomery 74.014"),
        ("R chart, upper limit", found.second.ucl[0], chart["r_ucl"], "qcc 2.7"),
    ]
    return [(name, "piston rings", value or 0.0, text, source) for name, value, text, source in pairs]


def _charts() -> list[Row]:
    given, expected = case("CC-04")
    p = control_chart("p", readings(given["defective"]), sizes=[int(given["n"])])
    given_u, expected_u = case("CC-10")
    u = control_chart("u", readings(given_u["counts"]), sizes=floats(given_u["sizes"]))
    _, expected_e = case("CC-11")
    e = control_chart("ewma", piston_rings(40), limits_from=25)
    return [
        ("p chart, upper limit", "orange juice", p.first.ucl[0], expected["ucl"], "qcc 2.7 (Montgomery)"),
        ("u chart, first upper limit", "dyed cloth", u.first.ucl[0], expected_u["ucl"][0], "qcc 2.7 (Montgomery)"),
        ("EWMA, last point", "piston rings", e.first.points[-1], expected_e["z40"], "qcc 2.7"),
    ]


def _gauge() -> list[Row]:
    _, anova = case("GRR-01")
    given, ranges = case("GRR-03")
    study = gauge_rr.study(np.array(aiag_cube()))
    factors = (float(given["K1"]), float(given["K2"]), float(given["K3"]))
    beside = gauge_rr.average_range(np.array(aiag_cube()), factors)
    parts = study.components
    pairs = [
        ("EV, analysis of variance", parts.repeatability, anova["ev"]),
        ("AV, analysis of variance", parts.reproducibility, anova["av"]),
        ("GRR, analysis of variance", parts.grr, anova["grr"]),
        ("PV, analysis of variance", parts.part, anova["pv"]),
        ("ndc, analysis of variance", parts.ndc, anova["ndc"]),
        ("GRR, average range", beside.grr, ranges["grr"]),
        ("ndc, average range", beside.ndc, ranges["ndc"]),
    ]
    return [(name, "10 × 3 × 3 study", value or 0, text, "AIAG MSA 4th ed.") for name, value, text in pairs]


def _others() -> list[Row]:
    lew, certified = case("NUM-01")
    estimate = exact.spread(readings(lew["data"]), "overall")
    assert estimate is not None
    screws, tests = case("NOR-01")
    found = normality.normality(np.array(floats(screws["data"])))
    assert found is not None and found.shapiro is not None
    _, power = case("NN-06")
    scores = -np.log(1 - (np.arange(1, 101) - 0.5) / 100)
    needed, index = case("CI-08")
    none, bound = case("SIG-13")
    dpmo, level = case("SIG-02")
    upper = 1e6 * proportion.clopper_pearson_upper(0, int(none["units"]))
    required = intervals.required_cpk(float(needed["threshold"]), int(needed["n"])) or 0.0
    return [
        ("mean", "Lew", float(estimate.mean), certified["mean"], "NIST StRD, certified"),
        ("standard deviation", "Lew", float(estimate.sigma), certified["sd"], "NIST StRD, certified"),
        ("Anderson-Darling A²", "screws", found.statistic, tests["ad"], "R nortest"),
        ("Shapiro-Wilk W", "screws", found.shapiro.w, tests["shapiro_W"], "R shapiro.test"),
        (
            "Box-Cox λ",
            "exponential scores",
            transforms.box_cox(scores).parameters["lambda"],
            power["lambda_mle"],
            "R MASS",
        ),
        (
            f"Cpk that demonstrates {needed['threshold']}",
            f"n = {needed['n']}",
            required,
            index["required_cpk_hat"],
            "Bissell 1990",
        ),
        (
            "dpmo, 95 % upper bound",
            f"0 of {none['units']}",
            upper,
            bound["dpmo_upper95_one_sided"],
            "Clopper & Pearson 1934",
        ),
        (
            "sigma level",
            f"{dpmo['dpmo']} dpmo",
            sigma.sigma_level(Decimal(dpmo["dpmo"])) or 0.0,
            level["z_shift_1_5"],
            "mpmath",
        ),
    ]


#: What the table shows of R's figures: case, figure (and which of several), its name, the functions of R.
CHOSEN = (
    ("overall-50", "pp_ci.0", "Pp, 95 % from", "qcc::process.capability"),
    ("overall-50", "ppk_ci.1", "Ppk, 95 % to", "qcc::process.capability"),
    ("overall-13", "cpm_ci.0", "Cpm, 95 % from", "qchisq"),
    ("overall-upper-25", "ppu_ci.0", "PPU, 95 % from", "pt, uniroot"),
    ("overall-outside", "ppk", "Ppk, mean outside the limits", "qcc::process.capability"),
    ("overall-25", "ppm", "expected ppm", "pnorm"),
    ("within-5", "pooled", "σ pooled, 20 × 5", "anova(lm)"),
    ("within-5", "rbar", "σ R̄/d2, 20 × 5", "ptukey"),
    ("within-unequal", "rbar", "σ R̄/d2, unequal subgroups", "ptukey"),
    ("within-unequal", "sbar", "σ s̄/c4, unequal subgroups", "qcc::sd.xbar"),
    ("xbar-s-9", "second.ucl", "s chart, upper limit", "qcc S"),
    ("i-mr-60", "second.ucl", "moving range, upper limit", "diff, ptukey"),
    ("p", "first.ucl.3", "p chart, a varying limit", "qcc p"),
    ("ewma-4", "first.points.-1", "EWMA, last point", "qcc::ewma"),
    ("cusum-1", "first.points.-1", "cusum, last upper point", "qcc::cusum"),
    ("normality-exponential-50", "ad", "Anderson-Darling A²", "nortest::ad.test"),
    ("normality-rounded-1000", "ad_p", "its p", "nortest::ad.test"),
    ("normality-normal-4000", "w_p", "Shapiro-Wilk p", "shapiro.test"),
    ("weibull-100", "percentiles.2", "Weibull, X99.865 %", "optim, qweibull"),
    ("gamma-100", "percentiles.2", "gamma, X99.865 %", "optim, qgamma"),
    ("folded-normal-100", "ppu", "folded normal, PPU", "optim, uniroot"),
    ("box-cox-100", "parameters.lambda", "Box-Cox λ", "MASS::boxcox"),
    ("gauge-interaction", "reproducibility", "AV with interaction", "anova(lm)"),
    ("gauge-poor", "p_interaction", "p of the interaction", "anova(lm)"),
    ("paired-5", "p", "paired t, p", "t.test"),
    ("welch-10", "df", "Welch, degrees of freedom", "t.test"),
    ("welch-10", "variance_p", "F of variances, p", "var.test"),
    ("binomial-3-1e+06", "upper", "upper bound, 3 of a million", "binom.test"),
    ("trend-2", "chi_square", "trend, χ²", "prop.trend.test"),
)


def by_r() -> list[Row]:
    every = {each["id"]: each for each in r_reference.cases()}
    rows: list[Row] = []
    for name, path, label, whose in CHOSEN:
        each = every[name]
        ours, theirs = _at(r_reference.found(each), path), _at(each["expected"], path)
        rows.append((label, name, ours, repr(theirs), whose))
    return rows


def summary() -> list[tuple[str, ...]]:
    """One line for each kind of figure."""
    lines: dict[str, tuple[int, int, float]] = {}
    for each in r_reference.cases():
        cases, figures, rel = lines.get(each["topic"], (0, 0, 0.0))
        lines[each["topic"]] = (cases + 1, figures + _count(each["expected"]), max(rel, each["rel"]))
    return [(topic, str(cases), str(figures), f"{rel:g}") for topic, (cases, figures, rel) in lines.items()]


def _count(expected: object) -> int:
    if isinstance(expected, dict):
        return sum(map(_count, expected.values()))
    return sum(map(_count, expected)) if isinstance(expected, list) else int(expected is not None)


def _at(found: object, path: str) -> float:
    """The figure at a path; of several alike the first."""
    for part in path.split("."):
        if isinstance(found, Mapping):
            found = found[part]
        elif isinstance(found, Sequence):
            found = found[int(part)]
    return float(next(iter(found)) if isinstance(found, Iterable) else found)  # type: ignore[arg-type]


def _shown(row: Row) -> tuple[str, ...]:
    """Both figures in the digits of the other side, seven at most."""
    figure, data, ours, theirs, whose = row
    decimals = len(theirs.partition(".")[2])
    if "e" in theirs or len(theirs.strip("-0.").replace(".", "")) > MOST:
        return figure, data, f"{ours:.{DIGITS}g}", f"{float(theirs):.{DIGITS}g}", whose
    return figure, data, f"{ours:.{decimals}f}", theirs, whose


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def filled(page: str, make: Callable[[], str] = section) -> str:
    """The page with the section between its marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{make()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
