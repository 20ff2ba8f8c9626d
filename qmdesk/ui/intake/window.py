"""A measurement file before it is taken in: what was understood and where it goes, all of it to be corrected."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QSplitter, QWidget

from qmdesk.casefile.case import Blob
from qmdesk.gate.child import Stop
from qmdesk.intake.evidence import incoming
from qmdesk.intake.measurements.mapping import Mapping, Role
from qmdesk.intake.measurements.placing import placed_intake
from qmdesk.intake.measurements.reading import Shown
from qmdesk.intake.readers.opening import read_pair
from qmdesk.model.intake import Intake
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.review.protecting import is_encrypted
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.help.front import helped
from qmdesk.ui.intake import clipboard, reading
from qmdesk.ui.intake.limits import LimitsAsked
from qmdesk.ui.intake.notes import Notes
from qmdesk.ui.intake.reading import Read
from qmdesk.ui.intake.sets import SetsTable
from qmdesk.ui.intake.table import RoleTable
from qmdesk.ui.pages.performance.rows import rows_of
from qmdesk.ui.widgets.basics import box, button, column, label, line
from qmdesk.ui.widgets.least import scrolled_at_least
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import full_text, tr
from qmdesk.workspace.mappings import forget, remember

SIZE = QSize(1180, 660)
DECIMALS = ("", ".", ",")


class MeasurementWindow(QDialog):
    """``taken`` tells how many characteristics went in; ``marked`` that the file is a template of ours.

    With ``pasted`` the content came from the clipboard and ``path`` is only what it is called; ``into`` is the key of
    the characteristic that a single set is for.
    """

    taken = Signal(int)
    marked = Signal(object)

    def __init__(
        self, desk: Desk, path: Path, over: QWidget | None = None, *, pasted: bytes | None = None, into: str = ""
    ) -> None:
        super().__init__(over)
        helped(self, "performance")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("读入测量数据"))
        self.setAccessibleName(self.windowTitle())
        self._desk, self._path = desk, path
        self._pasted, self._into = pasted, into
        self._job: jobs.Job | None = None
        self._ending = Stop()
        self._intake: jobs.Job | None = None
        self.read: Read | None = None
        theme = desk.theme
        self._said = label("", "muted", wrap=True)
        self.sheet, self.decimal = self._choice(tr("表格")), self._choice(tr("小数点"))
        for sign, name in zip(DECIMALS, (tr("按文件判断"), tr("点 9.95"), tr("逗号 9,95")), strict=True):
            self.decimal.addItem(name, sign)
        self.automatic = button(tr("恢复自动识别"), self.read_anew, role="quiet", theme=theme)
        self.table, self.sets, self.notes = RoleTable(theme), SetsTable(theme), Notes(desk.lang)
        self.keep = QCheckBox(tr("记住这种表格，这家企业下次自动这样读"))
        self.keep.setHidden(is_encrypted(desk.hub.session.path))  # what is remembered is kept in plain
        self.take = button(tr("读入"), self.take_in, role="primary", theme=theme, icon="check")
        self.stop = button(tr("取消"), self.reject, role="quiet", theme=theme)
        self.table.asked.connect(self._on_role)
        self.sets.changed.connect(self._show_state)
        self.limits = LimitsAsked(desk, self.sets)
        self.sheet.activated.connect(lambda _: self._on_sheet())
        self.decimal.activated.connect(lambda _: self._on_decimal())
        self._lay_out()
        screen = self.screen().availableSize() if self.screen() is not None else SIZE
        self.resize((SIZE * theme.scale).boundedTo(screen * 0.94))
        self.read_anew(kept=True)

    def _choice(self, name: str) -> ChoiceBox:
        made = ChoiceBox()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(12)
        return made

    def _lay_out(self) -> None:
        theme = self._desk.theme
        gap, pad = theme.px("space_sm"), theme.px("space_lg")
        top = line(gap=gap)
        title = label(self._path.name, "heading")
        title.setToolTip(str(self._path))
        for each in (self.sheet, self.decimal):
            caption = label(each.accessibleName(), "caption")
            caption.setBuddy(each)
            top.addWidget(caption)
            top.addWidget(each)
        top.addWidget(self.automatic)
        top.addStretch(1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        hint = label(tr("表格的前几行。点列头可以改这一列是什么。"), "caption")
        split.addWidget(box("", column(hint, self.table, gap=theme.px("space_xs"))))
        split.addWidget(box("", column(label(tr("读出的特性"), "caption"), self.sets, gap=theme.px("space_xs"))))
        split.addWidget(self.notes)
        for at, share in enumerate((5, 4, 2)):
            split.setStretchFactor(at, share)
        split.setSizes([280, 200, 76])
        foot = line(self.keep, None, self.stop, self.take, gap=gap)
        parts = (line(title, None), self._said, self.limits, top, split)
        whole = column(*parts, gap=gap, margins=(pad, gap, pad, gap))
        whole.setStretch(4, 1)
        foot.setContentsMargins(pad, gap, pad, pad)
        self.setLayout(column(scrolled_at_least(box("window", whole)), box("window", foot)))

    # -- reading ---------------------------------------------------------------------------------

    def read_anew(self, *, kept: bool = False) -> None:
        """Read the file by itself, or (``kept``) as was kept for this plant and this shape of file."""
        self._read(None, kept=kept)

    def _read(self, mapping: Mapping | None, *, kept: bool = False) -> None:
        path, source, pasted = self._path, None if self.read is None else self.read.source, self._pasted
        home, plant = self._desk.hub.session.who.home, self._plant

        def work() -> Read:
            content = source.content if source is not None else read_pair(path) if pasted is None else pasted
            file = source or incoming(content, path.name)
            return reading.read(file, mapping, stop, pasted=pasted is not None, of=(home, plant) if kept else None)

        if self._job is not None:
            self._job.cancel()
        self._ending.stop()
        self._ending = stop = Stop()
        self._said.setText(tr("正在读 {name}…", name=path.name))
        self.take.setEnabled(False)
        self._job = self._desk.hub.ask(self, work, self._show, self._refused)

    def done(self, result: int) -> None:
        """However the window closes, a reading under way ends with it."""
        if self._job is not None and not result:
            self._job.cancel()
        self._ending.stop()
        super().done(result)

    @property
    def _plant(self) -> str:
        return str(self._desk.hub.value("case", "credit_code") or "")

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        lang = self._desk.lang
        said = [full_text(each, lang) for each in problems]
        self._said.setText("\n".join(dict.fromkeys(said)))
        self._said.setProperty("role", "problem")
        self._said.style().polish(self._said)
        if self.read is None:
            self.notes.show_problems(problems)

    def _show(self, read: Read) -> None:
        self.read = read
        if read.found.marked:
            self.marked.emit(self._path)
            self.reject()
            return
        self._show_choices(read)
        shown = self._shown
        if shown is not None:
            self.table.show_table(shown, read.mapping or shown.mapping)
        known = {row.key: row.text("name") for row in rows_of(self._desk.hub, "characteristic")}
        self.sets.show_sets(read.found.sets, known, self._into)
        self.notes.show_problems(read.found.problems)
        self._said.setProperty("role", "muted")
        self._said.style().polish(self._said)
        self._show_state()

    def _show_choices(self, read: Read) -> None:
        at = max(self.sheet.currentIndex(), 0)
        self.sheet.clear()
        for each in read.found.tables:
            mapping = each.mapping
            row = f" · {tr('第 {n} 行起', n=mapping.header[-1] + 1)}" if mapping.header else ""
            self.sheet.addItem(f"{mapping.sheet or self._path.name}{row}")
        if read.mapping is not None:
            at = next(
                (n for n, each in enumerate(read.found.tables) if reading.is_same(each.mapping, read.mapping)), at
            )
        self.sheet.setCurrentIndex(min(at, self.sheet.count() - 1))
        self.sheet.setEnabled(self.sheet.count() > 1)
        self.decimal.setCurrentIndex(DECIMALS.index(read.mapping.decimal if read.mapping is not None else ""))
        self.automatic.setEnabled(read.mapping is not None)

    @property
    def _shown(self) -> Shown | None:
        if self.read is None or not self.read.found.tables:
            return None
        return self.read.found.tables[max(self.sheet.currentIndex(), 0)]

    @property
    def mapping(self) -> Mapping | None:
        """How the table in front is read."""
        shown = self._shown
        if shown is None or self.read is None:
            return None
        own = self.read.mapping
        return own if own is not None and reading.is_same(own, shown.mapping) else shown.mapping

    # -- changing --------------------------------------------------------------------------------

    def _on_role(self, at: int, role: str) -> None:
        mapping = self.mapping
        if mapping is not None:
            self._read(mapping.with_role(at, Role(role)))

    def _on_sheet(self) -> None:
        shown, mapping = self._shown, self.mapping
        if shown is not None and mapping is not None:
            self.table.show_table(shown, mapping)

    def _on_decimal(self) -> None:
        mapping = self.mapping
        if mapping is not None:
            self._read(replace(mapping, decimal=str(self.decimal.currentData())))

    def _show_state(self) -> None:
        """What would be taken in, and whether it can be."""
        read = self.read
        if read is None:
            return
        goings, crossed = self.sets.goings(), self.sets.crossed
        n = sum(len(each.found.readings) for each in goings if each.found.readings is not None)
        said = tr("将读入 {sets} 个特性、{n} 个读数；跳过 {skipped} 个单元格", sets=len(goings), n=f"{n:,}",
                  skipped=f"{read.found.skipped:,}")  # fmt: skip
        if read.kept:
            said = f"{tr('按上次为这家企业记住的方式读。')}{said}"
        if crossed:
            said = tr("“{name}”的上限不大于下限，请改正后读入", name=crossed[0])
        self._said.setText(said)
        self.limits.show_goings(goings)
        self.take.setEnabled(bool(goings) and not crossed and self._desk.hub.writable)

    # -- taking in -------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Record what is ticked, in one transaction; it is put together off the event loop."""
        hub, read, goings = self._desk.hub, self.read, self.sets.goings()
        if read is None or not goings:
            return
        session, form, stage, author = hub.session, hub.form, hub.stage, hub.author
        blobs = {row.key: row.value("readings") for row in rows_of(hub, "characteristic")}

        def standing(key: str) -> Readings | None:
            said = blobs.get(key)
            return session.readings(str(said["blob"])) if isinstance(said, dict) and said.get("blob") else None

        def work() -> Intake:
            return placed_intake(goings, read.source, form, stage, standing, author=author)

        self.take.setEnabled(False)
        self._said.setText(tr("正在写入…"))
        self._intake = hub.ask(self, work, self._record, self._refused)

    def _record(self, intake: Intake) -> None:
        hub = self._desk.hub
        blobs = [Blob(file.content, file.media) for file in intake.files]
        if not intake.edits or not hub.record(intake.edits, blobs):
            self._show_state()
            return
        self._remember()
        n = len(self.sets.goings())
        self._desk.tell(tr("读入 {n} 个特性，可撤销（Ctrl+Z）", n=n))
        self.taken.emit(n)
        self.accept()

    def _remember(self) -> None:
        """Keep how this kind of table is read, with the names and units that were typed; or keep it no longer."""
        mapping, shown, home = self.mapping, self._shown, self._desk.hub.session.who.home
        if mapping is None or shown is None or self.read is None or self.keep.isHidden():
            return
        if self.keep.isChecked():
            mapping = reading.with_names(mapping, self.read.found.sets, self.sets.sets)
            remember(home, self._plant, shown.mapping.fingerprint, reading.as_json(mapping))
        elif self.read.mapping is None:
            forget(home, self._plant, shown.mapping.fingerprint)


def ask_pasted(desk: Desk, cells: Sequence[Sequence[str]], parent: QWidget | None, into: str) -> MeasurementWindow:
    """Show what a table on the clipboard gives, as that of a file; a single set is for the characteristic ``into``."""
    name = Path(tr("粘贴的测量数据") + ".txt")
    window = MeasurementWindow(desk, name, parent, pasted=clipboard.content_of(cells), into=into)
    window.show()
    return window


def ask_measurements(
    desk: Desk, path: Path, parent: QWidget | None = None, otherwise: Callable[[Path], object] | None = None
) -> MeasurementWindow:
    """Show what a measurement file gives. ``otherwise`` takes a template of ours, which needs no questions."""
    window = MeasurementWindow(desk, path, parent)
    if otherwise is not None:
        window.marked.connect(otherwise)
    window.show()
    return window


__all__ = ["MeasurementWindow", "ask_measurements", "ask_pasted"]
