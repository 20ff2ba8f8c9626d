"""The sides of a conflict as people weigh them: each value with who set it, when, why, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Entry, Folded, Place, State
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import beside, field_name, listed, shorten, stage_name, subject_name, told, value_text
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, frame, label, line
from qmdesk.ui.words import tr

#: Names of evidence that are listed beside a value, and sides that stand beside each other.
NAMED, ABREAST = 3, 3


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a conflict; ``about`` are lines on where it comes from."""

    value: Json
    text: str
    author: str
    about: tuple[str, ...]

    def words(self) -> QWidget:
        """The value with what is known of it, in lines."""
        made = QWidget()
        made.setLayout(
            column(label(self.text, "body", wrap=True), *(label(each, "caption", wrap=True) for each in self.about))
        )
        return made


def abreast(theme: Theme, parts: Sequence[QWidget]) -> QLayout:
    """Sides of a conflict beside each other, as wide as one another; more than three one under the other."""
    if len(parts) > ABREAST:
        return column(*parts, gap=theme.px("space_sm"))
    row = line(gap=theme.px("space_lg"))
    for at, each in enumerate(parts):
        row.addWidget(each)
        row.setStretch(at, 1)
        each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return row


def sides_of(desk: Desk, folded: Folded, state: State | None = None) -> tuple[Side, ...]:
    """The sides of a conflict in ``state`` (default: the case as it is)."""
    state = desk.hub.session.state if state is None else state
    found = [_side(desk, state, folded.place, head) for head in folded.heads]
    if folded.unseen:
        found = [each for each in found if each.value is True] + [_kept(desk, state, folded)]
    once: dict[str, Side] = {}
    for each in found:
        same = once.get(each.text)
        once[each.text] = each if same is None else Side(same.value, same.text, same.author, (*same.about, *each.about))
    return tuple(once.values())


def place_title(desk: Desk, place: Place, state: State | None = None) -> str:
    """ "工序 焊接 · 一次合格数（现场复核）"."""
    hub, lang = desk.hub, desk.lang
    name = subject_name(hub.form, hub.session.state if state is None else state, place.subject, lang)
    field = field_name(hub.form, place, lang)
    return f"{name} · {beside(field, stage_name(place.stage)) if place.stage else field}"


def _side(desk: Desk, state: State, place: Place, head: Entry) -> Side:
    if place.name == "deleted":
        text = tr("删除这条记录") if head.value is True else tr("保留这条记录")
    else:
        text = shorten(value_text(desk.hub.form, place, head.value, desk.lang), 200)
    return Side(head.value, text, head.author, _about(state, head))


def _kept(desk: Desk, state: State, folded: Folded) -> Side:
    """The side of those who edited a record that somebody deleted at the same time."""
    lines: list[str] = []
    for each in folded.unseen:
        field = field_name(desk.hub.form, each.place, desk.lang)
        value = shorten(value_text(desk.hub.form, each.place, each.value, desk.lang), 60)
        lines += [tr("{field} 改为 {value}", field=field, value=value), *_about(state, each)]
    return Side(None, tr("保留这条记录"), folded.unseen[0].author, tuple(lines))


def _about(state: State, head: Entry) -> tuple[str, ...]:
    lines = [f"{head.author} · {head.at[:16].replace('T', ' ')}"]
    if head.reason:
        lines.append(tr("理由：{text}", text=shorten(head.reason, 200)))
    names = list(_evidence(state, head))
    if names:
        more = tr("等 {n} 个", n=len(names)) if len(names) > NAMED else ""
        lines.append(tr("证据：{names}", names=listed(names[:NAMED])) + more)
    return tuple(lines)


def _evidence(state: State, head: Entry) -> Iterable[str]:
    """The names of the evidence that the author of an entry bound to its subject."""
    wanted = {head.subject, head.subject.partition(":")[2]}
    for place, folded in state.items():
        if place.kind == "evidence" and place.name == "binds" and folded.value in wanted:
            entries: Mapping[str, Folded | None] = {
                name: state.get(Place(place.subject, name)) for name in ("name", "file", "deleted")
            }
            file, name, gone = entries["file"], entries["name"], entries["deleted"]
            mine = file is not None and file.heads[-1].author == head.author
            if mine and (gone is None or gone.value is not True):
                yield shorten(str(name.value if name is not None and name.value else place.key), 40)


class Settle(QWidget):
    """The sides of a conflict beside each other; choosing one asks nothing more and can be undone."""

    def __init__(self, desk: Desk, folded: Folded, place: Place) -> None:
        super().__init__()
        self.body = column(gap=desk.theme.px("space_sm"))
        self.body.addLayout(abreast(desk.theme, [self._side(desk, each, place) for each in sides_of(desk, folded)]))
        self.setLayout(self.body)

    def _side(self, desk: Desk, side: Side, place: Place) -> QWidget:
        edit = Edit(place, side.value, reason=tr("冲突中选定 {who} 的值", who=side.author))
        choose = button(tr("选这个"), lambda: desk.hub.do(lambda: desk.hub.session.record(edit, force=True)))
        choose.setAccessibleName(told(tr("选这个"), side.text))
        gap = desk.theme.px("space_sm")
        return frame("well", column(side.words(), None, line(choose, None), gap=gap, margins=(gap, gap, gap, gap)))
