"""Overview: how far the review is, what the grade can still be, and what is open, each with the way there."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qmdesk.grading.records import index
from qmdesk.grading.words import question_text
from qmdesk.model.assessment import Assessment
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import span_name, subject_name
from qmdesk.ui.pages.path_card import PathCard, where_of
from qmdesk.ui.pages.registry import PageSpec, Progress, progress_of, stops_of
from qmdesk.ui.widgets.basics import box, button, column, elided, empty, frame, image, label, line
from qmdesk.ui.widgets.ladder import Ladder
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import tr
from qmdesk.visit.closing import begun
from qmdesk.visit.path import Standing, StepState

#: Open things shown at most; the rest is one link further.
SHOWN = 8
#: Steps that come after the leaving check.
_LAST = ("concluded", "rectified")


class OverviewPage(PageFrame):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        hub = desk.hub
        super().__init__(desk.theme, hub.text("case", "enterprise") or spec.name(), hub.text("case", "credit_code"))
        self._desk = desk
        self._end = "page:handover" if hub.own else "page:leaving/check"
        self._go_on = button(tr("继续评价"), self._continue, role="primary", theme=desk.theme, icon="play")
        self.head.addWidget(self._go_on)
        self._grade = label("—", "display")
        self._note = label("", "muted", wrap=True)
        self._ladder = Ladder(desk.theme, len(hub.form.levels), big=True)
        self._stops = QGridLayout()
        self._stops.setContentsMargins(0, 0, 0, 0)
        self._stops.setSpacing(desk.theme.px("space_md"))
        self._open = QVBoxLayout()
        self._open.setSpacing(2)
        self.body.addWidget(self._grade_card())
        self.body.addWidget(label(tr("进度"), "heading"))
        self.body.addWidget(box("", self._stops))
        if hub.form.visit.steps and not hub.own:
            self.body.addWidget(PathCard(desk))
        self.body.addWidget(label(tr("待办"), "heading"))
        self.body.addLayout(self._open)
        hub.assessed.connect(self._refresh)
        hub.changed.connect(self._show_stops_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _grade_card(self) -> QWidget:
        theme = self._desk.theme
        pad = theme.px("space_lg")
        words = column(label(tr("计算等级"), "section"), self._grade, self._note, gap=2)
        body = column(words, self._ladder, gap=theme.px("space_md"), margins=(pad, pad, pad, pad))
        return frame("card", body)

    def _refresh(self) -> None:
        found = self._desk.hub.assessment
        if not self.isVisible():
            return
        self._show_stops()
        if found is None:
            return
        form, lang = self._desk.hub.form, self._desk.lang
        words = span_name(form, found.grade, lang)
        self._grade.setText(words)
        level = found.grade.level
        self._note.setText(
            tr("还在区间内：未评条目和未问指标按最低与最高两种可能计算。")
            if level is None
            else form.level(level).meaning.in_(lang)
        )
        self._ladder.show_span(found.grade, words)
        open_now = any(each[1] == "circle" for each in self._things(found))
        step = self._next_step()
        last = tr("交出自评包") if self._desk.hub.own else tr("做离厂检查")
        after = last if step is None else tr("下一步：{name}", name=step.step.name.in_(lang))
        going_on = tr("继续评价") if open_now else after
        self._go_on.setText(f" {going_on}")
        self._go_on.setAccessibleName(going_on)
        self._show_open(found)

    def _show_stops_if_seen(self) -> None:
        if self.isVisible():
            self._show_stops()

    def _show_stops(self) -> None:
        empty(self._stops)
        shown = [
            stop for stop in stops_of(self._desk.hub.form, self._desk.lang, own=self._desk.hub.own) if stop.progress
        ]
        for number, stop in enumerate(shown):
            self._stops.addWidget(self._stop(stop), number // 3, number % 3)
        for each in range(3):
            self._stops.setColumnStretch(each, 1)

    def _stop(self, stop: PageSpec) -> QWidget:
        theme = self._desk.theme
        progress = progress_of(stop, self._desk.hub)
        made = button("", lambda: self._desk.go(f"page:{stop.id}"), role="recent")
        made.setAccessibleName(stop.name())
        made.setToolTip(stop.name())
        pad = theme.px("space_md")
        count = label(f"{progress.done}/{progress.total}" if progress.total else "—", "caption")
        row = line(image(theme, stop.icon), elided(stop.name()), gap=theme.px("space_sm"))
        row.setStretch(1, 1)
        done = line(_Bar(self._desk, progress), count, gap=theme.px("space_sm"))
        done.setStretch(0, 1)
        low = theme.px("space_sm")
        whole = column(row, done, gap=theme.px("space_xs"), margins=(pad, low, pad, low))
        made.setLayout(whole)
        made.setProperty("role", "stop")
        for child in made.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _show_open(self, found: Assessment) -> None:
        empty(self._open)
        things = self._things(found)
        if not things:
            done = (
                tr("没有待办。可以交出自评包。") if self._desk.hub.own else tr("没有待办。可以去定级，或做离厂检查。")
            )
            self._open.addWidget(label(done, "muted"))
        for where, icon, colour, text in things[:SHOWN]:
            self._open.addWidget(_thing(self._desk, where, icon, colour, text))
        if len(things) > SHOWN:
            self._open.addWidget(
                button(tr("还有 {n} 项", n=len(things) - SHOWN), lambda: self._desk.go(self._end), role="link")
            )

    def _things(self, found: Assessment) -> list[tuple[str, str, str, str]]:
        hub, lang = self._desk.hub, self._desk.lang
        state = hub.session.state
        things = [
            (
                f"{place.subject}/{place.field}",
                "triangle-alert",
                "bad",
                tr("记录冲突：{what}", what=subject_name(hub.form, state, place.subject, lang)),
            )
            for place, folded in state.items()
            if folded.conflict
        ]
        things += [(each.where, "message-circle", "warn", question_text(each, lang)) for each in found.questions]
        things += [
            (
                f"item:{each.id}",
                "triangle-alert",
                "warn",
                tr("待商定：{name}", name=hub.form.item(each.id).name.in_(lang)),
            )
            for each in found.items
            if each.because.rule == "item-differs"
        ]
        things += [
            (f"item:{each.id}", "circle", "muted", tr("未评：{name}", name=hub.form.item(each.id).name.in_(lang)))
            for each in found.items
            if each.applicable and not each.answered
        ]
        things += [
            (f"figure:{each.id}", "circle", "muted", tr("未定：{name}", name=hub.form.figure(each.id).name.in_(lang)))
            for each in found.figures
            if each.span.level is None
        ]
        return things

    def _continue(self) -> None:
        """On to the first thing that is open: an item, a figure, a step of the visit, else the leaving check."""
        found = self._desk.hub.assessment
        things = [] if found is None else self._things(found)
        where = next((each[0] for each in things if each[1] == "circle"), None)
        step = self._next_step()
        self._desk.go(where or (self._end if step is None else where_of(self._desk, step)))

    def _next_step(self) -> StepState | None:
        """The first open step of a visit that is run by its path; what comes after the conclusion is none of it."""
        hub = self._desk.hub
        if hub.own or not hub.once(f"visit-begun@{hub.stage}", lambda: begun(index(hub.session.state, hub.stage))):
            return None
        still_open = (each for each in hub.path if each.standing is Standing.OPEN and each.step.rule not in _LAST)
        return next(still_open, None)


class _Bar(Ladder):
    """Progress as a bar of one rung for each ten percent."""

    def __init__(self, desk: Desk, progress: Progress) -> None:
        super().__init__(desk.theme, 10)
        self._progress = progress
        self.setFixedHeight(desk.theme.px("space_xs"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(whole, 2, 2)
        if self._progress.total and self._progress.done:
            done = QRectF(whole)
            done.setWidth(whole.width() * self._progress.done / self._progress.total)
            full = self._progress.done >= self._progress.total
            painter.setBrush(self._theme.colour("good" if full else "accent"))
            painter.drawRoundedRect(done, 2, 2)
        painter.end()


def _thing(desk: Desk, where: str, icon: str, colour: str, text: str) -> QWidget:
    made = button(text, lambda: desk.go(where), role="row", theme=desk.theme, icon=icon)
    made.setIcon(desk.theme.icon(icon, colour))
    return made
