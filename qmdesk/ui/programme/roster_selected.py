"""What can be done with the rows that are selected: class, institution, team, case, out of the roster."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import Participant
from qmdesk.portfolio.assignments import conflicts_of
from qmdesk.portfolio.roster_plan import PERSON, PROPOSED
from qmdesk.portfolio.roster_set import set_writes
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.naming import CLASSES, FIELDS, SIZES
from qmdesk.ui.widgets.basics import ElidedLabel, box, button, line
from qmdesk.ui.words import tr
from qmdesk.workspace.programme import Done, Write

if TYPE_CHECKING:
    from qmdesk.ui.programme.roster import RosterPage

#: Selected rows whose institution is held against its conflicts at once; the calendar page has all.
MOST = 500
#: Characters that no file name may have on one of the three systems.
FORBIDDEN = '<>:"/\\|?*'


class SelectedBar(QWidget):
    """Shown while rows are selected."""

    def __init__(self, desk: ProgrammeDesk, page: RosterPage) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self._rows: list[Participant] = []
        self.told: tuple[Problem, ...] = ()
        theme = desk.theme
        self._what = ElidedLabel("strong")
        self._case = button("", self._on_case, theme=theme, icon="file-plus")
        classes = self._menu(tr("类别"), {tr(title): name for name, title in CLASSES.items()}, "class")
        classes.menu().addSeparator()
        classes.menu().addAction(tr("确认拟定的类别")).triggered.connect(lambda _=False: self.confirm_classes())
        self._menus = [
            classes,
            self._menu(tr("规模"), {tr(title): name for name, title in SIZES.items()}, "size"),
        ]
        institution = button(tr("评价机构…"), lambda: self.ask("institution"), role="quiet")
        team = button(tr("评估员…"), lambda: self.ask("assessors"), role="quiet")
        out = button(tr("移出名录"), self._take_out, role="quiet", theme=theme, icon="x")
        out.setToolTip(tr("不再列出；历史保留，可撤销"))
        row = line(self._what, *self._menus, institution, team, self._case, out, gap=theme.px("space_xs"))
        row.setStretch(0, 1)
        row.setContentsMargins(theme.px("space_md"), theme.px("space_xs"), theme.px("space_xs"), theme.px("space_xs"))
        self.setLayout(line(box("strip", row)))
        self.hide()

    def _menu(self, title: str, choices: dict[str, str], field: str) -> QPushButton:
        made = button(title, role="quiet")
        menu = QMenu(made)
        for words, value in {**choices, tr("（空）"): ""}.items():
            menu.addAction(words).triggered.connect(_call(self.set_all, field, value))
        made.setMenu(menu)
        made.setProperty("drop", "true")
        return made

    def show_rows(self, rows: list[Participant]) -> None:
        """Stand for these rows; hidden for none."""
        self._rows = rows
        self.setVisible(bool(rows))
        if not rows:
            return
        one = rows[0]
        problems = conflicts_of(self._desk.packs, one) if len(rows) == 1 else []
        self._what.show_text(one.enterprise if len(rows) == 1 else tr("已选 {n} 家", n=len(rows)))
        has_case = len(rows) == 1 and bool(one.case_path) and Path(one.case_path).is_file()
        words = tr("打开案卷") if has_case else tr("建立案卷…")
        self._case.setText(f" {words}")
        self._case.setAccessibleName(words)
        self._case.setEnabled(len(rows) == 1)
        if problems:
            self._desk.tell_problems(tuple(problems))

    def set_all(self, field: str, text: str) -> None:
        """Set a field of all selected rows."""
        try:
            writes = set_writes(self._desk.programme, [row.key for row in self._rows], field, text)
        except Refused as refused:
            self._desk.tell_problems(refused.problems)
            return
        title = tr(FIELDS[field])

        def told(done: Done) -> None:
            self._desk.tell(tr("已改{field}：{n} 家", field=title, n=len({each.key for each in done.changed})))
            if field == "institution":
                self._tell_conflicts()

        self._desk.hub.record(writes, then=told)

    def confirm_classes(self) -> None:
        """Let a person stand for the classes that were only proposed."""
        keys = [row.key for row in self._rows if row.class_by == PROPOSED and row.class_]
        told = lambda done: self._desk.tell(tr("已确认 {n} 家的类别", n=len(done.changed)))  # noqa: E731
        self._desk.hub.record([Write(key, "class_by", PERSON) for key in keys], then=told)

    def _tell_conflicts(self) -> None:
        self.told = tuple(each for row in self._rows[:MOST] for each in conflicts_of(self._desk.packs, row))
        if self.told:
            self._desk.tell_problems(self.told)

    def ask(self, field: str) -> None:
        """Ask for a text by name, with those that are known to choose from."""
        known = self._page.known(field)
        values = {getattr(row, field) for row in self._rows}
        now = values.pop() if len(values) == 1 else ""
        now = "、".join(now) if isinstance(now, tuple) else str(now)
        options = list(dict.fromkeys([now, "", *known]))
        title = tr(FIELDS[field])
        words = tr("{field}（{n} 家，留空即清除）", field=title, n=len(self._rows))
        text, said = QtWidgets.QInputDialog.getItem(self, title, words, options, 0, True)
        if said:
            self.set_all(field, text)

    def _take_out(self) -> None:
        writes = [Write(row.key, "removed", "true") for row in self._rows]
        count = len(self._rows)
        self._desk.hub.record(writes, then=lambda _: self._desk.tell(tr("已移出 {n} 家；Ctrl+Z 可撤销", n=count)))

    def _on_case(self) -> None:
        row = self._rows[0]
        if row.case_path and Path(row.case_path).is_file():
            self._desk.open_case(Path(row.case_path))
            return
        folder = Path(self._desk.settings.text("folder") or Path.home())
        name = "".join(each for each in row.enterprise if each not in FORBIDDEN) or row.credit_code
        suggested = str(folder / f"{name}.qmcase")
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(self, tr("案卷保存在"), suggested, tr("案卷 (*.qmcase)"))
        if chosen:
            self.make_case(row, Path(chosen if chosen.endswith(".qmcase") else f"{chosen}.qmcase"))

    def make_case(self, row: Participant, path: Path) -> None:
        """Make a row's case in the background, remember it, and open it."""
        from qmdesk.portfolio.case_link import case_values, link

        desk = self._desk
        desk.settings.put("folder", str(path.parent))
        who, values = desk.who(), case_values(desk.packs, row)

        def work() -> str:
            from qmdesk.review.forms import form_named
            from qmdesk.review.roster_case import begin_row

            with begin_row(path, form_named("meqmc"), who, row.enterprise, row.credit_code, values) as session:
                return session.case_id

        def made(case_id: str) -> None:
            desk.hub.record(link(row, case_id, path), then=lambda _: desk.open_case(path))

        desk.ask(self, work, made)


def _call(what: Callable[[str, str], None], field: str, value: str) -> Callable[..., None]:
    def call(*_: object) -> None:
        what(field, value)

    return call
