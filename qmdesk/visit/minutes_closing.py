"""Minutes of the closing meeting, drafted from what is on record; people edit them afterwards."""

from __future__ import annotations

from collections import Counter

from qmdesk.formdef.fields import format_value
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index
from qmdesk.model.assessment import Assessment
from qmdesk.visit.closing import Attendant, attendants
from qmdesk.visit.facts import DISPUTED, Fact, counts, facts
from qmdesk.visit.team import standing_findings
from qmdesk.wording import say

_SIDES = (("enterprise", ("enterprise",)), ("team", ("team",)), ("others", ("authority", "other", "")))


def closing_minutes(form: Form, found: Index, assessment: Assessment | None, lang: str) -> str:
    """The minutes as text, a line for each point."""
    parts = [
        _when(found, lang),
        *_present(found, lang),
        _scope(form, found, lang),
        *_facts(form, found, assessment, lang),
        *_finding(form, found, assessment, lang),
        *_suggestions(found, lang),
        *_said(found, lang),
        *_notes(found, lang),
    ]
    return "\n".join(parts)


def _when(found: Index, lang: str) -> str:
    meeting = found.record("meeting", "closing")
    words = {name: meeting.text(name) for name in ("day", "start", "end", "place", "chair")}
    times = "–".join(filter(None, (words["start"], words["end"])))
    said = [say("minutes.time", lang, day=words["day"], times=times).strip()] if words["day"] else []
    said += [say(f"minutes.{name}", lang, name=words[name]) for name in ("place", "chair") if words[name]]
    return say("minutes.parted", lang).join(said) or say("minutes.no-time", lang)


def _present(found: Index, lang: str) -> list[str]:
    people = attendants(found, "closing")
    lines: list[str] = []
    for key, sides in _SIDES:
        names = [_person(each, lang) for each in people if each.side in sides]
        if names or key != "others":
            joined = say("minutes.separator", lang).join(names) or say("minutes.nobody", lang)
            lines.append(say(f"minutes.{key}", lang, names=joined))
    return lines


def _person(each: Attendant, lang: str) -> str:
    return say("minutes.person", lang, name=each.name, post=each.post) if each.post else each.name


def _scope(form: Form, found: Index, lang: str) -> str:
    case, fields = found.record("case"), form.records["case"].fields
    words: dict[str, str] = {}
    for name in ("site", "period", "family"):
        value = case.value(name)
        words[name] = format_value(fields[name], value, lang).rstrip("。. \n") if value and name in fields else ""
    unknown = say("minutes.unknown", lang)
    return say("minutes.scope", lang, **{name: text or unknown for name, text in words.items()})


def _facts(form: Form, found: Index, assessment: Assessment | None, lang: str) -> list[str]:
    gone = facts(form, found, assessment)
    agreed, disputed, still = counts(gone)
    lines = [say("minutes.facts", lang, total=len(gone), agreed=agreed, disputed=disputed, open=still)]
    return lines + [
        say("minutes.disputed", lang, name=_name(form, each, lang), words=each.words or "—")
        for each in gone
        if each.said == DISPUTED
    ]


def _name(form: Form, fact: Fact, lang: str) -> str:
    kind, _, key = fact.subject.partition(":")
    return form.item(key).name.in_(lang) if kind == "item" else fact.text.partition("\n")[0]


def _finding(form: Form, found: Index, assessment: Assessment | None, lang: str) -> list[str]:
    lines: list[str] = []
    if assessment is not None:
        span = assessment.grade
        low, high = (form.level(each).name.in_(lang) for each in (span.lowest, span.highest))
        words = {"level": low} if span.level is not None else {"low": low, "high": high}
        lines.append(say("minutes.finding" if span.level is not None else "minutes.finding-open", lang, **words))
    kinds = Counter(each.text("kind") for each in standing_findings(found))
    counted = {name: kinds[name] for name in ("strength", "nonconformity", "weakness")}
    return [*lines, say("minutes.noted", lang, **counted)]


def _suggestions(found: Index, lang: str) -> list[str]:
    records = list(found.records("suggestion"))
    days = sorted(day for each in records if (day := each.text("due")))
    lines: list[str] = []
    if records and days:
        lines.append(say("minutes.suggestions", lang, n=len(records), first=days[0], last=days[-1]))
    elif records:
        lines.append(say("minutes.suggestions-undated", lang, n=len(records)))
    case = found.record("case")
    if case.text("handed_over") and case.text("handed_to"):
        at = case.text("handed_over").replace("T", " ")
        lines.append(say("minutes.handed", lang, at=at, name=case.text("handed_to")))
    return lines


def _notes(found: Index, lang: str) -> list[str]:
    lines = found.record("meeting", "closing").text("notes").strip().splitlines()
    return [say("minutes.notes", lang, words=lines[0]), *lines[1:]] if lines else []


def _said(found: Index, lang: str) -> list[str]:
    case = found.record("case")
    lines: list[str] = []
    if case.text("objection").strip():
        lines.append(say("minutes.objection", lang, words=case.text("objection").strip()))
    if case.flag("refused"):
        lines.append(say("minutes.refusal", lang, words=case.text("refusal_reason").strip() or "—"))
    return lines or [say("minutes.no-objection", lang)]
