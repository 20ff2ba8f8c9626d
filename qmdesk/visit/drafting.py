"""Drafts as edits, the same for the window and the command line, with keys made of what is drafted.

Two devices that draft the same questions or documents draft the same records, so that nothing stands twice when they
meet. What is there already stays as people made it; what was deleted comes back as drafted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, Record
from qmdesk.model.assessment import Assessment, Question
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.keys import key_for
from qmdesk.visit import minutes_opening, requests, schedule
from qmdesk.visit.minutes_closing import closing_minutes
from qmdesk.visit.minutes_opening import DRAFTED
from qmdesk.visit.questions import origin_of, untaken, values_of


def question_edits(form: Form, found: Index, questions: Iterable[Question], lang: str) -> list[Edit]:
    """Contradictions that aren't taken yet as questions, in order behind those that are."""
    first = _last(found, "question") + 1
    drafted = enumerate(untaken(found, questions), first)
    return [
        edit
        for order, each in drafted
        for edit in _put(form, found, f"question:{question_key(each)}", values_of(each, lang, order))
    ]


def question_key(question: Question) -> str:
    """The key of the question that a contradiction becomes."""
    return key_for("question", origin_of(question))


def document_edits(form: Form, found: Index, lang: str, dimensions: Iterable[str] | None = None) -> list[Edit]:
    """Documents to see that aren't on the list yet; of some dimensions, of all where None."""
    first = _last(found, "request") + 1
    drafted = enumerate(requests.draft(form, found, lang, dimensions), first)
    return [
        edit
        for order, each in drafted
        for edit in _put(form, found, f"request:{key_for(each.binds, each.text)}", each.values(lang, order))
    ]


def schedule_edits(form: Form, found: Index, *, anew: bool = False) -> list[Edit]:
    """A schedule where there is none, or (``anew``) in place of what stands. Empty without days of the visit."""
    standing = [each.key for each in found.records("slot")]
    drafted = schedule.draft(form, found)
    if not drafted or (standing and not anew):
        return []
    keyed = {key_for(each.day, each.start, each.activity, each.binds, *each.members): each for each in drafted}
    gone = [Edit(_place(form, found, f"slot:{key}", "deleted"), True) for key in standing if key not in keyed]
    made = [_put(form, found, f"slot:{key}", each.values(), over=True) for key, each in keyed.items()]
    return gone + [edit for edits in made for edit in edits]


def minutes_edit(form: Form, found: Index, meeting: str, assessment: Assessment | None, lang: str) -> Edit:
    """The minutes of a meeting (``opening`` or ``closing``) as drafted, whatever stands there."""
    if meeting == "opening":
        text = minutes_opening.draft(form, found, lang)
    else:
        text = closing_minutes(form, found, assessment, lang)
    return Edit(_place(form, found, f"meeting:{meeting}", "minutes"), text, origin=DRAFTED)


def _put(form: Form, found: Index, subject: str, values: Mapping[str, Json], *, over: bool = False) -> list[Edit]:
    """A record with these values and no others; nothing where it is there, unless ``over``."""
    kind, _, key = subject.partition(":")
    record: Record = found.record(kind, key)
    if record.there and not over:
        return []
    fields = form.records[kind].fields
    old: dict[str, Json] = {name: None for name in record.fields if name in fields and record.folded(name) is not None}
    wanted = {**old, **values}
    return [Edit(_place(form, found, subject, name), value, origin=DRAFTED) for name, value in wanted.items()]


def _place(form: Form, found: Index, subject: str, name: str) -> Place:
    staged = form.records[subject.partition(":")[0]].fields[name].staged
    return Place(subject, name, str(found.stage) if staged else "")


def _last(found: Index, kind: str) -> int:
    orders = [value for each in found.records(kind) if isinstance(value := each.value("order"), int)]
    return max(orders, default=0)
