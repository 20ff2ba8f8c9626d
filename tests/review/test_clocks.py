"""Claims: however a clock was wrong, the order of entries is kept, and the leaving check and the report say the doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.check import leaving_check
from qmdesk.review.reporting import report
from qmdesk.review.session import ReviewSession, Who

TODAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
#: What the clock says at each entry, the last being right; and what is said of it then.
CLOCKS = {
    "right": ([TODAY, TODAY + timedelta(minutes=1)], None),
    "midnight": ([TODAY.replace(hour=23, minute=59, second=59), TODAY + timedelta(hours=15, minutes=1)], None),
    "a year ahead": ([TODAY + YEAR, TODAY], "clock-ahead"),
    "a year behind": ([TODAY - YEAR, TODAY], None),  # nothing holds against it: days may lie between two entries
    "backwards": ([TODAY, TODAY - timedelta(days=2), TODAY - timedelta(days=2)], "clock-set-back"),
}


class Clock:
    def __init__(self) -> None:
        self.time = TODAY

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[ReviewSession]:
    who = Who("a" * 16, "王工", tmp_path / "home")
    path, form = tmp_path / "a.qmcase", load_builtin("meqmc")
    clock.time = TODAY - timedelta(days=800)
    begin(path, form, who, enterprise="甬江机械", credit_code="91330212MA2TE8XU04", clock=clock).close()
    with ReviewSession.open(path, who, clock=clock) as made:
        yield made


@pytest.mark.parametrize("name", CLOCKS)
def test_order_is_kept_and_the_doubt_is_said(session: ReviewSession, clock: Clock, name: str):
    times, code = CLOCKS[name]
    for number, time in enumerate(times):
        clock.time = time
        session.record(Edit(Place(f"step:k{number}", "name", "onsite"), f"第{number}道")).wait()
    written = [entry.value for entry in session.history() if entry.subject.startswith("step:")]
    assert written == [f"第{number}道" for number in range(len(times))]
    assert session.history()[-1].value == written[-1]
    clock.time = TODAY + timedelta(days=1)
    said = {each.code for each in leaving_check(session).open if each.code.startswith("clock-")}
    assert (code in said) if code else not said


def test_the_report_notes_which_times_are_doubtful(session: ReviewSession, clock: Clock, tmp_path: Path):
    def text(name: str) -> str:
        report(session, tmp_path / name)
        pages = pypdfium2.PdfDocument(tmp_path / name)
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)

    clock.time = TODAY
    assert "存疑" not in text("right.pdf")
    clock.time = TODAY + YEAR
    session.record(Edit(Place("case", "region"), "宁波")).wait()
    clock.time = TODAY
    said = text("doubtful.pdf")
    assert "下列记录的时间存疑" in said
    assert "2027-11-2109:00" in said
