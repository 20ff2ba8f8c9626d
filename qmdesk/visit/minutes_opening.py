"""The minutes of the opening meeting, drafted from what stands on record. Lines: ``# `` heads, ``- `` lists."""

from __future__ import annotations

from collections.abc import Iterator

from qmdesk.formdef.fields import format_value
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, Record
from qmdesk.model.journal import Folded
from qmdesk.visit.opening import key_characteristics
from qmdesk.wording import say

#: Where an edit's ``origin`` says that a text was drafted, not written.
DRAFTED = "draft"
_SIDES = ("enterprise", "team", "authority", "other")


def draft(form: Form, found: Index, lang: str) -> str:
    """The minutes as they would be; what isn't on record is left out, or said to be open where it matters."""
    parts = (_when, _present, _scope, _characteristics, _safety, _confidentiality, _notes)
    lines = [line for part in parts for line in part(_Draft(form, found, lang))]
    return "\n".join(lines)


def is_edited(minutes: Folded | None) -> bool:
    """Whether people have worked on the minutes: a new draft must not go over them unasked."""
    return bool(minutes and minutes.value and any(head.origin != DRAFTED for head in minutes.heads))


class _Draft:
    """The case, the meeting, and the words."""

    def __init__(self, form: Form, found: Index, lang: str) -> None:
        self.form, self.found, self.lang = form, found, lang
        self.meeting = found.record("meeting", "opening")
        self.case = found.record("case")

    def say(self, key: str, **details: object) -> str:
        return say(f"preparing.minutes.{key}", self.lang, **details)

    def shown(self, kind: str, record: Record, name: str) -> str:
        """A field as people read it; empty where it is."""
        declared = self.form.records[kind].fields.get(name)
        value = record.value(name, deciding=False)
        return "" if declared is None or value is None else format_value(declared, value, self.lang)

    def pair(self, kind: str, record: Record, name: str) -> Iterator[str]:
        """A line of a field with its label, where it has a value."""
        text = self.shown(kind, record, name)
        if text:
            label = self.form.records[kind].fields[name].label.in_(self.lang)
            yield self.say("pair", label=label, text=text.strip().replace("\n", " "))


def _when(d: _Draft) -> Iterator[str]:
    start, end = d.meeting.text("start"), d.meeting.text("end")
    yield "# " + d.say("meeting")
    if day := d.meeting.text("day"):
        times = f"{start}–{end}" if start and end else start
        yield d.say("when", day=day, times=times).strip()
    yield from d.pair("meeting", d.meeting, "place")
    yield from d.pair("meeting", d.meeting, "chair")


def _present(d: _Draft) -> Iterator[str]:
    people = [each for each in d.found.records("attendance") if each.text("meeting") == "opening"]
    if not people:
        return
    yield "# " + d.say("present")
    for side in (*_SIDES, ""):
        mine = [each for each in people if (each.text("side") if each.text("side") in _SIDES else "") == side]
        names = [_with_post(d, each) for each in mine]
        if names:
            word = d.shown("attendance", mine[0], "side") or d.say("others")
            yield d.say("pair", label=word, text=d.say("list").join(names))


def _with_post(d: _Draft, person: Record) -> str:
    name, post = person.text("name"), person.text("post")
    return d.say("with-post", name=name, post=post) if post else name


def _scope(d: _Draft) -> Iterator[str]:
    lines = [line for name in ("site", "period", "family", "products") for line in d.pair("case", d.case, name)]
    confirmed = d.meeting.flag("scope") is True
    if lines:
        yield "# " + d.say("scope")
        yield from lines
        yield d.say("scope-confirmed" if confirmed else "scope-open")


def _characteristics(d: _Draft) -> Iterator[str]:
    keys = key_characteristics(d.found)
    if not keys:
        return
    yield "# " + d.say("characteristics")
    agreed = [each for each in keys if each.flag("agreed") is True]
    if agreed:
        yield d.say("characteristics-agreed")
        yield from (_characteristic(d, each) for each in agreed)
    still_open = [each for each in keys if each not in agreed]
    if still_open:
        yield d.say("characteristics-open")
        yield from (_characteristic(d, each) for each in still_open)


def _characteristic(d: _Draft, each: Record) -> str:
    limits = limits_text(each, d.lang)
    family = each.text("family")
    name = d.say("of-family", name=each.text("name"), family=family) if family else each.text("name")
    return "- " + (d.say("pair", label=name, text=limits) if limits else name)


def limits_text(each: Record, lang: str) -> str:
    """The limits and the target of a characteristic in a line."""
    unit = each.text("unit")
    low, high, target = each.text("lsl"), each.text("usl"), each.text("target")
    key = "both" if low and high else "low" if low else "high" if high else ""
    said = say(f"preparing.limits.{key}", lang, low=low, high=high, unit=unit).strip() if key else ""
    if target:
        said += say("preparing.limits.target", lang, target=target, unit=unit).rstrip()
    return said


def _safety(d: _Draft) -> Iterator[str]:
    if text := d.meeting.text("safety").strip():
        yield "# " + d.say("safety")
        yield from text.splitlines()


def _confidentiality(d: _Draft) -> Iterator[str]:
    if d.meeting.flag("confidentiality") is True:
        yield "# " + d.say("confidentiality")
        yield d.say("confidentiality-explained")


def _notes(d: _Draft) -> Iterator[str]:
    if text := d.meeting.text("notes").strip():
        yield "# " + d.say("notes")
        yield from text.splitlines()
