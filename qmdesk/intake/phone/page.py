"""The page that a phone opens: one file of HTML from the resources, with nothing from outside."""

from __future__ import annotations

from qmdesk import assets


def page(nonce: str, most: int) -> str:
    """The page. ``nonce`` lets its own script and style run and nothing else; ``most``: bytes of one file."""
    text = assets.resource("phone", "page.html").read_text("utf-8")
    return text.replace("{{nonce}}", nonce).replace("{{most}}", str(most))
