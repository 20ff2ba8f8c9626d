"""The backups that there are, one row each: when, how much, and what the case has beyond it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Refused
from qmdesk.ui.naming import batch_name
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, button, column, image, label, line
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.review.backups import Difference
    from qmdesk.review.session import ReviewSession
    from qmdesk.workspace.generation import Generation

#: Backups listed at once.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup, and how it differs from the case that is open (None where none is, or it can't be told)."""

    generation: Generation
    name: str
    difference: Difference | None


def listed(home: Path, session: ReviewSession | None, damaged: Path | None) -> list[Listed]:
    """What the window shows; called in the pool."""
    from qmdesk.review.backups import all_generations, differs, generations, looked_into, name_of

    if session is not None:
        found = generations(session.path, home, session.case_id)
    else:
        found = all_generations(home) if damaged is None else generations(damaged, home)
    rows: list[Listed] = []
    for each in found[:SHOWN]:
        known = looked_into(each) if session is not None or damaged is not None else each
        difference: Difference | None = None
        if session is not None and known.heads:
            with suppress(Refused):
                difference = session.on_file(lambda case, known=known: differs(case, known))
        rows.append(Listed(known, name_of(each.path), difference))
    return rows


def row_of(
    each: Listed, theme: Theme, lang: str, session: ReviewSession | None, restore: Callable[[Path], object]
) -> QWidget:
    """One row with its button."""
    made = each.generation
    when = made.made.astimezone().strftime("%Y-%m-%d %H:%M:%S") if made.made else tr("升级前的副本")
    facts = column(
        label(when if session is not None else f"{each.name}  {when}", "strong"), label(_amount(made), "caption")
    )
    if each.difference is not None and session is not None:
        facts.addWidget(label(_beyond(each.difference, session, lang), "caption", wrap=True))
    back = button(tr("恢复…"), lambda: restore(made.path), role="quiet", theme=theme, icon="history")
    back.setAccessibleName(tr("恢复 {name} {when}", name=each.name, when=when))
    row = line(image(theme, "archive"), facts, back, gap=theme.px("space_md"))
    row.setStretch(1, 1)
    whole = box("", row)
    whole.setToolTip(str(made.path))
    return whole


def _amount(made: Generation) -> str:
    own = tr("{size} MB", size=f"{made.size / 1_000_000:.1f}")
    if not made.heads:
        return own
    said = tr("{n} 条记录", n=made.entries)
    if made.whole:
        return f"{said} · {own}"
    if not made.count:
        return f"{said} · {own}"
    files = tr("{n} 个文件共 {size} MB，各备份共用一份", n=made.count, size=f"{made.files_size / 1_000_000:.1f}")
    return f"{said} · {own} · {files}"


def _beyond(found: Difference, session: ReviewSession, lang: str) -> str:
    if not found.later and not found.only_there:
        return tr("与现在的案卷相同")
    said: list[str] = []
    if found.later:
        last = [batch_name(session.form, session.state, [entry], lang) for entry in found.last]
        more = tr("、").join(last) + (tr(" 等") if found.later > len(last) else "")
        said.append(tr("此后又记了 {n} 条：{more}", n=found.later, more=more))
    if found.only_there:
        said.append(tr("有 {n} 条现在的案卷里没有", n=found.only_there))
    return tr("；").join(said)
