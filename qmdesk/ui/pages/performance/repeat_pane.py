"""Witnessed or repeat measurements: ours and the enterprise's side by side, and what the difference says."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QGridLayout, QWidget

from qmdesk.casefile.case import Blob
from qmdesk.intake.measurements.edits import READINGS_MEDIA as MEDIA
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.compare import Comparison, compare
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.held_readings import set_in
from qmdesk.ui.pages.performance.reading_cells import keep_cells, kept_cells
from qmdesk.ui.pages.performance.repeat_plots import repeat_plot
from qmdesk.ui.pages.performance.repeat_readings import OURS, THEIRS, Sides, difference_text, sides_of, texts_of
from qmdesk.ui.pages.performance.repeat_words import detail_text, verdict_text
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.pages.performance.sampling_grid import GridModel, TextGrid
from qmdesk.ui.widgets.basics import box, button, column, frame, label, line, scrolled
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import full_text, problem_text, remedy_text, tr

KIND = "repeat"
FIELDS = {OURS: "readings", THEIRS: "theirs"}
#: The height of the chart (at 100 %).
PICTURE = 230


class RepeatPane(QWidget):
    """Every reading that is complete is recorded; a text that is none stays in its cell and says why."""

    def __init__(self, desk: Desk, key: str, pool: QThreadPool) -> None:
        super().__init__()
        self._desk, self.key, self._subject = desk, key, f"{KIND}:{key}"
        theme = desk.theme
        gap, pad = theme.px("space_sm"), theme.px("space_md")
        self.characteristic = ChoiceBox()
        self.characteristic.activated.connect(lambda _: self._choose())
        names = ("kind", "paired", "allowed", "gauge", "by", "note")
        self.fields = {each: CaseField(desk, self._subject, each, lines=1) for each in names}
        self.model = GridModel([tr("复核组"), tr("企业"), tr("差")], [True, True, True])
        self.model.wrong = self._wrong
        self.model.edited.connect(self._on_edited)
        self.grid = TextGrid(self.model, theme, tr("复核组与企业的读数"))
        self.grid.setMinimumHeight(4 * theme.px("control"))
        self.problem = label("", "problem", wrap=True)
        self.verdict = label("", "heading", wrap=True)
        self.detail = label("", "caption", wrap=True)
        self.picture = ChartView(theme, desk.lang, tr("见证与重复测量"), pool, least=PICTURE)
        self.picture.setFixedHeight(round(PICTURE * theme.scale))
        self._sides = Sides(None, None)
        self.found: Comparison | None = None
        readings = column(self._tools(), self.grid, self.problem, gap=gap)
        readings.setStretch(1, 1)
        said = column(self.verdict, self.detail, self.fields["note"], None, gap=gap, margins=(pad, 0, pad, 0))
        middle = line(readings, scrolled(box("page", said)), gap=gap)
        middle.setStretch(0, 1)
        middle.setStretch(1, 1)
        whole = column(frame("card", self._head()), middle, self.picture, gap=gap)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self._recall()
        self.refresh()

    def _head(self) -> QGridLayout:
        theme = self._desk.theme
        made = QGridLayout()
        made.setContentsMargins(*(theme.px("space_md"),) * 4)
        made.setHorizontalSpacing(theme.px("space_md"))
        made.setVerticalSpacing(theme.px("space_sm"))
        name = self._desk.hub.form.records[KIND].fields["characteristic"].label.in_(self._desk.lang)
        caption = label(name, "caption")
        caption.setBuddy(self.characteristic)
        self.characteristic.setAccessibleName(name)
        made.addLayout(column(caption, self.characteristic, None, gap=theme.px("space_xs")), 0, 0)
        for place, each in enumerate(("kind", "paired", "allowed", "gauge", "by"), 1):
            made.addWidget(self.fields[each], place // 3, place % 3)
        for place in range(3):
            made.setColumnStretch(place, 1)
        return made

    def _tools(self) -> QWidget:
        theme = self._desk.theme
        self.count = label(tr("读数"), "section")
        paste = button(tr("粘贴"), self.paste, role="quiet", theme=theme, icon="clipboard-paste", tip="Ctrl+V")
        remove = button(tr("删除行"), self.remove, role="quiet", theme=theme, icon="trash-2", tip="Ctrl+Del")
        made = QWidget()
        made.setLayout(line(self.count, None, paste, remove))
        return made

    def show_field(self, name: str) -> None:
        """Go to a field; to the grid for the readings."""
        if name in FIELDS.values():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name in self.fields:
            self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.characteristic.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what stands -----------------------------------------------------------------------------

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return self._desk.hub.writable

    def _row(self) -> Row | None:
        return next((row for row in rows_of(self._desk.hub, KIND) if row.key == self.key), None)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self._subject or place.kind in ("characteristic", "case") for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what is recorded; what is typed and can't be recorded stays."""
        row = self._row()
        if row is None:
            return
        self._offer(row.text("characteristic"))
        paired = row.value("paired") is True
        ours, theirs, problems = self._readings(row)
        self.model.writable = self.writable and not problems
        self.model.shown = (lambda place: difference_text(self.model.rows[place])) if paired else None
        titles = [tr("复核组"), tr("企业"), *([tr("差")] if paired else [])]
        if titles != self.model.titles:
            self.model.beginResetModel()
            self.model.titles = titles
            self.model.endResetModel()
        typed = sides_of(self.model.rows, self._unit(row), paired=paired)
        if not typed.wrong and (typed.ours, typed.theirs) != (ours, theirs):
            self.model.show_rows(texts_of(ours, theirs))
            typed = sides_of(self.model.rows, self._unit(row), paired=paired)
        self._sides = typed
        self._keep()
        self.model.refresh()
        self._say_problem()
        self._compare(row, ours, theirs, paired=paired)
        if problems:
            self._show_words(problem_text(problems[0], self._desk.lang), remedy_text(problems[0], self._desk.lang))

    @property
    def _place(self) -> Place:
        return Place(self._subject, FIELDS[OURS], str(self._desk.hub.stage))

    def _recall(self) -> None:
        """The rows as they were typed when this pane was last built, where they could not be recorded as they are."""
        kept = kept_cells(self._desk.hub, self._place)
        if kept:
            many = max(row for row, _ in kept) + 1
            self.model.show_rows([[kept.get((row, column), "") for column in FIELDS] for row in range(many)])

    def _keep(self) -> None:
        rows = self.model.rows if self._sides.wrong else []
        texts = {(row, column): line[column] for row, line in enumerate(rows) for column in FIELDS}
        keep_cells(self._desk.hub, self._place, texts)

    def _offer(self, chosen: str) -> None:
        rows = rows_of(self._desk.hub, "characteristic") if "characteristic" in self._desk.hub.form.records else []
        offered = [("", "—"), *((each.key, each.text("name") or tr("（未命名）")) for each in rows)]
        if chosen and chosen not in dict(offered):
            offered.append((chosen, chosen))
        if [self.characteristic.itemData(place) for place in range(self.characteristic.count())] != [
            key for key, _ in offered
        ]:
            self.characteristic.clear()
            for key, name in offered:
                self.characteristic.addItem(name, key)
        for place, (_, name) in enumerate(offered):
            self.characteristic.setItemText(place, name)
        self.characteristic.setCurrentIndex(max(self.characteristic.findData(chosen), 0))

    def _unit(self, row: Row) -> str:
        key = row.text("characteristic")
        rows = rows_of(self._desk.hub, "characteristic") if "characteristic" in self._desk.hub.form.records else []
        return next((each.text("unit") for each in rows if each.key == key), "")

    def _readings(self, row: Row) -> tuple[Readings | None, Readings | None, tuple[Problem, ...]]:
        """Ours and the enterprise's, and why a side can't be read."""
        ours, said = set_in(self._desk.hub, row.value("readings"))
        theirs, more = set_in(self._desk.hub, row.value("theirs"))
        return ours, theirs, (*said, *more)

    def _wrong(self, row: int, column: int) -> str:
        problem = self._sides.wrong.get((row, column))
        return "" if problem is None else problem_text(problem, self._desk.lang)

    def _say_problem(self) -> None:
        lang = self._desk.lang
        first = min(self._sides.wrong.items(), default=None, key=lambda each: each[0])
        words = ""
        if first is not None:
            (row, at), problem = first
            said = full_text(problem, lang)
            words = tr("第 {row} 行 {field}：{said}", row=row + 1, field=self.model.titles[at], said=said)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _compare(self, row: Row, ours: Readings | None, theirs: Readings | None, *, paired: bool) -> None:
        """Compare what is recorded; of pairs only when both sides are complete."""
        n, m = len(ours or ()), len(theirs or ())
        self.count.setText(tr("读数：复核组 {n} 个，企业 {m} 个", n=n, m=m))
        self.found = None
        self.picture.setVisible(False)
        if ours is None or theirs is None:
            self._show_words(tr("两边都有读数后，这里就说明差别。"), "")
            return
        allowed = row.value("allowed")
        try:
            found = compare(ours, theirs, paired=paired, allowed=Decimal(str(allowed)) if allowed is not None else None)
        except Refused as refused:
            problem = refused.problems[0]
            lang = self._desk.lang
            self._show_words(problem_text(problem, lang), remedy_text(problem, lang))
            return
        unit = self._unit(row)
        words = verdict_text(found, unit)
        self.found = found
        places = 2 - min(ours.exponent, theirs.exponent)
        self._show_words(words, detail_text(found, unit, places))
        self.picture.show_plot(repeat_plot(ours, theirs, found, self.characteristic.currentText(), unit))
        self.picture.setVisible(True)

    def _show_words(self, words: str, detail: str) -> None:
        self.verdict.setText(words)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))

    # -- changing --------------------------------------------------------------------------------

    def paste(self) -> None:
        """Lay the clipboard over the grid."""
        from PySide6.QtGui import QGuiApplication

        self.grid.take_block(QGuiApplication.clipboard().text())

    def remove(self) -> None:
        """Take the chosen rows out; undo brings them back."""
        if self.model.writable:
            self.model.remove({index.row() for index in self.grid.selectionModel().selectedIndexes()})

    def _choose(self) -> None:
        value: Json = self.characteristic.currentData() or None
        self._desk.hub.record(Edit(Place(self._subject, "characteristic", str(self._desk.hub.stage)), value))

    def _on_edited(self) -> None:
        """Record the columns that have changed and hold nothing wrong, in one transaction."""
        row, hub = self._row(), self._desk.hub
        if row is None:
            return
        self._sides = sides_of(self.model.rows, self._unit(row), paired=row.value("paired") is True)
        self._keep()
        standing = self._readings(row)
        edits: list[Edit] = []
        blobs: list[Blob] = []
        for at, made in ((OURS, self._sides.ours), (THEIRS, self._sides.theirs)):
            if any(place[1] == at for place in self._sides.wrong) or made == standing[at]:
                continue
            place = Place(self._subject, FIELDS[at], str(hub.stage))
            if made is None:
                edits.append(Edit(place, None))
                continue
            hub.session.know(made)
            edits.append(Edit(place, {"blob": made.sha256, "n": len(made)}))
            blobs.append(Blob(made.blob(), MEDIA))
        if not edits or not hub.record(edits, blobs):
            self.model.refresh()
            self._say_problem()
