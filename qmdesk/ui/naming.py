"""What people call the places of a case, its stages, its levels, and what was done to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qmdesk.formdef.fields import format_value
from qmdesk.formdef.types import Field, Form
from qmdesk.grading.words import name_of
from qmdesk.model.assessment import Interval
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.journal import Entry, Place, Stage, State
from qmdesk.ui.words import mark, tr

STAGES = {Stage.SELF: mark("自评"), Stage.ONSITE: mark("现场复核"), Stage.SECOND: mark("二次复核")}
#: Fields that name a record of their kind, first one that is there.
NAMES = ("name", "text", "caption", "action", "cause", "category", "month")


def stage_name(stage: str) -> str:
    """A stage in words; an unknown one as it is written."""
    return tr(STAGES[Stage(stage)]) if stage in {str(each) for each in Stage} else stage


def subject_name(form: Form, state: State, subject: str, lang: str) -> str:
    """The name of an item, a figure, or of a record by what names it."""
    kind, _, key = subject.partition(":")
    if kind in {"item", "figure"}:
        recorded = next((each.name.in_(lang) for each in form.recorded if each.id == key), "")
        try:
            return recorded or name_of(form, key).in_(lang)
        except KeyError:
            return key
    if kind == "reading":
        return next((each.question.in_(lang) for each in form.readings if each.id == key), key)
    record = form.records.get(kind)
    label = record.label.in_(lang) if record else kind
    own = _own_name(state, subject)
    return f"{label} {own}".strip() if key else label


def bound_names(form: Form, state: State, binds: str, lang: str) -> str:
    """The names of the places that something is bound to: one, or several with spaces or commas between them."""
    places = [each if ":" in each else f"item:{each}" for each in binds.replace(",", " ").split()]
    return (", " if lang.startswith("en") else "、").join(subject_name(form, state, each, lang) for each in places)


def _own_name(state: State, subject: str) -> str:
    for name in NAMES:
        for stage in (Stage.SECOND, Stage.ONSITE, Stage.SELF, ""):
            found = state.get(Place(subject, name, str(stage)))
            if found is not None and isinstance(found.value, str) and found.value:
                return shorten(found.value, 24)
    return ""


def field_of(form: Form, place: Place) -> Field | None:
    """The declared field of a place."""
    record = form.records.get(place.kind)
    return record.fields.get(place.name) if record else None


def field_name(form: Form, place: Place, lang: str) -> str:
    """The label of a place's field."""
    if place.name == "concluded":
        return tr("结论")
    field = field_of(form, place)
    return field.label.in_(lang) if field else place.name


def value_text(form: Form, place: Place, value: Json, lang: str) -> str:
    """A value as people read it: a level by its name, a file by the start of its hash."""
    if value is None:
        return tr("（空）")
    if place.name == "binds" and isinstance(value, str):
        return bound_names(form, {}, value, lang)
    field = field_of(form, place)
    if field is not None and field.type == "level" and isinstance(value, int) and 1 <= value <= len(form.levels):
        return form.level(value).name.in_(lang)
    if isinstance(value, Mapping) and "blob" in value:
        return tr("{n} 个测量值", n=value.get("n", 0))
    if field is not None and field.type == "file":
        return str(value)[:8]
    if place.name == "concluded" and isinstance(value, Mapping):
        level = value.get("concluded") or value.get("level")
        return form.level(level).name.in_(lang) if form.has_level(level) else tr("已结论")
    if field is None:
        return canonical(value)
    return format_value(field, value, lang) or canonical(value)


def batch_name(form: Form, state: State, entries: Sequence[Entry], lang: str) -> str:
    """What a batch of entries did, short: "评级 保证级 · 过程方法", or how many values."""
    if not entries:
        return ""
    if len({entry.subject for entry in entries}) > 1 or len(entries) > 3:
        return tr("{n} 处改动", n=len(entries))
    entry = entries[0]
    what = field_name(form, entry.place, lang)
    value = shorten(value_text(form, entry.place, entry.value, lang), 12)
    return f"{what} {value} · {shorten(subject_name(form, state, entry.subject, lang), 16)}"


def span_name(form: Form, span: Interval, lang: str) -> str:
    """An interval of levels by name: "保证级", or "检验级 ~ 保证级"."""
    low, high = form.level(span.lowest).name.in_(lang), form.level(span.highest).name.in_(lang)
    return low if span.lowest == span.highest else f"{low} ~ {high}"


def told(what: str, text: str) -> str:
    """ "审核：未评", with the punctuation of the window's language; likewise the three below."""
    return tr("{what}：{text}", what=what, text=text)


def beside(what: str, more: str) -> str:
    return tr("{what}（{more}）", what=what, more=more) if more else what


def after(what: str, more: str) -> str:
    return tr("{what}，{more}", what=what, more=more)


def listed(names: Iterable[str]) -> str:
    return tr("、").join(names)


def shorten(text: str, most: int) -> str:
    """The first line of a text, at most so many characters."""
    first = text.strip().partition("\n")[0]
    return first if len(first) <= most else first[: most - 1] + "…"
