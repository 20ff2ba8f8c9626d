"""The cases behind a number, and the files that were set aside, beside the charts of the roll-up."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qmdesk.formdef.loader import load_builtin
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.plain_table import KEY, PlainTable
from qmdesk.ui.widgets.basics import box, column, elided, label
from qmdesk.ui.words import problem_text, tr

if TYPE_CHECKING:
    from qmdesk.portfolio.ingest import Ingested
    from qmdesk.portfolio.rollup import CaseLine

#: As many cases as are listed; a narrower choice shows the rest.
MOST = 1000


class CasesPane(QWidget):
    """``opened`` names the file of the case that was chosen."""

    opened = Signal(str)

    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.title = elided("", "heading")
        self._about = label("", "caption", wrap=True)
        heads = (tr("企业"), tr("复核等级"), tr("自评等级"), tr("所在地区"), tr("评价机构"))
        wide = 6 if desk.lang.startswith("en") else 4
        self.table = PlainTable(theme, tr("案卷"), heads, (10, wide, wide, 8, 8))
        self.aside = PlainTable(theme, tr("搁置的文件"), (tr("文件"), tr("原因")), (10, 20))
        self._stack = QStackedWidget()
        self._hint = box("", column(None))
        for each in (self.table, self.aside, self._hint):
            self._stack.addWidget(each)
        gap = theme.px("space_sm")
        whole = column(self.title, self._about, self._stack, gap=gap, margins=(theme.px("space_md"), 0, 0, gap))
        whole.setStretch(2, 1)
        self.setLayout(column(box("page", whole)))
        self.setMinimumWidth(theme.px("list"))
        self.table.activated.connect(lambda index: self.opened.emit(str(index.data(KEY) or "")))
        self.show_hint()

    def show_hint(self) -> None:
        """What this is for, until something was chosen."""
        self.title.show_text(tr("数字背后的案卷"))
        self._about.setText(tr("点图中的一段，或用方向键移到它再按空格，这里列出对应的案卷；双击打开案卷。"))
        self.table.rows.show_rows([])
        self._stack.setCurrentWidget(self._hint)

    def show_cases(self, words: str, found: Sequence[CaseLine]) -> None:
        """List cases under what they have in common."""
        form, lang = load_builtin("meqmc"), self._desk.lang

        def level(number: int | None) -> str:
            return "—" if number is None else form.level(number).name.in_(lang)

        rows = [
            (e.enterprise, level(e.level), level(e.self_level), f"{e.province}{e.city}{e.county}", e.institution)
            for e in found
        ]
        self.title.show_text(words)
        more = tr("只列出前 {n} 家", n=MOST) if len(found) >= MOST else tr("{n} 家", n=len(found))
        self._about.setText(more)
        self.table.rows.show_rows(rows, [each.source_name for each in found])
        self._stack.setCurrentWidget(self.table)

    def show_aside(self, done: Ingested) -> None:
        """Say what taking in came to; list what was set aside, and enterprises with two cases."""
        lang = self._desk.lang
        rows = [(each.path.name, problem_text(each.problem, lang)) for each in done.aside]
        rows += [
            (each.enterprise, tr("{year} 年度有 {n} 份案卷，只计一份", year=each.programme, n=1 + len(each.others)))
            for each in done.twice
        ]
        rows += [(each.where, problem_text(each, lang)) for each in done.notices[:MOST]]
        self.title.show_text(tr("汇入 {n} 份案卷", n=done.taken))
        said = tr("未变 {same} 份，搁置 {aside} 个文件", same=done.unchanged, aside=len(done.aside))
        self._about.setText(said)
        self.aside.rows.show_rows(rows)
        self.aside.show_whole(1)
        self._stack.setCurrentWidget(self.aside if rows else self._hint)
