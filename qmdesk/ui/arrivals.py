"""Files dropped on the window or its start page: a case is opened, a report verified, a package looked at, the rest
read for the open case or for a new one."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.window import MainWindow

PACKAGES = "*.xlsx *.xlsm *.xls *.ods *.csv *.zip"
CASE, REPORT, PACKAGE, PROGRAMME, OTHER = "case", "report", "package", "programme", "other"


def kind_of(path: Path) -> str:
    """What a file is, by its content; called in the pool. Raises Refused where it can't be read."""
    from qmdesk.exchange import bag
    from qmdesk.exchange.container import Container
    from qmdesk.review.verifying import is_pdf
    from qmdesk.trust.envelope import is_sealed

    if path.suffix.lower() == ".qmcase":
        return CASE
    if path.suffix.lower() == ".qmprog":
        return PROGRAMME
    if path.is_dir():
        return OTHER
    if is_pdf(path):
        return REPORT
    if path.suffix.lower() == ".p7m":
        return PACKAGE if is_sealed(path) else OTHER
    if path.suffix.lower() != ".zip":
        return OTHER
    try:
        with Container(path) as container:
            return PACKAGE if bag.TAG_MANIFEST in container.names else OTHER
    except Refused:
        return OTHER


class Arrivals:
    """``take`` sends files where they belong."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def take(self, paths: list[Path]) -> None:
        """Look at what was dropped, then do what it is for."""
        window = self._window
        jobs.run(window, lambda: [(kind_of(each), each) for each in paths], self._send, window.tell_problems)

    def _send(self, found: list[tuple[str, Path]]) -> None:
        window = self._window
        of_kind = {kind: [path for each, path in found if each == kind] for kind, _ in found}
        if CASE in of_kind:
            window.open_case(of_kind[CASE][0])
        elif PROGRAMME in of_kind:
            window.open_programme(of_kind[PROGRAMME][0])
        elif REPORT in of_kind:
            window.tools.verify(of_kind[REPORT][0])
        elif PACKAGE in of_kind:
            self.packages(of_kind[PACKAGE])
        elif window.hub is not None:
            window.tools.take(of_kind[OTHER])
        elif found:
            window.cases.look_into(of_kind[OTHER][0])

    def ask_case(self) -> None:
        """Choose a case file and open it."""
        window = self._window
        folder = window.settings.text("folder")
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(window, tr("打开案卷"), folder, tr("案卷 (*.qmcase)"))
        if chosen:
            window.open_case(Path(chosen))

    def ask_package(self) -> None:
        """Choose an enterprise's self-assessment and begin a case with it."""
        window = self._window
        kinds = f"{tr('自评包')} ({PACKAGES})"
        folder = window.settings.text("folder")
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(window, tr("选择企业的自评包"), folder, kinds)
        if chosen:
            window.cases.look_into(Path(chosen))

    def ask_last(self) -> None:
        """Choose the case of an earlier review and begin the next one from it."""
        window = self._window
        folder = window.settings.text("folder")
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(window, tr("上次评价的案卷"), folder, tr("案卷 (*.qmcase)"))
        if chosen:
            window.cases.begin_next(Path(chosen))

    def ask_second(self) -> None:
        """Choose the package of a first review and begin the second review from it."""
        window = self._window
        folder = window.settings.text("folder")
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(
            window, tr("首次评价的同步包"), folder, tr("同步包 (*.zip *.p7m)")
        )
        if chosen:
            window.cases.begin_second(Path(chosen))

    # -- packages of a case ----------------------------------------------------------------------

    def packages(self, packages: list[Path]) -> None:
        """Show what packages would bring to the open case, or make a case of them."""
        shell = self._window.shell
        if shell is None:
            self._ask_place(packages)
            return
        shell.go("page:sync")
        page = shell.pages["sync"]
        page.look(packages)  # pyright: ignore[reportAttributeAccessIssue] - the page of that stop

    def _ask_place(self, packages: list[Path]) -> None:
        window = self._window
        suggested = str(Path(window.settings.text("folder") or Path.home()) / f"{packages[0].stem}.qmcase")
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(window, tr("案卷保存在"), suggested, tr("案卷 (*.qmcase)"))
        if chosen:
            self.make_case(packages, Path(chosen if chosen.endswith(".qmcase") else f"{chosen}.qmcase"))

    def make_case(self, packages: list[Path], target: Path) -> None:
        """Make a case of a colleague's packages and open it."""
        window = self._window
        who = window.who(window.settings.text("author"))

        def work() -> tuple[Problem, ...]:
            from qmdesk.exchange.merge import Believing
            from qmdesk.review.packing import merge_file
            from qmdesk.trust.anchors import known_devices, load_trust
            from qmdesk.trust.device import device_identity
            from qmdesk.trust.envelope import Opener

            own = device_identity(who.home).identity
            openers = [Opener(own.key, own.certificate)]
            believing = Believing(load_trust(who.home), known_devices(who.home), openers=openers, room=target.parent)
            done = merge_file(target, who, packages, believing)
            if done.refused and not target.exists():
                raise Refused(*(each.problem for each in done.refused))
            return (*done.notices, *(each.problem for each in done.refused))

        def made(problems: tuple[Problem, ...]) -> None:
            window.open_case(target)
            if problems:
                window.tell_problems(problems)

        jobs.run(window, work, made, window.tell_problems)
