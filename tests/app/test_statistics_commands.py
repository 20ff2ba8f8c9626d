"""capability, control-chart and gauge-rr with what a team may choose: readings left out, rules, phases, pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qmdesk.wording import say
from tests.app.conftest import Qmdesk

#: Thirty individuals in control and a far one behind them.
CALM = [f"{10 + step:.3f}" for step in (0.01, -0.02, 0.03, -0.01, 0.0, 0.02, -0.03, 0.01, -0.01, 0.02) * 3]
LIMITS = ("--lsl", "9.87", "--usl", "10.15")
#: Keys of the contract (CLI.md).
CAPABILITY = {
    "n", "mean", "sd_overall", "sd_within", "within_method", "subgroup_size", "min", "max", "cp", "cpk", "pp", "ppk",
    "cpm", "ci", "normality", "nonnormal", "stability", "expected_ppm", "observed_ppm", "demonstrated", "verdict",
}  # fmt: skip
CHART = {"kind", "center", "ucl", "lcl", "points", "second", "violations", "in_control"}


def file_of(values: list[str], name: str = "d.csv") -> str:
    Path(name).write_text("d\n" + "\n".join(values) + "\n", "utf-8")
    return name


@pytest.fixture
def wild(qmdesk: Qmdesk) -> str:
    return file_of([*CALM, "10.500"])


def test_a_reading_left_out_counts_in_nothing_and_is_named_with_its_reason(qmdesk: Qmdesk, wild: str):
    every = qmdesk("capability", wild, *LIMITS, "--json").json
    kept = qmdesk("capability", wild, *LIMITS, "--exclude", "31", "--reason", "刀具断裂", "--json").json
    alone = qmdesk("capability", file_of(CALM, "calm.csv"), *LIMITS, "--json").json
    assert set(every) >= CAPABILITY and set(kept) >= CAPABILITY
    assert (every["stability"]["in_control"], kept["stability"]["in_control"]) == (False, True)
    for name in ("n", "mean", "sd_within", "cpk", "ppk", "ci", "demonstrated", "observed_ppm"):
        assert kept[name] == alone[name], name
    assert (kept["excluded"], kept["excluded_reason"]) == ([30], "刀具断裂")
    assert "readings-excluded" in kept["verdict"]["reasons"]
    assert every["excluded_reason"] is None


def test_leaving_out_a_subgroup_is_as_if_it_had_not_been_taken(qmdesk: Qmdesk):
    whole, part = file_of(CALM, "whole.csv"), file_of([*CALM[:10], *CALM[15:]], "part.csv")
    left = qmdesk(
        "capability", whole, *LIMITS, "--subgroup", "5", "--exclude", "11 12,13，14,15", "--reason", "x", "--json"
    )
    gone = qmdesk("capability", part, *LIMITS, "--subgroup", "5", "--json")
    for name in ("n", "cpk", "ppk", "subgroup_size"):
        assert left.json[name] == gone.json[name], name


def test_a_chart_keeps_the_point_left_out_and_its_contract(qmdesk: Qmdesk, wild: str):
    every = qmdesk("control-chart", wild, "--kind", "i-mr", "--json").json
    kept = qmdesk("control-chart", wild, "--kind", "i-mr", "--exclude", "31", "--reason", "x", "--json").json
    assert set(kept) >= CHART
    assert (len(kept["points"]), kept["excluded"], kept["in_control"]) == (31, [30], True)
    assert not every["in_control"] and kept["ucl"] < every["ucl"]


def test_rules_and_phases_are_taken(qmdesk: Qmdesk):
    shifted = file_of([*CALM[:15], *(f"{float(value) + 0.1:.3f}" for value in CALM[:15])])
    few = qmdesk("control-chart", shifted, "--kind", "i-mr", "--rules", "1", "--json").json
    every = qmdesk("control-chart", shifted, "--kind", "i-mr", "--json").json
    assert {each["rule"] for each in few["violations"]} < {each["rule"] for each in every["violations"]}
    parted = qmdesk("capability", shifted, "--phases", "16", "--json").json
    assert parted["stability"]["in_control"] is True
    assert qmdesk("capability", shifted, "--json").json["stability"]["in_control"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--exclude", "31"), "--reason"),
        (("--exclude", "31", "--reason", "  "), "--reason"),
        (("--exclude", "32", "--reason", "x"), "31"),
        (("--exclude", "0", "--reason", "x"), "31"),
        (("--exclude", "eins", "--reason", "x"), "eins"),
        (("--rules", "9"), "9"),
        (("--phases", "5,3"), "5,3"),
        (("--phases", "31,32"), ""),
    ],
)
@pytest.mark.parametrize("command", [("capability",), ("control-chart", "--kind", "i-mr")])
def test_what_cannot_be_is_refused(
    qmdesk: Qmdesk, wild: str, command: tuple[str, ...], words: tuple[str, ...], said: str
):
    answer = qmdesk(*command, wild, *words, "--json")
    assert (answer.status, answer.out) == (2, b"")
    assert said in answer.err


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_the_verdict_is_said_in_the_words_of_screen_and_report(qmdesk: Qmdesk, wild: str, lang: str):
    told = qmdesk("capability", wild, *LIMITS, "--lang", lang).out.decode("utf-8")
    assert say("stats.status.unconfirmed", lang) in told
    assert say("stats.reason.unstable", lang) in told
    assert "unstable" not in told


def test_a_gauge_study_is_drawn_and_judged_in_words(qmdesk: Qmdesk):
    rows = [f"P{p},{o},{10 + 0.1 * p + 0.001 * ((p + t) % 3):.3f}" for t in range(2) for o in "AB" for p in range(8)]
    Path("g.csv").write_text("part,op,v\n" + "\n".join(rows) + "\n", "utf-8")
    asked = ("gauge-rr", "g.csv", "--part", "part", "--operator", "op", "--value", "v")
    answer = qmdesk(*asked, "--chart", "g.svg")
    assert say("stats.gauge.good", "zh-CN") in answer.out.decode("utf-8")
    drawn = Path("g.svg").read_text("utf-8")
    assert all(f'id="{gid}"' in drawn for gid in ("components", "by-part", "by-operator", "interaction"))
    assert qmdesk(*asked, "--json").json["verdict"] == "good"
    assert qmdesk(*asked, "--chart", "g.svg").status == 2  # it is there already


def test_assess_prints_each_characteristic_with_the_reason_of_its_level(qmdesk: Qmdesk):
    one = {"name": "外径", "readings": [*CALM, "10.500"], "lsl": "9.87", "usl": "10.15"}
    left = one | {"name": "内径", "excluded": [{"reading": 31, "value": "10.5", "reason": "刀具断裂"}]}
    document = {"form": "meqmc/2026", "figures": {"cpk": {"characteristics": [one, left]}}}
    Path("a.json").write_text(json.dumps(document), "utf-8")
    told = qmdesk("assess", "--answers", "a.json").out.decode("utf-8")
    lines = {line.split(":")[0].strip(): line for line in told.splitlines() if line.startswith("      ")}
    assert "待证实" in lines["外径"] and "1.33" in lines["内径"]
    assert "剔除抬高了等级" in told


def test_a_share_that_is_no_number_is_wrong_usage(qmdesk: Qmdesk):
    for text in ("nan", "NaN", "-nan", "95", "x"):
        assert qmdesk("capability", file_of(CALM), *LIMITS, "--confidence", text).status == 2


@pytest.mark.parametrize(
    "words, option",
    [
        (("i-mr", "--subgroup", "5"), "--subgroup"),
        (("c", "--size", "9"), "--size"),
        (("i-mr", "--size", "9"), "--size"),
    ],
)
def test_an_option_that_a_chart_has_no_use_for_is_said(qmdesk: Qmdesk, words: tuple[str, ...], option: str):
    counts = file_of([str(at % 5) for at in range(30)], "counts.csv")
    answer = qmdesk("control-chart", counts, "--kind", *words, "--json")
    assert answer.status == 0 and option in answer.err and answer.json["kind"] == words[0]
    assert option not in qmdesk("control-chart", counts, "--kind", "xbar-r", "--subgroup", "5", "--json").err


def test_what_was_assumed_of_a_file_is_said_beside_the_figures(qmdesk: Qmdesk):
    Path("mixed.csv").write_text(
        "n;d\n" + "\n".join(f"{at};{v.replace('.', ',')}" for at, v in enumerate(CALM)) + "\n99;10.2\n", "utf-8"
    )
    answer = qmdesk("capability", "mixed.csv", "--column", "d", *LIMITS, "--json")
    assert answer.status == 0 and answer.json["n"] == 31 and "B32" in answer.err


# -- for people ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("capability", *LIMITS, "--nonnormal", "weibull"),
        ("capability", "--subgroup", "4"),
        ("control-chart", "--kind", "i-mr"),
        ("control-chart", "--kind", "cusum"),
    ],
)
def test_figures_for_people_are_a_table_in_their_language_without_keys_of_the_json(
    qmdesk: Qmdesk, wild: str, lang: str, words: tuple[str, ...]
):
    said = qmdesk("--lang", lang, words[0], wild, *words[1:]).out.decode("utf-8")
    assert "_" not in said and "None" not in said and "nan" not in said
    assert ("控制限" in said) is (lang == "zh-CN")
    assert all(line == line.rstrip() for line in said.splitlines())


def test_the_index_that_decides_stands_in_the_table_as_it_is_compared(qmdesk: Qmdesk):
    exact = file_of(["9.95", "9.95", "10", "10.05", "10.05"])
    said = qmdesk("--lang", "en", "capability", exact, "--lsl", "9.8005", "--usl", "10.1995", "--json").json
    shown = qmdesk("--lang", "en", "capability", exact, "--lsl", "9.8005", "--usl", "10.1995").out.decode("utf-8")
    line = next(each for each in shown.splitlines() if each.startswith("Cpk"))
    assert said["index"]["exact"] in line and "decides" in line
