"""One piece of evidence, large: zoom, marks, caption, and what is known of the file. It never stops the window."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QToolButton, QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence import marks
from qmdesk.ui.evidence.canvas import MOVE, MarkCanvas
from qmdesk.ui.evidence.thumbs import Found, thumbs_of
from qmdesk.ui.evidence.work import PICTURES
from qmdesk.ui.help.front import helped
from qmdesk.ui.naming import stage_name
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, column, label, line, say_empty, scrolled, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import mark, problem_text, tr

#: Pixels of the longest side that are loaded; sharp enough to read a gauge on a photo of twelve million.
SIDE = 2600
TOOLS = (
    (MOVE, "move", mark("移动图片或选中标注")),
    (marks.ARROW, "arrow-up-right", mark("画箭头")),
    (marks.BOX, "square", mark("画方框")),
    (marks.TEXT, "type", mark("写文字")),
)
COLOURS = {"bad": mark("红色"), "warn": mark("琥珀色"), "good": mark("绿色"), "accent": mark("蓝色")}


class EvidenceViewer(QDialog):
    """Knows its evidence by key; marks are recorded as they are drawn and undone as any other edit."""

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        helped(self, "evidence")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self.subject = desk, f"evidence:{key}"
        self.setWindowTitle(desk.hub.text(self.subject, "name") or key)
        self.canvas = MarkCanvas(desk.theme)
        self.canvas.drawn.connect(self._record)
        self._tools = box("bar", column(self._toolbar(), margins=(desk.theme.px("space_sm"),) * 4))
        self._sha256 = desk.hub.text(self.subject, "file")
        self._info = desk.hub.session.outline().files.get(self._sha256)
        self._size = label("", "body")
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.canvas, 1)
        pad = desk.theme.px("space_lg")
        side = scrolled(box("panel", column(*self._about(), None, gap=desk.theme.px("space_sm"), margins=(pad,) * 4)))
        side.setFixedWidth(desk.theme.px("panel"))
        row = line(column(self._tools, self._middle), side)
        row.setStretch(0, 1)
        self.setLayout(row)
        if parent is not None:
            self.resize(parent.size() * 0.9)
        desk.hub.changed.connect(self._on_changed)
        for keys, redo in ((QKeySequence("Ctrl+Z"), False), (QKeySequence("Ctrl+Shift+Z"), True)):
            QShortcut(keys, self).activated.connect(lambda redo=redo: desk.hub.undo(redo=redo))
        self._load()

    # -- what stands around the picture ----------------------------------------------------------

    def _toolbar(self) -> FlowLayout:
        theme = self._desk.theme
        row = FlowLayout(theme.px("space_xs"))
        group = QButtonGroup(self)
        for name, icon, said in TOOLS:
            made = tool(theme, icon, tr(said), lambda n=name: self.canvas.use(n))
            self._checkable(made, group, row, checked=name == MOVE)
        row.addWidget(_gap(theme))
        colours = QButtonGroup(self)
        for name in marks.COLOURS:
            made = tool(theme, "circle-dot", tr(COLOURS[name]), lambda n=name: self.canvas.dye(n))
            made.setIcon(theme.icon("circle-dot", name))
            self._checkable(made, colours, row, checked=name == marks.COLOURS[0])
        row.addWidget(_gap(theme))
        row.addWidget(tool(theme, "trash-2", tr("删除选中的标注") + " (Delete)", self.canvas.drop_chosen))
        row.addWidget(_gap(theme))
        for icon, said, work in (
            ("zoom-out", tr("缩小") + " (-)", lambda: self.canvas.zoom(0.8)),
            ("zoom-in", tr("放大") + " (+)", lambda: self.canvas.zoom(1.25)),
            ("maximize", tr("适合窗口") + " (0)", self.canvas.fit),
        ):
            row.addWidget(tool(theme, icon, said, work))
        return row

    def _checkable(self, made: QToolButton, group: QButtonGroup, row: FlowLayout, *, checked: bool) -> None:
        made.setCheckable(True)
        made.setChecked(checked)
        group.addButton(made)
        row.addWidget(made)

    def _about(self) -> list[QWidget]:
        hub, lang = self._desk.hub, self._desk.lang
        entry = hub.folded(self.subject, "file")
        head = entry.heads[0] if entry is not None and entry.heads else None
        rows = [
            (tr("文件名"), hub.text(self.subject, "name")),
            (tr("类型和大小"), f"{self._info.media} · {size_text(self._info.size)}" if self._info else "—"),
            ("SHA-256", _broken(self._sha256)),
            (tr("拍摄时间（文件自述，未经核实）"), hub.text(self.subject, "captured") or tr("文件没有说明")),
            (tr("阶段"), stage_name(hub.text(self.subject, "stage"))),
            (tr("存入"), f"{head.author} · {head.at[:19].replace('T', ' ')}" if head is not None else "—"),
        ]
        made: list[QWidget] = [CaseField(self._desk, self.subject, "caption")]
        for name, text in rows:
            value = label(text or "—", "body", wrap=True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{name} {text}")
            made.append(box("", column(label(name, "caption"), value)))
        if lang and self._info is not None and self._info.media in PICTURES:
            made.append(label(tr("标注另存，原图一个字节也不变。"), "hint", wrap=True))
        return made

    # -- the picture and its marks ---------------------------------------------------------------

    def _load(self) -> None:
        media = self._info.media if self._info is not None else ""
        if media in PICTURES:
            self._tools.setEnabled(False)
            thumbs_of(self._desk.hub).ask(self, self._sha256, SIDE, self._show)
        else:
            self._say(tr("此处不能预览"), tr("文件已原样保存。在佐证上点右键，可以另存原件再打开。"))

    def _show(self, found: Found) -> None:
        if isinstance(found, Problem):
            self._say(tr("这张图片打不开"), problem_text(found, self._desk.lang))
            return
        self._tools.setEnabled(True)
        self.canvas.show_picture(found)
        self._show_marks()
        self.canvas.setFocus()

    def _say(self, title: str, text: str) -> None:
        self._tools.hide()
        self.canvas.hide()
        self._middle.addWidget(say_empty(self._desk.theme, "file-text", title, text), 1)

    def _show_marks(self) -> None:
        self.canvas.show_marks(marks.read(self._desk.hub.text(self.subject, "marks")))

    def _record(self, drawn: tuple[marks.Mark, ...]) -> None:
        hub = self._desk.hub
        if not hub.record(Edit(Place(self.subject, "marks"), marks.written(drawn), author=hub.author)):
            self._show_marks()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject and place.name == "marks" for place in changes.places):
            self._show_marks()


def size_text(size: int) -> str:
    """A file's size in kB below a megabyte, never 0."""
    return f"{size / 1_000_000:.2f} MB" if size >= 1_000_000 else f"{max(-(-size // 1000), 1)} kB"


def _broken(sha256: str) -> str:
    """A hash in groups that a line can be broken between."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def _gap(theme: Theme) -> QWidget:
    made = QWidget()
    made.setFixedSize(theme.px("space_md"), 1)
    return made
