"""Blank workbooks for people to fill in: one row for each kind, and the form that they are made from."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.ui import jobs
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, frame, image, label, line
from qmdesk.ui.widgets.form_choice import FormChoice
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import mark, tr

KINDS = {
    "self-assessment": (mark("企业自评表"), mark("发给企业填写，填好后用来建立案卷")),
    "measurements": (mark("测量数据表"), mark("特性、规格限和读数")),
    "steps": (mark("工序交验表"), mark("每道工序的交验数和一次合格数")),
    "losses": (mark("质量损失表"), mark("内部和外部损失，按类别和月份")),
    "roster": (mark("企业名册表"), mark("一批企业的名称、信用代码和安排")),
}


class TemplateWindow(ToolWindow):
    """``write`` makes one in the pool; it is read back by opening it where the user wants it."""

    HELP = "importing"

    def __init__(self, theme: Theme, lang: str, over: QWidget | None = None) -> None:
        super().__init__(theme, lang, tr("空白表格"), tr("保存一份 Excel 表格，交给企业或自己填写，再带回来。"), over)
        self.form = FormChoice(theme, lang)
        self.form.failed.connect(self.say_problems)
        self.body.addWidget(self.form)
        for kind, (name, about) in KINDS.items():
            pad = theme.px("space_md")
            save = button(tr("保存…"), lambda k=kind: self._ask(k), theme=theme, icon="download")
            save.setAccessibleName(tr("保存{name}", name=tr(name)))
            words = column(label(tr(name), "strong"), label(tr(about), "caption", wrap=True))
            row = line(image(theme, "file-text"), words, save, gap=pad, margins=(pad, pad, pad, pad))
            row.setStretch(1, 1)
            self.body.addWidget(frame("card", row))

    def _ask(self, kind: str) -> None:
        suggested = f"{tr(KINDS[kind][0])}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("空白表格"), suggested, "Excel (*.xlsx)")
        if chosen:
            self.write(kind, Path(chosen if chosen.endswith(".xlsx") else f"{chosen}.xlsx"))

    def write(self, kind: str, path: Path) -> None:
        """Write a workbook of a kind."""
        form, lang = self.form.word, self.lang

        def work() -> Path:
            from qmdesk.intake.template import write_template
            from qmdesk.review.forms import form_named

            write_template(kind, form_named(form), path, lang=lang)
            return path

        self.busy()
        jobs.run(self, work, lambda _: self.say(tr("已保存 {path}", path=path), "good"), self.say_problems)
