"""The list of documents to see, drafted from what the form wants as evidence for the levels claimed.

The form lists the evidence of an item from the basic to the demanding. Of an item claimed at level L of five the first
L fifths of that list are asked for, at least one; of an item without a claim all. What the enterprise named in its
self-assessment is matched to them by its words, and stands by itself where nothing fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from qmdesk.formdef.types import Form, Judged, Text
from qmdesk.grading.records import Index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.visit.conflicts import plain
from qmdesk.wording import say

LEVELS = 5
#: A named document fits a text that holds at least this part of its pairs of characters.
_FITS = 0.6
#: The form's evidence says the document first, then what to look for in it.
_LOOKED_FOR = re.compile(r"：|，(?=任选|抽|核对|追)|: |; ")
_SAMPLED = ("抽", "任选", "take ", "sample ")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to see: what it belongs to, its words, what to look for, and what the enterprise named for it."""

    binds: str
    text: str
    reason: str
    named: str = ""

    def values(self, lang: str, order: int) -> Mapping[str, Json]:
        """The fields of its record."""
        found: dict[str, Json] = {"binds": self.binds, "text": self.text, "reason": self.reason, "order": order}
        if self.named:
            found["note"] = say("preparing.named-by-enterprise", lang, names=self.named)
        return {**found, "status": "asked"}


def draft(form: Form, found: Index, lang: str, dimensions: Iterable[str] | None = None) -> tuple[Wanted, ...]:
    """What is not on the list yet, by the form's order; ``dimensions`` are their ids, all where None."""
    chosen = set(dimensions) if dimensions is not None else {each.id for each in form.dimensions}
    named = _named(found)
    seen = {plain(each.text("text")) for each in found.records("request")}
    made: list[Wanted] = []
    for binds, name, texts in _sources(form, found, chosen, lang):
        mine = list(named.get(binds, ()))
        for text in texts:
            words = {plain(parted(each)[0]) for each in (text.zh, text.en)}
            if words & seen:
                continue
            seen |= words
            document, look_for = parted(text.in_(lang))
            fitting = [each for each in mine if _fits(each, document)]
            mine = [each for each in mine if each not in fitting]
            made.append(Wanted(binds, document, look_for or name, "; ".join(fitting)))
        for rest in (each for each in mine if plain(each) not in seen):
            seen.add(plain(rest))
            made.append(Wanted(binds, rest, name, rest))
    return tuple(made)


def parted(text: str) -> tuple[str, str]:
    """The document, and what to look for in it; the whole where the text begins with taking a sample."""
    head, tail = (*_LOOKED_FOR.split(text, maxsplit=1), "")[:2]
    return (text, "") if head.lower().startswith(_SAMPLED) or not tail else (head.strip(), tail.strip())


def _sources(form: Form, found: Index, chosen: set[str], lang: str) -> Iterator[tuple[str, str, Sequence[Text]]]:
    """(item or figure, its name, the evidence to ask for), in the form's order."""
    for dimension in (each for each in form.dimensions if each.id in chosen):
        if dimension.judged is Judged.ITEMS:
            for item in (each for each in form.items if each.dimension == dimension.id):
                if _applies(found, item.id):
                    yield f"item:{item.id}", item.name.in_(lang), up_to(item.evidence, claimed(found, item.id))
        else:
            for figure in form.figures:
                if found.record("figure", figure.id).text("tracked") != "false":
                    yield f"figure:{figure.id}", figure.name.in_(lang), figure.evidence


def _applies(found: Index, item: str) -> bool:
    return found.record("item", item).value("applicable", deciding=False) is not False


def claimed(found: Index, item: str) -> int | None:
    """The level that the enterprise claims for an item; None where it claims none."""
    levels = [each.value for each in found.ratings.get(f"{item}@{Stage.SELF}", [])]
    known = [each for each in levels if isinstance(each, int) and not isinstance(each, bool)]
    return max(known, default=None)


def up_to(evidence: Sequence[Text], level: int | None) -> Sequence[Text]:
    """The evidence that a claimed level needs."""
    return evidence if level is None else evidence[: max(ceil(len(evidence) * min(level, LEVELS) / LEVELS), 1)]


def _named(found: Index) -> dict[str, list[str]]:
    """What the enterprise named, by item or figure."""
    made: dict[str, list[str]] = {}
    for each in found.records("document"):
        text = each.text("text") or each.text("filename")
        if text:
            made.setdefault(each.text("binds"), []).append(text)
    return made


def _fits(named: str, wanted: str) -> bool:
    """Whether a named document is what is wanted, by the pairs of characters that both have."""
    pairs, other = _pairs(named), _pairs(wanted)
    return bool(pairs) and len(pairs & other) >= _FITS * len(pairs)


def _pairs(text: str) -> set[str]:
    words = plain(text)
    return {words[at : at + 2] for at in range(len(words) - 1)}
