"""The frame that plain pages share: a title, a line about it, actions on the right, content of a readable width."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, column, label, leftmost, line, scrolled


class PageFrame(QWidget):
    """``body`` is where a page puts its content; ``head`` takes actions at its end."""

    def __init__(self, theme: Theme, title: str, about: str = "", *, wide: bool = False) -> None:
        super().__init__()
        pad = gap = theme.px("space_lg")
        words = column(label(title, "title", wrap=True), gap=theme.px("space_xs"))
        if about:
            words.addWidget(label(about, "muted", wrap=True))
        self.head = line(words, gap=theme.px("space_sm"))
        self.head.setStretch(0, 1)
        self.body: QVBoxLayout = column(gap=gap)
        whole = column(self.head, theme.px("space_lg"), self.body, None, margins=(pad, gap, pad, pad))
        inner = box("", whole)
        row = leftmost(inner, theme.px("wide" if wide else "page"))
        self.area: QScrollArea = scrolled(box("page", row))
        self.setLayout(column(self.area))
