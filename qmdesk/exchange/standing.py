"""Whether the signer of a package is believed: by a chain to a root, as a device met before, or for the first time."""

from __future__ import annotations

from enum import StrEnum

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.anchors import KnownDevices, Standing
from qmdesk.trust.cms import SignatureCheck
from qmdesk.trust.device import device_id_of


class Belief(StrEnum):
    """On what ground a signer is believed."""

    CHAIN = "chain"
    KNOWN = "known"
    FIRST_USE = "first-use"


def judge(check: SignatureCheck, device: str, devices: KnownDevices | None, *, demand_chain: bool = False) -> Belief:
    """On what ground the signer of a package from ``device`` is believed.

    Raises Refused with the check's own reasons where the signature is not valid, the certificate is revoked or out
    of date, or a chain is demanded and missing; and Refused(device-key-changed, package-device-differs,
    package-signer-replaced) where the signer is not who the device used to be.
    """
    certificate = check.certificate
    if not check.valid or certificate is None:
        raise Refused(*check.reasons)
    own = device_id_of(certificate)
    if own and own != device:
        raise Refused(Problem("package-device-differs", check.signer, {"device": device}))
    if check.trusted:
        return Belief.CHAIN
    if demand_chain or devices is None or any(reason.code != "signer-not-trusted" for reason in check.reasons):
        raise Refused(*check.reasons)
    return _by_acquaintance(check, device, devices, is_device=bool(own))


def remember(check: SignatureCheck, devices: KnownDevices) -> None:
    """Keep a signer that was believed for the first time. Raises Refused(device-key-changed)."""
    devices.remember(key_of(check), check.fingerprint, check.signer)


def _by_acquaintance(check: SignatureCheck, device: str, devices: KnownDevices, *, is_device: bool) -> Belief:
    standing = devices.standing(key_of(check), check.fingerprint)
    if standing is Standing.CHANGED:
        raise Refused(Problem("device-key-changed", check.signer, {"device": device}))
    if standing is Standing.KNOWN:
        return Belief.KNOWN
    if not is_device and device in devices.names():
        # Else anyone could speak for a device that we know, by signing as a person that we don't.
        raise Refused(Problem("package-signer-replaced", check.signer, {"device": device}))
    return Belief.FIRST_USE


def named(check: SignatureCheck) -> str:
    """A signer with the beginning of the certificate's fingerprint, in groups that can be read out to be compared."""
    shown = check.fingerprint[:32]
    return (
        f"{check.signer} ({' '.join(shown[at : at + 4] for at in range(0, len(shown), 4))})" if shown else check.signer
    )


def key_of(check: SignatureCheck) -> str:
    """What a signer is remembered under: the device's id, or a person's certificate."""
    assert check.certificate is not None
    return device_id_of(check.certificate) or f"person:{check.fingerprint}"
