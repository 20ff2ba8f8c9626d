"""A new case: enterprise, credit code, assessor, file. With a self-assessment package the facts are filled in."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.formdef.credit_code import problem_of
from qmdesk.model.problem import Problem
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, button, column, label, line, restyle, scrolled
from qmdesk.ui.widgets.form_choice import DEFAULT, FormChoice
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import full_text, tr

#: Sentences about a form's mistakes that are shown.
PROBLEMS = 8
#: Characters that no file name may have on one of the three systems.
FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new case shall be; ``package`` is a self-assessment to take in, or None."""

    path: Path
    enterprise: str
    credit_code: str
    author: str
    package: Path | None = None
    form: str = DEFAULT
    """What :func:`qmdesk.review.forms.form_named` takes."""
    own: bool = False
    """An enterprise assesses itself."""
    practice: bool = False
    """Only for practising: nothing that comes of it counts."""


class NewCasePage(QWidget):
    """``wanted`` tells a :class:`Wanted` when everything is right, ``left`` that the user went back."""

    wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        lang: str,
        *,
        enterprise: str = "",
        code: str = "",
        package: Path | None = None,
        own: bool = False,
        family: str = "",
    ) -> None:
        super().__init__()
        self.setAccessibleName(tr("新建案卷"))
        self._theme, self._lang, self._package, self._own, self._family = theme, lang, package, own, family
        self._folder = Path(settings.text("folder") or _documents())
        self._path: Path | None = None
        self.enterprise = _field(tr("企业名称"), enterprise, tr("营业执照上的全称"))
        self.code = _field(tr("统一社会信用代码"), code, tr("18 位，含校验位"))
        person = tr("填写人（您的姓名）") if own else tr("评估员（您的姓名）")
        self.author = _field(person, settings.text("author"), tr("记录会以这个名字留痕"))
        self.form = FormChoice(theme, lang, family)
        self.form.failed.connect(self._show_form_problems)
        self._form_problem = label("", "problem", wrap=True)
        self._form_problem.hide()
        self.form.changed.connect(lambda _: self._form_problem.hide())
        self._code_problem = label("", "problem", wrap=True)
        self._where = label("", "caption", wrap=True)
        self._create = button(tr("建立案卷"), self.submit, role="primary", theme=theme, icon="file-plus")
        self._lay_out()
        for each in (self.enterprise, self.code, self.author):
            each.textChanged.connect(lambda _: self._check())
            each.returnPressed.connect(self.submit)
        self._check()

    def _lay_out(self) -> None:
        theme = self._theme
        gap = theme.px("space_lg")
        back = button(tr("返回"), self.left.emit, role="quiet", theme=theme, icon="chevron-left")
        other = button(tr("改存别处…"), self._choose, role="link")
        title = tr("新建案卷") if self._package is None else tr("用自评包建立案卷")
        about = self._package.name if self._package else tr("其余内容以后随时可以补充。")
        if self._family == "benchmark":
            title, about = tr("新建质量标杆案卷"), tr("先选年度；其余内容以后随时可以补充。")
        if self._own:
            title = tr("企业自我诊断")
            about = tr("对照同一份评价表自己评一遍：逐条自评、填指标、附佐证，完成后生成自评包交给评价组。")
        parts = column(
            line(back, None),
            theme.px("space_md"),
            label(title, "title"),
            label(about, "muted", wrap=True),
            gap,
            gap=theme.px("space_xs"),
            margins=(gap, theme.px("space_xxl"), gap, gap),
        )
        for field in (self.enterprise, self.code, self.author):
            name = label(field.accessibleName(), "strong")
            name.setBuddy(field)
            parts.addWidget(name)
            parts.addWidget(field)
            if field is self.code:
                parts.addWidget(self._code_problem)
            parts.addSpacing(theme.px("space_md"))
        parts.addWidget(self.form)
        parts.addWidget(self._form_problem)
        parts.addSpacing(theme.px("space_md"))
        parts.addWidget(label(tr("保存在"), "strong"))
        parts.addWidget(self._where)
        parts.addLayout(line(other, None))
        parts.addSpacing(gap)
        parts.addLayout(line(self._create, None))
        parts.addStretch(1)
        inner = box("", parts)
        inner.setMaximumWidth(theme.px("form"))
        self.setLayout(column(scrolled(box("start", line(inner)))))

    def submit(self) -> None:
        """Ask for the case where nothing is wrong; else go to what is."""
        if self._create.isEnabled():
            self.wanted.emit(
                Wanted(
                    self.path,
                    self.enterprise.text().strip(),
                    self.code.text().strip(),
                    self.author.text().strip(),
                    self._package,
                    self.form.word,
                    self._own,
                )
            )
            return
        wrong = next((each for each in (self.enterprise, self.code, self.author) if not each.text().strip()), self.code)
        wrong.setFocus()

    @property
    def path(self) -> Path:
        """Where the case goes: the chosen file, or one named after the enterprise that is free."""
        if self._path is not None:
            return self._path
        name = "".join("_" if each in FORBIDDEN or ord(each) < 32 else each for each in self.enterprise.text()).strip(
            " ."
        )
        name = name[:60] or tr("新案卷")
        target, number = self._folder / f"{name}.qmcase", 1
        while target.exists():
            number += 1
            target = self._folder / f"{name} ({number}).qmcase"
        return target

    def _check(self) -> None:
        code = self.code.text().strip().upper()
        problem = problem_of(code) if code else None
        self._code_problem.setText("" if problem is None else self._sentence(problem))
        self._code_problem.setVisible(problem is not None)
        restyle(self.code, "wrong", "true" if problem is not None else "false")
        ready = bool(code and self.enterprise.text().strip() and self.author.text().strip()) and problem is None
        self._create.setEnabled(ready)
        lacking = [
            each.accessibleName() for each in (self.enterprise, self.code, self.author) if not each.text().strip()
        ]
        self._create.setToolTip(tr("还没有填：{names}", names=tr("、").join(lacking)) if lacking else "")
        self._where.setText(str(self.path))

    def _show_form_problems(self, problems: tuple[Problem, ...]) -> None:
        """What is wrong with an institution's form, by file and line; the form before it stays chosen."""
        self._form_problem.setText("\n".join(self._sentence(each) for each in problems[:PROBLEMS]))
        self._form_problem.show()

    def _sentence(self, problem: Problem) -> str:
        return full_text(problem, self._lang)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("案卷保存在"), str(self.path), tr("案卷 (*.qmcase)"))
        if chosen:
            self._path = Path(chosen if chosen.endswith(".qmcase") else f"{chosen}.qmcase")
            self._check()


def _field(name: str, text: str, hint: str) -> LineField:
    made = LineField(name, hint)
    made.setText(text)
    return made


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
