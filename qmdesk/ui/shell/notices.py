"""Short notices over the window's lower edge: what was done, what was refused and the way out. Never modal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import column, frame, image, label, line, tool
from qmdesk.ui.words import problem_text, remedy_text, tr

SECONDS = 4
SECONDS_PROBLEM = 12
SHOWN = 3


class Notices(QObject):
    """Shows one notice at a time over a widget; above it, where there is one, what was said to be read at leisure.

    One for each widget: it looks at all its events."""

    def __init__(self, over: QWidget, theme: Theme, lang: str) -> None:
        super().__init__(over)
        self._over, self._theme, self._lang = over, theme, lang
        self._shown: QWidget | None = None
        self._kept: QWidget | None = None
        self._kept_words: list[str] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._hide_shown)
        self._leave = QTimer(self, singleShot=True)
        self._leave.timeout.connect(self._hide_kept)
        over.installEventFilter(self)

    def wear(self, theme: Theme, lang: str) -> None:
        """Another look or language, for what is told from now on."""
        self._theme, self._lang = theme, lang

    def tell(self, text: str) -> None:
        """Say something for a few seconds."""
        self._show(_notice(self._theme, [(text, "")], "info", self._hide_shown), SECONDS)

    def tell_long(self, text: str) -> None:
        """Say something beside what is said of the same matter in a moment; long enough to be read."""
        said = [*self._kept_words, text]
        self._hide_kept()
        self._kept_words = list(dict.fromkeys(said))[-SHOWN:]
        self._kept = _notice(self._theme, [(each, "") for each in self._kept_words], "info", self._hide_kept)
        self._open(self._kept)
        self._leave.start(SECONDS_PROBLEM * 1000)

    def tell_error(self, text: str) -> None:
        """Say that a mistake of ours happened; long enough to be read."""
        self._show(_notice(self._theme, [(text, "")], "bad", self._hide_shown), SECONDS_PROBLEM)

    def tell_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what was refused and what to do about it."""
        said = [(problem_text(each, self._lang), remedy_text(each, self._lang)) for each in problems[:SHOWN]]
        if len(problems) > SHOWN:
            said.append((tr("另有 {n} 个问题", n=len(problems) - SHOWN), ""))
        self._show(_notice(self._theme, said, "bad", self._hide_shown), SECONDS_PROBLEM)

    def hide(self) -> None:
        self._hide_shown()
        self._hide_kept()

    def _hide_shown(self) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
            self._place()

    def _hide_kept(self) -> None:
        if self._kept is not None:
            self._kept.hide()
            self._kept.deleteLater()
            self._kept, self._kept_words = None, []

    def _show(self, notice: QWidget, seconds: int) -> None:
        self._hide_shown()
        self._shown = notice
        self._open(notice)
        self._timer.start(seconds * 1000)

    def _open(self, notice: QWidget) -> None:
        notice.setParent(self._over)
        notice.setMaximumWidth(self._theme.px("measure"))
        notice.show()
        self._place()

    def _place(self) -> None:
        """From the lower edge upwards."""
        foot = self._over.height() - self._theme.px("space_xl")
        for each in (self._shown, self._kept):
            if each is None:
                continue
            width = min(each.sizeHint().width(), self._over.width() - 2 * self._theme.px("space_xl"))
            height = each.heightForWidth(width) if each.hasHeightForWidth() else each.sizeHint().height()
            each.setGeometry((self._over.width() - width) // 2, foot - height, width, height)
            each.raise_()
            foot -= height + self._theme.px("space_sm")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


def _notice(theme: Theme, said: list[tuple[str, str]], tone: str, close: object) -> QWidget:
    gap = theme.px("space_sm")
    words = column(gap=theme.px("space_xs"))
    for message, remedy in said:
        words.addWidget(label(message, "body", wrap=len(message) > 60))
        if remedy:
            words.addWidget(label(remedy, "caption", wrap=len(remedy) > 60))
    icon = image(theme, "info" if tone == "info" else "octagon-alert", "accent" if tone == "info" else "bad", "icon_lg")
    shut = tool(theme, "x", tr("关闭"), close)  # pyright: ignore[reportArgumentType]
    row = line(icon, words, shut, gap=gap + 2, margins=(theme.px("space_md"), gap, gap, gap))
    row.setStretch(1, 1)
    row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    row.setAlignment(shut, Qt.AlignmentFlag.AlignTop)
    made = frame("notice", row, tone)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    made.setAccessibleName("\n".join(message for message, _ in said))
    return made
