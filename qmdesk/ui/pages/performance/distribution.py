"""Which distribution the readings follow: normality in plain words, the fits side by side, one chosen with a reason."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from qmdesk.model.journal import Edit, Place
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.distribution_fits import Fits, fits_of, plain_words, tests_text
from qmdesk.ui.pages.performance.reasoned import with_reason
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.study import Found
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line, restyle
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import tr
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.stats.nonnormal import NonNormal

FIELDS = ("distribution", "distribution_reason")
#: Up to so many readings the fits come by themselves where the readings aren't normal; beyond, on wish.
BY_ITSELF = 20_000
#: The widest that the table gets (at 100 %).
WIDEST = 640
#: The widths of the columns of figures (at 100 %).
WIDTHS = (64, 72, 64, 124)
#: Milliseconds without a change before the fits are worked out.
SETTLE = 250


class DistributionBox(QWidget):
    """Fields ``distribution`` and ``distribution_reason`` of a characteristic, with what there is to choose from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self._row: Row | None = None
        self._found: Found | None = None
        self._fits: Fits | None = None
        self._wished = False
        self._job: jobs.Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=SETTLE)
        self._soon.timeout.connect(self._fit)
        self.fields: dict[str, CaseField] = {}
        theme = desk.theme
        pad, gap = theme.px("space_md"), theme.px("space_sm")
        self.words = label("", "caption", wrap=True)
        self._tests = label("", "caption", wrap=True)
        self.compare = button(tr("比较各种分布"), self.wish, theme=theme, icon="list-checks")
        self.table = self._make_table()
        self._inner = QVBoxLayout()
        self.effect = label("", "caption", wrap=True)
        self.beside = label("", "body", wrap=True)
        head = line(label(tr("分布"), "section"), None, self.compare)
        parts = (head, self.words, self._tests, self.table, self._inner, self.effect, self.beside)
        self.setLayout(column(frame("well", column(*parts, gap=gap, margins=(pad, gap, pad, gap)))))

    def _make_table(self) -> QTableWidget:
        made = QTableWidget(0, 5)
        made.setAccessibleName(tr("各种分布的拟合，Enter 选用"))
        for at, title in enumerate((tr("分布"), "A²", "p", "Ppk", tr("预计不合格 ppm"))):
            head = QTableWidgetItem(title)
            side = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
            head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            made.setHorizontalHeaderItem(at, head)
        made.setMaximumWidth(round(WIDEST * self._desk.theme.scale))
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setTabKeyNavigation(False)
        made.setWordWrap(False)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(self._desk.theme.px("control"))
        header = made.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in enumerate(WIDTHS, 1):
            made.setColumnWidth(at, round(width * self._desk.theme.scale))
        header.setHighlightSections(False)
        made.cellActivated.connect(lambda row, _: self._choose(row))
        made.cellClicked.connect(lambda row, _: self._choose(row))
        made.hide()
        return made

    # -- what is shown ---------------------------------------------------------------------------

    def show_characteristic(self, key: str) -> None:
        """Make the fields of a characteristic."""
        self._key, self._row, self._found, self._fits, self._wished = key, None, None, None, False
        self.table.hide()
        empty(self._inner)
        self.fields.clear()
        known = self._desk.hub.form.records["characteristic"].fields
        if not key or not all(name in known for name in FIELDS):
            return
        row, fields = with_reason(self._desk, f"characteristic:{key}", "distribution", 176)
        self.fields |= fields
        self._inner.addLayout(row)

    def show_row(self, row: Row) -> None:
        """Follow what is recorded."""
        self._row = row
        self._show_effect()
        self._mark()

    def show_found(self, found: Found) -> None:
        """Follow a study."""
        self._found = found
        study = found.study
        self.setVisible(study is not None and study.n > 0)
        if study is None:
            return
        words, role = plain_words(study.normality, study.n)
        self.words.setText(words)
        restyle(self.words, "role", role)
        self._tests.setText(tests_text(study.normality))
        self._tests.setVisible(bool(self._tests.text()))
        self._show_effect()
        wanted = self._wished or self._offers()
        self.compare.setVisible(not wanted and study.n > 2)
        if wanted and not self._is_fitted():
            self._soon.start()
        self.table.setVisible(wanted and self.table.rowCount() > 0)

    def _offers(self) -> bool:
        """Whether fits are shown without being asked for: not normal, or a distribution was chosen."""
        study = None if self._found is None else self._found.study
        if study is None or study.n > BY_ITSELF:
            return False
        chosen = self._row is not None and self._row.text("distribution") not in {"", "normal"}
        return chosen or (study.normality is not None and study.normality.normal is False)

    def _show_effect(self) -> None:
        """Whether the choice counts, and both indices side by side."""
        study = None if self._found is None else self._found.study
        chosen = "" if self._row is None else self._row.text("distribution")
        reason = "" if self._row is None else self._row.text("distribution_reason").strip()
        self.effect.setVisible(bool(chosen))
        if chosen:
            name = say(f"stats.distribution.{chosen}", self._desk.lang)
            without = tr("{name}还没有写理由：先不起作用，仍按正态公式计算", name=name)
            decides = tr("按{name}的分位数定级", name=name)
            kept = tr("按正态公式定级，理由已记录") if chosen == "normal" else decides
            self.effect.setText(kept if reason else without)
            restyle(self.effect, "role", "good" if reason else "warning")
        nonnormal = None if study is None else study.nonnormal
        self.beside.setVisible(nonnormal is not None)
        if study is not None and nonnormal is not None:
            self.beside.setText(
                tr(
                    "正态公式 Ppk {normal}，{name}分位数 Ppk {other}",
                    normal=_figure(study.overall.smaller),
                    name=say(f"stats.distribution.{nonnormal.method}", self._desk.lang),
                    other=_figure(nonnormal.ppk),
                )
            )

    # -- the fits --------------------------------------------------------------------------------

    def wish(self) -> None:
        """Show the fits although nothing speaks against a normal distribution."""
        self._wished = True
        self.compare.hide()
        self._fit()

    def _limits(self) -> tuple[float | None, float | None]:
        assert self._found is not None
        asked = self._found.asked.characteristic
        return (None if asked.lsl is None else float(asked.lsl), None if asked.usl is None else float(asked.usl))

    def _is_fitted(self) -> bool:
        fits = self._fits
        return (
            fits is not None
            and self._found is not None
            and fits.readings == self._found.counted
            and fits.limits == self._limits()
        )

    def _fit(self) -> None:
        if self._found is None or self._found.study is None or self._job is not None or self._is_fitted():
            return
        readings, (low, high) = self._found.counted, self._limits()
        job = jobs.run(self, lambda: fits_of(readings, low, high), self._on_fitted)
        job.ended.connect(self._on_ended)
        self._job = job

    def _on_fitted(self, fits: Fits) -> None:
        self._fits = fits
        if self._is_fitted():
            self._fill(fits.found)

    def _on_ended(self) -> None:
        self._job = None
        if not self._is_fitted() and (self._wished or self._offers()):
            self._soon.start()

    def _fill(self, found: tuple[NonNormal, ...]) -> None:
        table = self.table
        table.setRowCount(len(found))
        for row, each in enumerate(found):
            name = say(f"stats.distribution.{each.family}", self._desk.lang)
            closest = tr("最接近：{name}", name=name) if row == 0 and each.statistic is not None else name
            ppm = "–" if each.expected_ppm is None else f"{each.expected_ppm:.1f}"
            texts = [closest, _figure(each.statistic), _p_figure(each.p), _figure(each.ppk), ppm]
            for column_, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column_:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column_, item)
        height = table.horizontalHeader().sizeHint().height() + len(found) * self._desk.theme.px("control") + 2
        table.setFixedHeight(height)
        table.setVisible(bool(found) and (self._wished or self._offers()))
        self._mark()

    def _mark(self) -> None:
        """Select the row of the distribution that is recorded."""
        chosen = "" if self._row is None else self._row.text("distribution")
        methods = [] if self._fits is None else [each.method for each in self._fits.found]
        if chosen in methods and self.table.rowCount() == len(methods):
            self.table.selectRow(methods.index(chosen))
        else:
            self.table.clearSelection()

    def _choose(self, row: int) -> None:
        """Record the distribution of a row; the cursor goes to the reason where there is none yet."""
        if self._fits is None or row >= len(self._fits.found) or not self.fields:
            return
        hub = self._desk.hub
        method = self._fits.found[row].method
        hub.record(Edit(Place(f"characteristic:{self._key}", "distribution", str(hub.stage)), method))
        reason = self.fields.get("distribution_reason")
        given = "" if self._row is None else self._row.text("distribution_reason").strip()
        if reason is not None and not given:
            reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _p_figure(p: float | None) -> str:
    return "–" if p is None else "< 0.005" if p < 0.005 else f"{p:.3f}"
