"""``verify`` for reports: who signed, whether anything changed, and whether the grade follows from the data.

A report is a file from outside, so it is looked at in a child process with limits on time and memory; what comes
back is plain JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from qmdesk.gate import child
from qmdesk.gate.child_main import problems_of, told
from qmdesk.gate.limits import ChildLimits
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.report.verify_regrade import Regraded, regrade
from qmdesk.trust.anchors import TrustList
from qmdesk.trust.cms import SignatureCheck
from qmdesk.trust.verification import Verification, VerifiedSignature, VerifiedStamp

if TYPE_CHECKING:
    from qmdesk.report.sign_hand import ByHand

KIND = "report"
#: The largest report that is looked at, in bytes.
LARGEST = 200 << 20
LIMITS = ChildLimits(seconds=120.0)


def verify_report(path: Path, anchors: TrustList, *, at: datetime | None = None) -> Verification:
    """Verify a signed report. ``at`` is the moment at which certificates are judged (default: now).

    ``ok`` demands that every signature holds and leads to one of ``anchors``, that everyone who was to sign did, that
    the last signature covers the whole file, that nothing in it can change its looks, and that the grade computed from
    the data inside is the one that is printed. Raises Refused(file-missing) only: anything else is an answer.
    """
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    if path.stat().st_size > LARGEST:
        return Verification(KIND, problems=(Problem("report-too-large", path.name),))
    arguments = {
        "roots": [root.public_bytes(Encoding.PEM).decode("ascii") for root in anchors.roots],
        "crls": [crl.hex() for crl in anchors.crls],
        "at": at.isoformat() if at is not None else "",
    }
    try:
        found = child.run("qmdesk.report.verify:in_child", arguments, path.read_bytes(), where=path.name, limits=LIMITS)
    except Refused as refused:
        return Verification(KIND, problems=refused.problems)
    return _received(found)


def examine(
    content: bytes,
    anchors: TrustList,
    *,
    at: datetime | None = None,
    again: Callable[[bytes], Regraded] = regrade,
) -> Verification:
    """Verify the bytes of a report in this process. ``again`` computes the grade anew."""
    from qmdesk.report.sign_hand import HANDS, read_hands
    from qmdesk.report.verify_attachments import attachments
    from qmdesk.report.verify_content import check_content
    from qmdesk.report.verify_places import check_places
    from qmdesk.report.verify_signatures import examine as examine_signatures

    try:
        signed = examine_signatures(content, anchors, at)
        problems = (*signed.problems, *check_content(content), *check_places(content))
        hands = read_hands(attachments(content, [HANDS]).get(HANDS))
        graded = again(content)
    except Refused as refused:
        return Verification(KIND, problems=refused.problems)
    on_paper = _without_field(graded, signed.fields, hands) if signed.signatures else ()
    whole = (*problems, *graded.problems, *on_paper)
    return Verification(KIND, signed.signatures, whole, graded.document, signed.stamps)


def _without_field(graded: Regraded, fields: frozenset[str], hands: Sequence[ByHand]) -> tuple[Problem, ...]:
    """Those whom the report lists for signing and who have no place for an electronic signature: they signed by hand
    before, or sign on paper. The lead assessor does neither, and a second review's reviewer doesn't sign on paper
    alone: a report without them counts nothing."""
    by_hand = {each.field: each for each in hands}
    found = [
        Problem("report-role-by-hand", each.role, {"name": each.name or "—", "at": each.at}, Severity.WARNING)
        for each in hands
        if each.role != "lead"
    ]
    for field, role in graded.listed.items():
        if field in fields or (field in by_hand and role != "lead"):
            continue
        needed = role in graded.deciding
        severity = Severity.ERROR if needed else Severity.WARNING
        found.append(Problem("report-role-unsigned" if needed else "report-role-on-paper", role, {}, severity))
    return tuple(found)


# -- across the border between the processes ---------------------------------------------------------


def in_child(arguments: Mapping[str, Any], payload: bytes) -> dict[str, Any]:
    """What :func:`verify_report` runs in the child."""
    anchors = TrustList(
        tuple(x509.load_pem_x509_certificate(str(root).encode("ascii")) for root in arguments["roots"]),
        tuple(bytes.fromhex(crl) for crl in arguments["crls"]),
    )
    at = datetime.fromisoformat(arguments["at"]) if arguments["at"] else None
    found = examine(payload, anchors, at=at)
    return {
        "signatures": [_sent(each) for each in found.signatures],
        "problems": told(found.problems),
        "regrade": found.regrade,
        "stamps": [each.to_json() for each in found.stamps],
    }


def _sent(signature: VerifiedSignature) -> dict[str, Any]:
    return {
        **signature.to_json(),
        "certified_role": signature.check.role,
        "reasons": told(signature.check.reasons),
    }


def _received(found: Mapping[str, Any]) -> Verification:
    signatures = tuple(_signature(each) for each in found["signatures"])
    stamps = tuple(VerifiedStamp(**each) for each in found["stamps"])
    return Verification(KIND, signatures, tuple(problems_of(found["problems"])), found["regrade"], stamps)


def _signature(sent: Mapping[str, Any]) -> VerifiedSignature:
    check = SignatureCheck(
        signer=sent["signer"],
        role=sent["certified_role"],
        valid=sent["valid"],
        trusted=sent["trusted"],
        reasons=tuple(problems_of(sent["reasons"])),
        fingerprint=sent["fingerprint"],
        signed_at=sent["signed_at"],
    )
    covered = (sent["covers_all"], sent["modified_after"], sent["proved_at"], sent["proved_until"])
    return VerifiedSignature(check, sent["role"], *covered)
