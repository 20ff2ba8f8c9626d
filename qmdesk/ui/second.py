"""Begin a second review in the open case, and ask why where the gate isn't met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QWidget

from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.words import problem_text, tr

if TYPE_CHECKING:
    from qmdesk.ui.hub import Hub

#: What keeps a second review from beginning until a reason is given.
GATES = frozenset({"second-below-gate", "second-first-open"})


def ask_reason(parent: QWidget, problems: tuple[Problem, ...], lang: str) -> str:
    """Why a second review begins although these stand against it; empty where nothing but a reason would help, or none
    was given."""
    if not problems or not all(each.code in GATES for each in problems):
        return ""
    told = "\n".join(problem_text(each, lang) for each in problems)
    reason, ready = QInputDialog.getText(parent, tr("二次复核的理由"), told + "\n" + tr("仍要开始的理由："))
    return reason.strip() if ready else ""


def begin_here(hub: Hub, parent: QWidget, lang: str, reason: str = "") -> bool:
    """Begin a second review in the open case and go to its stage."""
    from qmdesk.review.second import Begins, begin_second

    try:
        recorded = begin_second(hub.session, Begins(reason=reason))
    except Refused as refused:
        why = "" if reason else ask_reason(parent, refused.problems, lang)
        if why:
            return begin_here(hub, parent, lang, why)
        hub.failed.emit(refused.problems)
        return False
    hub.follow(recorded)
    hub.set_stage(Stage.SECOND)
    return True
