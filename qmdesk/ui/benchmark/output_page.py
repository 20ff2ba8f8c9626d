"""What is open, each a link to its place; papers in and out, the package to send."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLabel

from qmdesk.model.problem import Problem, Severity
from qmdesk.ui import jobs
from qmdesk.ui.benchmark.reading import made_of, problems_of, said_at
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import mark, tr

#: Papers: what, the ending, the words on the button.
PAPERS = (
    ("application", ".docx", mark("申报书（Word）…")),
    ("experience", ".docx", mark("典型经验（Word）…")),
    ("letter", ".docx", mark("承诺书（Word）…")),
    ("enclosures", ".docx", mark("证实性材料（Word）…")),
    ("tables", ".xlsx", mark("数据表（Excel）…")),
    ("package", ".zip", mark("打包报送…")),
)
IMPORTED = "Word, Excel (*.docx *.xlsx *.xls)"
_ICONS = {
    Severity.ERROR: ("octagon-alert", "bad"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.INFO: ("info", "muted"),
}
#: Open points that are shown at once.
MOST = 60


class OutputPage(PageFrame):
    """Work on papers is done in the pool on a frozen case; ``said`` tells what is being done and what came of it."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk.theme, spec.name())
        self._desk = desk
        theme = desk.theme
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        self.said: QLabel = label("", "muted", wrap=True)
        writes = FlowLayout(gap)
        for what, ending, words in PAPERS:
            primary = "primary" if what == "package" else ""
            writes.addWidget(button(tr(words), lambda w=what, e=ending: self._ask(w, e), role=primary, theme=theme))
        reads = line(button(tr("导入填好的材料…"), self._ask_import, theme=theme, icon="package-open"), None)
        limit = made_of(desk.hub).package.megabytes
        about = tr("三个文件打包后以组织全称命名，不超过 {limit} MB。", limit=limit) if limit else ""
        heads = column(label(tr("材料文件"), "heading"), label(about, "caption", wrap=True))
        papers = column(heads, writes, reads, self.said, gap=gap, margins=(pad,) * 4)
        self.body.addWidget(frame("card", papers))
        self.ready: QLabel = label("", "heading", wrap=True)
        self._open = column(gap=theme.px("space_xs"))
        self.body.addWidget(frame("card", column(self.ready, self._open, gap=gap, margins=(pad,) * 4)))
        desk.hub.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is open, worst first."""
        problems = sorted(
            problems_of(self._desk.hub, self._desk.lang), key=lambda each: list(Severity).index(each.severity)
        )
        hard = sum(each.severity is Severity.ERROR for each in problems)
        soft = len(problems) - hard
        if hard:
            words = tr("还有 {hard} 条必须处理，{soft} 条请核对", hard=hard, soft=soft)
        else:
            words = tr("材料齐全，{soft} 条请核对", soft=soft) if soft else tr("材料齐全，可以报送")
        self.ready.setText(words)
        empty(self._open)
        for each in problems[:MOST]:
            icon, colour = _ICONS[each.severity]
            text = said_at(self._desk, each)
            link = button(text, lambda w=each.where: self._desk.go(w), role="row")
            row = line(image(self._desk.theme, icon, colour), link, gap=self._desk.theme.px("space_sm"))
            row.setStretch(1, 1)
            self._open.addLayout(row)
        if len(problems) > MOST:
            self._open.addWidget(label(tr("另有 {count} 条", count=len(problems) - MOST), "muted"))

    # -- papers ----------------------------------------------------------------------------------

    def _ask(self, what: str, ending: str) -> None:
        words = {each: text for each, _, text in PAPERS}
        enterprise = self._desk.hub.text("case", "enterprise")
        name = enterprise if what == "package" else tr(words[what]).partition("（")[0].partition(" (")[0]
        folder = self._desk.hub.session.path.parent
        chosen, _ = QFileDialog.getSaveFileName(self, tr("保存"), str(folder / f"{name}{ending}"), f"*{ending}")
        if chosen:
            self.write(what, Path(chosen).with_suffix(ending))

    def write(self, what: str, path: Path) -> None:
        """Write one of the papers."""
        from qmdesk.review.benchmark import Written, export

        session, lang = frozen(self._desk.hub.session), self._desk.lang

        def done(made: Written) -> None:
            sizes = sum(size for _, size in made.sizes) / 1_000_000
            more = (
                tr("　{size} MB，邮件主题：{subject}", size=f"{sizes:.1f}", subject=made.subject)
                if made.subject
                else ""
            )
            self.said.setText(tr("已写出 {path}", path=made.path) + more)

        self._work(lambda: export(session, what, path, lang=lang, force=True), done)

    def _ask_import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("导入填好的材料…"), "", IMPORTED)
        for each in chosen:
            self.take(Path(each))

    def take(self, path: Path) -> None:
        """Read a paper in the background, record what it says as one batch, tell what was not understood."""
        from qmdesk.review.benchmark_import import read_application, take_application
        from qmdesk.review.importing import Imported

        hub, lang = self._desk.hub, self._desk.lang
        session = frozen(hub.session)

        def done(intake: Any) -> None:  # noqa: ANN401 - an Intake
            found: Imported = take_application(hub.session, intake)
            hub.tell(found.changes)
            self.said.setText(
                tr(
                    "{name}：采纳 {accepted}，未采纳 {skipped}，写入 {changed}",
                    name=path.name,
                    accepted=found.intake.accepted,
                    skipped=found.intake.skipped,
                    changed=len(found.changes.entries),
                )
            )
            if found.intake.problems:
                self._desk.tell_problems(found.intake.problems)

        self._work(lambda: read_application(session, path, lang=lang), done)

    def _work(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self.said.setText(tr("正在处理…"))
        jobs.run(self, work, done, self._refused)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.said.setText("")
        self._desk.tell_problems(problems)
