"""What is due for whom by its own authority's calendar, who is in two places, which institution must not review whom."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmdesk.formdef.programme_loader import load_institutions_text, load_pack
from qmdesk.model.problem import Refused
from qmdesk.model.programme import participant
from qmdesk.portfolio import calendar as of
from qmdesk.portfolio import ics
from qmdesk.portfolio.assignments import conflicts_of, overlaps, problem_of_overlap, unassigned, visits
from qmdesk.portfolio.packs import Packs
from tests.portfolio.roster_maker import code_of

MIIT, ZHEJIANG, CHONGQING = (load_pack(each, 2026) for each in ("miit", "zhejiang", "chongqing"))
OF_ZHEJIANG = Packs(ZHEJIANG, MIIT, ())
A, B, OWN = code_of("330106", 1), code_of("330106", 2), code_of("330106", 99)


def row(key="row:1-a", **values):
    return participant(
        key, {"enterprise": "杭州甲公司", "credit_code": A, "city": "杭州", "county": "西湖区", **values}
    )


def states(day, packs=OF_ZHEJIANG, **values):
    return {each.step: each.state for each in of.dues_of(packs, row(**values), date.fromisoformat(day))}


def test_a_case_is_judged_by_its_own_authority_s_calendar_and_both_are_shown():
    day = "2026-08-15"  # MIIT's day for self-assessments is past, Zhejiang's is not
    (self_assessment, *_) = of.dues_of(OF_ZHEJIANG, row(), date.fromisoformat(day))
    assert (self_assessment.state, self_assessment.late_above) == ("open", True)
    assert (self_assessment.due, self_assessment.above) == (date(2026, 10, 31), date(2026, 7, 31))
    assert states(day, Packs(MIIT, None, ()))["self-assessment"] == "late"


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-10-16", "open"), ("2026-10-17", "soon"), ("2026-10-31", "soon"), ("2026-11-01", "late")],
)
def test_a_step_is_open_soon_and_late_by_days_and_the_last_day_belongs_to_it(day, state):
    assert states(day)["self-assessment"] == state


def test_a_step_without_a_date_is_never_late():
    assert states("2027-06-01", self_level="3", onsite_level="3")["second"] == "undated"
    assert states("2027-06-01", Packs(CHONGQING, MIIT, ()), self_level="3", onsite_level="3")["second"] == "late"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["late", "late", "undated", "late"]),
        ({"self_level": "1"}, ["done", "closed", "closed", "closed"]),
        ({"self_level": "2"}, ["done", "late", "undated", "late"]),
        ({"self_level": "2", "onsite_level": "2"}, ["done", "done", "closed", "late"]),
        ({"self_level": "3", "onsite_level": "3"}, ["done", "done", "undated", "late"]),
        ({"self_level": "3", "onsite_level": "1"}, ["done", "done", "closed", "closed"]),
        ({"self_level": "3", "onsite_level": "3", "second_level": "3", "consent": "false"}, ["done", "done", "done", "closed"]),
        ({"self_level": "2", "onsite_level": "2", "consent": "false"}, ["done", "done", "closed", "late"]),
        ({"self_level": "3", "onsite_level": "4", "second_level": "3", "published_on": "2026-12-20"}, ["done"] * 4),
    ],
)  # fmt: skip
def test_gates_close_what_an_enterprise_does_not_come_to(values, expected):
    assert list(states("2027-02-01", **values).values()) == expected


def test_next_is_the_first_step_that_is_neither_done_nor_closed():
    found = of.dues_of(OF_ZHEJIANG, row(self_level="2"), date(2026, 9, 1))
    assert of.next_due(found).step == "onsite"
    assert of.next_due(of.dues_of(OF_ZHEJIANG, row(self_level="1"), date(2026, 9, 1))) is None


def test_the_year_has_the_steps_of_both_calendars_and_says_where_they_differ():
    steps = {each.step.id: each for each in of.year_steps(OF_ZHEJIANG, date(2026, 9, 1))}
    assert {name for name, each in steps.items() if each.differs} == {
        "institutions",
        "self-assessment",
        "onsite",
        "second",
    }
    assert (steps["institutions"].due, steps["institutions"].above) == (None, date(2026, 4, 30))
    assert steps["roster"].state == "late"
    assert of.year_steps(OF_ZHEJIANG, date(2026, 9, 1), ["roster"])[0].state == "done"


def test_only_the_office_s_own_steps_are_marked_by_hand():
    assert of.done_write(ZHEJIANG, "roster", "2026-04-29").value == "2026-04-29"
    with pytest.raises(Refused):
        of.done_write(ZHEJIANG, "onsite", "2026-04-29")
    assert of.marked_done({"programme": {"done:roster": "2026-04-29"}}) == {"roster"}


def test_counts_by_step_and_state_add_up():
    rows = [row(f"row:{at}-a", self_level=str(1 + at % 3)) for at in range(30)]
    counts = of.summary(of.dues(OF_ZHEJIANG, rows, date(2026, 9, 1)))
    assert {sum(each.values()) for each in counts.counts.values()} == {30}
    assert (counts.of("onsite", "closed"), counts.of("onsite", "open")) == (10, 20)


# -- who is where ----------------------------------------------------------------------------------------


def test_an_assessor_at_two_enterprises_at_one_time_is_told_and_the_last_day_counts():
    rows = [
        row("row:1-a", visit_start="2026-09-01", visit_end="2026-09-02", assessors="张三、李四"),
        row("row:2-a", visit_start="2026-09-02", assessors="李四", enterprise="乙公司"),
        row("row:3-a", visit_start="2026-09-03", assessors="李四、张三", enterprise="丙公司"),
        row("row:4-a", assessors="李四"),
    ]
    (clash,) = overlaps(visits(rows))
    assert (clash.assessor, clash.days) == ("李四", (date(2026, 9, 2), date(2026, 9, 2)))
    assert problem_of_overlap(clash).details["days"] == "2026-09-02"


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 6), st.lists(st.sampled_from("甲乙丙"), max_size=2)), max_size=25
    )
)
def test_overlaps_are_those_that_comparing_every_pair_finds(given_visits):
    first = date(2026, 9, 1)
    rows = [
        row(
            f"row:{at:03}-a",
            visit_start=(first + timedelta(start)).isoformat(),
            visit_end=(first + timedelta(start + days)).isoformat(),
            assessors="、".join(names),
        )
        for at, (start, days, names) in enumerate(given_visits)
    ]
    found = visits(rows)
    pairs = {
        (name, *sorted((one.row.key, other.row.key)))
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        for name in set(one.row.assessors) & set(other.row.assessors)
        if one.meets(other)
    }
    told = [(each.assessor, *sorted((each.one.row.key, each.other.row.key))) for each in overlaps(found)]
    assert len(told) == len(set(told))
    assert set(told) == pairs


LIST = f"""institutions:
  - id: first
    name: 某评价中心
    credit_code: {OWN}
    qualifications:
      - {{kind: {{zh: 评价机构, en: Evaluation body}}, until: 2026-09-30, trades: [机械, 电子]}}
    conflicts:
      - {{credit_code: {A}, kind: coached, year: 2024, note: 贯标辅导}}
      - {{credit_code: {B}, kind: owned}}
    regions: [杭州]
  - {{id: second, name: 某咨询公司, credit_code: {OWN}, reviews: false, coaches: true}}
"""
WITH_LIST = Packs(ZHEJIANG, MIIT, load_institutions_text(LIST.encode(), "own.yaml"))


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"institution": "某评价中心"}, ["institution-coached", "institution-expired"]),
        ({"institution": "first", "visit_start": "2026-09-01"}, ["institution-coached"]),
        ({"institution": "某评价中心", "credit_code": B, "visit_start": "2026-09-01"}, ["institution-owned"]),
        ({"institution": "某评价中心", "credit_code": OWN, "visit_start": "2026-09-01", "trade": "食品"}, ["institution-trade"]),
        ({"institution": "某评价中心", "credit_code": OWN, "visit_start": "2026-09-01", "trade": "通用机械"}, []),
        ({"institution": "某评价中心", "credit_code": OWN, "visit_start": "2026-09-01", "city": "宁波", "county": ""}, ["institution-region"]),
        ({"institution": "某咨询公司"}, ["institution-not-reviewing"]),
        ({"institution": "不认识的"}, ["institution-unknown"]),
    ],
)  # fmt: skip
def test_what_speaks_against_an_institution_is_told(values, codes):
    assert [each.code for each in conflicts_of(WITH_LIST, row(**values))] == codes


def test_coaching_long_ago_no_longer_speaks_against_it_and_without_a_list_nothing_is_said():
    old = load_institutions_text(LIST.replace("year: 2024", "year: 2022").encode(), "own.yaml")
    values = {"institution": "某评价中心", "visit_start": "2026-09-01"}
    assert conflicts_of(Packs(ZHEJIANG, MIIT, old), row(**values)) == []
    assert conflicts_of(OF_ZHEJIANG, row(institution="不认识的")) == []


def test_the_first_class_waits_for_the_authority_to_name_an_institution():
    assert unassigned(OF_ZHEJIANG, row(**{"class": "key"})).code == "institution-unassigned"
    assert unassigned(OF_ZHEJIANG, row(**{"class": "volunteer"})) is None
    assert unassigned(OF_ZHEJIANG, row(**{"class": "key", "institution": "某"})) is None


# -- iCalendar -------------------------------------------------------------------------------------------

NOW = datetime(2026, 4, 20, 16, 0, tzinfo=timezone(timedelta(hours=8)))


def parsed(data):
    """A strict reader of RFC 5545: lines, unfolding, one VCALENDAR of VEVENTs, properties once each."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert 0 < len(line) <= 75
        line.decode("utf-8")  # no character is broken by folding
    unfolded = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    pairs = [tuple(each.decode("utf-8").split(":", 1)) for each in unfolded]
    assert pairs[0] == ("BEGIN", "VCALENDAR")
    assert pairs[-1] == ("END", "VCALENDAR")
    head = dict(pairs[1 : next((at for at, each in enumerate(pairs) if each == ("BEGIN", "VEVENT")), len(pairs) - 1)])
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    events, event = [], None
    for name, value in pairs[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            event = {}
        elif (name, value) == ("END", "VEVENT"):
            assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE"} <= event.keys()
            events.append(event)
            event = None
        elif event is not None:
            assert name not in event
            event[name] = value
    assert len({each["UID"] for each in events}) == len(events)
    return head, events


def unescaped(text):
    out, at = "", 0
    while at < len(text):
        if text[at] == "\\":
            assert text[at + 1] in "\\;,nN"
            out += "\n" if text[at + 1] in "nN" else text[at + 1]
            at += 2
        else:
            assert text[at] not in ";,"
            out += text[at]
            at += 1
    return out


def test_the_year_s_days_are_written_for_both_authorities():
    steps = of.year_steps(OF_ZHEJIANG, date(2026, 4, 20))
    _, events = parsed(ics.calendar("id", "日程", ics.events_of_steps(OF_ZHEJIANG, steps, "zh-CN"), NOW))
    found = {unescaped(each["SUMMARY"]): each for each in events}
    assert found["自我评价 · 浙江省经济和信息化厅"]["DTSTART;VALUE=DATE"] == "20261031"
    assert found["自我评价 · 工业和信息化部"]["DTSTART;VALUE=DATE"] == "20260731"
    assert not [name for name in found if name.startswith("二次复核 · 浙江")]
    assert {each["DTSTAMP"] for each in events} == {"20260420T080000Z"}


def test_a_visit_ends_on_the_day_after_its_last_because_the_end_does_not_belong_to_it():
    found = visits([row(visit_start="2026-09-01", visit_end="2026-09-02", assessors="张三", institution="甲；乙, 丙")])
    (event,) = parsed(ics.calendar("id", "x", ics.events_of_visits(found, "评价复核"), NOW))[1]
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20260901", "20260903")
    assert unescaped(event["DESCRIPTION"]) == "甲；乙, 丙\n张三"


def test_identifiers_stay_over_exports_and_differ_between_programmes():
    steps = of.year_steps(OF_ZHEJIANG, date(2026, 4, 20))
    events = ics.events_of_steps(OF_ZHEJIANG, steps, "zh-CN")

    def uids(programme, now=NOW):
        return [each["UID"] for each in parsed(ics.calendar(programme, "x", events, now))[1]]

    assert uids("a") == uids("a", NOW + timedelta(days=9))
    assert not set(uids("a")) & set(uids("b"))


def test_what_is_done_or_closed_is_in_no_calendar():
    found = of.dues(OF_ZHEJIANG, [row(self_level="2")], date(2026, 9, 1))
    _, events = parsed(ics.calendar("id", "x", ics.events_of_dues(found, {"onsite": "评价复核"}), NOW))
    assert [each["DTSTART;VALUE=DATE"] for each in events] == ["20261130", "20261231"]


@given(st.text(max_size=300))
def test_any_text_comes_through_whole(text):
    event = ics.Event("x", date(2026, 1, 1), date(2026, 1, 1), "a" + text, text)
    (found,) = parsed(ics.calendar("id", text, [event], datetime(2026, 1, 1, tzinfo=UTC)))[1]
    plain = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in plain if each in "\n\t" or not (ord(each) < 32 or ord(each) == 127))
    assert unescaped(found["SUMMARY"]) == "a" + kept


def test_the_last_day_there_is_does_not_stop_a_calendar():
    event = ics.Event("x", date(9999, 12, 31), date(9999, 12, 31), "甲")
    assert b"DTEND;VALUE=DATE:99991231" in ics.calendar("id", "甲", [event], datetime(2026, 1, 1, tzinfo=UTC))
