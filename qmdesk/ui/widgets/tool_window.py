"""A window beside the review for what concerns no page: it blocks nothing, and Escape closes it."""

# Qt gives None where its stubs say it can't.
# pyright: reportUnnecessaryComparison=false

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.dropping import files_in, not_files
from qmdesk.ui.help.front import helped
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, column, empty, frame, image, label, line, scrolled
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import sentence as sentence_of
from qmdesk.ui.words import tr

#: The least height of a window beside the review, in pixels at 100 %.
LEAST = 260
#: Share of the screen that a window beside the review takes at most.
MOST = 0.94


def size_to(window: QDialog, theme: Theme, width: int, height: int) -> None:
    """A size (at 100 %) as the text scale makes it, within the screen."""
    window.resize(QSize(round(width * theme.scale), round(height * theme.scale)).boundedTo(most_of(window)))


def most_of(window: QDialog) -> QSize:
    """The largest size of a window beside the review on its screen."""
    return window.screen().availableSize() * MOST


class ToolWindow(QDialog):
    """``body`` takes the content, ``head`` the buttons above it; ``say`` tells how the last of them ended. ``HELP`` is
    the page of the handbook that F1 opens.

    It is as high as what it says, and grows with it up to the height that :func:`size_to` gave it; one whose content
    takes all the room there is sets ``fits`` to False, and ``fills`` to True where it has views to fill it.
    """

    HELP = "start"
    fits, fills = True, False

    def __init__(self, theme: Theme, lang: str, title: str, about: str = "", over: QWidget | None = None) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.theme, self.lang = theme, lang
        pad, gap = theme.px("space_xl"), theme.px("space_md")
        self.head = FlowLayout(theme.px("space_sm"))
        self._said = QVBoxLayout()
        self.body: QVBoxLayout = column(gap=gap)
        words = column(label(title, "title"), gap=theme.px("space_xs"))
        if about:
            words.addWidget(label(about, "muted", wrap=True))
        whole = column(
            words,
            box("", self.head),
            self._said,
            self.body,
            *(() if self.fills else (None,)),
            gap=gap,
            margins=(pad, theme.px("space_lg"), pad, pad),
        )
        self._highest = self._height = 0
        self._content = box("window", whole)
        self._content.installEventFilter(self)
        self.setLayout(column(scrolled(self._content)))
        size_to(self, theme, 760, 620)
        helped(self, self.HELP)

    def showEvent(self, event: QShowEvent) -> None:
        if self.fits and not self._highest:
            self._highest = self.height()
            self._height = min(self._whole_height(), self._highest)
            self.resize(self.width(), self._height)
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._highest:
            QTimer.singleShot(0, self, self._grow_with_content)
        return super().eventFilter(watched, event)

    def _grow_with_content(self) -> None:
        """Follow what was added, unless somebody made the window larger or smaller."""
        if self.height() == self._height and self._whole_height() > self._height:
            self._height = min(self._whole_height(), self._highest)
            self.resize(self.width(), self._height)

    def _whole_height(self) -> int:
        """The height in pixels at which nothing need be scrolled."""
        layout = self._content.layout()
        assert layout is not None
        layout.activate()
        least = round(LEAST * self.theme.scale)
        return max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height(), least)

    def say(self, text: str, tone: str = "") -> None:
        """A line under the buttons in place of the one before; ``tone`` good, bad or nothing. "" takes it away."""
        empty(self._said)
        if text:
            icon = {"good": ("circle-check", "good"), "bad": ("octagon-alert", "bad")}.get(tone, ("info", "accent"))
            words = label(text, "body", wrap=True)
            words.setAccessibleName(text)
            pad = self.theme.px("space_sm")
            row = line(image(self.theme, *icon), words, gap=pad, margins=(pad, pad, pad, pad))
            row.setStretch(1, 1)
            self._said.addWidget(frame("well" if not tone else "banner", row, tone))

    def say_problems(self, problems: Iterable[Problem]) -> None:
        """What was refused, and the way out."""
        said = [sentence_of(each, self.lang) for each in problems]
        self.say("\n".join(dict.fromkeys(said)), "bad")

    @property
    def said(self) -> str:
        """What stands there now."""
        item = self._said.itemAt(0)
        found = item.widget() if item is not None else None
        return "" if found is None else "".join(each.accessibleName() for each in found.findChildren(QWidget))

    def busy(self, text: str = "") -> None:
        """Say that work goes on."""
        self.say(text or tr("正在处理…"))

    # -- files dropped on it ---------------------------------------------------------------------

    def take_files(self, paths: list[Path]) -> None:
        """Files that were dropped here. A window that wants them sets ``setAcceptDrops`` and does something here."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        if said := not_files(event.mimeData()):
            self.say(said, "bad")
        if paths := files_in(event.mimeData()):
            self.take_files(paths)
