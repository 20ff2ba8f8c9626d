"""What can be printed of what is open, and which page prints what. Each paper is looked at first, in its own window."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qmdesk.model.journal import Stage
from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.words import mark, tr

if TYPE_CHECKING:
    from qmdesk.ui.printing.window import PrintWindow
    from qmdesk.ui.programme.desk import ProgrammeDesk

SHEET, REPORT = "sheet", "report"
#: Papers of a review: name, words, the kind of record it is made of ("" for any case).
PAPERS = (
    ("declarations", mark("声明"), "declaration"),
    ("documents", mark("材料清单"), "request"),
    ("schedule", mark("日程"), "slot"),
    ("sign-in", mark("签到表"), "attendance"),
    ("opening-minutes", mark("首次会议纪要"), "meeting"),
    ("closing-minutes", mark("末次会议纪要"), "meeting"),
    (SHEET, mark("整改建议"), "suggestion"),
    (REPORT, mark("评估报告（未签名）"), ""),
)
#: The papers of a stop, or of one of its tabs; every other page has none of its own.
OF_PAGE = {
    "opening/team": ("declarations",),
    "opening/documents": ("documents",),
    "opening/schedule": ("schedule",),
    "opening/meeting": ("sign-in", "opening-minutes"),
    "leaving/closing": ("closing-minutes",),
    "rectify": (SHEET,),
    "report": (REPORT,),
}


@dataclass(frozen=True, slots=True)
class Printable:
    """``show`` opens the window with the paper's pages."""

    name: str
    words: str
    show: Callable[[], PrintWindow]


def of_case(desk: Desk, over: QWidget, wanted: Iterable[str] | None = None) -> tuple[Printable, ...]:
    """What can be printed of a case, or of that only ``wanted``; nothing of an enterprise's own assessment."""
    hub = desk.hub
    if hub.own:
        return ()
    if hub.form.benchmark is not None:
        papers = [(REPORT, mark("现场核查报告（未签名）"), "")]
    else:
        papers = [each for each in PAPERS if not each[2] or each[2] in hub.form.records]
    asked = None if wanted is None else tuple(wanted)
    return tuple(
        Printable(name, tr(words), lambda name=name, words=words: show_paper(desk, name, tr(words), over))
        for name, words, _ in papers
        if asked is None or name in asked
    )


def of_page(desk: Desk, over: QWidget, stop: str, tab: str) -> tuple[Printable, ...]:
    """The papers of a page as it is in front, in the order in which they stand there."""
    return of_case(desk, over, OF_PAGE.get(f"{stop}/{tab}", OF_PAGE.get(stop, ())))


def of_programme(desk: ProgrammeDesk, over: QWidget) -> tuple[Printable, ...]:
    """What can be printed of a programme: the summary of its year."""
    words = tr("汇总报告")

    def show() -> PrintWindow:
        from qmdesk.ui.printing.window import PrintWindow

        made = PrintWindow(
            desk.theme, desk.lang, tr("打印{name}", name=words), lambda path: _write_summary(desk, path), over
        )
        made.show()
        return made

    return (Printable("summary", words, show),)


def show_paper(desk: Desk, name: str, words: str, over: QWidget) -> PrintWindow:
    """Look at a paper of a case before it is printed, in a window beside the review; made in the pool."""
    from qmdesk.ui.printing.window import PrintWindow

    session, lang, stage = frozen(desk.hub.session), desk.lang, Stage(desk.hub.stage)
    benchmark, left = desk.hub.form.benchmark is not None, Event()

    def going(_share: float) -> None:
        if left.is_set():
            raise Refused()

    def write(path: Path) -> None:
        if name == SHEET:
            from qmdesk.review.reporting import rectification

            rectification(session, path, lang=lang, force=True)
        elif name == REPORT and benchmark:
            from qmdesk.review.benchmark import report

            report(session, path, lang=lang, force=True)
        elif name == REPORT:
            from qmdesk.ui.pages.report_work import write as write_report

            write_report(session, path, [], lang, going)
        else:
            from qmdesk.review.papers import write_paper_of

            write_paper_of(session, name, path, lang=lang, stage=stage, force=True)

    made = PrintWindow(desk.theme, lang, tr("打印{name}", name=words), write, over)
    made.suggested = str(desk.hub.session.path.with_name(f"{desk.hub.text('case', 'enterprise')} {words}.pdf"))
    made.destroyed.connect(lambda *_: left.set())
    made.show()
    return made


def _write_summary(desk: ProgrammeDesk, path: Path) -> None:
    """In the pool; small groups are hidden."""
    from qmdesk.portfolio.queries import Scope
    from qmdesk.portfolio.rollup import roll_up
    from qmdesk.portfolio.store import open_store
    from qmdesk.portfolio.summary import Issue, write_summary
    from qmdesk.portfolio.targets import targets_of
    from qmdesk.ui.programme.facts import WHERE

    pack = desk.packs.own
    store = open_store(desk.settings.text(WHERE), desk.settings.home)
    try:
        made, targets = roll_up(store, Scope(str(pack.year))), targets_of(store, pack)
    finally:
        store.close()
    write_summary(made, targets, pack, path, Issue(lang=desk.lang), force=True)
