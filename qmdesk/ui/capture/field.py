"""F8: a small field over the page in front for what was just seen. Ctrl+Enter keeps it, Esc sets it aside as it is."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QStyleOption, QWidget

from qmdesk.ui.capture.draft import USUAL, Note, drafts_of
from qmdesk.ui.capture.finder import ItemFinder
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.rows import rows_of
from qmdesk.ui.widgets.basics import button, column, label, line, tool
from qmdesk.ui.widgets.committing import commit_typed
from qmdesk.ui.widgets.typing_fields import AreaField, ChoiceBox, LineField
from qmdesk.ui.words import tr

KEY = "F8"
#: Its width at 100 %, and its distance from the top.
WIDTH, TOP = 560, 64
#: Milliseconds without a change after which what stands in the field is recorded.
PAUSE = 1500


class Capture(QFrame):
    """Lies over the review and lets it be: the page behind can be used meanwhile."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._drafts = drafts_of(desk.hub)
        self._back: QWidget | None = None
        self._images: tuple[QImage, ...] = ()
        self._stop = ""
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.save)
        theme = desk.theme
        self.setProperty("role", "notice")
        self.setAccessibleName(tr("记一条"))
        self.text = AreaField(tr("看到的事实"), tr("看到的事实，不写印象"), lines=3)
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(tr("性质"))
        for kind, words in desk.hub.form.records["finding"].fields["kind"].choices.items():
            self.kind.addItem(words.in_(desk.lang), kind)
        self.place = LineField(tr("地点"), tr("地点"))
        self.finder = ItemFinder(desk)
        self._about = label("", "caption", wrap=True)
        self._pictures = label("", "caption")
        paste = button(tr("贴图"), self.paste, role="quiet", theme=theme, icon="clipboard-paste", tip="Ctrl+V")
        self._keep = button(tr("记下"), self.keep, role="primary", tip="Ctrl+Enter")
        shut = tool(theme, "x", tr("先放着，内容保留（Esc）"), self.set_aside)
        title = label(tr("记一条"), "strong")
        pad, gap = theme.px("space_md"), theme.px("space_sm")
        row = line(self.kind, self.place, self.finder, gap=gap)
        for at, share in enumerate((3, 3, 4)):
            row.setStretch(at, share)
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        hint = label(tr("Ctrl+Enter 记下，Esc 先放着"), "caption")
        low = line(paste, self._pictures, None, hint, self._keep, gap=gap)
        self._rest = QWidget()
        self._rest.setLayout(column(row, self._about, low, gap=gap))
        kept = self._rest.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._rest.setSizePolicy(kept)
        self.setLayout(column(line(title, None, shut), self.text, self._rest, gap=gap, margins=(pad,) * 4))
        for each in (self.text, self.kind, self.place, self.finder, self._keep):
            each.installEventFilter(self)
        self.text.textChanged.connect(self._pause.start)
        self.place.textEdited.connect(self._pause.start)
        self.kind.activated.connect(self._pause.start)
        self.finder.chosen.connect(self._pause.start)
        self._drafts.closing.connect(self._close)
        self.hide()

    # -- coming and going ------------------------------------------------------------------------

    def open(self, binds: str = "", stop: str = "", place: str = "") -> None:
        """Show the field, ready to type. What was set aside comes back; its place is the one in front else."""
        if not self._desk.hub.writable:
            self._desk.tell(tr("案卷现在只能查看"))
            return
        if self.isVisible():
            self.text.setFocus()
            return
        self._back = self._over.window().focusWidget()
        commit_typed()
        note = self._drafts.take_up()
        if note.empty and not self._drafts.key:
            note = replace(Note(), binds=binds, stop=stop, place=place or (note.place if stop == note.stop else ""))
        self._show(note)
        self._lay_out()
        self._rest.hide()
        self.ensurePolished()  # styling takes the attribute away
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the page below is not painted with it
        self.show()
        self.raise_()
        self.text.setFocus()
        self.repaint()  # the field at once, what stands below it at the window's next turn
        QTimer.singleShot(0, self, self._rest.show)

    def prepare(self) -> None:
        """Do what the first opening would have to do: style every part and lay it out, unseen."""
        if not self.isVisible():
            for each in self.findChildren(QWidget):
                each.ensurePolished()
            self._lay_out()

    def _lay_out(self) -> None:
        width = min(round(WIDTH * self._desk.theme.scale), self._over.width() - 48)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._over.width() - width) // 2, TOP)

    def _show(self, note: Note) -> None:
        self.text.setPlainText(note.text)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.kind.setCurrentIndex(max(self.kind.findData(note.kind or USUAL), 0))
        self.place.setText(note.place)
        self.finder.show_place(note.binds)
        self._images, self._stop = note.images, note.stop
        area = ""
        if note.stop and "stop" in self._desk.hub.form.records:
            area = next((row.text("area") for row in rows_of(self._desk.hub, "stop") if row.key == note.stop), "")
        self._about.setText(tr("走查点：{area}", area=area) if area else "")
        self._about.setVisible(bool(area))
        self._say_pictures()

    @property
    def note(self) -> Note:
        """What stands in the field."""
        return Note(
            self.text.toPlainText(),
            str(self.kind.currentData() or USUAL),
            self.place.text(),
            self.finder.where,
            self._stop,
            self._images,
        )

    def set_aside(self) -> None:
        """Hide the field; what is in it is in the case, and comes back the next time."""
        note = self.note
        self._pause.stop()
        self._drafts.hold(note)
        self._leave()
        if not note.empty or self._drafts.key:
            self._desk.tell(tr("草稿已留着，按 F8 接着写"))

    def save(self) -> None:
        """Record what stands in the field as it is: after a pause, so that a crash takes no more than that."""
        if self.isVisible() and not self.note.empty and self._drafts.save(self.note):
            self._images = self._drafts.note.images
            self._say_pictures()

    def _close(self) -> None:
        """The case is closed: what stands in the field goes with it."""
        if self.isVisible():
            self._pause.stop()
            self._drafts.hold(self.note)
            self.hide()

    def keep(self) -> str:
        """Record the note; the key of the finding, or "" where nothing was written or the case refused."""
        self.finder.settle()
        note = self.note
        if note.empty and not self._drafts.pictures:
            self.text.setFocus()
            return ""
        self._pause.stop()
        self._drafts.note = note
        key = self._drafts.keep()
        if key:
            self._leave()
            where = self.finder.text() if note.binds else tr("待归类")
            self._desk.tell(tr("已记下，归在：{where}", where=where))
        return key

    def _leave(self) -> None:
        back, self._back = self._back, None
        self.hide()
        try:
            if back is not None and back.isVisible():
                back.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:  # it is gone by now
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._desk.theme.colour("surface"))  # behind the round corners
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.end()

    # -- keys and pictures -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _keeps(event):
            event.accept()  # the page behind has a use for these keys too
            return True
        if watched is self.text and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            data = QGuiApplication.clipboard().mimeData()
            if event.matches(QKeySequence.StandardKey.Paste) and data is not None and data.hasImage():
                self.take(data)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _keeps(event):
            self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.set_aside()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Take the clipboard's picture."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not data.hasImage():
            self._desk.tell(tr("剪贴板里没有图片"))
            return
        self.take(data)

    def take(self, data: QMimeData) -> None:
        """A picture to be kept with the note."""
        image = QImage(data.imageData())
        if not image.isNull():
            self._images = (*self._images, image)
            self._say_pictures()
            self._pause.start()

    def _say_pictures(self) -> None:
        count = len(self._images) + self._drafts.pictures
        self._pictures.setText(tr("已贴 {n} 张图", n=count) if count else "")


def _keeps(event: QKeyEvent) -> bool:
    """Whether a key is Ctrl+Enter."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
