"""Files of the roster page: rosters taken in after a preview, the roster given out, rows lying aside, progress."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.portfolio.packs import institutions_writes
from qmdesk.portfolio.roster_aside import Lying, lying_aside
from qmdesk.portfolio.roster_import import answers_of, planned
from qmdesk.portfolio.roster_plan import Plan
from qmdesk.ui.programme.desk import ProgrammeDesk, now
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, image, label, line
from qmdesk.ui.words import sentence, tr
from qmdesk.workspace.programme import Done

if TYPE_CHECKING:
    from qmdesk.ui.programme.roster import RosterPage

ROSTERS = "*.xlsx *.xlsm *.xls *.csv *.txt"


class RosterFiles:
    """``strip`` stands over the table while rows lie aside."""

    def __init__(self, desk: ProgrammeDesk, page: RosterPage) -> None:
        self._desk, self._page = desk, page
        self.lying: list[Lying] = []
        self._layout: QVBoxLayout = column()
        self.strip: QWidget = box("", self._layout)
        self.strip.hide()

    # -- in ----------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Choose rosters and look into them."""
        kinds = f"{tr('参评企业汇总表')} ({ROSTERS})"
        folder = self._desk.settings.text("folder")
        chosen, _ = QtWidgets.QFileDialog.getOpenFileNames(self._page, tr("导入名录"), folder, kinds)
        if chosen:
            self._desk.settings.put("folder", str(Path(chosen[0]).parent))
            self.look([Path(each) for each in chosen])

    def look(self, paths: Sequence[Path], answers: dict[str, str] | None = None) -> None:
        """Read rosters in the background and show what taking them in would change."""
        desk, said = self._desk, dict(answers or {})

        def work() -> tuple[Plan, tuple[Problem, ...]]:
            return planned(desk.programme, paths, answers_of(desk.programme) | said)

        desk.ask(self._page, work, lambda found: self._preview(list(paths), said, *found))

    def _preview(self, paths: list[Path], answers: dict[str, str], plan: Plan, unread: tuple[Problem, ...]) -> None:
        from qmdesk.ui.programme.roster_preview import RosterPreview

        if unread and len(unread) >= len(paths):
            self._desk.tell_problems(unread)
            return
        page = RosterPreview(self._desk, paths, answers, plan, unread)
        page.left.connect(lambda: self._page.show_page(None))
        page.again.connect(lambda given: self.look(paths, given))
        page.taken.connect(lambda words: (self._page.show_page(None), self._desk.tell(words)))
        self._page.show_page(page)

    # -- out ---------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Ways to give the roster out."""
        menu = QMenu(self._page)
        for words, work in (
            (tr("汇总表（附件格式）…"), self._give),
            (tr("汇总表，每市一张表…"), lambda: self._give(by_city=True)),
            (tr("汇总表，加类别、行业、规模、机构…"), lambda: self._give(beside=True)),
            (tr("未采纳的行，附原因…"), self.give_aside),
            (tr("空白汇总表…"), self.blank),
            (tr("读入评价机构名单（YAML）…"), self.ask_institutions),
        ):
            menu.addAction(words).triggered.connect(_call(work))
        return menu

    def _give(self, *, by_city: bool = False, beside: bool = False) -> None:
        desk = self._desk
        city = str(self._page.city.currentData() or "")
        home = desk.packs.own.region
        target = self._target(f"{tr('参评企业汇总表')}{city or home}.xlsx")
        if target is None:
            return

        def work() -> int:
            from qmdesk.portfolio.roster_export import export_roster

            options = {"by_city": by_city, "beside": beside}
            return export_roster(desk.programme, target, region=city, home=home, **options)

        desk.ask(self._page, work, lambda n: desk.tell(tr("已导出 {n} 家：{name}", n=n, name=target.name)))

    def give_aside(self) -> None:
        """Write the rows that lie aside, to be corrected and taken in again."""
        desk = self._desk
        target = self._target(tr("未采纳的行.xlsx"))
        if target is None:
            return

        def work() -> int:
            from qmdesk.portfolio.roster_export import export_aside

            return export_aside(desk.programme, target, lambda problem: sentence(problem, desk.lang))

        said = tr("改正后把同一个文件再导入即可")
        desk.ask(
            self._page, work, lambda n: desk.tell(tr("已导出 {n} 行：{name}。{said}", n=n, name=target.name, said=said))
        )

    def blank(self) -> None:
        """Write an empty table for offices to fill in."""
        target = self._target(f"{tr('参评企业汇总表')}.xlsx")
        if target is None:
            return

        def work() -> None:
            from qmdesk.formdef.loader import load_builtin
            from qmdesk.intake.template import write_template

            write_template("roster", load_builtin("meqmc"), target, self._desk.lang)

        self._desk.ask(self._page, work, lambda _: self._desk.tell(tr("已写出：{name}", name=target.name)))

    def ask_institutions(self) -> None:
        """Choose an office's list of institutions and take it into the programme."""
        kinds = f"{tr('评价机构名单')} (*.yaml *.yml)"
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self._page, tr("评价机构名单"), "", kinds)
        if chosen:
            self.take_institutions(Path(chosen))

    def take_institutions(self, path: Path) -> None:
        """Take a list of institutions in; what is wrong with it is told by line, and nothing changes then."""
        desk = self._desk

        def told(_: Done) -> None:
            desk.hub.look_again()
            desk.tell(tr("项目现有评价机构 {n} 家", n=len(desk.packs.institutions)))

        desk.ask(self._page, lambda: institutions_writes(path), lambda writes: desk.hub.record(writes, then=told))

    def _target(self, name: str) -> Path | None:
        folder = Path(self._desk.settings.text("folder") or Path.home())
        kinds = f"{tr('Excel 工作簿')} (*.xlsx);;CSV (*.csv)"
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(self._page, tr("导出"), str(folder / name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(f"{path.name}.xlsx")

    # -- progress ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Learn levels and days from the cases that rows have."""
        desk = self._desk
        paths = [Path(each.case_path) for each in desk.hub.rows() if each.case_path]
        there = [each for each in paths if each.is_file()]
        if not there:
            desk.tell(tr("还没有案卷。选中一家企业，点“建立案卷”。"))
            return

        def work() -> tuple[int, tuple[Problem, ...]]:
            from qmdesk.exchange.merge import Believing
            from qmdesk.portfolio.case_link import look_at_cases

            found = look_at_cases(desk.programme, there, Believing(), now())
            desk.programme.record(found.writes, author=desk.hub.author, at=now())
            return len(set(found.rows)), found.problems

        def shown(found: tuple[int, tuple[Problem, ...]]) -> None:
            changed, problems = found
            desk.hub.look_again()
            desk.tell(tr("看了 {n} 个案卷，更新 {changed} 家", n=len(there), changed=changed))
            if problems:
                desk.tell_problems(problems)

        desk.ask(self._page, work, shown)

    # -- rows that lie aside -----------------------------------------------------------------------

    def show_aside(self) -> None:
        """Say over the table how many rows lie aside."""
        self.lying = lying_aside(self._desk.programme)
        empty(self._layout)
        self.strip.setVisible(bool(self.lying))
        if not self.lying:
            return
        theme = self._desk.theme
        row = line(
            image(theme, "triangle-alert", "warn"),
            label(tr("{n} 行未采纳，留在这里等待改正", n=len(self.lying))),
            button(tr("看原因"), self._show_lying, role="link"),
            button(tr("导出改正…"), self.give_aside, role="link"),
            None,
            gap=theme.px("space_sm"),
            margins=(theme.px("space_md"), 2, theme.px("space_md"), 2),
        )
        self._layout.addWidget(frame("strip", row))

    def _show_lying(self) -> None:
        from qmdesk.ui.programme.roster_aside import AsidePage

        page = AsidePage(self._desk, self.lying)
        page.left.connect(lambda: self._page.show_page(None))
        page.give.connect(self.give_aside)
        self._page.show_page(page)


def _call(work: Callable[[], object]) -> Callable[..., None]:
    def call(*_: object) -> None:
        work()

    return call
