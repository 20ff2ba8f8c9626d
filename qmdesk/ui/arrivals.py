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
from qmdesk.ui.dropping import KEYS, files_in, is_named, left_out, not_files
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from qmdesk.ui.window import MainWindow

PACKAGES = "*.xlsx *.xlsm *.xls *.ods *.csv *.zip"
CASE, REPORT, PACKAGE, PROGRAMME, OTHER = "case", "report", "package", "programme", "other"
CERTIFICATE = "certificate"
#: Of several kinds dropped together the first of these is taken.
ORDER = (CASE, PROGRAMME, REPORT, PACKAGE, CERTIFICATE, OTHER)
CERTIFICATES = (*KEYS, ".pem", ".crt", ".cer")


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
    if path.suffix.lower() in CERTIFICATES:
        return CERTIFICATE
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


def _may_be_package(path: Path) -> bool:
    """Whether a file can be an enterprise's self-assessment, by its name; a folder is told as what it is."""
    return path.is_dir() or is_named(path, PACKAGES)


class Arrivals:
    """``take`` sends files where they belong."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def dropped(self, data: QMimeData) -> None:
        """Take the files of a drop; what is no file is told."""
        said = not_files(data)
        if said:
            self._window.notices.tell_long(said)
        if paths := files_in(data):
            self.take(paths)

    def take(self, paths: list[Path]) -> None:
        """Look at what was dropped, then do what it is for."""
        window = self._window
        jobs.run(window, lambda: [(kind_of(each), each) for each in paths], self._send, window.tell_problems)

    def _send(self, found: list[tuple[str, Path]]) -> None:
        """One kind at a time: the rest is named, not forgotten."""
        window = self._window
        of_kind = {kind: [path for each, path in found if each == kind] for kind, _ in found}
        kind = next(each for each in ORDER if each in of_kind)
        several = kind in (PACKAGE, CERTIFICATE) or (kind == OTHER and window.hub is not None)
        taken = of_kind[kind] if several else of_kind[kind][:1]
        if kind == CASE:
            window.open_case(taken[0])
        elif kind == PROGRAMME:
            window.open_programme(taken[0])
        elif kind == REPORT:
            window.tools.verify(taken[0])
        elif kind == CERTIFICATE:
            window.tools.trust(taken)
        elif kind == PACKAGE:
            self.packages(taken)
        elif window.hub is not None:
            window.tools.take(taken)
        elif _may_be_package(taken[0]):
            window.cases.look_into(taken[0])
        else:
            words = tr(
                "“{name}”不是案卷、项目、报告、同步包或自评包。要作为佐证带入，请先打开案卷，再拖进来。",
                name=taken[0].name,
            )
            window.notices.tell_error(words)
        rest = left_out([path for _, path in found if path not in taken])
        if rest:
            window.notices.tell_long(rest)

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
