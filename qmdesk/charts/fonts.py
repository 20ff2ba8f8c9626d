"""The application's own fonts, known to matplotlib: charts draw Chinese on a machine without any Chinese font."""

from __future__ import annotations

from functools import cache

from qmdesk import assets

FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@cache
def register() -> None:
    """Add the fonts once; every figure asks for it. FileNotFoundError where they are missing from the installation."""
    from matplotlib.font_manager import fontManager

    known = {entry.fname for entry in fontManager.ttflist}
    for name in FILES:
        path = str(assets.resource("fonts", name))
        if path not in known:
            fontManager.addfont(path)
