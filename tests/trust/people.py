"""Roots and signers for tests, made once: RSA keys take time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from qmdesk.trust.anchors import TrustList
from qmdesk.trust.identity import Term, new_identity, new_root
from qmdesk.trust.keys import KeyIdentity

NOW = datetime.now(UTC)


@cache
def root() -> KeyIdentity:
    return new_root("某省质量评价中心", "某省质量评价中心")


@cache
def stranger_root() -> KeyIdentity:
    """Another root that bears the very same name."""
    return new_root("某省质量评价中心", "某省质量评价中心")


@cache
def lead() -> KeyIdentity:
    return new_identity(root(), "王𬭎", "lead", "某省质量评价中心")


@cache
def assessor() -> KeyIdentity:
    return new_identity(root(), "李祎", "assessor", "某省质量评价中心")


@cache
def representative() -> KeyIdentity:
    return new_identity(root(), "赵堃", "representative", "示例精密制造有限公司")


@cache
def impostor() -> KeyIdentity:
    """The lead's name, role and organisation under the look-alike root."""
    return new_identity(stranger_root(), "王𬭎", "lead", "某省质量评价中心")


@cache
def expired() -> KeyIdentity:
    term = Term(NOW - timedelta(days=700), NOW - timedelta(days=2))
    return new_identity(root(), "孙过期", "lead", term=term)


def trusted() -> TrustList:
    return TrustList((root().certificate,))
