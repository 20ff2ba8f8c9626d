"""Words that the workbook offers, looked up in the built-in form."""

from __future__ import annotations

from qmdesk.formdef.loader import load_builtin
from qmdesk.intake.template.names import binding_words


def binding(key: str) -> str:
    """What the dropdown of the list of documents offers for an item or a figure."""
    words = binding_words(load_builtin("meqmc", "2026"), "zh-CN")
    return words.get(f"item:{key}") or words[f"figure:{key}"]
