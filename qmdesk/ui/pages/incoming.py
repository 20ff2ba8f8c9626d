"""Packages before they are taken in: who signed and wrote them, since when, what is new, what would conflict."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import beside, field_name, listed, shorten, stage_name, subject_name, told, value_text
from qmdesk.ui.widgets.basics import button, column, frame, image, label, line
from qmdesk.ui.words import mark, sentence, tr

if TYPE_CHECKING:
    from qmdesk.exchange.conflicts import Conflict
    from qmdesk.review.previewing import Change, Looked, Preview

BELIEFS = {
    "chain": (mark("由信任名单中的根证书签发"), "good"),
    "known": (mark("见过的设备"), "good"),
    "first-use": (mark("第一次见到的签名，请向同事核实"), "warn"),
}
#: Changed places that are listed.
SHOWN = 30


class Incoming(QWidget):
    """``accepted`` tells that the user wants it, with ``choices`` for conflicts; ``left`` that it stays out."""

    accepted = Signal()
    left = Signal()

    def __init__(self, desk: Desk, preview: Preview) -> None:
        super().__init__()
        self._desk = desk
        self.preview = preview
        self.choices: dict[Place, Json] = {}
        theme = desk.theme
        pad = theme.px("space_lg")
        body = column(label(tr("带入之前先看一遍"), "heading"), gap=theme.px("space_md"), margins=(pad, pad, pad, pad))
        for each in preview.packages:
            body.addWidget(self._package(each))
        conflicts = [each for each in preview.changes if each.after.conflict]
        points = [each for each in preview.conflicts if each.consensus]
        if conflicts or points:
            body.addWidget(label(tr("会冲突的 {n} 处", n=len(conflicts) + len(points)), "heading"))
            body.addWidget(
                label(tr("选定一个，或先带入、以后再选。没有选中的值仍在修改记录里。"), "caption", wrap=True)
            )
        for each in conflicts:
            body.addWidget(self._conflict(each.after))
        for each in points:
            body.addWidget(self._point(each))
        self._list(body, [each for each in preview.changes if not each.after.conflict])
        take = button(tr("带入"), self.accepted.emit, role="primary", theme=theme, icon="check")
        take.setEnabled(preview.takes)
        leave = button(tr("不带入"), self.left.emit, role="quiet", theme=theme, icon="x")
        body.addLayout(line(take, leave, None, gap=theme.px("space_sm")))
        self.take = take
        self.setLayout(column(frame("card", body)))

    # -- packages --------------------------------------------------------------------------------

    def _package(self, each: Looked) -> QWidget:
        theme, lang = self._desk.theme, self._desk.lang
        pad = theme.px("space_md")
        body = column(label(each.path.name, "strong", wrap=True), gap=2, margins=(pad, pad, pad, pad))
        if each.problem is not None:
            text = sentence(each.problem, lang)
            body.addWidget(label(text, "problem", wrap=True))
            return frame("well", body)
        words, tone = BELIEFS.get(each.belief, ("", ""))
        said = line(
            label(tr("签名：{name}", name=each.signer), "body"), label(tr(words), "chip", tone=tone), None, gap=pad
        )
        body.addLayout(said)
        if each.authors:
            body.addWidget(label(tr("记录人：{names}", names=listed(each.authors)), "body", wrap=True))
            span = tr("记录时间：{first} 至 {last}（按其电脑的时钟）", first=_time(each.first), last=_time(each.last))
            body.addWidget(label(span, "caption", wrap=True))
        counts = tr(
            "新记录 {new} 条，已有 {known} 条，新文件 {files} 个",
            new=each.entries_new,
            known=each.entries_known,
            files=each.files_new,
        )
        body.addWidget(label(counts, "body", wrap=True))
        return frame("well", body)

    # -- conflicts -------------------------------------------------------------------------------

    def _conflict(self, folded: Folded) -> QWidget:
        place = folded.place
        choices = [
            (f"{self._value(place, head.value)}  ·  {head.author} {_time(head.at)}", head.value)
            for head in folded.heads
        ]
        return self._choice(place, self._title(place), choices)

    def _point(self, point: Conflict) -> QWidget:
        from qmdesk.exchange.conflicts import SETTLED_BY

        place = Place(point.subject, SETTLED_BY[point.field], point.stage)
        title = f"{self._title(Place(point.subject, point.field, point.stage))} — {tr('评级不一致，由评价组商定')}"
        choices = [(self._value(Place(point.subject, point.field), value), value) for value in point.values]
        return self._choice(place, title, choices)

    def _choice(self, place: Place, title: str, choices: list[tuple[str, Json]]) -> QWidget:
        pad = self._desk.theme.px("space_md")
        body = column(label(title, "strong", wrap=True), gap=2, margins=(pad, pad, pad, pad))
        group = QButtonGroup(self)
        later = QRadioButton(tr("以后再选"))
        later.setChecked(True)
        later.toggled.connect(lambda on: self.choices.pop(place, None) if on else None)
        for text, value in choices:
            made = QRadioButton(text.replace("&", "&&"))
            made.setAccessibleName(told(title, text))
            made.toggled.connect(lambda on, v=value: self.choices.update({place: v}) if on else None)
            group.addButton(made)
            body.addWidget(made)
        group.addButton(later)
        body.addWidget(later)
        return frame("banner", body)

    def choose(self, place: Place, value: Json) -> None:
        """Choose a value for a conflict, as its button does."""
        self.choices[place] = value

    # -- what else changes -----------------------------------------------------------------------

    def _list(self, body: QVBoxLayout, changes: list[Change]) -> None:
        if not changes:
            return
        theme = self._desk.theme
        body.addWidget(label(tr("会改变的 {n} 处", n=len(changes)), "heading"))
        for each in changes[:SHOWN]:
            place = each.after.place
            before = self._value(place, each.before.value) if each.before is not None else tr("（空）")
            text = f"{before} → {self._value(place, each.after.value)}"
            who = each.after.heads[-1].author if each.after.heads else ""
            title = label(self._title(place), "body", wrap=True)
            row = line(
                image(theme, "corner-down-left"),
                title,
                label(text, "caption", wrap=True),
                label(who, "caption"),
                gap=theme.px("space_sm"),
            )
            row.setStretch(1, 3)
            row.setStretch(2, 4)
            body.addLayout(row)
        if len(changes) > SHOWN:
            body.addWidget(label(tr("另有 {n} 处", n=len(changes) - SHOWN), "muted"))

    def _title(self, place: Place) -> str:
        hub, lang = self._desk.hub, self._desk.lang
        name = subject_name(hub.form, hub.session.state, place.subject, lang)
        field = field_name(hub.form, place, lang)
        return f"{name} · {beside(field, stage_name(place.stage)) if place.stage else field}"

    def _value(self, place: Place, value: Json) -> str:
        return shorten(value_text(self._desk.hub.form, place, value, self._desk.lang), 60)


def _time(at: str) -> str:
    return at[:16].replace("T", " ")
