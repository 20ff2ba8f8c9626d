"""Time stamps in a report: what each proves, by whom, and until when.

A stamp over the whole file proves that everything before it was there at its time. The newest is judged now, an older
one at the time of the next, a signature at the time of the first trusted stamp after it: so a certificate may end, or
be withdrawn later, and the signature made before still holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography import x509

from qmdesk.model.problem import Problem, Severity
from qmdesk.trust import engine, names
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.cms import UNREADABLE, chain_problem
from qmdesk.trust.verification import VerifiedStamp

WHERE = "stamp"


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp over the file up to ``end`` (bytes), with what is wrong with it."""

    found: VerifiedStamp
    end: int
    problems: tuple[Problem, ...]
    at: datetime | None = None


def check_stamps(embedded: Sequence[Any], content: bytes, anchors: TrustList, at: datetime | None) -> list[Stamped]:
    """All document time stamps, oldest first; ``embedded`` are pyHanko's, in the order of the file."""
    checked: list[Stamped] = []
    moment = at
    for each in reversed([one for one in embedded if one.sig_object_type == "/DocTimeStamp"]):
        stamp = _one(each, content, anchors, moment)
        checked.append(stamp)
        if stamp.found.trusted and stamp.at is not None:
            moment = stamp.at
    return checked[::-1]


def proved_at(end: int, stamps: Sequence[Stamped]) -> tuple[datetime | None, datetime | None]:
    """When a signature that ends at byte ``end`` is proved to have been there, and until when that can be shown."""
    good = [each for each in stamps if each.found.trusted and each.end >= end and each.at is not None]
    if not good:
        return None, None
    return good[0].at, datetime.fromisoformat(good[-1].found.until)


def token_stamp(status: Any, anchors: TrustList, at: datetime | None) -> VerifiedStamp | None:  # noqa: ANN401
    """The stamp that sits in a signature itself (PAdES B-T); None where there is none."""
    return _told(status, anchors, at, kept=True) if status is not None else None


def _one(embedded: Any, content: bytes, anchors: TrustList, at: datetime | None) -> Stamped:  # noqa: ANN401
    from pyhanko.pdf_utils import misc
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
    from pyhanko.sign.validation import async_validate_pdf_timestamp
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    from qmdesk.report.verify_signatures import covers, is_exact

    ranges = [int(each) for each in embedded.byte_range]
    end = sum(ranges[2:4]) if len(ranges) == 4 else 0
    try:
        context = engine.validation_context(anchors.roots, at)
        status: Any = engine.run(async_validate_pdf_timestamp(embedded, context))
        level = status.modification_level
        kept = level is not None and level <= ModificationLevel.FORM_FILLING
        kept = kept and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION and covers(embedded, content)
        told = _told(status, anchors, at, kept=kept)
        exact = is_exact(bytes(embedded.pkcs7_content), stamp=True)
    except (misc.PdfError, SignatureValidationError, CMSExtractionError, CMSStructuralError, *UNREADABLE):
        return Stamped(VerifiedStamp("", "", "", valid=False, trusted=False), end, (Problem("report-stamp-broken"),))
    problems = list(_problems(told))
    if not kept:
        problems.append(Problem("report-changed-after-signing", WHERE, {"signer": told.authority}))
    if not exact:
        problems.append(Problem("report-hidden-bytes", WHERE, {"signer": told.authority}))
    return Stamped(told, end, tuple(problems), status.timestamp if told.valid else None)


def _problems(told: VerifiedStamp) -> tuple[Problem, ...]:
    if not told.valid:
        return (Problem("report-stamp-broken", WHERE),)
    if not told.trusted:
        details = {"authority": told.authority, "reason": told.reason}
        code = "report-stamp-ended" if told.reason == "certificate-expired" else "report-stamp-not-trusted"
        return (Problem(code, WHERE, details, Severity.WARNING),)
    return ()


def _told(status: Any, anchors: TrustList, at: datetime | None, *, kept: bool) -> VerifiedStamp:  # noqa: ANN401
    certificate = x509.load_der_x509_certificate(status.signing_cert.dump())
    valid = bool(status.intact and status.valid)
    reason = chain_problem(status, certificate, anchors, at) if valid else "signature-invalid"
    return VerifiedStamp(
        authority=names.name_of(certificate),
        at=status.timestamp.astimezone(UTC).isoformat(),
        until=_until(status, certificate).isoformat(),
        valid=valid,
        trusted=valid and kept and not reason,
        reason=reason,
    )


def _until(status: Any, certificate: x509.Certificate) -> datetime:  # noqa: ANN401
    """When the first certificate of the authority's path ends, the root's aside: who believes a root believes it on."""
    path = status.validation_path
    others = (
        [x509.load_der_x509_certificate(each.dump()) for each in path.iter_certs(include_root=False)] if path else []
    )
    return min(each.not_valid_after_utc for each in (certificate, *others))
