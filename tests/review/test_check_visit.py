"""The leaving check along the visit's path, and concluding in spite of it."""

from __future__ import annotations

import pytest

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused, Severity
from qmdesk.review.check import leaving_check
from qmdesk.review.conclude import conclude
from qmdesk.review.session import ReviewSession
from qmdesk.review.states import conclusion_of


def staged(subject: str, **values: Json) -> list[Edit]:
    return [Edit(Place(subject, name, "onsite"), value) for name, value in values.items()]


@pytest.fixture
def rated(session: ReviewSession) -> ReviewSession:
    edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in session.form.items]
    edits += [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in session.form.figures]
    session.record(edits).wait()
    return session


def of(session: ReviewSession, code: str) -> list[str]:
    return [each.where for each in leaving_check(session).open if each.code == code]


def test_open_steps_that_must_be_done_are_errors_the_others_warnings(rated: ReviewSession):
    rated.record(staged("meeting:opening", day="2026-07-01")).wait()
    found = leaving_check(rated)
    by_page = {each.where: each.severity for each in found.open if each.code.startswith("step-")}
    assert by_page["page:leaving/closing"] is Severity.ERROR
    assert by_page["page:notes/walk"] is Severity.WARNING
    assert not found.ready


def test_a_case_of_ratings_and_figures_only_is_told_of_open_steps_but_not_held_by_them(rated: ReviewSession):
    found = [each for each in leaving_check(rated).open if each.code in ("step-must", "step-open")]
    assert "step-must" in {each.code for each in found}
    assert {each.severity for each in found} == {Severity.WARNING}


def test_a_skipped_step_is_listed_with_its_reason_and_is_not_open(rated: ReviewSession):
    assert "page:notes/walk" in of(rated, "step-open")
    rated.record(staged("visit:walk", skipped=True, reason="车间停产", by="陈工")).wait()
    found = leaving_check(rated)
    assert [(each.step.id, each.reason, each.by) for each in found.skipped] == [("walk", "车间停产", "陈工")]
    assert "page:notes/walk" not in of(rated, "step-open")


def test_an_institutions_policy_makes_a_step_an_error(rated: ReviewSession):
    text = "institution: 某机构\nsteps:\n  interviews: {skippable: false, must: true}\n"
    rated.record([Edit(Place("case", "policy"), text), *staged("visit:interviews", skipped=True, reason="忙")]).wait()
    assert "page:notes/interviews" in of(rated, "step-must")
    assert not leaving_check(rated).skipped


def test_an_agreement_without_a_reason_is_named(rated: ReviewSession):
    item = rated.form.items[0].id
    rated.record([Edit(Place(f"item:{item}", "level", "onsite", "李工"), 3), *staged(f"item:{item}", agreed=2)]).wait()
    assert of(rated, "agreed-without-reason") == [f"item:{item}"]
    rated.record(staged(f"item:{item}", agreed_reason="按记录")).wait()
    assert of(rated, "agreed-without-reason") == []


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ([Edit(Place("finding:f", "text"), "没归类")], "findings-unsorted"),
        ([Edit(Place("case", "objection"), "不认可")], "objection-unsigned"),
        ([Edit(Place("case", "refused"), True)], "refusal-without-words"),
        (staged("item:system.process", fact="disputed"), "fact-without-words"),
    ],
)
def test_what_is_left_of_the_meeting_is_named(rated: ReviewSession, edits: list[Edit], code: str):
    assert not of(rated, code)
    rated.record(edits).wait()
    assert len(of(rated, code)) == 1


def test_a_case_without_a_visits_records_is_concluded_by_its_grade_alone(rated: ReviewSession):
    conclude(rated).wait()
    left = conclusion_of(rated.state)
    assert left is not None
    assert ["step-must", "page:leaving/closing"] in left["left_open"]  # type: ignore[operator]


def test_a_visit_with_open_steps_is_concluded_with_a_reason_only_and_the_reason_stays(rated: ReviewSession):
    rated.record(staged("meeting:opening", day="2026-07-01")).wait()
    with pytest.raises(Refused) as refused:
        conclude(rated, reason="  ")
    assert [each.code for each in refused.value.problems] == ["conclusion-with-open"]
    assert conclusion_of(rated.state) is None
    conclude(rated, reason="企业停电，末次会议改为线上").wait()
    (entry,) = rated.history(Place("case", "concluded"))
    assert entry.reason == "企业停电，末次会议改为线上"


def test_a_reason_never_settles_an_open_grade(rated: ReviewSession):
    cleared = [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), None) for each in rated.form.figures]
    rated.record(cleared).wait()
    with pytest.raises(Refused) as refused:
        conclude(rated, reason="赶时间")
    assert "grade-open" in {each.code for each in refused.value.problems}


# -- the wrong people --------------------------------------------------------------------------------


def case(**values: Json) -> list[Edit]:
    return [Edit(Place("case", name), value) for name, value in values.items()]


INK = "ab" * 32


def test_a_sign_in_under_another_name_is_named(rated: ReviewSession):
    signed = {"meeting": "opening", "name": "钱总", "side": "enterprise", "signature": INK, "signed_as": "钱 总"}
    rated.record(staged("attendance:a", **signed)).wait()
    assert of(rated, "attendance-other-name") == []  # written in another way, the same name
    rated.record(staged("attendance:a", name="孙总")).wait()
    assert of(rated, "attendance-other-name") == ["page:opening/meeting"]
    rated.record(staged("attendance:a", signed_as="孙总")).wait()
    assert of(rated, "attendance-other-name") == []


def test_a_receiver_written_after_the_handwriting_is_named(rated: ReviewSession):
    rated.record(case(handed_to="周代表", handed_over="2026-07-02T16:30")).wait()
    rated.record(case(handed_signature=INK)).wait()
    assert of(rated, "handover-other-name") == []
    rated.record(case(handed_to="吴代表")).wait()
    assert of(rated, "handover-other-name") == ["page:leaving/closing"]
    rated.record(case(handed_to="吴代表", handed_signature="cd" * 32)).wait()
    assert of(rated, "handover-other-name") == []


@pytest.mark.parametrize("field", ["handed_to", "facts_by"])
def test_whoever_acts_for_the_enterprise_is_one_of_its_people(rated: ReviewSession, field: str):
    code = f"{field.replace('_', '-')}-not-of-enterprise"
    rated.record(case(**{field: "王工"})).wait()
    assert of(rated, code) == []  # nobody is known to act for it: asked elsewhere
    rated.record(
        [Edit(Place("member:m3", "name"), "周代表"), Edit(Place("member:m3", "role"), "representative")]
    ).wait()
    assert of(rated, code) == [f"case/{field}"]
    rated.record(case(**{field: "周代表"})).wait()
    assert of(rated, code) == []


def test_an_assessor_who_joined_in_the_middle_is_asked_for_membership_and_declaration(rated: ReviewSession):
    rated.record([Edit(Place("member:m1", "name"), "王工"), Edit(Place("member:m1", "role"), "lead")]).wait()
    assert of(rated, "rater-not-on-team") == []
    rated.record([Edit(Place(f"item:{rated.form.items[0].id}", "level", "onsite", "李工"), 3)]).wait()
    assert of(rated, "rater-not-on-team") == ["page:opening/team"]
    rated.record([Edit(Place("member:m2", "name"), "李 工"), Edit(Place("member:m2", "role"), "assessor")]).wait()
    assert of(rated, "rater-not-on-team") == []
    assert "member:m2" in of(rated, "declaration-missing")
