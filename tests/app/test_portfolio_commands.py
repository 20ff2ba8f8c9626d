"""Many cases by command: taken in, rolled up, the cases behind a number, targets, another edition, documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qmdesk.portfolio.store import open_store
from tests.portfolio.many import many_facts


@pytest.fixture
def facts(qmdesk, tmp_path: Path) -> Path:
    """A store of 300 cases of two years."""
    folder = tmp_path / "home" / "facts"
    store = open_store(str(folder), tmp_path)
    store.put(many_facts(240))
    store.put(many_facts(60, year="2025"))
    store.close()
    return folder


def test_what_is_good_is_taken_in_and_what_is_not_is_named(qmdesk, tmp_path):
    made = qmdesk("new", "甲.qmcase", "--form", "meqmc", "--enterprise", "甲", "--credit-code", "91330212MA2TE8XU04")
    assert made.status == 0
    (tmp_path / "坏.zip").write_bytes(b"")
    answer = qmdesk("portfolio", "ingest", "甲.qmcase", "坏.zip", "--json")
    assert answer.status == 0
    found = answer.json
    assert (found["read"], found["accepted"], found["skipped"]) == (2, 1, 1)
    assert Path(found["aside"][0]["file"]).name == "坏.zip"
    assert found["aside"][0]["message"]
    again = qmdesk("portfolio", "ingest", "甲.qmcase", "--json").json
    assert (again["accepted"], again["unchanged"]) == (0, 1)
    assert qmdesk("portfolio", "ingest", "坏.zip").status == 1
    assert qmdesk("portfolio", "ingest", "甲.qmcase", "--store", "postgresql://nobody").status == 2


def test_every_number_of_a_rollup_leads_to_as_many_cases(qmdesk, facts):
    found = qmdesk("portfolio", "rollup", "--json").json
    assert (found["scope"]["year"], found["total"]["cases"]) == ("2026", 240)
    province = found["by"]["region"][0]
    for level, count in enumerate(province["levels"], 1):
        behind = qmdesk("portfolio", "cases", "--province", province["key"], "--level", str(level), "--json").json
        assert len(behind["cases"]) == count
    item = found["items"][0]
    below = qmdesk("portfolio", "cases", "--below", f"{item['id']}:3", "--json").json
    assert len(below["cases"]) == item["below_high"]
    for measure, count in found["total"]["done"].items():
        assert len(qmdesk("portfolio", "cases", "--measure", measure, "--json").json["cases"]) == count


def test_a_masked_rollup_hides_small_groups_and_k_is_never_under_five(qmdesk, facts):
    found = qmdesk("portfolio", "rollup", "--masked", "--json").json
    assert None in [level for each in found["by"]["region"] for level in each["levels"]]
    assert qmdesk("portfolio", "rollup", "--masked", "--k", "2").status == 2


def test_targets_name_all_three_measures_and_both_totals(qmdesk, facts):
    found = qmdesk("portfolio", "targets", "--json").json
    assert set(found["totals"]["done"]) == {"reached-inspection", "reviews-carried-out", "self-assessed-inspection"}
    assert found["totals"]["printed"]["planned"] != found["totals"]["computed"]["planned"]
    assert "达到检验级" in qmdesk("portfolio", "targets").out.decode("utf-8")
    assert qmdesk("portfolio", "targets", "--authority", "nowhere").status == 2


def test_documents_are_written_once_and_not_over_what_is_there(qmdesk, facts, tmp_path):
    assert qmdesk("portfolio", "rollup", "-o", "汇总.xlsx").status == 0
    assert qmdesk("portfolio", "rollup", "-o", "汇总.xlsx").status == 2
    assert qmdesk("portfolio", "summary", "-o", "汇总.pdf", "--office", "某局", "--lang", "en").status == 0
    assert (tmp_path / "汇总.pdf").read_bytes().startswith(b"%PDF")
    assert qmdesk("portfolio", "summary", "-o", "汇总.pdf").status == 2


def test_grading_by_another_form_previews_and_writes_only_beside_the_cases(qmdesk, tmp_path):
    qmdesk("new", "甲.qmcase", "--form", "meqmc", "--enterprise", "甲", "--credit-code", "91330212MA2TE8XU04")
    before = (tmp_path / "甲.qmcase").read_bytes()
    found = qmdesk("portfolio", "regrade", "甲.qmcase", "--form", "meqmc/2026", "--json").json
    assert (found["cases"], found["changed"], found["written"]) == (1, [], False)
    qmdesk("portfolio", "ingest", "甲.qmcase")
    written = qmdesk("portfolio", "regrade", "--form", "meqmc/2026", "--write", "--json").json
    assert (written["cases"], written["written"]) == (1, True)
    assert (tmp_path / "甲.qmcase").read_bytes() == before
    assert qmdesk("portfolio", "regrade", "甲.qmcase", "--form", "no/1").status == 2


def test_an_empty_store_rolls_up_to_nothing(qmdesk):
    found = qmdesk("portfolio", "rollup", "--json")
    assert found.status == 0
    assert json.loads(json.dumps(found.json))["total"]["cases"] == 0
    assert qmdesk("portfolio", "rollup").status == 0


def test_two_groups_against_each_other_add_up_and_hide_what_is_small(qmdesk, facts):
    found = qmdesk("portfolio", "rollup", "--cross", "class", "size", "--json").json["cross"]
    assert found["reviewed"][-1][-1] == sum(row[-1] for row in found["reviewed"][:-1])
    assert found["high"][-1][-1] == sum(found["high"][-1][:-1])
    masked = qmdesk("portfolio", "rollup", "--cross", "class", "size", "--masked", "--json").json["cross"]
    assert [n for row in (*masked["reviewed"], *masked["high"]) for n in row if n is not None and 0 < n < 5] == []
    assert any(None in row for row in masked["high"])
    assert qmdesk("portfolio", "rollup", "--cross", "size", "size").status == 2
