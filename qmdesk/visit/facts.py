"""The facts of a visit gone through with the enterprise: agreed, or disputed in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.visit.team import standing_findings

AGREED, DISPUTED = "agreed", "disputed"


@dataclass(frozen=True, slots=True)
class Fact:
    """An item or finding as it was put to the enterprise: ``text`` the fact, ``level`` the team's (items only),
    ``said`` agreed, disputed or nothing, ``words`` the enterprise's own."""

    subject: str
    level: int | None
    text: str
    said: str
    words: str
    binds: str = ""

    @property
    def fields(self) -> tuple[str, str]:
        """The fields for the verdict and for the words."""
        return ("fact", "fact_words") if self.subject.startswith("item:") else ("agreed", "words")

    @property
    def wordless(self) -> bool:
        """Whether it is disputed without saying how."""
        return self.said == DISPUTED and not self.words.strip()


def facts(form: Form, found: Index, assessment: Assessment | None) -> tuple[Fact, ...]:
    """What is gone through: every applicable item, then every finding but strengths."""
    judged = {each.id: each for each in assessment.items} if assessment is not None else {}
    made: list[Fact] = []
    for item in form.items:
        result = judged.get(item.id)
        if result is not None and not result.applicable:
            continue
        record = found.record("item", item.id)
        text = "\n".join(each for each in (record.text("note"), record.text("weakness")) if each)
        level = result.span.level if result is not None and result.answered else None
        made.append(Fact(f"item:{item.id}", level, text, record.text("fact"), record.text("fact_words")))
    for each in standing_findings(found):
        if each.text("kind") != "strength":
            said, words = each.text("agreed"), each.text("words")
            made.append(Fact(f"finding:{each.key}", None, each.text("text"), said, words, each.text("binds")))
    return tuple(made)


def say(fact: Fact, said: str, stage: Stage, words: str | None = None) -> list[Edit]:
    """The edits for one fact: what the enterprise says of it, and its words where given. Words stay where it takes
    its objection back: they were said."""
    verdict, own = fact.fields
    at = str(stage) if fact.subject.startswith("item:") else ""
    edits = [Edit(Place(fact.subject, verdict, at), said or None)]
    if words is not None:
        edits.append(Edit(Place(fact.subject, own, at), words or None))
    return edits


def agree_rest(all_facts: Iterable[Fact], stage: Stage) -> list[Edit]:
    """The edits by which the enterprise agrees with everything that it said nothing of yet."""
    return [edit for each in all_facts if not each.said for edit in say(each, AGREED, stage)]


def counts(all_facts: Sequence[Fact]) -> tuple[int, int, int]:
    """How many are agreed, disputed, not gone through yet."""
    agreed = sum(each.said == AGREED for each in all_facts)
    disputed = sum(each.said == DISPUTED for each in all_facts)
    return agreed, disputed, len(all_facts) - agreed - disputed
