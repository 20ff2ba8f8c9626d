"""Which item or figure a note from the floor may belong to, by the words that both share.

Chinese is taken two characters at a time, Latin text by words. A pair that many items have tells little and counts
little; nothing is guessed where nothing is shared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from qmdesk.formdef.types import Figure, Form, Item, Text

_HAN, _WORD = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"[a-z]{3,}")
#: A note must share at least so much with an item: one pair that few others have, or several common ones.
_LEAST = 0.34


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that is told by its hash alone."""

    sha256: str
    form: Form = field(compare=False)


def suggested(form: Form, text: str, most: int = 3) -> tuple[str, ...]:
    """Places (``item:system.people``), the likeliest first; none where the text shares nothing telling with any."""
    parts = pairs(text)
    if not parts:
        return ()
    words, spread = _words(_Form(form.sha256, form))
    scores = {place: sum(1 / spread[each] for each in parts & own) for place, own in words.items() if parts & own}
    best = sorted((score, place) for place, score in scores.items() if score >= _LEAST)
    return tuple(place for _, place in best[: -most - 1 : -1])


def pairs(text: str) -> frozenset[str]:
    """Pairs of Chinese characters and Latin words of three letters or more."""
    han = [run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)]
    return frozenset([*han, *_WORD.findall(text.casefold())])


@cache
def _words(form: _Form) -> tuple[Mapping[str, frozenset[str]], Counter[str]]:
    found = {f"item:{each.id}": _pairs_of(_item_texts(each)) for each in form.form.items}
    found |= {f"figure:{each.id}": _pairs_of(_texts(each)) for each in form.form.figures}
    return found, Counter(each for own in found.values() for each in own)


def _item_texts(item: Item) -> list[Text]:
    return [item.question, *item.levels.values(), *_texts(item)]


def _texts(thing: Item | Figure) -> list[Text]:
    return [thing.name, *thing.evidence, *thing.floor, *(each.ask for each in thing.interview)]


def _pairs_of(texts: list[Text]) -> frozenset[str]:
    return frozenset(pair for each in texts for pair in pairs(f"{each.zh} {each.en}"))
