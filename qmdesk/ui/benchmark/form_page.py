"""The application form, the certificate, the letter, the recommendation, and the review that figures come from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.benchmark.reading import found_of, made_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.groups_page import GroupsPage
from qmdesk.ui.words import mark, tr

#: Fields beside the printed form, in groups; the first takes what of the form no other group has.
STAFF = ("tqm_staff", "quality_staff", "quality_staff_passed", "training_staff", "improvement_staff")
LETTER = ("filled_on", "city", "scope", "provincial_year", "commitment_signed", "commitment_by", "commitment_on")
RECOMMENDED = (
    "recommender_contact",
    "recommender_phone",
    "recommender_mobile",
    "recommender_email",
    "recommended_on",
    "rank",
    "recommendation",
)
GROUPS = (
    (mark("人数（核对比例用）"), STAFF, ""),
    (
        mark("ISO 9001 证书"),
        ("iso_number", "iso_body", "iso_from", "iso_until"),
        mark("报全国质量标杆时，申报日要在有效期内。"),
    ),
    (
        mark("质量损失率的口径"),
        ("output_value", "quality_losses", "loss_denominator"),
        mark("分母是年度总产值，不是营业收入；填了损失和总产值，程序会核对损失率。"),
    ),
    (mark("申报与承诺"), LETTER, ""),
    (mark("推荐"), RECOMMENDED, ""),
    (mark("备注"), ("note",), ""),
)


class FormPage(GroupsPage):
    """Every field of the case but those of the check; ``show_place`` goes to ``case/FIELD``."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk.theme, spec.name(), desk.hub.form.name.in_(desk.lang))
        made = made_of(desk.hub)
        table = made.table("form")
        about = table.note.in_(desk.lang) if table.note is not None else ""
        self.add_group(FormGroup(desk, table.name.in_(desk.lang), "case", table.columns, about))
        for title, names, words in GROUPS:
            fresh = tuple(each for each in names if each not in table.columns)
            group = FormGroup(desk, tr(title), "case", fresh, tr(words) if words else "")
            if group.fields:
                self.add_group(group)
        self.body.addWidget(ReviewCard(desk))


class ReviewCard(QWidget):
    """The capability review that this application is linked to, and what was taken over from it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        pad = theme.px("space_lg")
        self._rows = column(gap=theme.px("space_xs"))
        self._take = button(tr("从评价案卷取数…"), self._ask, theme=theme, icon="download")
        about = tr("取用同一家企业评价案卷里的损失率、合格率、总产值、人数和复核等级，并记下出处。")
        body = column(
            label(tr("关联的能力评价"), "heading"),
            label(about, "caption", wrap=True),
            self._rows,
            line(self._take, None),
            gap=theme.px("space_sm"),
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(frame("card", body)))
        desk.hub.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        from qmdesk.report.benchmark.content import place_words
        from qmdesk.ui.benchmark.reading import paper_of

        empty(self._rows)
        self._take.setEnabled(self._desk.hub.writable)
        for each in found_of(self._desk.hub).records("takeover"):
            here = place_words(paper_of(self._desk), f"{each.text('subject')}/{each.text('field')}")
            standing = tr("已在现场核实") if each.flag("verified") else tr("未核实")
            words = tr(
                "{here}：{value}（{standing}；来源 {source} {there}）",
                here=here,
                value=each.text("value"),
                standing=standing,
                source=each.text("source_case")[:8],
                there=each.text("source_field"),
            )
            self._rows.addWidget(label(words, wrap=True))

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("评价案卷"), "", "qmdesk (*.qmcase)")
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Look into a review in the background, then record what it offers as one batch."""
        from qmdesk.review.benchmark_takeover import Offered, offered, take_over

        hub, session = self._desk.hub, self._desk.hub.session

        def done(found: Offered) -> None:
            if hub.do(lambda: take_over(session, found)):
                self._desk.tell(tr("取用了 {count} 个数据", count=len(found.figures)))
            if found.problems:
                self._desk.tell_problems(found.problems)

        hub.ask(self, lambda: offered(session, path), done, self._refused)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self._desk.tell_problems(problems)
