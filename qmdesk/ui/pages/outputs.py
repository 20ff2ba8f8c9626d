"""Other shapes of a document than the signed PDF: text to edit, data, masked copies, pictures for a chat message."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.pages.report_copy import CopyWindow, CopyWish
from qmdesk.ui.widgets.basics import button
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.review.exporting import Exported

#: Where the office's own templates are remembered.
TEMPLATE, SHEET_TEMPLATE = "outputs/template", "outputs/sheet-template"
WORD, EXCEL, PICTURE = "Word (*.docx)", "Excel (*.xlsx)", "PNG (*.png)"


class Outputs:
    """The button with its menu, and the work behind it. ``say`` tells what is being done, in the page's own place."""

    def __init__(self, desk: Desk, page: QWidget, name: str) -> None:
        self._desk, self._page = desk, page
        self._job: jobs.Job | None = None
        self.button: QPushButton = button(name, theme=desk.theme, icon="chevron-down")
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)

    def fill_for_report(self) -> None:
        """The report's shapes, and all data."""
        menu = self.menu
        menu.addAction(tr("可编辑文本（Word）…")).triggered.connect(self._ask_word)
        menu.addAction(tr("按本单位模板（Word）…")).triggered.connect(self._ask_template)
        menu.addAction(tr("全部数据（Excel）…")).triggered.connect(self._ask_data)
        menu.addSeparator()
        menu.addAction(tr("为他人制作副本…")).triggered.connect(self.ask_copy)

    def fill_for_sheet(self) -> None:
        """The rectification sheet's shapes."""
        self.menu.addAction(tr("可编辑文本（Word）…")).triggered.connect(self._ask_sheet)
        self.menu.addAction(tr("按本单位模板（Word）…")).triggered.connect(self._ask_sheet_template)
        self.menu.addAction(tr("图片，发聊天用（PNG）…")).triggered.connect(self._ask_pictures)

    # -- what is made ----------------------------------------------------------------------------

    def word(self, path: Path, template: Path | None = None) -> None:
        """The report to edit, in the office's template where there is one."""
        from qmdesk.review import exporting

        session, lang = frozen(self._desk.hub.session), self._desk.lang
        self._export(lambda: exporting.editable_report(
            session, path, template=template, lang=lang, force=True, tick=self._tick
        ))  # fmt: skip

    def sheet(self, path: Path, template: Path | None = None) -> None:
        """The rectification sheet to edit, in the office's template where there is one."""
        from qmdesk.review import exporting

        session, lang = frozen(self._desk.hub.session), self._desk.lang
        self._export(lambda: exporting.editable_sheet(session, path, template=template, lang=lang, force=True))

    def data(self, path: Path) -> None:
        """All data as a workbook."""
        from qmdesk.review import exporting

        session, lang = frozen(self._desk.hub.session), self._desk.lang
        self._export(lambda: exporting.data(session, path, lang=lang, force=True))

    def copy(self, wish: CopyWish) -> None:
        """A masked copy, as PDF or DOCX by the file's ending; only where it can be noted."""
        from qmdesk.review import exporting

        try:
            exporting.guard_noted(self._desk.hub.session)
        except Refused as refused:
            self._desk.tell_problems(refused.problems)
            return
        session, lang = frozen(self._desk.hub.session), self._desk.lang
        self._export(lambda: exporting.copy(
            session, wish.path, wish.policy, to=wish.to, words=wish.words, lang=lang, force=True, tick=self._tick
        ))  # fmt: skip

    def pictures(self, path: Path) -> None:
        """The rectification sheet as pictures, one for each page."""
        from qmdesk.review import exporting
        from qmdesk.review.reporting import rectification_pictures

        session, lang = frozen(self._desk.hub.session), self._desk.lang

        def work() -> list[Exported]:
            written = rectification_pictures(session, path, lang=lang, force=True)
            return [exporting.of_file(each, exporting.SHEET_PNG, session.now()) for each in written]

        self._start(work, self._pictured)

    def _export(self, make: Callable[[], object]) -> None:
        self._start(make, self._exported)

    def _start(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.button.setEnabled(False)
        self._desk.tell(tr("正在生成…"))
        self._job = self._desk.hub.ask(self._page, work, done, self._refused)
        self._job.ended.connect(lambda: self.button.setEnabled(True))

    def _tick(self) -> None:
        """Called in the pool between parts: stops what nobody waits for any more."""
        if self._job is not None and self._job.cancelled:
            raise Refused()

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self._desk.tell_problems(problems)

    def _exported(self, made: object) -> None:
        from qmdesk.review.exporting import Exported

        assert isinstance(made, Exported)
        self._desk.tell(note_exported(self._desk, tr("已导出 {path}", path=made.path.name), made))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.path.parent)))

    def _pictured(self, made: list[Exported]) -> None:
        said = tr("已导出 {n} 张图片：{path}", n=len(made), path=made[0].path.name)
        self._desk.tell(note_exported(self._desk, said, *made))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made[0].path.parent)))

    # -- where to --------------------------------------------------------------------------------

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        suggested = self._desk.hub.session.path.with_name(name)
        chosen, _ = QFileDialog.getSaveFileName(self._page, title, str(suggested), kinds)
        return Path(chosen) if chosen else None

    def _name(self) -> str:
        return self._desk.hub.text("case", "enterprise")

    def _ask_word(self, *_given: object, template: Path | None = None) -> None:
        path = self._ask(tr("可编辑文本"), tr("{name} 评估报告.docx", name=self._name()), WORD)
        if path is not None:
            self.word(path, template)

    def _template(self, remembered: str) -> Path | None:
        """The template to fill; the one that was used last is offered first."""
        known = self._desk.settings.text(remembered)
        chosen, _ = QFileDialog.getOpenFileName(self._page, tr("选择模板"), known, WORD)
        if chosen:
            self._desk.settings.put(remembered, chosen)
        return Path(chosen) if chosen else None

    def _ask_template(self, *_given: object) -> None:
        if (template := self._template(TEMPLATE)) is not None:
            self._ask_word(template=template)

    def _ask_sheet_template(self, *_given: object) -> None:
        if (template := self._template(SHEET_TEMPLATE)) is not None:
            self._ask_sheet(template=template)

    def _ask_data(self, *_given: object) -> None:
        path = self._ask(tr("全部数据"), tr("{name} 数据.xlsx", name=self._name()), EXCEL)
        if path is not None:
            self.data(path)

    def ask_copy(self, *_given: object) -> QWidget:
        """What is masked and for whom, in a window beside the review."""
        made = CopyWindow(self._desk, self.copy, self._page.window())
        made.show()
        return made

    def _ask_sheet(self, *_given: object, template: Path | None = None) -> None:
        path = self._ask(tr("可编辑文本"), tr("{name} 整改建议.docx", name=self._name()), WORD)
        if path is not None:
            self.sheet(path, template)

    def _ask_pictures(self, *_given: object) -> None:
        path = self._ask(tr("导出整改建议"), tr("{name} 整改建议.png", name=self._name()), PICTURE)
        if path is not None:
            self.pictures(path)


def note_exported(desk: Desk, said: str, *made: Exported) -> str:
    """Note in the journal what went out; gives ``said``, with a word more where it couldn't be noted."""
    from qmdesk.review.exporting import note

    hub = desk.hub
    if hub.session.read_only or not hub.do(lambda: note(hub.session, *made)):
        return tr("{said}（没有记入日志：案卷不能写入）", said=said)
    return said
