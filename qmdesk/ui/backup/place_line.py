"""A line over a case that lies where files change or go by themselves; once dismissed it stays away for that folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QWidget

from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import frame, image, label, line, tool
from qmdesk.ui.words import mark, tr

WORDS = {
    "synced": mark("案卷在云同步文件夹里：同步程序可能留下冲突副本。建议移到本机普通文件夹，用同步包与同事交换。"),
    "network": mark("案卷在网络文件夹里：断网时不能保存。建议移到本机，完成后再拷回。"),
    "removable": mark("案卷在移动盘上：没有安全弹出可能损坏。建议移到本机，移动盘只放备份。"),
}


def place_line(path: Path, settings: Settings, theme: Theme) -> QWidget | None:
    """The line for a case at this path, or None where its place is an ordinary one or the line was dismissed."""
    from qmdesk.workspace.places import place_of

    folder = sha256(str(path.absolute().parent).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    key = f"places/{folder}"
    kind = place_of(path)
    if not kind or settings.text(key) == kind:
        return None
    words = tr(WORDS[kind])
    gap = theme.px("space_md")

    def dismiss() -> None:
        settings.put(key, kind)
        made.hide()
        made.deleteLater()

    said = label(words, "body", wrap=True)
    row = line(
        image(theme, "triangle-alert", "warn"),
        said,
        tool(theme, "x", tr("不再提醒"), dismiss),
        gap=gap,
        margins=(theme.px("space_lg"), 2, theme.px("space_lg"), 2),
    )
    row.setStretch(1, 1)
    made = frame("strip", row)
    made.setAccessibleName(words)
    return made
