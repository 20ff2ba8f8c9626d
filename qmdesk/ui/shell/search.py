"""Ctrl+K: one field over pages, items, figures, evidence, findings, records, what can be done, and the handbook."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import after, shorten, subject_name, told
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import column, label
from qmdesk.ui.words import mark, tr

#: What comes before a wish to the window, and before a page of the handbook, in a hit's place.
WISH, HELP = "wish:", "help:"
#: What can be done from anywhere, beside the tools: wish, icon, words.
ACTIONS = (
    ("note", "notebook-pen", mark("记一条（F8）")),
    ("print", "printer", mark("打印（Ctrl+P）")),
    ("home", "house", mark("回到开始页")),
    ("look=light", "sun", mark("浅色")),
    ("look=dark", "moon", mark("深色")),
    ("look=contrast", "contrast", mark("高对比度（强光下）")),
    ("scale=+", "zoom-in", mark("放大文字")),
    ("scale=-", "zoom-out", mark("缩小文字")),
    ("lang=zh-CN", "languages", mark("界面语言：中文")),
    ("lang=en", "languages", mark("界面语言：英文")),
    ("tour", "play", mark("练习与导览")),
    ("keys", "keyboard", mark("快捷键")),
)
#: Fields whose words are searched, of records that the user writes.
SEARCHED = ("name", "caption", "text", "note", "weakness", "action", "cause")
MOST = 40
WHERE, KIND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found; ``words`` are all that was searched, folded."""

    where: str
    title: str
    kind: str
    icon: str
    words: str


class Search(QFrame):
    """The palette. ``went`` tells the place chosen."""

    went = Signal(str)

    def __init__(self, desk: Desk, stops: tuple[PageSpec, ...], over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._stops, self._over = desk, stops, over
        self._hits: list[Hit] = []
        self.setProperty("role", "notice")
        theme = desk.theme
        self._field = QLineEdit()
        self._field.setProperty("role", "big")
        self._field.setPlaceholderText(tr("搜索条目、指标、佐证、发现、页面、操作、手册…"))
        self._field.setAccessibleName(tr("搜索"))
        self._list = QListWidget()
        self._list.setAccessibleName(tr("搜索结果"))
        self._list.setIconSize(QSize(theme.px("icon"), theme.px("icon")))
        self._list.setItemDelegate(_Found(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hint = label(tr("↑ ↓ 选择，Enter 前往，Esc 关闭"), "caption")
        pad = theme.px("space_sm")
        self.setLayout(column(self._field, self._list, self._hint, gap=pad, margins=(pad, pad, pad, pad)))
        self._field.textChanged.connect(self._find)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(self._go)
        self.hide()

    def open(self) -> None:
        """Show the palette with everything that can be found now."""
        self._hits = hits(self._desk, self._stops)
        self._field.clear()
        self._find("")
        px = self._desk.theme.px
        width = min(px("palette"), self._over.width() - 80)
        self.setGeometry(
            (self._over.width() - width) // 2, 72, width, min(px("palette_high"), self._over.height() - 120)
        )
        self.show()
        self.raise_()
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return False

    def _on_key(self, key: int) -> bool:
        row = self._list.currentRow()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key == Qt.Key.Key_Down:
            self._list.setCurrentRow(min(row + 1, self._list.count() - 1))
        elif key == Qt.Key.Key_Up:
            self._list.setCurrentRow(max(row - 1, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self._list.currentItem())
        else:
            return False
        return True

    def _find(self, text: str) -> None:
        self._list.clear()
        words = text.casefold().split()
        found = [hit for hit in self._hits if all(word in hit.words for word in words)]
        found.sort(key=lambda hit: -sum(word in hit.title.casefold() for word in words))  # named so before told of
        for hit in found[:MOST]:
            item = QListWidgetItem(self._desk.theme.icon(hit.icon), hit.title)
            item.setData(WHERE, hit.where)
            item.setData(KIND, hit.kind)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, after(hit.title, hit.kind))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._hint.setText(tr("↑ ↓ 选择，Enter 前往，Esc 关闭") if found else tr("没有找到，换个词试试"))

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.went.emit(str(item.data(WHERE)))


class _Found(QStyledItemDelegate):
    """Title on the left, shortened where it must be; what kind of thing it is on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, kind = self._theme, str(index.data(KIND))
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        metrics = QFontMetrics(theme.font("type_caption"))
        width = metrics.horizontalAdvance(kind) + 2 * theme.px("space_sm")
        option.rect = area.adjusted(0, 0, -width, 0)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(area, theme.px("radius_sm"), theme.px("radius_sm"))
        super().paint(painter, option, index)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("type_caption"))
        place = QRect(area.right() - width, area.top(), width - theme.px("space_sm"), area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, kind)
        painter.restore()


def hits(desk: Desk, stops: tuple[PageSpec, ...]) -> list[Hit]:
    """Everything that can be searched: stops, items, figures, then what was written in the case."""
    form, lang = desk.hub.form, desk.lang
    found = [_hit(f"page:{stop.id}", stop.name(), tr("页面"), stop.icon) for stop in stops]
    names = {each.id: each.name.in_(lang) for each in form.dimensions}
    found += [
        _hit(
            f"item:{item.id}",
            item.name.in_(lang),
            names[item.dimension],
            "circle-dot",
            item.question.in_(lang),
            item.id,
        )
        for item in form.items
    ]
    found += [_hit(f"figure:{each.id}", each.name.in_(lang), tr("指标"), "gauge", each.id) for each in form.figures]
    return found + _written(desk) + _doings() + _handbook(desk.lang)


def _doings() -> list[Hit]:
    """What can be done from anywhere."""
    from qmdesk.ui.tools import TOOLS

    doings = (*ACTIONS, *TOOLS)
    return [_hit(f"{WISH}{wish}", tr(words), tr("操作"), icon, wish) for wish, icon, words in doings]


def _handbook(lang: str) -> list[Hit]:
    from qmdesk.ui.help.topics import handbook

    return [_hit(f"{HELP}{each.id}", each.title, tr("手册"), "info", each.text) for each in handbook(lang)]


def _written(desk: Desk) -> list[Hit]:
    hub, lang = desk.hub, desk.lang
    words: dict[str, list[str]] = {}
    for place, folded in hub.session.state.items():
        if place.name in SEARCHED and isinstance(folded.value, str) and folded.value:
            words.setdefault(place.subject, []).append(folded.value)
    found: list[Hit] = []
    for subject, texts in words.items():
        kind, _, key = subject.partition(":")
        if key and kind not in {"item", "figure"} and hub.value(subject, "deleted") is True:
            continue
        record = hub.form.records.get(kind)
        bound = hub.text(subject, "binds").split() if kind in {"evidence", "finding"} else []
        target = bound[0] if len(bound) == 1 else ""
        title = subject_name(hub.form, hub.session.state, subject, lang)
        if kind in {"item", "figure"}:
            title = told(title, shorten(texts[-1], 16))
        found.append(_hit(target or subject, title, record.label.in_(lang) if record else kind, "pencil", *texts))
    return found


def _hit(where: str, title: str, kind: str, icon: str, *more: str) -> Hit:
    return Hit(where, title, kind, icon, " ".join((title, kind, *more)).casefold())
