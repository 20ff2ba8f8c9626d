"""Which evidence is bound to which place."""

from __future__ import annotations

from qmdesk.ui.hub import Hub


def evidence_of(hub: Hub, where: str) -> list[str]:
    """Keys of the evidence bound to an item or figure, in order of arrival; ``item:`` may be left out."""
    plain = where.removeprefix("item:")
    return [key for key in hub.keys("evidence") if hub.text(f"evidence:{key}", "binds").removeprefix("item:") == plain]
