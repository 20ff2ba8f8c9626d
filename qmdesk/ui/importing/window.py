"""Any file from outside into the open case: looked at first, taken in as one batch that one undo sets back."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.model.intake import Intake
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import stage_name
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line, restyle
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import mark, sentence, tr

if TYPE_CHECKING:
    from qmdesk.review.importing import Imported

KINDS = {
    "": mark("按内容判断"),
    "self-assessment": mark("企业自评包"),
    "measurements": mark("测量数据"),
    "steps": mark("工序交验表"),
    "losses": mark("质量损失表"),
    "defects": mark("缺陷记录表"),
    "evidence": mark("佐证材料"),
}
#: Sentences about one file that are shown.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Looked:
    """One file as it was read, or why it was not."""

    path: Path
    intake: Intake | None
    problems: tuple[Problem, ...]


class ImportWindow(ToolWindow):
    """``look`` reads files in the pool and shows what they would bring; ``take_in`` records it."""

    HELP = "importing"

    def __init__(self, desk: Desk, over: QWidget | None = None) -> None:
        about = tr("先看读出了什么，再带入。整批带入算一步，撤销一次就全部退回。")
        super().__init__(desk.theme, desk.lang, tr("带入文件"), about, over)
        self._desk = desk
        self._paths: tuple[Path, ...] = ()
        self.looked: tuple[Looked, ...] = ()
        self._job: jobs.Job | None = None
        self.setAcceptDrops(True)
        theme = desk.theme
        self._choose = button(tr("选择文件…"), self._ask, role="primary", theme=theme, icon="folder-open")
        self._take = button(tr("带入"), self.take_in, role="primary", theme=theme, icon="check")
        self._stop = button(tr("停止"), self.stop, role="quiet", theme=theme, icon="x")
        self.kind = self._choice(tr("文件种类"), {each: tr(name) for each, name in KINDS.items()})
        self.stage = self._choice(
            tr("阶段"),
            {"": tr("按文件种类"), **{str(each): stage_name(each) for each in Stage}},
        )
        self.binds = self._choice(tr("佐证属于"), {"": tr("暂不归属"), **self._subjects()})
        for each in (self._choose, self._take, self._stop):
            self.head.addWidget(each)
        options = line(gap=theme.px("space_md"))
        for each in (self.kind, self.stage, self.binds):
            caption = label(each.accessibleName(), "caption")
            caption.setBuddy(each)
            options.addLayout(column(caption, each), 1)
        self.body.addLayout(options)
        pad = theme.px("space_xl")
        hint = label(tr("把文件拖到这里：自评包、测量数据、工序、损失、缺陷表格，或照片和文件"), "muted", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._results = column(frame("drop", column(hint, margins=(pad, pad, pad, pad))))
        self._results.setSpacing(theme.px("space_sm"))
        self.body.addLayout(self._results)
        self._take.hide()
        self._stop.hide()

    def _choice(self, name: str, choices: dict[str, str]) -> ChoiceBox:
        made = ChoiceBox()
        made.setAccessibleName(name)
        for value, text in choices.items():
            made.addItem(text, value)
        made.activated.connect(lambda _: self.look(list(self._paths)) if self._paths else None)
        return made

    def _subjects(self) -> dict[str, str]:
        form, lang = self._desk.hub.form, self._desk.lang
        found = {f"item:{each.id}": each.name.in_(lang) for each in form.items}
        return found | {f"figure:{each.id}": each.name.in_(lang) for each in form.figures}

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("带入文件"), self._desk.settings.text("folder"))
        if chosen:
            self.look([Path(each) for each in chosen])

    def take_files(self, paths: list[Path]) -> None:
        self.look(paths)

    # -- looking ---------------------------------------------------------------------------------

    def look(self, paths: list[Path]) -> None:
        """Read files; nothing is written yet."""
        self._paths = tuple(paths)
        hub, lang = self._desk.hub, self.lang
        form, author = hub.form, hub.author
        kind, stage, binds = (str(each.currentData() or "") for each in (self.kind, self.stage, self.binds))

        def work() -> tuple[Looked, ...]:
            from qmdesk.intake.take import take

            found: list[Looked] = []
            for path in paths:
                try:
                    intake = take(
                        path, form, kind=kind or None, stage=Stage(stage) if stage else None, author=author,
                        binds=binds, lang=lang,
                    )  # fmt: skip
                    found.append(Looked(path, intake, intake.problems))
                except Refused as refused:
                    found.append(Looked(path, None, refused.problems))
            return tuple(found)

        self._show_state(busy=True)
        self.busy(tr("正在读入 {n} 个文件…", n=len(paths)))
        self._job = hub.ask(self, work, self._show, self.say_problems)
        self._job.ended.connect(lambda: self._show_state(busy=False))

    def stop(self) -> None:
        """Let what is being read go; nothing was written."""
        if self._job is not None:
            self._job.cancel()
        self.say(tr("已停止，案卷没有改动。"))

    def _show_state(self, *, busy: bool) -> None:
        self._choose.setEnabled(not busy)
        self._stop.setVisible(busy)
        self._take.setVisible(not busy and self.ready)
        restyle(self._choose, "role", "" if self.ready else "primary")  # one next step at a time
        self._choose.setIcon(self.theme.icon("folder-open", "muted" if self.ready else "on_accent"))

    @property
    def ready(self) -> bool:
        """Whether there is anything to take in."""
        return any(each.intake is not None and each.intake.edits for each in self.looked)

    def _show(self, looked: tuple[Looked, ...]) -> None:
        self.looked = looked
        self.say(
            tr("还没有写入。看过没有问题，再点“带入”。") if self.ready else tr("没有可以带入的内容。"),
            "" if self.ready else "bad",
        )
        empty(self._results)
        for each in looked:
            intake = each.intake
            counts = "" if intake is None else self._counted(intake.kind, intake.read, intake.accepted, intake.skipped)
            self._results.addWidget(self._file(each.path.name, counts, each.problems))

    def _counted(self, kind: str, read: int, accepted: int, skipped: int) -> str:
        name = tr(KINDS.get(kind, kind))
        return tr(
            "{kind}：读出 {read} 项，可带入 {accepted} 项，跳过 {skipped} 项",
            kind=name,
            read=read,
            accepted=accepted,
            skipped=skipped,
        )

    def _file(self, name: str, counts: str, problems: tuple[Problem, ...]) -> QWidget:
        pad = self.theme.px("space_md")
        body = column(label(name, "strong", wrap=True), gap=2, margins=(pad, pad, pad, pad))
        if counts:
            body.addWidget(label(counts, "body", wrap=True))
        for each in problems[:SHOWN]:
            body.addWidget(
                label(sentence(each, self.lang), "problem" if each.severity is Severity.ERROR else "warning", wrap=True)
            )
        if len(problems) > SHOWN:
            body.addWidget(label(tr("另有 {n} 条说明", n=len(problems) - SHOWN), "caption"))
        return frame("card", body)

    # -- taking in -------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Record what was read, each file as one batch."""
        from qmdesk.review.importing import import_taken

        hub = self._desk.hub
        done: list[tuple[Path, Imported]] = []
        for each in self.looked:
            if each.intake is None or not each.intake.edits:
                continue
            try:
                done.append((each.path, import_taken(hub.session, each.intake, author=hub.author)))
            except Refused as refused:
                self.say_problems(refused.problems)
                return
        self.looked = ()
        self._take.hide()
        for _, each in done:
            hub.tell(each.changes)
        hub.saved.emit(hub.session.now()[11:19])  # import_taken came back after its COMMIT
        changed = sum(len(each.changes.entries) for _, each in done)
        self.say(tr("已带入，{n} 处改动。不对的话，按 Ctrl+Z 退回。", n=changed), "good")
        empty(self._results)
        for path, each in done:
            intake = each.intake
            counts = self._counted(intake.kind, intake.read, intake.accepted, intake.skipped)
            self._results.addWidget(self._file(path.name, counts, intake.problems))
