"""A case as a policy lets others see it: a snapshot in which what is masked does not stand any more.

Everything that a document prints is made from the masked snapshot, so nothing masked can reach its pages, its
properties or its charts. A copy carries no files. What is masked must not move a level: that is refused.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from qmdesk import wording
from qmdesk.formdef.types import Form
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.model.assessment import Assessment
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, Folded, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import Snapshot
from qmdesk.report.copies_policy import Policy
from qmdesk.report.material import CopyNote, Material, Options

#: Types whose value is any text; a masked value of another type is left out.
_TEXTS = frozenset({"text", "long_text", "credit_code"})
#: Fields that name a person.
_PEOPLE: Mapping[str, tuple[str, ...]] = {
    "case": ("contact", "representative", "objection_by", "handed_to", "facts_by"),
    "finding": ("by",),
    "repeat": ("by",),
    "visit": ("by",),
    "slot": ("members", "counterpart"),
    "meeting": ("chair",),
    "attendance": ("name", "signed_as"),
    "declaration": ("signed_as",),
    "coaching": ("who",),
    "interview": ("person", "by"),
    "stop": ("by",),
    "question": ("answered_by",),
    "rectification": ("by",),
    "verification": ("by",),
    "gauge_study": ("operators",),
}
#: What parts names that stand in one field.
_BETWEEN = re.compile(r"[、，,;；/\n]+")
#: A name is looked for from this many characters; one alone stands in too many words.
_LEAST = 2
#: Lengths of a masked text that is looked for elsewhere: no word of every day, no whole paragraph.
_NAME = (4, 60)


def masked_material(m: Material, policy: Policy, words: Sequence[str] = ()) -> Material:
    """The material of a copy. ``words`` are further words to mask wherever they are written.

    Raises Refused(copy-changes-level) where the grade without what is masked would be another.
    """
    mask = Mask.of(m, policy, words)
    snapshot = mask.snapshot(m.snapshot)
    answers = {stage: answers_of(m.form, snapshot, stage) for stage in m.answers}
    assessments = {stage: assess(m.form, each) for stage, each in answers.items()}
    _guard_levels(m.assessments, assessments, policy, m.lang)
    about = tuple(each.in_(m.lang) for each in policy.about)
    if words:
        about = (*about, m.say("copy.words"))
    note = CopyNote(policy.name.in_(m.lang), about, own_ratings=policy.own_ratings)
    options = Options(
        number=m.options.number,
        stage=m.stage,
        draft=m.options.draft,
        photos=m.options.photos and policy.photos,
        kind="copy",
        copy=note,
    )
    return Material(m.form, snapshot, assessments, answers, m.blobs, m.lang, m.made_at, options)


@dataclass(frozen=True, slots=True)
class Mask:
    """How values are masked: the policy, what stands for a masked text, and words with what stands for each."""

    form: Form
    policy: Policy
    blank: str
    words: Mapping[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, m: Material, policy: Policy, more: Sequence[str] = ()) -> Mask:
        """The mask of a policy over a case."""
        blank = wording.say("report.copy.masked", m.lang)
        words = {_key(each): blank for each in [*_written(m.snapshot, policy), *more] if each.strip()}
        if policy.enterprise is not None:
            stands = policy.enterprise.in_(m.lang)
            words |= {_key(name): stands for name in _enterprise_names(m.snapshot)}
            words |= {_key(code): blank for code in _texts(m.snapshot, "case", "credit_code")}
        if policy.roles:
            words |= {_key(name): role for name, role in _roles(m).items()}
        words = {key: value for key, value in words.items() if len(key) >= _LEAST}
        return cls(m.form, policy, blank, MappingProxyType(words), _pattern(words))

    def snapshot(self, whole: Snapshot) -> Snapshot:
        """The snapshot without what is masked; its heads stay, they are hashes."""
        state = {
            replace(place, author=self.text(place.author)): self._folded(place, folded)
            for place, folded in whole.state.items()
            if place.kind not in self.policy.leave_out and not self._dropped(place)
        }
        return replace(whole, state=MappingProxyType(state))

    def text(self, text: str) -> str:
        """A text with every masked word replaced."""
        if self.pattern is None or not text:
            return text
        composed = unicodedata.normalize("NFC", text)
        return self.pattern.sub(lambda found: self.words[_key(found[0])], composed)

    def _dropped(self, place: Place) -> bool:
        written = self.policy.roles and self._type(place) == "file" and place.name == "signature"
        return written or (self.policy.masks(place.kind, place.name) and self._type(place) not in _TEXTS)

    def _type(self, place: Place) -> str:
        record = self.form.records.get(place.kind)
        field = record.fields.get(place.name) if record else None
        return field.type if field else "text"

    def _folded(self, place: Place, folded: Folded) -> Folded:
        hidden = self.policy.masks(place.kind, place.name)
        place = replace(place, author=self.text(place.author))
        return Folded(place, tuple(self._entry(each, hidden=hidden) for each in folded.heads))

    def _entry(self, entry: Entry, *, hidden: bool) -> Entry:
        value = (self.blank if entry.value not in (None, "") else entry.value) if hidden else self._value(entry.value)
        return replace(
            entry,
            author=self.text(entry.author),
            field=self.text(entry.field),
            value=value,
            raw="",
            reason=self.text(entry.reason),
            origin="",
            replaces=(),
            prev="",
            hash="",
        )

    def _value(self, value: Json) -> Json:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self._value(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self._value(each) for each in value]
        return value


def _guard_levels(
    before: Mapping[Stage, Assessment], after: Mapping[Stage, Assessment], policy: Policy, lang: str
) -> None:
    for stage, whole in before.items():
        found = after[stage]
        same = found.grade == whole.grade and all(
            one.span == other.span for one, other in zip(found.dimensions, whole.dimensions, strict=True)
        )
        if not same:
            raise Refused(Problem("copy-changes-level", "", {"policy": policy.name.in_(lang)}))


def _enterprise_names(snapshot: Snapshot) -> list[str]:
    """The enterprise's name, and what is left of it without its legal form and its brackets."""
    found: list[str] = []
    for name in _texts(snapshot, "case", "enterprise"):
        short = re.sub("(集团)?(股份)?(有限)?(责任)?公司.*$|[（(].*?[）)]", "", name).strip()
        found += [name, *([short] if len(short) > _LEAST else [])]
    return found


def _roles(m: Material) -> dict[str, str]:
    """Every known person with the role that stands for the name: 评估员A."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}

    def add(name: str, title: str) -> None:
        if name.strip() and name not in found:
            number = counts.get(title, 0)
            counts[title] = number + 1
            letter = string.ascii_uppercase[number % 26] + (str(number // 26) if number > 25 else "")
            found[name] = f"{title}{letter}"

    for record in m.records("member"):
        role, name = record.value("role"), record.value("name")
        if isinstance(name, str):
            add(name, m.choice("member", "role", str(role)) if role else m.say("copy.person"))
    for kind, names in _PEOPLE.items():
        for name in names:
            for text in _texts(m.snapshot, kind, name):
                for each in _BETWEEN.split(text):
                    add(each.strip(), m.say("copy.person"))
    for place, folded in m.snapshot.state.items():
        for author in (place.author, *(entry.author for entry in folded.heads)):
            add(author, m.say("copy.person"))
    return found


def _texts(snapshot: Snapshot, kind: str, name: str) -> list[str]:
    return [
        value
        for place, folded in snapshot.state.items()
        if place.kind == kind and place.name == name
        for value in folded.values
        if isinstance(value, str) and value.strip()
    ]


def _written(snapshot: Snapshot, policy: Policy) -> list[str]:
    """Masked names and numbers of the case and its people, to be looked for in running text too."""
    return [
        value
        for place, folded in snapshot.state.items()
        if place.kind in ("case", "member") and policy.masks(place.kind, place.name)
        for value in folded.values
        if isinstance(value, str) and _NAME[0] <= len(value) <= _NAME[1]
    ]


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def _pattern(words: Mapping[str, str]) -> re.Pattern[str] | None:
    """All words, longest first, whatever blanks stand between their characters; a Latin one as a whole word."""
    parts: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        if len(word) < _LEAST:
            continue
        spread = r"\s*".join(re.escape(char) for char in word)
        parts.append(rf"(?<![A-Za-z0-9]){spread}(?![A-Za-z0-9])" if word.isascii() else spread)
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None
