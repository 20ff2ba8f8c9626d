"""The list of documents follows the levels claimed, without doubles; contradictions become questions once."""

from __future__ import annotations

from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.records import Index, index
from qmdesk.model.assessment import Question
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded, Place, Stage
from qmdesk.visit.questions import binds_of, origin_of, to_ask, untaken, values_of
from qmdesk.visit.requests import draft, parted, up_to
from tests.visit.states import entry_of, state_of

FORM = load_builtin("meqmc")
ITEM = FORM.items[0]


def found(level: int | None = None, **more: dict[str, Json]) -> Index:
    state = dict(state_of(FORM, {each.replace("_", ":", 1): fields for each, fields in more.items()}))
    if level is not None:
        place = Place(f"item:{ITEM.id}", "level", "self", "甬江")
        state[place] = Folded(place, (entry_of(place, level),))
    return index(state, Stage.ONSITE)


def texts_of(case: Index, lang: str = "zh-CN") -> list[str]:
    return [each.text for each in draft(FORM, case, lang) if each.binds == f"item:{ITEM.id}"]


def test_an_item_asks_for_what_its_claimed_level_needs() -> None:
    whole = len(ITEM.evidence)
    assert whole == 5
    assert [len(texts_of(found(level))) for level in (None, 1, 2, 3, 4, 5)] == [whole, 1, 2, 3, 4, 5]
    assert len(up_to(ITEM.evidence[:2], 1)) == 1


def test_an_item_that_does_not_apply_and_an_untracked_figure_ask_for_nothing() -> None:
    state = state_of(FORM, {f"item:{ITEM.id}": {"applicable": False}, "figure:cpk": {"tracked": "false"}}, Stage.SELF)
    binds = {each.binds for each in draft(FORM, index(state, Stage.ONSITE), "zh-CN")}
    assert f"item:{ITEM.id}" not in binds
    assert "figure:cpk" not in binds
    assert "figure:fpy" in binds


def test_what_is_listed_in_either_language_is_not_listed_again() -> None:
    first = parted(ITEM.evidence[0].en)[0]
    case = found(2, request_r1={"text": first.upper()})
    assert texts_of(case) == [parted(ITEM.evidence[1].zh)[0]]


def test_the_document_is_parted_from_what_to_look_for() -> None:
    assert parted("年度目标文件：任选3项核对") == ("年度目标文件", "任选3项核对")
    assert parted("例会纪要，抽3份") == ("例会纪要", "抽3份")
    assert parted("抽5起客诉：从受理到换货") == ("抽5起客诉：从受理到换货", "")
    assert parted("控制图") == ("控制图", "")


def test_documents_that_the_enterprise_named_are_matched_or_stand_alone() -> None:
    wanted = parted(ITEM.evidence[0].zh)[0]
    case = found(
        1,
        document_d1={"binds": f"item:{ITEM.id}", "text": wanted[:8]},
        document_d2={"binds": f"item:{ITEM.id}", "text": "外部专家讲座签到簿"},
    )
    mine = [each for each in draft(FORM, case, "zh-CN") if each.binds == f"item:{ITEM.id}"]
    assert [(each.text, each.named) for each in mine] == [
        (wanted, wanted[:8]),
        ("外部专家讲座签到簿", "外部专家讲座签到簿"),
    ]
    assert wanted[:8] in str(mine[0].values("zh-CN", 1)["note"])


def test_only_the_chosen_dimensions() -> None:
    dimensions = {item.id: item.dimension for item in FORM.items}
    made = draft(FORM, found(), "zh-CN", ["digital"])
    assert {dimensions[each.binds.partition(":")[2]] for each in made} == {"digital"}


# -- questions -----------------------------------------------------------------------------------

ASKED = (
    Question("zero-defects", "figure:sigma"),
    Question("zero-defects", "figure:sigma"),
    Question("rating-without-evidence", "item:system.strategy"),
    Question("rework-exceeds-failed", "step:s1/reworked@self", {"name": "车", "reworked": 3, "failed": 2}),
)


def test_contradictions_are_offered_once_and_not_what_is_ours_to_do() -> None:
    assert [origin_of(each) for each in to_ask(ASKED)] == [
        "zero-defects:figure:sigma",
        "rework-exceeds-failed:step:s1/reworked@self",
    ]


def test_what_was_taken_is_not_offered_again_until_it_is_deleted() -> None:
    taken: dict[str, Json] = {"origin": origin_of(ASKED[0]), "text": "？"}
    assert [each.code for each in untaken(found(question_q1=taken), ASKED)] == ["rework-exceeds-failed"]
    gone = found(question_q1={**taken, "deleted": True})
    assert len(untaken(gone, ASKED)) == 2


def test_a_question_carries_its_words_and_what_it_is_about() -> None:
    values = values_of(ASKED[3], "zh-CN", 7)
    assert values["binds"] == "figure:fpy"
    assert values["order"] == 7
    assert "3" in str(values["text"])
    assert binds_of("item:system.audit/level@self") == "item:system.audit"
    assert binds_of("case/output_value") == ""
