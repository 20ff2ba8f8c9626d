"""The signatures of a report: does each hold, is everything covered, did anything change that must not.

pyHanko looks at each signature and at every revision after it; here its findings are read more strictly than
it reads them itself: nothing but further signatures may follow a signature, the bytes that a signature leaves out
are exactly its own, what it doesn't use of them is zeros, and the last one reaches to the very end of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cryptography import x509

from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.report.sign_plan import STAMP, role_of
from qmdesk.report.verify_described import described_otherwise, store_shrunk
from qmdesk.report.verify_ocsp import withdrawn
from qmdesk.report.verify_stamps import Stamped, check_stamps, proved_at, token_stamp
from qmdesk.trust import engine
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.cms import UNREADABLE, SignatureCheck, check_of, unreadable
from qmdesk.trust.verification import VerifiedSignature, VerifiedStamp

#: What a signature that is made with a time stamp says of itself where it is signed: the stamp's own place is not.
ANNOUNCED = "time-stamped"


@dataclass(frozen=True, slots=True)
class Examined:
    """What the signatures of a report say, oldest first, all that is wrong with them, the fields there are, and
    the time stamps over the whole."""

    signatures: tuple[VerifiedSignature, ...]
    problems: tuple[Problem, ...]
    fields: frozenset[str]
    stamps: tuple[VerifiedStamp, ...] = ()


def check_intact(content: bytes) -> None:
    """Raises Refused with all reasons where a signature does not hold; whom it belongs to is another matter."""
    found = examine(content, TrustList())
    broken = [each for signature in found.signatures for each in signature.check.reasons if not signature.check.valid]
    changed = [
        each
        for each in found.problems
        if each.code.startswith("report-") and each.code != "report-role-unsigned" and each.severity is Severity.ERROR
    ]
    if broken or changed:
        raise Refused(*broken, *changed)


def examine(content: bytes, anchors: TrustList, at: datetime | None = None) -> Examined:
    """Look at every signature of a report. ``at`` is the moment certificates are judged at (default: now).

    Raises Refused: report-unreadable, report-encrypted, report-has-form.
    """
    from pyhanko.pdf_utils import misc

    from qmdesk.report.sign_step import fields_of, read_pdf

    fields = fields_of(content)
    reader = read_pdf(content)
    try:
        embedded: list[Any] = list(reader.embedded_signatures)
    except (misc.PdfError, *UNREADABLE) as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error
    lists, answers = _told_inside(reader)
    anchors = anchors | TrustList(crls=lists)
    names = {each.field: each.name for each in fields}
    stamps = check_stamps(embedded, content, anchors, at)
    looking = _Looking(content, anchors, at, names, stamps, answers)
    found = [_one(each, looking) for each in embedded if each.sig_object_type == "/Sig"]
    problems = [problem for _, each in found for problem in each]
    problems += [problem for each in stamps for problem in each.problems]
    problems += _empty(fields, {each.field_name for each in embedded})
    problems += _ending(embedded, content)
    if embedded:
        problems += described_otherwise(content, min(_end_of(each) for each in embedded))
        problems += store_shrunk(content, [each.end for each in stamps])
    return Examined(
        tuple(signature for signature, _ in found),
        tuple(problems),
        frozenset(each.field for each in fields),
        tuple(each.found for each in stamps),
    )


def _empty(fields: Sequence[Any], read: set[str]) -> list[Problem]:
    """What the fields lack: a signature in the place of a role (a time stamp there is none), a stamp in its own."""
    signed = [each for each in fields if each.signed and not each.is_stamp]
    problems = [] if signed else [Problem("report-unsigned")]
    for each in fields:
        role = each.place.role
        if role == STAMP:
            problems += [] if each.signed and each.is_stamp else [Problem("report-stamp-removed", each.field)]
        elif not each.signed or each.is_stamp:
            problems.append(Problem("report-role-unsigned", role))
        if each.signed and each.field not in read:
            problems.append(Problem("report-signature-unreadable", each.field))
    return problems


def _told_inside(reader: Any) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:  # noqa: ANN401
    """The revocation lists and OCSP answers that a report carries for its long-term proof; each counts only if the
    issuer signed it."""
    from pyhanko.pdf_utils import misc
    from pyhanko.sign.validation import DocumentSecurityStore
    from pyhanko.sign.validation.errors import ValidationInfoReadingError

    try:
        store = DocumentSecurityStore.read_dss(reader)
        lists = [bytes(each.get_object().data) for each in store.crls]
        for each in lists:
            x509.load_der_x509_crl(each)
        return tuple(lists), tuple(bytes(each.get_object().data) for each in store.ocsps)
    except (ValidationInfoReadingError, misc.PdfError, *UNREADABLE):
        return (), ()


@dataclass(frozen=True, slots=True)
class _Looking:
    """What one signature is looked at with."""

    content: bytes
    anchors: TrustList
    at: datetime | None
    names: Mapping[str, str]
    stamps: Sequence[Stamped]
    answers: Sequence[bytes] = ()


def _end_of(embedded: Any) -> int:  # noqa: ANN401
    ranges = [int(each) for each in embedded.byte_range]
    return sum(ranges[2:4]) if len(ranges) == 4 else 0


def _one(embedded: Any, looking: _Looking) -> tuple[VerifiedSignature, list[Problem]]:  # noqa: ANN401 - pyHanko's
    role, expected = role_of(str(embedded.field_name)), looking.names.get(str(embedded.field_name), "")
    covered = proved_at(_end_of(embedded), looking.stamps)
    check, modified, own = _checked(embedded, looking, covered[0])
    whole = covers(embedded, looking.content)
    signer = {"signer": check.signer}
    problems = [reason.at(role) if not reason.where else reason for reason in check.reasons]
    if modified:
        problems.append(Problem("report-changed-after-signing", role, signer))
    if not whole:
        problems.append(Problem("report-not-covered", role, signer))
    if not is_exact(bytes(embedded.pkcs7_content)):
        problems.append(Problem("report-hidden-bytes", role, signer))
    if check.role and check.role != role:
        problems.append(Problem("certificate-other-role", role, {**signer, "certified": check.role}, Severity.WARNING))
    if expected and check.signer and expected != check.signer:
        problems.append(Problem("report-signer-other-name", role, {**signer, "expected": expected}, Severity.WARNING))
    problems += _stamp_problems(embedded, own, role, check)
    if own is not None and own.trusted:
        until = covered[1].isoformat() if covered[1] else own.until
        return VerifiedSignature(check, role, whole, modified, own.at, until), problems
    moments = [each.astimezone(UTC).isoformat() if each else "" for each in covered]
    return VerifiedSignature(check, role, whole, modified, *moments), problems


def _stamp_problems(embedded: Any, own: VerifiedStamp | None, role: str, check: SignatureCheck) -> list[Problem]:  # noqa: ANN401
    """A stamp that the signed words announce and that is gone; one that is broken, or of an unknown authority."""
    if own is None:
        announced = announces_stamp(embedded.sig_object)
        return [Problem("report-stamp-removed", role, {"signer": check.signer})] if announced else []
    if not own.valid:
        return [Problem("report-stamp-broken", role)]
    if not own.trusted:
        details = {"authority": own.authority, "reason": own.reason}
        return [Problem("report-stamp-not-trusted", role, details, Severity.WARNING)]
    return []


def announces_stamp(signature: Any) -> bool:  # noqa: ANN401 - an object of a PDF
    """Whether what a signature covers says that it comes with a time stamp."""
    try:
        return str(signature["/Prop_Build"]["/App"]["/REx"]) == ANNOUNCED
    except (KeyError, TypeError, AttributeError, IndexError):
        return False


def _checked(
    embedded: Any,  # noqa: ANN401
    looking: _Looking,
    proved: datetime | None,
) -> tuple[SignatureCheck, bool, VerifiedStamp | None]:
    """pyHanko's verdict on one signature, whether something changed after it that must not, and its own time stamp.

    Its certificate is judged at the moment at which a trusted stamp proves it to have been there, else at ``at``.
    """
    from pyhanko.pdf_utils import misc

    try:
        status, own = _status(embedded, looking, proved or looking.at)
        if own is not None and own.trusted:
            proved = datetime.fromisoformat(own.at)
            status, _ = _status(embedded, looking, proved)
        check = check_of(status, looking.anchors, proved or looking.at, proved)
        return _answered(check, embedded, looking, proved), not _kept(status), own
    except (misc.PdfError, *UNREADABLE):
        return unreadable(), True, None


def _answered(
    check: SignatureCheck,
    embedded: Any,  # noqa: ANN401
    looking: _Looking,
    proved: datetime | None,
) -> SignatureCheck:
    """A check that was good, unless an OCSP answer inside says that the signer's certificate was withdrawn."""
    if not check.trusted or check.certificate is None or not looking.answers:
        return check
    inside = [x509.load_der_x509_certificate(each.dump()) for each in embedded.other_embedded_certs]
    if not withdrawn(check.certificate, [*inside, *looking.anchors.roots], looking.answers, proved):
        return check
    return replace(check, trusted=False, reasons=(Problem("certificate-revoked", check.signer),))


def _status(embedded: Any, looking: _Looking, moment: datetime | None) -> tuple[Any, VerifiedStamp | None]:  # noqa: ANN401
    from pyhanko.sign.validation import async_validate_pdf_signature

    later = proved_at(_end_of(embedded), looking.stamps)[0] or looking.at
    context = engine.validation_context(looking.anchors.roots, moment)
    stamping = engine.validation_context(looking.anchors.roots, later)
    status: Any = engine.run(async_validate_pdf_signature(embedded, context, ts_validation_context=stamping))
    return status, token_stamp(status.timestamp_validity, looking.anchors, later)


def _kept(status: Any) -> bool:  # noqa: ANN401
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    level = status.modification_level
    permitted = level is not None and level <= ModificationLevel.FORM_FILLING and bool(status.docmdp_ok)
    return permitted and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION


def covers(embedded: Any, content: bytes) -> bool:  # noqa: ANN401
    """Whether the signature covers its revision from the first byte to an end, but for exactly its own text."""
    ranges = [int(each) for each in embedded.byte_range]
    if len(ranges) != 4 or ranges[0] != 0:
        return False
    _, before, start, after = ranges
    own = content[before:start]
    return (
        start + after <= len(content)
        and own[:1] == b"<"
        and own[-1:] == b">"
        and _hexadecimal(own[1:-1]) == bytes(embedded.pkcs7_content)
    )


def _hexadecimal(text: bytes) -> bytes | None:
    try:
        return bytes.fromhex(text.decode("ascii"))
    except ValueError:
        return None


def is_exact(contents: bytes, *, stamp: bool = False) -> bool:
    """Whether the space of a signature holds one plain CMS signature and else only zeros.

    A few bits of CMS are covered by no signature (versions, the list of digests, a length); here they must be what
    RFC 5652 says they are, so that not one of them can be changed. A ``stamp`` holds content of its own, hence another
    version.
    """
    from asn1crypto import cms, parser

    try:
        size = parser.peek(contents)
        found: Any = cms.ContentInfo.load(contents[:size], strict=True)
        signed: Any = found["content"]
        (signer,) = signed["signer_infos"]
        (digest,) = signed["digest_algorithms"]
        by_number = signer["sid"].name == "issuer_and_serial_number"
        plain = (
            found.dump(force=True) == contents[:size]
            and signer["version"].native == ("v1" if by_number else "v3")
            and signed["version"].native == ("v1" if by_number and not stamp else "v3")
            and digest.dump() == signer["digest_algorithm"].dump()
            and signer["digest_algorithm"]["parameters"].native is None
        )
    except UNREADABLE:
        return False
    return plain and not any(contents[size:])


def _ending(embedded: Sequence[Any], content: bytes) -> list[Problem]:
    """The last signature (or time stamp) must reach to the end of the file."""
    ends = [_end_of(each) for each in embedded if len(each.byte_range) == 4]
    if ends and max(ends) < len(content):  # one that reaches further does not cover, and that is told already
        return [Problem("report-bytes-after-end", "", {"count": len(content) - max(ends)})]
    return []
