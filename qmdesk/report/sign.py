"""Signing a report: PAdES, one signer after the other as incremental updates, each visible in its place.

The first signature certifies: from then on nothing may change but the signature fields that it covers. The last
locks the report for good. Every signer's version is read back and checked before it counts, and the file gets its
name only at the end. There is no network in it unless a time stamp server is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qmdesk import wording
from qmdesk.model.problem import Problem, Refused
from qmdesk.report import sign_plan
from qmdesk.report.sign_plan import Box, Place, role_of
from qmdesk.report.verify_signatures import check_intact
from qmdesk.trust.files import part_beside, put_in_place
from qmdesk.trust.keys import Identity, short_fingerprint


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: in which role, with which identity, and a picture of the handwriting where there is one.

    Without an identity it is a signature by hand alone: it needs the picture, comes before all others, and is covered
    by them. ``name`` says whose it is where the report names nobody for the place.
    """

    role: str
    identity: Identity | None
    handwriting: Path | bytes | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a report is signed: the language and time written into the blocks, the roles that are to sign, the last of
    them closing the report (where not said: those who sign now), and the address of a time stamp server, if any."""

    lang: str = wording.DEFAULT_LANGUAGE
    roles: tuple[str, ...] = ()
    at: datetime | None = None
    tsa_url: str = ""


def sign_report(pdf: Path, out: Path, signers: Sequence[Signer], manner: Manner | None = None) -> None:
    """Sign a report in the order given and write it to ``out``, which may be ``pdf`` itself.

    Raises Refused: report-unreadable, report-encrypted, report-has-form (fields that are no signatures), the reasons
    for which an earlier signature doesn't hold, report-locked, report-role-unknown, report-role-signed,
    report-signs-last, report-signers-missing, handwriting-unreadable, time-stamp-failed, file-cannot-write; of
    signatures by hand: report-hand-too-late, report-hand-alone, report-hand-lead, report-hand-without-picture.
    """
    manner = manner or Manner()
    hands = [each for each in signers if each.identity is None]
    signers = [each for each in signers if each.identity is not None]
    if not signers:
        raise Refused(Problem("report-hand-alone" if hands else "report-signers-missing", pdf.name))
    content = read_whole(pdf)
    _check_open(content)
    if hands:
        content = _by_hand(content, hands, manner)
    for signer in signers:
        content = _signed_once(content, signer, signers, manner)
    check_intact(content)
    put_signed(out, content)


def read_whole(pdf: Path) -> bytes:
    """The bytes of a report. Raises Refused(report-unreadable)."""
    try:
        return pdf.read_bytes()
    except OSError as error:
        raise Refused(Problem("report-unreadable", str(pdf), {"reason": error.strerror or ""})) from error


def _check_open(content: bytes) -> None:
    """Signatures that are there already must hold. Raises Refused with the reasons where one does not."""
    from qmdesk.report.sign_step import fields_of

    if any(each.signed for each in fields_of(content)):
        check_intact(content)


def _by_hand(content: bytes, signers: Sequence[Signer], manner: Manner) -> bytes:
    """The report with the signatures by hand in their places, before anybody signs electronically."""
    from qmdesk.report.sign_hand import Hand, put_hands
    from qmdesk.report.sign_step import fields_of

    hands: list[Hand] = []
    for each in signers:
        if each.role == "lead":
            raise Refused(Problem("report-hand-lead", each.role))
        if each.handwriting is None:
            raise Refused(Problem("report-hand-without-picture", each.role))
        hands.append(Hand(each.role, each.name, each.handwriting))
    if fields_of(content):
        raise Refused(Problem("report-hand-too-late", hands[0].role))
    places = sign_plan.plan([each.role for each in hands], [each.name for each in hands], _boxes(content))
    found = [(hand, place.box) for hand, place in zip(hands, places, strict=True) if place.box is not None]
    if len(found) < len(hands):
        raise Refused(Problem("report-role-unknown", hands[-1].role))
    moment = (manner.at or datetime.now(UTC)).astimezone()
    return put_hands(content, found, moment, manner.lang)


def _boxes(content: bytes) -> tuple[Box, ...]:
    """The places that nobody signed by hand."""
    from qmdesk.report.sign_hand import HANDS, read_hands
    from qmdesk.report.verify_attachments import attachments

    found = attachments(content, [sign_plan.BOXES, HANDS])
    taken = {each.field for each in read_hands(found.get(HANDS))}
    return tuple(each for each in sign_plan.read_boxes(found.get(sign_plan.BOXES)) if each.field not in taken)


def _signed_once(content: bytes, signer: Signer, signers: Sequence[Signer], manner: Manner) -> bytes:
    """The report with one more signature; the caller proves that it holds together with all others."""
    from qmdesk.report import sign_step

    found = [each for each in sign_step.fields_of(content) if role_of(each.field) != sign_plan.STAMP]
    signed = tuple(each.field for each in found if each.signed)
    if any(each.locks for each in found if each.signed):
        raise Refused(Problem("report-locked"))
    places = tuple(each.place for each in found) or _plan(content, signers, manner)
    place = _choose(signer, places, signed)
    step = sign_step.Step(
        place=place,
        create=() if found else places,
        first=not signed,
        last=place == places[-1],
        text=_text(signer, manner),
        handwriting=signer.handwriting,
        tsa_url=manner.tsa_url,
    )
    assert signer.identity is not None
    return sign_step.sign(content, signer.identity, step)


def _plan(content: bytes, signers: Sequence[Signer], manner: Manner) -> tuple[Place, ...]:
    """The fields to make: for the roles that the caller names, else for those who sign now."""
    left = list(signers)
    roles = list(manner.roles) or [signer.role for signer in signers]
    names: list[str] = []
    for role in roles:
        known = next((signer for signer in left if signer.role == role), None)
        if known is not None:
            left.remove(known)
        names.append(_name(known) if known is not None else "")
    return sign_plan.plan(roles, names, _boxes(content))


def _name(signer: Signer) -> str:
    return signer.identity.name if signer.identity is not None else signer.name


def _choose(signer: Signer, places: Sequence[Place], signed: Sequence[str]) -> Place:
    """The place for a signer: one of the role that nobody signed yet, his own where a name is expected; the last of
    all only when the others are signed."""
    role = signer.role
    open_places = [place for place in places if place.field not in signed]
    of_role = [place for place in open_places if place.role == role]
    named = [place for place in of_role if place.name == _name(signer)]
    if not of_role:
        raise Refused(
            Problem("report-role-signed" if role in {each.role for each in places} else "report-role-unknown", role)
        )
    place = (named or of_role)[0]
    if place == places[-1] and len(open_places) > 1:
        waiting = ", ".join(each.role for each in open_places[:-1])
        raise Refused(Problem("report-signs-last", role, {"waiting": waiting}))
    return place


def _text(signer: Signer, manner: Manner) -> tuple[str, ...]:
    """The lines of the block: role, name, time, certificate."""
    assert signer.identity is not None
    moment = (manner.at or datetime.now(UTC)).astimezone()
    zone = moment.strftime("%z")
    return (
        role_name(signer.role, manner.lang),
        signer.identity.name,
        f"{moment:%Y-%m-%d %H:%M:%S} {zone[:3]}:{zone[3:5]}",
        wording.say("sign.certificate", manner.lang, fingerprint=short_fingerprint(signer.identity.fingerprint)),
    )


def role_name(role: str, lang: str = wording.DEFAULT_LANGUAGE) -> str:
    """A role in words; the role itself where it is none of ours."""
    key = f"sign.role.{role}"
    return wording.say(key, lang) if wording.knows(key, lang) else role


def put_signed(out: Path, content: bytes) -> None:
    """Write beside the place, read back, and give it its name. Raises Refused(file-cannot-write)."""
    with part_beside(out) as part:
        with part.open("xb") as file:
            file.write(content)
        if part.read_bytes() != content:
            raise Refused(Problem("file-cannot-write", str(out), {"reason": "read back"}))
        put_in_place(part, out)
