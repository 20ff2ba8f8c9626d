"""Drafts as edits: once, with the same keys on every device; what people made stays, what was deleted comes back."""

from __future__ import annotations

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import Index, index
from qmdesk.model.assessment import Question
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Folded, Place, Stage
from qmdesk.visit.drafting import document_edits, minutes_edit, question_edits, schedule_edits
from tests.visit.states import entry_of

FORM = load_builtin("meqmc")
QUESTIONS = (Question("no-loss-entries", "figure:internal_loss"), Question("other", "item:system.process"))
DAYS: dict[str, Json] = {"visit_start": "2026-09-01", "visit_end": "2026-09-02"}


class Case:
    """A case that edits are written into, one over the other."""

    def __init__(self, **case: Json) -> None:
        self.state: dict[Place, Folded] = {}
        self.write([Edit(Place("case", name), value) for name, value in case.items()])

    def write(self, edits: list[Edit]) -> list[Edit]:
        for each in edits:
            self.state[each.place] = Folded(each.place, (entry_of(each.place, each.value),))
        return edits

    @property
    def found(self) -> Index:
        return index(self.state, Stage.ONSITE)


def keys(edits: list[Edit]) -> list[str]:
    return list(dict.fromkeys(each.place.key for each in edits))


def test_two_devices_draft_the_same_records() -> None:
    one, other = Case(**DAYS), Case(**DAYS)
    assert keys(document_edits(FORM, one.found, "zh-CN")) == keys(document_edits(FORM, other.found, "zh-CN"))
    assert keys(schedule_edits(FORM, one.found)) == keys(schedule_edits(FORM, other.found))


def test_a_draft_is_made_once_and_a_record_that_was_edited_stays() -> None:
    case = Case()
    first = keys(case.write(document_edits(FORM, case.found, "zh-CN", ["digital"])))
    case.write([Edit(Place(f"request:{first[0]}", "text", "onsite"), "改过的名称")])
    assert document_edits(FORM, case.found, "zh-CN", ["digital"]) == []
    assert case.found.record("request", first[0]).text("text") == "改过的名称"


def test_what_was_deleted_comes_back_as_drafted() -> None:
    case = Case()
    first = keys(case.write(document_edits(FORM, case.found, "zh-CN", ["digital"])))[0]
    subject = f"request:{first}"
    case.write([Edit(Place(subject, "note", "onsite"), "旧"), Edit(Place(subject, "deleted", "onsite"), True)])
    assert keys(case.write(document_edits(FORM, case.found, "zh-CN", ["digital"]))) == [first]
    again = case.found.record("request", first)
    assert again.there
    assert again.text("note") != "旧"


def test_questions_are_numbered_behind_those_that_are_there(monkeypatch) -> None:
    monkeypatch.setattr("qmdesk.visit.questions.question_text", lambda question, lang: question.code)
    case = Case()
    case.write([Edit(Place("question:q", "text", "onsite"), "问"), Edit(Place("question:q", "order", "onsite"), 4)])
    case.write(question_edits(FORM, case.found, QUESTIONS, "zh-CN"))
    assert [each.value("order") for each in case.found.records("question")] == [4, 5, 6]
    assert question_edits(FORM, case.found, QUESTIONS, "zh-CN") == []


def test_a_schedule_is_not_drafted_over_another_unless_anew() -> None:
    assert schedule_edits(FORM, Case().found) == []
    case = Case(**DAYS)
    case.write([Edit(Place("slot:mine", "day", "onsite"), "2026-09-01")])
    assert schedule_edits(FORM, case.found) == []
    case.write(schedule_edits(FORM, case.found, anew=True))
    drafted = {each.key: each.text("end") for each in case.found.records("slot")}
    assert len(drafted) > 3
    assert "mine" not in drafted
    case.write([Edit(Place(f"slot:{next(iter(drafted))}", "end", "onsite"), "09:31")])
    case.write(schedule_edits(FORM, case.found, anew=True))
    assert {each.key: each.text("end") for each in case.found.records("slot")} == drafted


def test_minutes_are_those_of_their_meeting() -> None:
    case = Case()
    case.write([Edit(Place("meeting:closing", "place", "onsite"), "三号会议室")])
    assert "三号会议室" in str(minutes_edit(FORM, case.found, "closing", None, "zh-CN").value)
    opening = minutes_edit(FORM, case.found, "opening", None, "zh-CN")
    assert opening.place == Place("meeting:opening", "minutes", "onsite")
    assert "三号会议室" not in str(opening.value)
