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
from qmdesk.ui.naming import listed, shorten, told, value_text
from qmdesk.ui.pages.sides import abreast, place_title, sides_of
from qmdesk.ui.widgets.basics import box, button, column, frame, image, label, line
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
        self.marked: set[Place] = set()
        """Conflicts to be left open as points for the team."""
        self._after = {**desk.hub.session.state, **{each.after.place: each.after for each in preview.changes}}
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
        sides = sides_of(self._desk, folded, self._after)
        choices = [(each.text, each.value, each.about) for each in sides]
        return self._choice(folded.place, self._title(folded.place), choices, markable=True)

    def _point(self, point: Conflict) -> QWidget:
        from qmdesk.exchange.conflicts import SETTLED_BY

        rated = Place(point.subject, point.field, point.stage)
        title = f"{self._title(rated)} — {tr('评级不一致，由评价组商定')}"
        heads = [
            folded.heads[-1]
            for place, folded in self._after.items()
            if place.author and (place.subject, place.name, place.stage) == (point.subject, point.field, point.stage)
        ]
        sides = sides_of(
            self._desk, Folded(rated, tuple(each for each in heads if each.value is not None)), self._after
        )
        choices = [(each.text, each.value, each.about) for each in sides]
        return self._choice(Place(point.subject, SETTLED_BY[point.field], point.stage), title, choices)

    def _choice(
        self, place: Place, title: str, choices: list[tuple[str, Json, tuple[str, ...]]], *, markable: bool = False
    ) -> QWidget:
        pad = self._desk.theme.px("space_md")
        body = column(label(title, "strong", wrap=True), gap=2, margins=(pad, pad, pad, pad))
        group = QButtonGroup(self)
        sides: list[QWidget] = []
        for text, value, about in choices:
            made = _radio(group, title, text)
            made.toggled.connect(lambda on, v=value: self._chosen(place, v, on=on))
            lines = [line(pad * 2, label(each, "caption", wrap=True), gap=0) for each in about]
            sides.append(box("", column(made, *lines, None, gap=2)))
        body.addLayout(abreast(self._desk.theme, sides))
        if markable:
            mark_it = _radio(group, title, tr("留作评价组商定事项"))
            mark_it.toggled.connect(lambda on: self.marked.add(place) if on else self.marked.discard(place))
            body.addWidget(mark_it)
        later = _radio(group, title, tr("以后再选"))
        later.setChecked(True)
        body.addWidget(later)
        return frame("banner", body)

    def _chosen(self, place: Place, value: Json, *, on: bool) -> None:
        if on:
            self.choices[place] = value
        else:
            self.choices.pop(place, None)

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
        return place_title(self._desk, place, self._after)

    def _value(self, place: Place, value: Json) -> str:
        return shorten(value_text(self._desk.hub.form, place, value, self._desk.lang), 60)


def _radio(group: QButtonGroup, title: str, text: str) -> QRadioButton:
    made = QRadioButton(text.replace("&", "&&"))
    made.setAccessibleName(told(title, text))
    group.addButton(made)
    return made


def _time(at: str) -> str:
    return at[:16].replace("T", " ")
