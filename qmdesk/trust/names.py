"""Names in certificates: what may stand in a distinguished name, and what a reader is shown.

asn1crypto compares names by stringprep (RFC 4518), whose tables end with Unicode 3.2: a name with a newer
character, as 𬭎, makes it fail and the signer untrusted. So the common name is always ASCII; the full name
stands in the ``name`` attribute (2.5.4.41) where stringprep takes it, and in every case in the subject
alternative name, where nothing compares it.
"""

from __future__ import annotations

import re
import unicodedata

from asn1crypto import core
from asn1crypto import x509 as asn1_x509
from cryptography import x509

#: ``name`` of X.520: a person's whole name.
NAME = x509.ObjectIdentifier("2.5.4.41")
#: Our form of ``otherName``: a UTF8String with the full name. An arc made from a UUID needs no registration (X.667).
FULL_NAME = x509.ObjectIdentifier("2.25.80443871094631047286035713022864405711")
#: The longest common name, organisation or title (X.520 upper bounds).
LONGEST = 64
_DEVICE = re.compile(r"qmdesk device ([0-9a-f]{16})")
#: Formatting that can make one name look like another: bidirectional controls and zero-width characters.
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def is_safe(text: str) -> bool:
    """Whether a text may stand in a distinguished name: nothing invisible in it, and asn1crypto can compare it."""
    if not text or shown(text) != text:
        return False
    try:
        name = asn1_x509.Name.build({"common_name": text})
        return bool(name.hashable)
    except (ValueError, IndexError):
        return False


def common_name(name: str, fallback: str) -> str:
    """The name itself where it is printable ASCII of permitted length, else the fallback."""
    plain = name.isascii() and name.isprintable() and 0 < len(name) <= LONGEST
    return name if plain else fallback


def subject(common: str, name: str, role: str, org: str) -> x509.Name:
    """A distinguished name: common name, and what of name, title (the role) and organisation is safe there."""
    attributes = [x509.NameAttribute(x509.NameOID.COMMON_NAME, common)]
    for oid, text in ((NAME, name), (x509.NameOID.TITLE, role), (x509.NameOID.ORGANIZATION_NAME, org)):
        if text != common and is_safe(text) and len(text) <= LONGEST:
            attributes.append(x509.NameAttribute(oid, text))
    return x509.Name(attributes)


def alternative(name: str) -> x509.SubjectAlternativeName:
    """The full name as an ``otherName``, every character kept."""
    return x509.SubjectAlternativeName([x509.OtherName(FULL_NAME, core.UTF8String(name).dump())])


def name_of(certificate: x509.Certificate) -> str:
    """The name a reader is shown: ours where it is one of ours, else name, else common name, else the serial number."""
    for text in (
        _full_name(certificate),
        _attribute(certificate, NAME),
        _attribute(certificate, x509.NameOID.COMMON_NAME),
    ):
        if text:
            return shown(text)
    return f"{certificate.serial_number:x}"


def device_of(certificate: x509.Certificate) -> str:
    """The id of the device that a certificate names, whoever issued it; "" where it names none."""
    match = _DEVICE.fullmatch(common_of(certificate))
    return match[1] if match else ""


def role_of(certificate: x509.Certificate) -> str:
    """The role that the certificate was made for, or ""."""
    return shown(_attribute(certificate, x509.NameOID.TITLE))


def org_of(certificate: x509.Certificate) -> str:
    """The organisation in the certificate, or ""."""
    return shown(_attribute(certificate, x509.NameOID.ORGANIZATION_NAME))


def common_of(certificate: x509.Certificate) -> str:
    """The common name, or ""."""
    return shown(_attribute(certificate, x509.NameOID.COMMON_NAME))


def shown(text: str) -> str:
    """Text from a foreign certificate made safe to show: no controls, nothing invisible, one line, bounded."""
    visible = "".join(char for char in text if unicodedata.category(char) not in _INVISIBLE)
    return " ".join(visible.split())[:200]


def _attribute(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    value = found[0].value if found else ""
    return value if isinstance(value, str) else ""


def _full_name(certificate: x509.Certificate) -> str:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        for other in extension.value.get_values_for_type(x509.OtherName):
            if other.type_id == FULL_NAME:
                return str(core.UTF8String.load(other.value).native)
    except (x509.ExtensionNotFound, ValueError, TypeError):
        return ""
    return ""
