"""One item: what is asked, the levels to choose, evidence, notes, and what to look for and ask."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from qmdesk.model.journal import Changes
from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.naming import listed, stage_name
from qmdesk.ui.pages.dimension import standing as st
from qmdesk.ui.pages.dimension.level_rows import LevelRows
from qmdesk.ui.pages.dimension.prompts import prompts
from qmdesk.ui.pages.preparing.asked import asked_link
from qmdesk.ui.widgets.basics import box, button, column, elided, empty, frame, label, line
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import problem_text, tr

#: From this width (at 100 %) on the prompts stand beside the levels.
TWO_COLUMNS = 860


class ItemCard(QWidget):
    """Follows the hub for its own item."""

    def __init__(self, desk: Desk, item: str) -> None:
        super().__init__()
        self._desk = desk
        self.item = desk.hub.form.item(item)
        theme, lang = desk.theme, desk.lang
        self.levels = LevelRows(theme, desk.hub.form, self.item, lang)
        self.levels.chosen.connect(self.rate)
        self._banner = QVBoxLayout()
        self._state = QVBoxLayout()
        self.note = CaseField(desk, f"item:{item}", "note", lines=3)
        self.weakness = CaseField(desk, f"item:{item}", "weakness", lines=2)
        self.evidence = EvidenceStrip(desk, f"item:{item}")
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(theme.px("space_xl"))
        gap, pad = theme.px("space_md"), theme.px("space_xl")
        main = column(self._banner, self.levels, self._state, gap=gap)
        main.addWidget(self.evidence)
        main.addWidget(self.weakness)
        main.addWidget(self.note)
        main.addStretch(1)
        side = column(prompts(desk, self.item), None)
        self._columns.addLayout(main, 3)
        self._columns.addLayout(side, 2)
        self.setLayout(
            column(self._head(), theme.px("space_lg"), self._columns, margins=(pad, theme.px("space_lg"), pad, pad))
        )
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _head(self) -> QVBoxLayout:
        form, lang, theme = self._desk.hub.form, self._desk.lang, self._desk.theme
        chips = FlowLayout(theme.px("space_xs"))
        if self.item.core:
            core = label(tr("核心条目"), "chip", tone="accent")
            core.setToolTip(tr("核心条目决定本维度的等级，不能不适用"))
            chips.addWidget(core)
        for number in self.item.ground:
            if number in form.sources:
                chips.addWidget(
                    label(tr("任务{number} {title}", number=number, title=form.sources[number].title.in_(lang)), "chip")
                )
        return column(
            label(self.item.name.in_(lang), "title", wrap=True),
            label(self.item.question.in_(lang), "muted", wrap=True),
            theme.px("space_xs"),
            chips,
            gap=theme.px("space_xs"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        own = f"item:{self.item.id}"
        if any(place.subject == own or place.kind in ("evidence", "question") for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what stands on the item."""
        found = st.standing_of(self._desk.hub, self.item.id)
        self.levels.show_choice(found.mine if found.applicable else None, self._marks(found))
        held = self._typing_or_choosing()
        empty(self._banner)
        empty(self._state)
        if found.state is st.State.DIFFERS or found.agreed is not None:
            self._banner.addWidget(self._agreement(found))
        asked = asked_link(self._desk, f"item:{self.item.id}")
        if asked is not None:
            self._banner.addWidget(asked, 0, Qt.AlignmentFlag.AlignLeft)
        self._state.addWidget(self._below(found))
        if held:
            self._page_focus()

    def _typing_or_choosing(self) -> bool:
        """Whether the focus is on what is about to be made again: a reason, an agreed level, a button below."""
        focus = self.window().focusWidget()
        made = [each.itemAt(0).widget() for each in (self._banner, self._state) if each.count()]
        return focus is not None and any(each.isAncestorOf(focus) for each in made)

    def _page_focus(self) -> None:
        """Back to the list of items, so that the next digit rates and Ctrl+Enter goes on."""
        page = self._page()
        if page is not None:
            page.setFocus()

    def _marks(self, found: st.Standing) -> dict[int, list[tuple[str, str]]]:
        marks: dict[int, list[tuple[str, str]]] = {}
        if found.claimed is not None:
            marks.setdefault(found.claimed, []).append((tr("企业自评"), "warn"))
        for author, level in found.earlier.items():
            marks.setdefault(level, []).append((f"{author} · {stage_name('onsite')}", ""))
        for author, level in found.ratings.items():
            tone = "accent" if author == self._desk.hub.author else ""
            marks.setdefault(level, []).append((author or tr("未署名"), tone))
        if found.agreed is not None:
            marks.setdefault(found.agreed, []).append((tr("商定"), "good"))
        return marks

    def _agreement(self, found: st.Standing) -> QWidget:
        theme = self._desk.theme
        said = listed(tr("{name} {level} 级", name=name, level=level) for name, level in found.ratings.items())
        differs = len(set(found.ratings.values())) > 1
        text = tr("评级不一致（{said}），请商定：", said=said) if differs else tr("评价组已商定：")
        row = FlowLayout(theme.px("space_xs"))
        if not differs:
            words = label(text)
            words.setMinimumHeight(theme.px("control"))
            row.addWidget(words)
        for level in self._desk.hub.form.levels:
            chosen = level.number == found.agreed
            key = button(str(level.number), lambda n=level.number: self.agree(n), role="primary" if chosen else "")
            key.setAccessibleName(tr("商定为 {name}", name=level.name.in_(self._desk.lang)))
            row.addWidget(key)
        if found.agreed is not None:
            row.addWidget(button(tr("取消商定"), lambda: self.agree(None), role="link"))
        body = column(*([label(text, "body", wrap=True)] if differs else []), row, gap=theme.px("space_xs"))
        body.setContentsMargins(*(theme.px("space_sm"),) * 4)
        return frame("banner", body, "" if found.agreed is None else "good")

    def _below(self, found: st.Standing) -> QWidget:
        theme = self._desk.theme
        row = line(gap=theme.px("space_sm"))
        if found.state is st.State.LEFT_OUT:
            row.addWidget(label(tr("不适用：{reason}", reason=found.reason or "—"), "body", wrap=True), 1)
            row.addWidget(button(tr("恢复适用"), self._bring_back, role="link"))
        else:
            row.addWidget(elided(tr("按 1–5 评级"), "hint"), 1)
            if found.mine is not None:
                row.addWidget(button(tr("清除我的评级"), self.clear_rating, role="link"))
            out = button(tr("不适用…"), self.ask_reason, role="quiet", theme=theme, icon="circle-slash", tip="0")
            if not st.can_leave_out(self._desk.hub, self.item.id):
                out.setEnabled(False)
                out.setToolTip(tr("核心条目不能不适用"))
            row.addWidget(out)
            row.addWidget(button(tr("下一个未评"), self._next, theme=theme, icon="corner-down-left", tip="Ctrl+Enter"))
        return box("", row)

    # -- acting ----------------------------------------------------------------------------------

    def press(self, number: int) -> None:
        """A digit key: rate, or for 0 ask for the reason why the item does not apply."""
        if number == 0:
            self.ask_reason()
        else:
            self.rate(number)

    def rate(self, level: int) -> None:
        """Rate the item as the person at work."""
        if not self._desk.hub.record(st.rating(self._desk.hub, self.item.id, level)):
            self.refresh()

    def clear_rating(self) -> None:
        """Take one's own rating back."""
        self._desk.hub.record(st.rating(self._desk.hub, self.item.id, None))

    def agree(self, level: int | None) -> None:
        """Record what the team agreed on."""
        self._desk.hub.record(st.agreement(self._desk.hub, self.item.id, level))

    def ask_reason(self) -> None:
        """Ask on the spot why the item does not apply."""
        if not st.can_leave_out(self._desk.hub, self.item.id):
            self._desk.tell(tr("核心条目不能不适用"))
            return
        empty(self._state)
        theme = self._desk.theme
        field = LineField(tr("不适用的理由"), tr("为什么这一条对企业不适用？写明理由后按 Enter"))
        problem = label("", "problem", wrap=True)
        problem.hide()
        field.returnPressed.connect(lambda: self._leave_out(field.text(), problem.setText, problem.show))
        confirm = button(
            tr("确定不适用"), lambda: self._leave_out(field.text(), problem.setText, problem.show), role="primary"
        )
        row = line(field, confirm, button(tr("取消"), self.refresh, role="quiet"), gap=theme.px("space_sm"))
        row.setStretch(0, 1)
        self._state.addWidget(box("", column(row, problem, gap=theme.px("space_xs"))))
        field.setFocus()

    def _leave_out(self, reason: str, say: object, show: object) -> None:
        try:
            edit = st.leaving_out(self._desk.hub, self.item.id, reason)
        except Refused as refused:
            say(problem_text(refused.problems[0], self._desk.lang))  # pyright: ignore[reportCallIssue]
            show()  # pyright: ignore[reportCallIssue]
            return
        self._desk.hub.record(edit)

    def _bring_back(self) -> None:
        from qmdesk.model.journal import Edit, Place

        place = Place(f"item:{self.item.id}", "applicable", str(self._desk.hub.stage))
        self._desk.hub.record(Edit(place, None, author=self._desk.hub.author))

    def _page(self) -> QWidget | None:
        """The checklist that the card stands on."""
        page = self.parentWidget()
        while page is not None and not hasattr(page, "next_item"):
            page = page.parentWidget()
        return page

    def _next(self) -> None:
        page = self._page()
        if page is not None:
            page.next_item()  # pyright: ignore[reportAttributeAccessIssue]

    def focus_field(self, name: str) -> None:
        """Put the focus into the note or the weakness."""
        {"note": self.note, "weakness": self.weakness}.get(name, self.note).editor.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= TWO_COLUMNS * self._desk.theme.scale
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        super().resizeEvent(event)
