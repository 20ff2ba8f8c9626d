"""What help there is: pages of the handbook, and from the form its items, figures and words. No Qt here.

A topic's text is Markdown. What comes from a form is escaped, so that an institution's words stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qmdesk import assets
from qmdesk.formdef.types import Figure, Form, Item, Text

FOLDER = "help"
#: Pages of the handbook in the order of the review; a test holds them against the files and the stops.
PAGES = (
    "start", "new-case", "overview", "scope", "opening", "items", "performance", "notes", "grade", "rectify",
    "leaving", "report", "sync", "history", "handover", "programme", "rollup", "benchmark", "importing", "evidence",
    "trust", "verify", "backups", "protect", "printing", "support", "data",
)  # fmt: skip
#: Page of the handbook for a stop of the rail that is named differently.
STOPS = {"dimension": "items"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


@dataclass(frozen=True, slots=True)
class Topic:
    """``id`` is a page's name, ``item:ID``, ``figure:ID`` or ``term:ID``; ``group`` page, item, figure or term."""

    id: str
    group: str
    title: str
    text: str
    picture: Path | None = None
    """A picture of the screen that a page speaks of."""

    def fits(self, words: Sequence[str]) -> bool:
        """Whether all of these words, in lower case, stand in it."""
        whole = f"{self.title}\n{self.text}".lower()
        return all(word in whole for word in words)


@cache
def handbook(lang: str) -> tuple[Topic, ...]:
    """The pages in a language; the first line of a file is its title."""
    return tuple(_page(name, lang) for name in PAGES)


def _page(name: str, lang: str) -> Topic:
    folder = "en" if lang.startswith("en") else "zh-CN"
    text = assets.resource(FOLDER, folder, f"{name}.md").read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("#").strip()
    picture = assets.resource(FOLDER, "pictures", folder, f"{name}.png")
    return Topic(name, "page", title, text, picture if picture.is_file() else None)


def topics(form: Form | None, lang: str) -> tuple[Topic, ...]:
    """Everything that can be looked up; without a form the handbook alone."""
    if form is None:
        return handbook(lang)
    terms = (
        Topic(f"term:{key}", "term", each.name.in_(lang), _term(each.name, each, lang))
        for key, each in form.glossary.items()
    )
    return (
        *handbook(lang),
        *(Topic(f"item:{each.id}", "item", each.name.in_(lang), of_item(form, each, lang)) for each in form.items),
        *(
            Topic(f"figure:{each.id}", "figure", each.name.in_(lang), of_figure(form, each, lang))
            for each in form.figures
        ),
        *sorted(terms, key=lambda each: each.title.lower()),
    )


def found(among: Iterable[Topic], asked: str) -> list[Topic]:
    """Topics with all words asked for: those named so first, then those that speak of it."""
    words = asked.lower().split()
    fitting = [each for each in among if each.fits(words)]
    return sorted(fitting, key=lambda each: not all(word in each.title.lower() for word in words))


def of_item(form: Form, item: Item, lang: str) -> str:
    """What an item asks, its levels, what to look for, whom to ask."""
    heads = _heads(lang)
    parts = [f"# {plain(item.name.in_(lang))}", plain(item.question.in_(lang))]
    if item.core:
        parts.append(f"**{heads['core']}**")
    parts.append(f"## {heads['levels']}")
    parts += [
        f"**{level.number} {plain(level.name.in_(lang))}** {plain(item.levels[level.number].in_(lang))}"
        for level in form.levels
        if level.number in item.levels
    ]
    return "\n\n".join([*parts, *_looking(item.evidence, item.interview, item.floor, lang), *_terms(form, parts, lang)])


def of_figure(form: Form, figure: Figure, lang: str) -> str:
    """How a figure is defined, what each level asks for, what to look for."""
    heads = _heads(lang)
    unit = plain(figure.unit.in_(lang))
    parts = [f"# {plain(figure.name.in_(lang))}", plain(figure.definition.in_(lang)), f"## {heads['levels']}"]
    asked = {number: f"{plain(str(each))} {unit}".rstrip() for number, each in figure.thresholds.items()}
    parts += [
        f"**{level.number} {plain(level.name.in_(lang))}** {asked[level.number]}"
        for level in form.levels
        if level.number in figure.thresholds
    ]
    return "\n\n".join(
        [*parts, *_looking(figure.evidence, figure.interview, figure.floor, lang), *_terms(form, parts, lang)]
    )


def _looking(evidence: Iterable[Text], interview: Iterable[object], floor: Iterable[Text], lang: str) -> list[str]:
    from qmdesk.formdef.types import Prompt

    heads = _heads(lang)
    asks = [
        f"{plain(each.who.in_(lang))}: {plain(each.ask.in_(lang))}" for each in interview if isinstance(each, Prompt)
    ]
    lists = {
        "evidence": [plain(each.in_(lang)) for each in evidence],
        "interview": asks,
        "floor": [plain(each.in_(lang)) for each in floor],
    }
    return ["\n".join([f"## {heads[key]}", "", *(f"- {each}" for each in rows)]) for key, rows in lists.items() if rows]


def _terms(form: Form, parts: Iterable[str], lang: str) -> list[str]:
    """Words of the glossary that are used above, explained."""
    whole = "\n".join(parts).lower()
    used = [each for each in form.glossary.values() if plain(each.name.in_(lang)).lower() in whole]
    rows = [f"- **{plain(each.name.in_(lang))}** {plain(each.in_(lang))}" for each in used]
    return ["\n".join([f"## {_heads(lang)['terms']}", "", *rows])] if rows else []


def _term(name: Text, explanation: Text, lang: str) -> str:
    return f"# {plain(name.in_(lang))}\n\n{plain(explanation.in_(lang))}"


def plain(text: str) -> str:
    """A text as Markdown that shows exactly it."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _heads(lang: str) -> dict[str, str]:
    from qmdesk.wording import say

    names = ("levels", "evidence", "interview", "floor", "terms", "core")
    return {name: say(f"help.{name}", lang) for name in names}
