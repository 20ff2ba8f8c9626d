"""What the tabs of the floor share: the records as the grade sees them, edits by name, a list with a pane beside it."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from qmdesk.grading.records import Index, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.floor.entries import Entries
from qmdesk.ui.pages.performance.rows import Row, by_number
from qmdesk.ui.pages.performance.sampling_list import RecordList
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.widgets.basics import box, column, leftmost, line, scrolled
from qmdesk.ui.words import problem_text, tr

#: The width of a list beside its pane, and from which width on its fields stand in two columns (at 100 %).
SIDE, TWO = 224, 420
#: Narrower than this, the list stands above its pane, and no higher than that (at 100 %).
NARROW, LOW = 540, 150
#: No limit to a widget's size, as Qt has it.
MOST = 16_777_215


def found(hub: Hub) -> Index:
    """The case's records at the hub's stage, put in order once for each change."""
    return hub.once(f"index {hub.stage}", lambda: index(hub.session.state, hub.stage))


def edit(hub: Hub, subject: str, name: str, value: Json) -> Edit:
    """An edit of a field at the stage it belongs to."""
    field = hub.form.records[subject.partition(":")[0]].fields[name]
    return Edit(Place(subject, name, str(hub.stage) if field.staged else ""), value)


def ask_about(desk: Desk, problem: Problem, binds: str = "") -> bool:
    """Take a problem along as a question; once only. False where it is there already or the case refused."""
    hub = desk.hub
    origin = f"{problem.code}:{problem.where}"
    if any(each.text("origin") == origin for each in found(hub).records("question")):
        desk.tell(tr("这个疑问已经记着了"))
        return False
    values: dict[str, Json] = {"origin": origin, "text": problem_text(problem, desk.lang)}
    if binds:
        values["binds"] = binds
    _, edits = added(hub, "question", values)
    if not hub.record(edits):
        return False
    desk.tell(tr("已记为疑问，见“准备与首次会议”"))
    return True


def page(desk: Desk, *parts: QWidget) -> QWidget:
    """Parts below one another that scroll, no wider than is readable."""
    theme = desk.theme
    inner = box("", column(*parts, None, gap=theme.px("space_lg"), margins=(0, 0, theme.px("space_sm"), 0)))
    return scrolled(box("page", leftmost(inner, theme.px("page"))))


class ListAndPane(QWidget):
    """Records of one kind at the side, the one in front beside them. ``welcome`` is shown while there is none."""

    def __init__(
        self,
        desk: Desk,
        kind: str,
        title: str,
        words: Callable[[Row], str],
        begin: Callable[[], Mapping[str, Json]],
        make: Callable[[str], QWidget],
        welcome: QWidget,
        under: QWidget | None = None,
        follows: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.desk, self._make, self._follows = desk, make, follows
        theme = desk.theme
        order = by_number if "order" in desk.hub.form.records[kind].fields else None
        self.records = RecordList(desk, kind, title, words, begin, order)
        self.records.list.setItemDelegate(Entries(theme, self.records.list))
        side = QWidget()
        side.setLayout(column(self.records, gap=theme.px("space_sm")))
        if under is not None:
            layout = side.layout()
            assert layout is not None
            layout.addWidget(under)
        self._under = under
        self._side = side
        self.stack = QStackedWidget()
        words_first = QWidget()
        words_first.setLayout(column(welcome, None))
        self.stack.addWidget(words_first)
        self.pane: QWidget | None = None
        self._key = ""
        self._whole = line(side, self.stack, gap=theme.px("space_md"))
        self._whole.setStretch(1, 1)
        self.setLayout(self._whole)
        self._lay(narrow=False)
        self.records.chosen.connect(self.show_key)
        desk.hub.changed.connect(self._on_changed)
        if self.records.rows:
            self.records.choose(self.records.rows[0].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the list where there is room for both, else below it."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW * self.desk.theme.scale
        if narrow != (self._whole.direction() is QBoxLayout.Direction.TopToBottom):
            self._lay(narrow=narrow)

    def _lay(self, *, narrow: bool) -> None:
        wide = round(SIDE * self.desk.theme.scale)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(down if narrow else across)
        self._side.setMinimumWidth(0 if narrow else wide)
        self._side.setMaximumWidth(MOST if narrow else wide)
        if self._under is not None:
            self._under.setVisible(not narrow)
        self._side.setMaximumHeight(round(LOW * self.desk.theme.scale) if narrow else MOST)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in self._follows for place in changes.places):
            self.records.refresh()

    def show_record(self, key: str, field: str) -> None:
        """Go to a record, and to a field of it."""
        if self.records.choose(key):
            go = getattr(self.pane, "show_field", None)
            if go is not None:
                go(field)

    def show_key(self, key: str) -> None:
        """Bring a record's pane to the front; the one before goes."""
        if key == self._key:
            return
        self._key = key
        old, self.pane = self.pane, self._make(key) if key else None
        if self.pane is not None:
            self.stack.addWidget(self.pane)
            self.stack.setCurrentWidget(self.pane)
        else:
            self.stack.setCurrentIndex(0)
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()

    def begin(self) -> None:
        """Begin a record; the cursor goes to its first field."""
        self.records.add()
        go = getattr(self.pane, "show_field", None)
        if go is not None:
            go("")
