"""The signatures: a named field for everyone who signs, a place for the seal, and the enterprise's word."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from qmdesk.model.journal import Stage
from qmdesk.report.book import Book, spaced
from qmdesk.report.graphics import SigningField
from qmdesk.report.layout import Space, Stack
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.papers.parts import handwriting
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, Table, plain

SEAL = "seal"
#: How much of the enterprise's own words stands beside its signature.
_WORDS = 160


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is to sign: the field's name (lead, assessor-2, …), the role as recorded, the person's name if known."""

    field: str
    role: str
    name: str


def signers(m: Material) -> tuple[Signer, ...]:
    """Everyone who signs, in the order of signing: lead, assessors, second reviewers, the enterprise's representative.

    A role that must sign stands with an empty name where nobody is recorded for it.
    """
    found: list[Signer] = []
    team = ["second_reviewer"] if m.stage is Stage.SECOND else ["lead", "assessor", "second_reviewer"]
    wanted = [*team, "representative"]
    for role in wanted:
        names = [each.text("name") for each in m.records("member") if each.value("role") == role]
        names = [name for name in names if name != DASH] or _unrecorded(m, role)
        for number, name in enumerate(names, 1):
            found.append(Signer(role if number == 1 else f"{role}-{number}", role, name))
    return tuple(found)


def refuses(m: Material, signer: Signer) -> bool:
    """Whether the enterprise refused to sign: its representative has no place then, but a statement of why."""
    return signer.role == "representative" and m.value("case", "refused") is True


def page(book: Book) -> list[Flowable]:
    """The chapter; it stands on one page as long as it fits on one."""
    fields = signers(book.m)
    rows = [fields[start : start + 2] for start in range(0, len(fields), 2)]
    parts: list[Flowable] = [
        book.heading(1, "heading.signatures"),
        book.body("signatures.statement"),
        *_open(book),
        Space(4),
    ]
    for row in rows:
        cells: list[Content] = [_refused(book, each) if refuses(book.m, each) else _field(book, each) for each in row]
        parts.append(_side_by_side([*cells, ""] if len(cells) == 1 else cells))
    seal: list[Flowable] = [
        Prose(book.say("signatures.seal"), "cell_bold", after=3),
        Prose(book.m.shown("case", "institution"), "cell", after=3),
        *_seal(book),
    ]
    return [Stack(*parts, *_objection(book), _side_by_side([seal, _words(book)]))]


def _unrecorded(m: Material, role: str) -> list[str]:
    if role == "representative":
        known = m.shown("case", "representative")
        return ["" if known == DASH else known]
    if role == "second_reviewer":
        return [""] if m.stage is Stage.SECOND else []
    return [""] if role == "lead" else []


def _field(book: Book, signer: Signer) -> list[Flowable]:
    title = book.m.choice("member", "role", signer.role)
    return [
        Prose([title, book.say("colon"), signer.name or book.say("signatures.blank")], "cell_bold", after=3),
        SigningField(signer.field, signer.name, book.say("signatures.hint"), book.boxes),
        Prose(book.say("signatures.date"), "cell_soft", before=2),
    ]


def _refused(book: Book, signer: Signer) -> list[Flowable]:
    """In the place of a signature: that the enterprise refused it, and why in its own words."""
    m = book.m
    title = m.choice("member", "role", signer.role)
    reason = m.shown("case", "refusal_reason")
    said = (
        book.say("signatures.refused-silent")
        if reason == DASH
        else book.say("signatures.refused", words=_short(reason))
    )
    name = [title, book.say("colon"), signer.name or book.say("signatures.blank")]
    return [Prose(name, "cell_bold", after=3), Prose(book.say("signatures.refuses"), "cell_bold"), Prose(said, "cell")]


def _objection(book: Book) -> list[Flowable]:
    """The enterprise's objection in its own words beside the signature under it; nothing where it made none."""
    m = book.m
    text = m.value("case", "objection")
    if not isinstance(text, str) or not text.strip() or "objection_by" not in m.form.records["case"].fields:
        return []
    words: list[Flowable] = [Prose(book.say("signatures.objection"), "cell_bold", after=3), Prose(_short(text), "cell")]
    picture = handwriting(m, Record(m, "case", ""), "objection_signature")
    signed: list[Flowable] = [picture] if isinstance(picture, Flowable) else []
    by = m.shown("case", "objection_by")
    if not signed or by == DASH:
        signed.append(Prose(book.say("end.objection-unsigned"), "note"))
    else:
        signed.append(Prose(book.say("end.signed-by", name=by), "note"))
    return [_side_by_side([words, signed])]


def _short(text: str) -> str:
    """Enough of a text to know what it says; the whole stands in its chapter."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _WORDS else plain[:_WORDS] + "…"


def _side_by_side(cells: list[Content]) -> Table:
    made = plain([cells], [1.0] * len(cells))
    return spaced(made, 8)


def _open(book: Book) -> list[Flowable]:
    """A remark where the enterprise objected: its words stand in their own chapter."""
    text = book.m.value("case", "objection")
    return [book.body("signatures.objected")] if isinstance(text, str) and text.strip() else []


def _seal(book: Book) -> list[Flowable]:
    """The institution's seal where a picture was placed, above a smaller place to sign in; else an empty place."""
    picture = handwriting(book.m, Record(book.m, "case", ""), SEAL, (110.0, 84.0)) if _has_seal(book.m) else ""
    height = 112 if isinstance(picture, str) else 34
    field = SigningField(SEAL, "", book.say("signatures.seal-hint"), book.boxes, height=height)
    return [picture, Space(4), field] if isinstance(picture, Flowable) else [field]


def _has_seal(m: Material) -> bool:
    return SEAL in m.form.records["case"].fields


def _words(book: Book) -> list[Flowable]:
    return [
        Prose(book.say("signatures.agreement"), "cell_bold", after=3),
        Prose(_ticked(book), "cell", leading=20),
    ]


def _ticked(book: Book) -> str:
    """The lines of what the representative may say; a refusal that was recorded is marked already."""
    lines = book.say("signatures.agreement-lines").split("\n")
    if book.m.value("case", "refused") is True:
        lines[-1] = lines[-1].replace("□", "■", 1)
    return "\n".join(lines)
