"""The signatures of a report: does each hold, is everything covered, did anything change that must not.

pyHanko looks at each signature and at every revision after it; here its findings are read more strictly than
it reads them itself: nothing but further signatures may follow a signature, the bytes that a signature leaves out
are exactly its own, what it doesn't use of them is zeros, and the last one reaches to the very end of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.report.sign_plan import role_of
from qmdesk.trust import engine
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.cms import UNREADABLE, SignatureCheck, check_of, unreadable
from qmdesk.trust.verification import VerifiedSignature


@dataclass(frozen=True, slots=True)
class Examined:
    """What the signatures of a report say, oldest first, all that is wrong with them, and the fields there are."""

    signatures: tuple[VerifiedSignature, ...]
    problems: tuple[Problem, ...]
    fields: frozenset[str]


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
    names = {each.field: each.name for each in fields}
    found = [_one(each, content, anchors, at, names) for each in embedded if each.sig_object_type == "/Sig"]
    problems = [problem for _, each in found for problem in each]
    if not any(each.signed for each in fields):
        problems.append(Problem("report-unsigned"))
    read = {each.field_name for each in embedded}
    problems += [
        Problem("report-signature-unreadable", each.field) for each in fields if each.signed and each.field not in read
    ]
    problems += [Problem("report-role-unsigned", each.place.role) for each in fields if not each.signed]
    problems += _ending(embedded, content)
    signatures = tuple(signature for signature, _ in found)
    return Examined(signatures, tuple(problems), frozenset(each.field for each in fields))


def _one(
    embedded: Any,  # noqa: ANN401 - a class of pyHanko
    content: bytes,
    anchors: TrustList,
    at: datetime | None,
    names: Mapping[str, str],
) -> tuple[VerifiedSignature, list[Problem]]:
    role, expected = role_of(str(embedded.field_name)), names.get(str(embedded.field_name), "")
    check, modified = _checked(embedded, anchors, at)
    covers = _covers(embedded, content)
    problems = [reason.at(role) if not reason.where else reason for reason in check.reasons]
    if modified:
        problems.append(Problem("report-changed-after-signing", role, {"signer": check.signer}))
    if not covers:
        problems.append(Problem("report-not-covered", role, {"signer": check.signer}))
    if not _is_exact(bytes(embedded.pkcs7_content)):
        problems.append(Problem("report-hidden-bytes", role, {"signer": check.signer}))
    if check.role and check.role != role:
        details = {"signer": check.signer, "certified": check.role}
        problems.append(Problem("certificate-other-role", role, details, Severity.WARNING))
    if expected and check.signer and expected != check.signer:
        details = {"signer": check.signer, "expected": expected}
        problems.append(Problem("report-signer-other-name", role, details, Severity.WARNING))
    return VerifiedSignature(check, role, covers, modified), problems


def _checked(embedded: Any, anchors: TrustList, at: datetime | None) -> tuple[SignatureCheck, bool]:  # noqa: ANN401
    """pyHanko's verdict on one signature, and whether something changed after it that must not."""
    from pyhanko.pdf_utils import misc
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    try:
        context = engine.validation_context(anchors.roots, at)
        status: Any = engine.run(async_validate_pdf_signature(embedded, context))
        level = status.modification_level
        permitted = level is not None and level <= ModificationLevel.FORM_FILLING and bool(status.docmdp_ok)
        covered = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        return check_of(status, anchors, at), not (permitted and covered)
    except (misc.PdfError, *UNREADABLE):
        return unreadable(), True


def _covers(embedded: Any, content: bytes) -> bool:  # noqa: ANN401
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


def _is_exact(contents: bytes) -> bool:
    """Whether the space of a signature holds one plain CMS signature and else only zeros.

    A few bits of CMS are covered by no signature (versions, the list of digests, a length); here they must be what
    RFC 5652 says they are, so that not one of them can be changed.
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
            and signed["version"].native == ("v1" if by_number else "v3")
            and digest.dump() == signer["digest_algorithm"].dump()
            and signer["digest_algorithm"]["parameters"].native is None
        )
    except UNREADABLE:
        return False
    return plain and not any(contents[size:])


def _ending(embedded: Sequence[Any], content: bytes) -> list[Problem]:
    """The last signature (or time stamp) must reach to the end of the file."""
    ends = [int(each.byte_range[2]) + int(each.byte_range[3]) for each in embedded if len(each.byte_range) == 4]
    if ends and max(ends) < len(content):  # one that reaches further does not cover, and that is told already
        return [Problem("report-bytes-after-end", "", {"count": len(content) - max(ends)})]
    return []
