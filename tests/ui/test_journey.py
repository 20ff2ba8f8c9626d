"""A sample review by hand: from the package to the report, a conclusion, an amendment, a colleague's package."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qmdesk import assets
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.report.verify import verify_report
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.anchors import read_trust
from qmdesk.trust.identity import new_identity, new_root, pem_of
from qmdesk.trust.p12 import save_p12
from qmdesk.ui.pages.closing import LeavingPage
from qmdesk.ui.pages.grade.page import GradePage
from qmdesk.ui.pages.rectify import RectifyPage
from qmdesk.ui.pages.report import ReportPage
from qmdesk.ui.pages.sync import SyncPage
from qmdesk.ui.start.new_case import NewCasePage
from qmdesk.ui.window import MainWindow

SAMPLE = ("samples", "machining")


def page(window: MainWindow, stop: str, kind: type[QWidget]) -> QWidget:
    assert window.shell is not None
    window._go(f"page:{stop}")
    found = window.shell.pages[stop]
    assert isinstance(found, kind)
    return found


@pytest.mark.slow
def test_from_the_enterprises_package_to_a_report(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    package = tmp_path / "package.zip"
    shutil.copyfile(assets.resource(*SAMPLE, "package.zip"), package)
    window.settings.put("folder", str(tmp_path))
    window.settings.put("author", "王工")
    window.cases.look_into(package)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget().currentWidget(), NewCasePage), timeout=20_000)  # type: ignore[attr-defined]
    new = window.centralWidget().currentWidget()  # type: ignore[attr-defined]
    assert new.enterprise.text() == "浙江示例精密机械有限公司"
    with qtbot.waitSignal(window.ready, timeout=30_000):
        new.submit()
    hub = window.hub
    assert hub is not None

    first = hub.form.items[0].id
    claimed = hub.value(f"item:{first}", "level", Stage.SELF, "浙江示例精密机械有限公司")
    assert isinstance(claimed, int)
    assert hub.value(f"item:{first}", "level", Stage.ONSITE, "王工") is None, "a claim is not a rating"

    edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in hub.form.items]
    with qtbot.waitSignal(hub.assessed):
        hub.record(edits)
    rectify = page(window, "rectify", RectifyPage)
    rectify.draft()  # type: ignore[attr-defined]
    assert len(hub.keys("suggestion")) >= len(hub.form.items)

    report = page(window, "report", ReportPage)
    report.build()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: report._built is not None, timeout=60_000)  # type: ignore[attr-defined]
    assert report._built.pages > 10  # type: ignore[attr-defined]
    assert report._built.missing, "an open case gives a draft"  # type: ignore[attr-defined]
    _sign(report, qtbot, tmp_path)  # type: ignore[arg-type]
    _verify(window, qtbot, tmp_path)
    QThreadPool.globalInstance().waitForDone(20_000)


def test_a_conclusion_waits_for_everything_and_an_amendment_opens_the_case_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: object, who_of: Callable[[str], Who]
):
    path = tmp_path / "a.qmcase"
    begin(path, form, who_of("王工"), enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()  # type: ignore[arg-type]
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)
    hub = window.hub
    assert hub is not None
    tab = page(window, "grade", GradePage).tabs.widget(4)  # type: ignore[attr-defined]
    tab.conclude_now()
    assert hub.value("case", "concluded") is None, "an interval can't be concluded"
    tab.conclude()  # asks nothing: it says what must be settled first
    qtbot.waitUntil(lambda: any("去看看" in each.text() for each in tab.findChildren(QPushButton)), timeout=10_000)
    assert hub.value("case", "concluded") is None
    assert not any("仍要" in each.text() for each in tab.findChildren(QPushButton)), "an interval can't be forced"

    edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in hub.form.items]
    edits += [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in hub.form.figures]
    with qtbot.waitSignal(hub.assessed):
        hub.record(edits)
    tab.conclude_now()
    assert hub.value("case", "concluded") is not None
    assert not hub.record(Edit(Place("case", "region"), "宁波")), "concluded: no more edits"
    tab.amend("")
    assert hub.value("case", "concluded") is not None, "no reason, no amendment"
    tab.amend("数值录错")
    assert hub.record(Edit(Place("case", "region"), "宁波"))


def test_the_leaving_check_names_what_is_open_and_leads_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: object, who_of: Callable[[str], Who]
):
    path = tmp_path / "a.qmcase"
    begin(path, form, who_of("王工"), enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()  # type: ignore[arg-type]
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)
    assert window.hub is not None
    if window.hub.assessment is None:
        with qtbot.waitSignal(window.hub.assessed):
            pass
    leaving = page(window, "leaving", LeavingPage)
    leaving.show_tab("check")  # type: ignore[attr-defined]
    items = len(window.hub.form.items)

    def leads_there() -> bool:
        there = [each for each in leaving.findChildren(QWidget) if each.accessibleName().startswith("前往：")]
        return len(there) > items

    qtbot.waitUntil(leads_there)
    backup = tmp_path / "stick"
    backup.mkdir()
    leaving.back_up(backup)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(list(backup.glob("*.qmcase"))) == 1)


def test_two_assessors_bring_their_work_together_and_the_conflict_is_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: object, who_of: Callable[[str], Who]
):
    mine, theirs, package = tmp_path / "mine.qmcase", tmp_path / "theirs.qmcase", tmp_path / "theirs.zip"
    begin(mine, form, who_of("王工"), enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()  # type: ignore[arg-type]
    shutil.copyfile(mine, theirs)
    colleague = Who("b" * 16, "李工", tmp_path / "other")
    with ReviewSession.open(theirs, colleague) as other:
        other.record(Edit(Place("case", "region"), "杭州")).wait()
        _pack(other, package)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(mine)
    hub = window.hub
    assert hub is not None
    hub.record(Edit(Place("case", "region"), "宁波"))
    sync = page(window, "sync", SyncPage)
    sync.merge([package])  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool((found := hub.folded("case", "region")) and found.conflict), timeout=10_000)
    assert sync._shown == [Place("case", "region")]  # type: ignore[attr-defined]


def _sign(page: ReportPage, qtbot: QtBot, folder: Path) -> None:
    """Sign as lead with a certificate; a wrong passphrase first, which is said and writes nothing."""
    root = new_root("示例机构")
    save_p12(new_identity(root, "王工", "lead"), folder / "lead.p12", "长口令-1234")
    (folder / "root.pem").write_bytes(pem_of(root.certificate))
    page.signing.certificate.setText(str(folder / "lead.p12"))
    page.signing.secret.setText("wrong")
    page.signing.add()
    page.save(folder / "signed.pdf")
    qtbot.waitUntil(page._save.isEnabled, timeout=60_000)
    assert not (folder / "signed.pdf").exists()
    page._wishes[0] = replace(page._wishes[0], passphrase="长口令-1234")
    page.save(folder / "signed.pdf")
    qtbot.waitUntil(lambda: (folder / "signed.pdf").exists() and page._save.isEnabled(), timeout=60_000)
    found = verify_report(folder / "signed.pdf", read_trust([folder / "root.pem"]))
    assert [each.role for each in found.signatures] == ["lead"]


def _verify(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """In the window: not believed before the root is trusted, verified afterwards, refused with a byte changed."""
    signed = folder / "signed.pdf"
    made = window.tools.verify(signed)
    qtbot.waitUntil(lambda: made.found is not None, timeout=120_000)
    assert made.found is not None
    assert not made.found.ok, "a draft whose signer nobody knows"
    assert [(each.check.valid, each.check.trusted) for each in made.found.signatures] == [(True, False)]
    made.found = None
    made.trust_only([folder / "root.pem"])
    made.look(signed)
    qtbot.waitUntil(lambda: made.found is not None, timeout=120_000)
    assert made.found is not None
    assert [(each.check.valid, each.check.trusted) for each in made.found.signatures] == [(True, True)]
    assert made.found.regrade is not None
    assert made.found.regrade["ok"] is True
    content = bytearray(signed.read_bytes())
    content[len(content) // 3] ^= 1
    (folder / "changed.pdf").write_bytes(bytes(content))
    made.found = None
    made.look(folder / "changed.pdf")
    qtbot.waitUntil(lambda: made.found is not None, timeout=120_000)
    assert made.found is not None
    assert not made.found.ok
    assert made.said.startswith("核验不通过")


def _pack(session: ReviewSession, target: Path) -> None:
    from qmdesk.review.packing import pack_case
    from qmdesk.trust.device import device_identity

    device = device_identity(session.who.home)
    pack_case(session, target, device, device=device.id)
