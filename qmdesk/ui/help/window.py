"""F1: help for the screen in front. Pages on the left with a search over all, the text on the right; no network."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from qmdesk.formdef.types import Form
from qmdesk.ui.help.front import PASSAGE
from qmdesk.ui.help.topics import STOPS, Topic, found, topics
from qmdesk.ui.shell.keys import show_keys
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, button, column, line
from qmdesk.ui.widgets.tool_window import size_to
from qmdesk.ui.words import mark, tr

GROUPS = {"page": mark("手册"), "item": mark("条目"), "figure": mark("指标"), "term": mark("用词")}
#: Height of a line, per cent of the font's own.
LINE = 108
PLACE = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """``open_at`` turns to a page, an item or a figure; the keys are a button away."""

    def __init__(self, theme: Theme, lang: str, form: Form | None, over: QWidget | None = None) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("帮助"))
        self._theme = theme
        self._topics = topics(form, lang)
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("在帮助中查找"))
        self.search.setPlaceholderText(tr("查找：条目、指标、用词、操作"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("帮助目录"))
        for each in (self.list, self.search):
            each.setMaximumWidth(theme.px("list"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = _Page()
        self.text.setAccessibleName(tr("帮助正文"))
        self.text.document().setDocumentMargin(theme.px("space_lg"))
        pad, gap = theme.px("space_lg"), theme.px("space_md")
        keys = button(tr("快捷键"), lambda: show_keys(theme, self), role="quiet", theme=theme, icon="keyboard")
        left = column(self.search, self.list, line(keys, None), gap=theme.px("space_sm"))
        body = line(left, self.text, gap=gap, margins=(pad, pad, pad, pad))
        body.setStretch(0, 1)
        body.setStretch(1, 3)
        self.setLayout(column(box("window", body)))
        size_to(self, theme, 980, 640)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(lambda now, _: self._show(now))
        self.text.anchorClicked.connect(lambda url: self.open_at(url.toString().removeprefix("help:")))
        self._fill("")

    def _fill(self, asked: str) -> None:
        here = self.current
        self.list.clear()
        group = ""
        among = found(self._topics, asked) if asked.strip() else list(self._topics)
        for each in among:
            if each.group != group and not asked.strip():
                group = each.group
                self._head(tr(GROUPS[group]))
            made = QListWidgetItem(each.title)
            made.setData(PLACE, each.id)
            made.setToolTip(f"{tr(GROUPS[each.group])} · {each.title}")
            self.list.addItem(made)
        if not among:
            self._head(tr("没有找到"))
        if not self.open_at(here) and among:
            self.open_at(among[0].id)

    def _head(self, text: str) -> None:
        made = QListWidgetItem(text)
        made.setFlags(Qt.ItemFlag.NoItemFlags)
        made.setFont(self._theme.font("type_caption", bold=True))
        made.setForeground(self._theme.colour("muted"))
        self.list.addItem(made)

    @property
    def current(self) -> str:
        """The topic that is shown."""
        now = self.list.currentItem()
        return str(now.data(PLACE) or "") if now is not None else ""

    def open_at(self, topic: str) -> bool:
        """Turn to a topic, and after ``#`` to the passage about something in it. False where it is not in the list."""
        topic, _, passage = topic.partition(PASSAGE)
        topic = STOPS.get(topic, topic)
        for at in range(self.list.count()):
            each = self.list.item(at)
            if topic and each.data(PLACE) == topic:
                self.list.setCurrentItem(each)
                self.text.turn_to(passage)
                return True
        return False

    def _show(self, now: QListWidgetItem | None) -> None:
        wanted = str(now.data(PLACE) or "") if now is not None else ""
        found_topic: Topic | None = next((each for each in self._topics if each.id == wanted), None)
        if found_topic is not None:
            self.text.show_markdown(found_topic.text, self._theme)
            if found_topic.picture is not None:
                self.text.show_picture(found_topic.picture, found_topic.title, self._theme)
            self.text.setAccessibleDescription(found_topic.title)


class _Page(QTextBrowser):
    """Text only: nothing is loaded from anywhere, and a link leads to a page of ours or nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self._picture = QImage()
        self._pad = 0

    def _fit(self, frame: QTextImageFormat) -> None:
        image = self._picture
        width = max(min(image.width(), self.viewport().width() - self._pad), 1)
        frame.setWidth(width)
        frame.setHeight(width * image.height() / image.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture stays as wide as the page."""
        super().resizeEvent(event)
        if self._picture.isNull():
            return
        cursor = QTextCursor(self.document().begin().next())
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        if cursor.charFormat().isImageFormat():
            frame = cursor.charFormat().toImageFormat()
            self._fit(frame)
            cursor.setCharFormat(frame)

    def show_markdown(self, text: str, theme: Theme) -> None:
        """Show a text with the window's own sizes and room between its parts."""
        self._picture = QImage()
        self.setMarkdown(text)
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            room = QTextBlockFormat()
            room.setTopMargin(theme.px("space_lg" if level > 1 else "space_xs"))
            room.setBottomMargin(theme.px("space_xs"))
            room.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor = QTextCursor(block)
            cursor.mergeBlockFormat(room)
            if level:
                letters = QTextCharFormat()
                letters.setFont(theme.font("type_title" if level == 1 else "type_heading", bold=True))
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.setCharFormat(letters)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def turn_to(self, passage: str) -> None:
        """Mark the passage about something and bring it into view: its heading, or the line that begins with it."""
        found = self._passage(passage) if passage else QTextBlock()
        if not found.isValid():
            return
        cursor = QTextCursor(found)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(found).top()
        self.verticalScrollBar().setValue(int(top) - int(self.document().documentMargin()))

    def _passage(self, words: str) -> QTextBlock:
        block, line = self.document().begin().next(), QTextBlock()
        while block.isValid():
            text = block.text().strip()
            if block.blockFormat().headingLevel() and text == words:
                return block
            if not line.isValid() and text.startswith((f"“{words}”", f'"{words}"')):
                line = block
            block = block.next()
        return line

    def show_picture(self, path: Path, title: str, theme: Theme) -> None:
        """Show a picture of ours below the first heading, no wider than the page."""
        image = QImage(str(path))
        if image.isNull():
            return
        name = QUrl("help:picture")
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
        cursor = QTextCursor(self.document().begin())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        room = QTextBlockFormat()
        room.setTopMargin(theme.px("space_sm"))
        room.setBottomMargin(theme.px("space_sm"))
        cursor.insertBlock(room, QTextCharFormat())
        frame = QTextImageFormat()
        frame.setName(name.toString())
        frame.setToolTip(title)
        self._picture, self._pad = image, 3 * theme.px("space_lg")
        self._fit(frame)
        cursor.insertImage(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing from anywhere; the picture of a page is handed to the document."""
        return None
