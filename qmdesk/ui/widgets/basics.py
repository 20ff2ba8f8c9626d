"""Labels, buttons and boxes by role; how a role looks stands in ``resources/style/app.qss``."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics, QResizeEvent
    from PySide6.QtWidgets import QBoxLayout, QLayout

    from qmdesk.ui.theme import Theme


def label(text: str = "", role: str = "body", *, wrap: bool = False, tone: str = "") -> QLabel:
    """A label that never takes its text for markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    elif role == "chip":  # as high as its word, whatever stands beside it
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    made.setText(text)
    return made


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    role: str = "",
    theme: Theme | None = None,
    icon: str = "",
    tip: str = "",
    elide: bool = False,
) -> QPushButton:
    """A push button; ``role`` primary, quiet, link, row, danger or plain. A link, a row and one that may ``elide``
    shorten their words where there is no room."""
    words = (" " if icon and text else "") + text.replace("&", "&&")
    made = ElidedButton(words) if elide or role in {"link", "row"} else QPushButton(words)
    made.setProperty("role", role)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if theme is not None and icon:
        colour = {"primary": "on_accent", "link": "accent", "danger": "bad"}.get(role, "muted")
        made.setIcon(theme.icon(icon, colour))
        made.setIconSize(QSize(theme.px("icon"), theme.px("icon")))
    if tip:
        made.setToolTip(tip)
    if clicked is not None:
        made.clicked.connect(lambda _=False: clicked())
    return made


def shortened(metrics: QFontMetrics, text: str, room: int) -> str:
    """A text cut to ``room`` pixels; in Latin text with full stops, as the bundled font draws … in the middle."""
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
    if cut == text or max(text) >= "\u2e80":
        return cut
    room -= metrics.horizontalAdvance("...") - metrics.horizontalAdvance("…")
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0)).replace("…", "...")


class ElidedLabel(QLabel):
    """A line that shortens its text to the room there is; the whole text is its tool tip then."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str, tip: str = "") -> None:
        """Show a text; ``tip`` is said beside it."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip("\n".join(each for each in (text, tip) if each))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cut = shortened(self.fontMetrics(), self._whole, self.width() - 2)
        self.setText("" if cut in {"…", "..."} else cut)  # dots alone say nothing


def elided(text: str, role: str = "body", width: int = 0) -> ElidedLabel:
    """A label of one line that shortens a text of the case rather than push its neighbours away; ``width`` fixes it."""
    made = ElidedLabel(role)
    made.show_text(text)
    if width:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        made.setFixedWidth(width)
    return made


class ElidedButton(QPushButton):
    """A button that shortens its text rather than ask for more room; the whole text is its tool tip then."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        super().setText(text)
        self.setAccessibleName(text.strip().replace("&&", "&"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        missing = self.fontMetrics().horizontalAdvance(self._whole) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(missing, 0) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.height(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - around + 1
        text = shortened(self.fontMetrics(), self._whole, room)
        if text != self.text():
            super().setText(text)
            self.setToolTip(self.accessibleName() if text != self._whole else "")


def tool(theme: Theme, icon: str, name: str, clicked: Callable[[], object] | None = None) -> QToolButton:
    """An icon button; its name is the tool tip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(theme.icon(icon, "ink"))
    made.setIconSize(QSize(theme.px("icon"), theme.px("icon")))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(lambda _=False: clicked())
    return made


def image(theme: Theme, icon: str, colour: str = "muted", size: str = "icon") -> QLabel:
    """An icon that only illustrates; screen readers pass over it."""
    made = QLabel()
    made.setPixmap(theme.pixmap(icon, colour, size, 2.0))
    made.setFixedSize(theme.px(size), theme.px(size))
    return made


def frame(role: str, layout: QLayout | None = None, tone: str = "") -> QFrame:
    """A box of a role: card, well, banner, notice, rule."""
    made = QFrame()
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if layout is not None:
        made.setLayout(layout)
    return made


def box(role: str = "", layout: QLayout | None = None) -> QWidget:
    """A plain widget that takes a background by its role."""
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    if role:
        made.setProperty("role", role)
    if layout is not None:
        made.setLayout(layout)
    return made


def column(
    *parts: QWidget | QLayout | int | None, gap: int = 0, margins: tuple[int, ...] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A vertical layout; an int is a fixed space, None a stretch."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def line(*parts: QWidget | QLayout | int | None, gap: int = 0, margins: tuple[int, ...] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A horizontal layout; an int is a fixed space, None a stretch."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def _fill(
    layout: QBoxLayout, parts: tuple[QWidget | QLayout | int | None, ...], gap: int, margins: tuple[int, ...]
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def leftmost(content: QWidget, width: int) -> QHBoxLayout:
    """A column of content no wider than ``width`` pixels, that begins where the page's title does on every screen."""
    content.setMaximumWidth(width)
    made = line(content, None)
    made.setStretch(0, 1000)
    return made


def scrolled(content: QWidget) -> QScrollArea:
    """A page that scrolls up and down; sideways only where large text leaves it no room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go. The focus goes with it: Qt would give it to a stranger."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            focus = widget.window().focusWidget()
            if focus is not None and (focus is widget or widget.isAncestorOf(focus)):
                focus.clearFocus()
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
            inner.deleteLater()


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change a dynamic property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if name == "wrong":  # the red edge in words
            widget.setAccessibleDescription(tr("填写有误") if value == "true" else "")
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it still takes its style as it is
            widget.style().unpolish(widget)
            widget.style().polish(widget)
            widget.update()


def say_empty(theme: Theme, icon: str, title: str, text: str, *actions: QWidget) -> QWidget:
    """What an empty screen says: what belongs here, and how to begin."""
    words = column(
        image(theme, icon, "faint", "icon_xl"),
        label(title, "heading"),
        label(text, "muted", wrap=True),
        _flowing(actions, theme.px("space_sm")),
        gap=theme.px("space_sm"),
        margins=(theme.px("space_lg"),) * 4,
    )
    made = box("", words)
    made.setMaximumWidth(theme.px("measure"))
    return made


def _flowing(parts: tuple[QWidget, ...], gap: int) -> QLayout:
    """Widgets side by side, going on in the next line."""
    from qmdesk.ui.widgets.flow import FlowLayout  # the start page has nothing empty

    made = FlowLayout(gap)
    for each in parts:
        made.addWidget(each)
    return made
