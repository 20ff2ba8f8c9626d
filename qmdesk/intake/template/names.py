"""The words on a workbook: sheet titles, column labels, choices. The writer prints them, the reader looks for them."""

from __future__ import annotations

import re
import unicodedata

from qmdesk import wording
from qmdesk.formdef.types import Compare, Field, Figure, Form
from qmdesk.intake.template.layout import Column, Plan, Shape, field_of, plans_of

#: Characters that a sheet's name can't have, and how long it can be (ECMA-376, 18.2.19).
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME_LENGTH = 31

_SYMBOLS = {Compare.AT_LEAST: "≥", Compare.AT_MOST: "≤", Compare.BELOW: "<"}

#: Statistics that are shares, shown as per cent.
_RATES = ("rolled-throughput-yield", "loss-rate")


def word(key: str, lang: str, **details: object) -> str:
    """A text of the workbook's own: ``word("word.yes", "en")``."""
    return wording.say(f"workbook.{key}", lang, **details)


def title_of(plan: Plan, form: Form, lang: str) -> str:
    """The name of a sheet: a dimension's name for its items, else the workbook's own word."""
    if plan.shape is Shape.ITEMS:
        name = next(each.name.in_(lang) for each in form.dimensions if each.id == plan.dimension)
    else:
        name = word(f"sheet.{plan.id}.title", lang)
    return _NOT_IN_SHEET_NAMES.sub(" ", name).strip("' ")[:_SHEET_NAME_LENGTH].strip()


def hint_of(plan: Plan, lang: str) -> str:
    """The sentence under a sheet's title."""
    return word(f"sheet.{'items' if plan.shape is Shape.ITEMS else plan.id}.hint", lang)


def label_of(column: Column, plan: Plan, form: Form, lang: str) -> str:
    """What stands above a column: the workbook's own word where it has one, else the form's label of the field."""
    sheet = "items" if plan.shape is Shape.ITEMS else plan.id
    for key in (f"workbook.column.{sheet}.{column.id}", f"workbook.column.table.{column.id}"):
        if wording.knows(key, lang):
            return wording.say(key, lang)
    field = field_of(form, plan, column.id)
    if field is None:
        return column.id
    return field.label.in_(lang) if field.unit is None else f"{field.label.in_(lang)}（{field.unit.in_(lang)}）"


def case_label(row: str, form: Form, lang: str) -> str:
    """The label of a row about the enterprise."""
    key = f"workbook.column.case.{row}"
    return wording.say(key, lang) if wording.knows(key, lang) else form.records["case"].fields[row].label.in_(lang)


def level_words(form: Form, lang: str) -> tuple[str, ...]:
    """The levels as they are offered: ``1 经验级``."""
    return tuple(f"{level.number} {level.name.in_(lang)}" for level in form.levels)


def choice_words(field: Field, lang: str) -> tuple[str, ...]:
    """What can be chosen in a field with fixed answers; empty for the other types."""
    if field.type == "boolean":
        return (word("word.yes", lang), word("word.no", lang))
    if field.type == "tracked":
        return (word("word.yes", lang), word("word.untracked", lang))
    return tuple(text.in_(lang) for text in field.choices.values())


def choice_id(field: Field, text: str) -> str | None:
    """The id of a choice from its label in any language, or from the id itself; None where there is none such."""
    wanted = normal(text)
    for choice, label in field.choices.items():
        if wanted in {normal(choice), normal(label.zh), normal(label.en)}:
            return choice
    return None


def binding_words(form: Form, lang: str) -> dict[str, str]:
    """What a document can belong to: subject (``item:system.process``) to the words offered for it."""
    items = {f"item:{item.id}": f"{item.id} {item.name.in_(lang)}" for item in form.items}
    figures = {f"figure:{each.id}": f"{each.id} {each.name.in_(lang)}" for each in (*form.figures, *form.recorded)}
    return items | figures


def bindings_of(form: Form) -> dict[str, str]:
    """Every word for what a document can belong to, normalised, to its subject: the words offered, an id, a name."""
    words: dict[str, str] = {}
    for lang in wording.LANGUAGES:
        for subject, offered in binding_words(form, lang).items():
            identifier, _, name = offered.partition(" ")
            for each in (subject, offered, identifier, name):
                words.setdefault(normal(each), subject)
    return words


def bands_of(figure: Figure, form: Form, lang: str) -> str:
    """What each level asks of a figure, one level a line, as the form's thresholds say it."""
    asked = [(level, _asked(figure, level.number, lang)) for level in form.levels]
    return "\n".join(f"{level.number} {level.name.in_(lang)}　{words}" for level, words in asked if words)


def _asked(figure: Figure, level: int, lang: str) -> str:
    threshold = figure.thresholds.get(level)
    if threshold is not None:
        shown = f"{(threshold * 100).normalize():f} %" if is_rate(figure) else f"{threshold:f}"
        return f"{_SYMBOLS[figure.compare]} {shown}"
    if level == figure.tracked_level == figure.untracked_level:
        return word("word.untracked_or_below", lang, level=min(figure.thresholds))
    if level == figure.untracked_level:
        return word("word.untracked", lang)
    return word("word.tracked", lang) if level == figure.tracked_level else ""


def is_rate(figure: Figure) -> bool:
    """Whether a figure is a share of one, written as per cent."""
    return figure.statistic in _RATES


def folded(text: str) -> str:
    """A text without width, case, space and the mark of a required field, for comparing."""
    return re.sub(r"[\s*★]+", "", unicodedata.normalize("NFKC", text).casefold())


def normal(text: str) -> str:
    """A label :func:`folded`, without brackets' content and punctuation either."""
    plain = folded(text)
    return re.sub(r"[:,、。./·_-]+", "", re.sub(r"\([^()]*\)", "", plain) or plain)


def titles_of(form: Form, languages: tuple[str, ...] = wording.LANGUAGES) -> dict[str, str]:
    """Every sheet title in every language, normalised, to the id of its sheet."""
    return {normal(title_of(plan, form, lang)): plan.id for plan in plans_of(form) for lang in languages}
