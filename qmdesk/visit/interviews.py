"""Interviews: which of the form's prompts suit whom, and which levels of the plant were heard.

A prompt names whom to ask in plain words (班组长或操作工); simple words tell its levels. A post fits a prompt when
one names the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qmdesk.formdef.types import Form, Prompt
from qmdesk.grading.records import Index, Record

#: Words in Chinese and English that tell a level, looked for in this order; the first that is found speaks.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("leader", ("班组长", "班长", "组长", "工段长", "team leader", "shift leader", "foreman")),
    ("top", ("总经理", "董事长", "总裁", "最高管理者", "厂长", "general manager", "chief executive", "top management")),
    ("operator", (
        "操作工", "操作人员", "工人", "巡检员", "检验员", "仓库管理员", "来料检验员", "统计员",
        "operator", "inspector", "storekeeper", "statistician",
    )),
    ("middle", (
        "主任", "主管", "经理", "负责人", "部长", "科长", "中层", "head of", "workshop head", "manager", "in charge",
        "owner", "supervisor",
    )),
)  # fmt: skip
#: Both may be meant by one prompt.
_BOTH = (("班组长或操作", "leader", "operator"), ("team leader or operator", "leader", "operator"))
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt of the form: the item or figure it belongs to (``item:system.people``), and its place there."""

    binds: str
    number: int
    prompt: Prompt
    fits: bool

    @property
    def id(self) -> str:
        return f"{self.binds}#{self.number}"


def levels_of(who: str) -> frozenset[str]:
    """The levels that a prompt's addressee, or a post, may mean; ``other`` where no word tells."""
    plain = _plain(who)
    for words, *both in _BOTH:
        if words in plain:
            return frozenset(both)
    return frozenset({next((level for level, words in _WORDS if any(each in plain for each in words)), OTHER)})


def prompts_for(form: Form, level: str, post: str = "") -> tuple[Asked, ...]:
    """All prompts of the form in its order; ``fits`` marks those for this level and, where one is said, post.

    A prompt to the very post fits whatever its level.
    """
    plain = _plain(post)
    found: list[Asked] = []
    for binds, prompts in _of_form(form):
        for number, each in enumerate(prompts):
            names = [_plain(each.who.zh), _plain(each.who.en)]
            named = bool(plain) and any(plain in name or name in plain for name in names if name)
            found.append(Asked(binds, number, each, named or level in levels_of(each.who.zh)))
    return tuple(found)


def _of_form(form: Form) -> Iterable[tuple[str, tuple[Prompt, ...]]]:
    yield from ((f"item:{each.id}", each.interview) for each in form.items)
    yield from ((f"figure:{each.id}", each.interview) for each in form.figures)


def heard(found: Index, levels: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The interviews (keys) that were held with each level, in the order of ``levels``; held means an answer or a
    summary is on record."""
    answered = {each.text("interview") for each in found.records("interview_answer") if each.text("answer").strip()}
    made: dict[str, tuple[str, ...]] = dict.fromkeys(levels, ())
    for each in found.records("interview"):
        if each.key in answered or each.text("note").strip():
            level = each.text("level") or OTHER
            made[level] = (*made.get(level, ()), each.key)
    return made


def answers_of(found: Index, interview: str) -> list[Record]:
    """Questions and answers of one interview, by their order."""
    own = [each for each in found.records("interview_answer") if each.text("interview") == interview]
    return sorted(own, key=lambda each: each.count("order") or 0)


def about(found: Index, binds: str) -> list[tuple[Record, Record]]:
    """What was answered about an item or figure: each interview with its answer."""
    people = {each.key: each for each in found.records("interview")}
    return [
        (people[each.text("interview")], each)
        for each in found.records("interview_answer")
        if each.text("binds") == binds and each.text("answer").strip() and each.text("interview") in people
    ]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
