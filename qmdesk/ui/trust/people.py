"""What people call the holders of keys: roles and kinds."""

from __future__ import annotations

from qmdesk.ui.words import mark, tr
from qmdesk.wording import knows, say

KINDS = {
    "device": mark("本机"),
    "trusted": mark("信任的根证书"),
    "met": mark("见过的设备"),
    "revoked": mark("已吊销的证书"),
    "identity": mark("个人签名证书"),
    "root": mark("机构根证书"),
}


def role_name(role: str, lang: str) -> str:
    """A role as the report calls it; the code where it has no name."""
    if role == "device":
        return tr("设备")
    return say(f"sign.role.{role}", lang) if knows(f"sign.role.{role}", lang) else role


def kind_name(kind: str) -> str:
    return tr(KINDS.get(kind, kind))
