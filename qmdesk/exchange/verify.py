"""``verify`` for packages: everything that opening checks, told as a result rather than as a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from qmdesk.exchange.container import Container
from qmdesk.exchange.package import check_signature, check_size, read_payload, read_tags
from qmdesk.exchange.standing import Belief, judge
from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import KnownDevices, TrustList
from qmdesk.trust.cms import SignatureCheck
from qmdesk.trust.device import ROLE, device_id_of
from qmdesk.trust.verification import Verification, VerifiedSignature


@dataclass(slots=True)
class _Found:
    check: SignatureCheck | None = None
    whole: bool = False
    problems: list[Problem] = field(default_factory=list[Problem])


def verify_package(
    path: Path,
    anchors: TrustList,
    *,
    devices: KnownDevices | None = None,
    demand_chain: bool = False,
    at: datetime | None = None,
) -> Verification:
    """Check a package as ``merge`` would, and say what holds.

    ``ok`` demands more than merging does: a signer believed by a chain to one of ``anchors`` or as a device met
    before, for at first use nobody can say who signed. Raises Refused(file-missing) only; a file that is damaged or
    is no package is an answer.
    """
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    found = _Found()
    try:
        with Container(path) as container:
            _check(container, anchors, devices, found, demand_chain=demand_chain, at=at)
    except Refused as refused:
        found.problems += refused.problems
    return Verification("package", _signatures(found), tuple(found.problems))


def _check(
    container: Container,
    anchors: TrustList,
    devices: KnownDevices | None,
    found: _Found,
    *,
    demand_chain: bool,
    at: datetime | None,
) -> None:
    check = found.check = check_signature(container, anchors, at)
    if not check.valid:
        found.problems += check.reasons
    info = read_tags(container)
    check_size(container, _belief(check, info.device, devices, found, demand_chain=demand_chain))
    read_payload(container, info, thorough=True)
    found.whole = True


def _belief(
    check: SignatureCheck, device: str, devices: KnownDevices | None, found: _Found, *, demand_chain: bool
) -> Belief:
    belief = Belief.FIRST_USE
    try:
        belief = judge(check, device, devices, demand_chain=demand_chain)
    except Refused as refused:
        reasons = refused.problems
    else:
        reasons = check.reasons if belief is Belief.FIRST_USE else ()
    found.check = replace(check, trusted=belief is not Belief.FIRST_USE)
    found.problems += [reason for reason in reasons if reason not in found.problems]
    return belief


def _signatures(found: _Found) -> tuple[VerifiedSignature, ...]:
    check = found.check
    if check is None:
        return ()
    certificate = check.certificate
    role = ROLE if certificate is not None and device_id_of(certificate) else check.role
    return (VerifiedSignature(check, role, covers_all=found.whole, modified_after=not found.whole),)
