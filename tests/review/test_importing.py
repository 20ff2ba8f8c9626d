"""Claims: a file that puts other readings or limits in the place of those in the case says so."""

from __future__ import annotations

from pathlib import Path

from qmdesk.review.importing import import_file
from qmdesk.review.session import ReviewSession

FIRST = "特性,外径\n单位,mm\n上限,10.10\n下限,9.90\n1,10.01\n2,9.99\n3,10.00\n"
LATER = "特性,外径\n单位,mm\n上限,10.15\n下限,9.90\n1,10.02\n2,9.98\n3,10.00\n4,10.01\n"


def told(session: ReviewSession, path: Path, *, dry_run: bool = False) -> list[tuple[str, str, str]]:
    found = import_file(session, path, kind="measurements", dry_run=dry_run)
    said = [each for each in found.intake.problems if each.code.endswith("-replaced")]
    return [(each.code, str(each.details["before"]), str(each.details["now"])) for each in said]


def test_other_readings_and_limits_in_the_place_of_those_in_the_case_are_told(session: ReviewSession, tmp_path: Path):
    first, later = tmp_path / "一.csv", tmp_path / "二.csv"
    first.write_text(FIRST, "utf-8")
    later.write_text(LATER, "utf-8")
    assert told(session, first) == []
    assert told(session, first) == []
    expected = [("upper-limit-replaced", "10.10", "10.15"), ("readings-replaced", "3", "4")]
    assert told(session, later, dry_run=True) == expected
    assert told(session, later) == expected
