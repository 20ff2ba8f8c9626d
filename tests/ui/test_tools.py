"""The windows beside the review, and what becomes of files dropped on the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qmdesk import assets
from qmdesk.app.selftest import run_self_test
from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.review.backups import list_backups
from qmdesk.review.begin import begin
from qmdesk.review.packing import pack_case
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.anchors import read_trust
from qmdesk.trust.device import device_identity
from qmdesk.ui.arrivals import CASE, OTHER, PACKAGE, REPORT, kind_of
from qmdesk.ui.backup.window import BackupWindow
from qmdesk.ui.help.selftest import SelfTestWindow
from qmdesk.ui.help.topics import PAGES, found, handbook, topics
from qmdesk.ui.help.window import HelpWindow
from qmdesk.ui.importing.templates import KINDS, TemplateWindow
from qmdesk.ui.importing.window import ImportWindow
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.sync import SyncPage
from qmdesk.ui.start.new_case import NewCasePage
from qmdesk.ui.tools import TOOLS
from qmdesk.ui.trust.verify import VerifyWindow
from qmdesk.ui.trust.window import TrustWindow
from qmdesk.ui.window import MainWindow

CODE = "91330212MA2TE8XU04"
SECRET = "长口令-1234"


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form, who_of: Callable[[str], Who]) -> MainWindow:
    """The window with a case."""
    path = tmp_path / "甬江.qmcase"
    begin(path, form, who_of("王工"), enterprise="甬江机械", credit_code=CODE).close()
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)
    return window


def test_every_tool_opens_once_and_goes_when_the_looks_change(opened: MainWindow, qtbot: QtBot):
    opened.tools.self_test = lambda _: ()
    for wish, _, _ in TOOLS:
        opened._on_asked(wish)
        made = opened.tools._open[wish]
        assert made.isVisible()
        assert not made.isModal()
        opened._on_asked(wish)
        assert opened.tools._open[wish] is made
    opened.wear("look=dark")
    assert opened.tools._open == {}


# -- help --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_there_is_a_page_for_every_stop_and_a_topic_for_every_item(form: Form, lang: str):
    known = {each.id for each in topics(form, lang)}
    assert {"items" if each.argument else each.id for each in stops_of(form, lang)} <= known
    assert {f"item:{each.id}" for each in form.items} <= known
    assert {f"figure:{each.id}" for each in form.figures} <= known
    files = {each.stem for each in assets.resource("help", lang).glob("*.md")}
    assert files == set(PAGES)
    assert all(each.text.startswith(f"# {each.title}\n") and len(each.text) > 50 for each in handbook(lang))


def test_the_words_of_a_form_are_shown_as_they_are(form: Form, qtbot: QtBot):
    from qmdesk.ui.theme import load_theme

    made = HelpWindow(load_theme(), "zh-CN", form)
    qtbot.addWidget(made)
    item = form.items[0]
    assert made.open_at(f"item:{item.id}")
    shown = "".join(made.text.toPlainText().split())
    for text in (item.question, *item.levels.values(), *item.evidence):
        assert "".join(text.zh.split()) in shown


def test_a_picture_of_the_handbook_is_never_wider_than_its_page(qtbot: QtBot):
    from qmdesk.ui.theme import load_theme

    made = HelpWindow(load_theme(scale=1.5), "zh-CN", None)
    qtbot.addWidget(made)
    assert made.open_at("start")
    made.show()
    for width in (1300, 700, 1000):
        made.resize(width, 640)
        qtbot.waitUntil(lambda: made.text.horizontalScrollBar().maximum() == 0)


def test_f1_opens_at_the_item_in_front_and_finds_what_is_asked(opened: MainWindow, qtbot: QtBot):
    opened._go("item:system.process")
    opened.tools.help_here()
    made = opened.tools._open["help"]
    assert isinstance(made, HelpWindow)
    assert made.current == "item:system.process"
    opened._go("page:report")
    opened.tools.help_here()
    assert made.current == "report"
    made.search.setText("核心条目")
    assert made.list.item(0).text() == "核心条目", "what is named so comes first"
    made.search.setText("没有这样的词")
    assert made.list.count() == 1
    assert found(topics(None, "en"), "restore backup")[0].id == "backups"


def test_help_at_the_start_page_needs_no_case(window: MainWindow):
    window.tools.help_here()
    made = window.tools._open["help"]
    assert isinstance(made, HelpWindow)
    assert made.current == "start"


# -- verifying and certificates ----------------------------------------------------------------------


def test_a_package_is_verified_and_one_byte_less_is_not(opened: MainWindow, qtbot: QtBot, tmp_path: Path):
    package = tmp_path / "p.zip"
    assert opened.hub is not None
    device = device_identity(opened.hub.session.who.home)
    pack_case(opened.hub.session, package, device, device=device.id)
    made = opened.tools.verify(package)
    qtbot.waitUntil(lambda: made.found is not None, timeout=20_000)
    assert made.found is not None
    assert "核验" in made.said
    assert [each.check.valid for each in made.found.signatures] == [True]
    made.found = None
    package.write_bytes(package.read_bytes()[:-40])
    made.look(package)
    qtbot.waitUntil(lambda: made.found is not None, timeout=20_000)
    assert made.said.startswith("核验不通过")
    made.look(tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: "gone" in made.said and "正在" not in made.said)


def test_certificates_are_made_shown_and_trusted_as_by_the_command(opened: MainWindow, qtbot: QtBot, tmp_path: Path):
    made = opened.tools.show("trust")
    assert isinstance(made, TrustWindow)
    form = made.ask_new(root=True)
    form.name.setText("示例机构")
    form.secret.setText(SECRET)
    form.again.setText("另一个")
    form.write(tmp_path / "root.p12")
    assert not (tmp_path / "root.p12").exists(), "two different passphrases"
    form.again.setText(SECRET)
    form.write(tmp_path / "root.p12")
    qtbot.waitUntil(lambda: "root.p12" in made.said, timeout=20_000)
    person = made.ask_new(root=False)
    assert person.authority is not None
    assert person.secret_of_authority is not None
    person.name.setText("王工")
    person.role.setCurrentIndex(person.role.findData("lead"))
    person.authority.setText(str(tmp_path / "root.p12"))
    person.secret_of_authority.setText(SECRET)
    person.secret.setText(SECRET)
    person.again.setText(SECRET)
    person.write(tmp_path / "wang.p12")
    qtbot.waitUntil(lambda: "wang.p12" in made.said, timeout=20_000)
    made.trust(tmp_path / "root.trust.pem")
    qtbot.waitUntil(lambda: "已导入 1" in made.said, timeout=20_000)

    from qmdesk.review.identities import holder_of, holders_of

    holder = holder_of(tmp_path / "wang.p12", SECRET)
    assert (holder.kind, holder.name, holder.role) == ("identity", "王工", "lead")
    assert [each.name for each in holders_of(opened.settings.home) if each.kind == "trusted"] == ["示例机构"]
    made.export(tmp_path / "device.pem")
    qtbot.waitUntil(lambda: "device.pem" in made.said, timeout=20_000)
    word = made.ask_root_word()
    word.about.setText(str(tmp_path / "device.pem"))
    assert not word.right(), "the root is missing"
    word.root.setText(str(tmp_path / "root.p12"))
    word.secret.setText(SECRET)
    word.write(tmp_path / "certified.pem", revokes=False)
    qtbot.waitUntil(lambda: "certified.pem" in made.said, timeout=20_000)
    made.trust(tmp_path / "certified.pem")
    qtbot.waitUntil(lambda: "已导入 2" in made.said, timeout=20_000)
    assert len(device_identity(opened.settings.home).chain) == 2
    word = made.ask_root_word()
    word.about.setText(str(tmp_path / "device.pem"))
    word.root.setText(str(tmp_path / "root.p12"))
    word.secret.setText(SECRET)
    word.write(tmp_path / "revoked.pem", revokes=True)
    qtbot.waitUntil(lambda: "revoked.pem" in made.said, timeout=20_000)
    assert read_trust([tmp_path / "revoked.pem"]).crls
    opening = made.ask_open(tmp_path / "wang.p12")
    opening.secret.setText("wrong")
    opening.look()
    qtbot.waitUntil(lambda: "wang.p12" in made.said, timeout=20_000)


# -- backups -----------------------------------------------------------------------------------------


def test_a_backup_is_made_listed_brought_back_and_opened(opened: MainWindow, qtbot: QtBot, tmp_path: Path):
    hub = opened.hub
    assert hub is not None
    hub.record(Edit(Place("case", "region"), "宁波"))
    made = opened.tools.show("backups")
    assert isinstance(made, BackupWindow)
    made.back_up()
    qtbot.waitUntil(lambda: "已备份" in made.said, timeout=20_000)
    path = hub.session.path
    backups = list_backups(path, opened.settings.home, hub.session.case_id)
    assert len(backups) == 1
    hub.record(Edit(Place("case", "region"), "杭州"))
    made.restore(backups[0])
    qtbot.waitUntil(lambda: "已恢复" in made.said, timeout=20_000)
    again = path.with_name(f"{path.stem} (1){path.suffix}")
    assert hub.text("case", "region") == "杭州", "the case that is open stays as it is"
    with qtbot.waitSignal(opened.ready, timeout=10_000):
        made._go(again)
    assert opened.hub is not None
    assert opened.hub.session.path == again
    assert opened.hub.text("case", "region") == "宁波"


def test_a_backup_that_is_damaged_is_told_and_leaves_nothing(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    broken = tmp_path / "坏.qmcase"
    broken.write_bytes(b"SQLite format 3\x00" + b"\x01" * 4000)
    window.settings.put("folder", str(tmp_path / "cases"))
    made = window.tools.show("backups")
    assert isinstance(made, BackupWindow)
    made.restore(broken)
    qtbot.waitUntil(lambda: bool(made.said) and "正在" not in made.said, timeout=20_000)
    assert "已恢复" not in made.said
    assert list((tmp_path / "cases").glob("*.qmcase")) == []


# -- files in and workbooks out ----------------------------------------------------------------------


def test_a_file_is_looked_at_before_it_comes_in_and_goes_by_one_undo(opened: MainWindow, qtbot: QtBot, tmp_path: Path):
    hub = opened.hub
    assert hub is not None
    table = tmp_path / "工序.csv"
    table.write_text("工序,交验数,一次合格数\n粗车,50,49\n精车,50,48\n", "utf-8")
    made = opened.tools.show("import")
    assert isinstance(made, ImportWindow)
    made.kind.setCurrentIndex(made.kind.findData("steps"))
    before = hub.session.heads()
    made.look([table])
    qtbot.waitUntil(lambda: made.ready, timeout=30_000)
    assert hub.session.heads() == before
    made.take_in()
    assert len(hub.keys("step")) == 2
    assert hub.undo()
    assert hub.keys("step") == []


def test_a_file_that_is_none_of_ours_is_said(opened: MainWindow, qtbot: QtBot, tmp_path: Path):
    odd = tmp_path / "x.xlsx"
    odd.write_bytes(b"no workbook")
    opened.tools.take([odd])
    made = opened.tools._open["import"]
    assert isinstance(made, ImportWindow)
    qtbot.waitUntil(lambda: bool(made.looked), timeout=30_000)
    assert not made.ready
    assert made.looked[0].problems


@pytest.mark.parametrize("kind", KINDS)
def test_every_blank_workbook_is_written(window: MainWindow, qtbot: QtBot, tmp_path: Path, kind: str):
    made = window.tools.show("templates")
    assert isinstance(made, TemplateWindow)
    made.write(kind, tmp_path / "t.xlsx")
    qtbot.waitUntil(lambda: "已保存" in made.said, timeout=20_000)
    assert (tmp_path / "t.xlsx").stat().st_size > 3_000


def test_the_self_test_passes_in_the_window(window: MainWindow, qtbot: QtBot):
    window.tools.self_test = run_self_test
    made = window.tools.show("self-test")
    assert isinstance(made, SelfTestWindow)
    qtbot.waitUntil(lambda: "全部通过" in made.said, timeout=60_000)


# -- dropped on the window ---------------------------------------------------------------------------


def test_a_file_is_told_by_its_content(opened: MainWindow, tmp_path: Path):
    assert opened.hub is not None
    device = device_identity(opened.hub.session.who.home)
    pack_case(opened.hub.session, tmp_path / "p.zip", device, device=device.id)
    (tmp_path / "r.bin").write_bytes(b"%PDF-1.7\n")
    shutil.copyfile(assets.resource("samples", "machining", "package.zip"), tmp_path / "s.zip")
    (tmp_path / "z.zip").write_bytes(b"PK")
    kinds = [kind_of(tmp_path / name) for name in ("x.qmcase", "p.zip", "r.bin", "s.zip", "z.zip")]
    assert kinds == [CASE, PACKAGE, REPORT, OTHER, OTHER]


def test_a_report_dropped_on_the_start_page_is_verified(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    (tmp_path / "r.pdf").write_bytes(b"%PDF-1.7\nnothing")
    window.arrivals.take([tmp_path / "r.pdf"])
    qtbot.waitUntil(lambda: "verify" in window.tools._open, timeout=10_000)
    made = window.tools._open["verify"]
    assert isinstance(made, VerifyWindow)
    qtbot.waitUntil(lambda: made.said.startswith("核验不通过"), timeout=30_000)


def test_a_colleagues_package_makes_a_case_or_is_looked_at(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form
):
    colleague = Who("b" * 16, "李工", tmp_path / "other")
    with begin(tmp_path / "li.qmcase", form, colleague, enterprise="甬江机械", credit_code=CODE) as session:
        device = device_identity(colleague.home)
        pack_case(session, tmp_path / "li.zip", device, device=device.id)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.arrivals.make_case([tmp_path / "li.zip"], tmp_path / "new.qmcase")
    assert window.hub is not None
    assert window.hub.text("case", "enterprise") == "甬江机械"
    with ReviewSession.open(tmp_path / "li.qmcase", colleague) as session:
        session.record(Edit(Place("case", "region"), "杭州")).wait()
        pack_case(session, tmp_path / "later.zip", device, device=device.id)
    window.arrivals.take([tmp_path / "later.zip"])
    qtbot.waitUntil(lambda: window.shell is not None and window.shell.current == "sync", timeout=10_000)
    assert window.shell is not None
    page = window.shell.pages["sync"]
    assert isinstance(page, SyncPage)
    qtbot.waitUntil(lambda: page.incoming is not None, timeout=10_000)
    assert page.incoming is not None
    assert page.incoming.preview.packages[0].entries_new == 1
    assert window.hub.value("case", "region") is None


# -- an institution's own form -----------------------------------------------------------------------


def test_a_case_can_go_by_an_institutions_own_form(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    own = tmp_path / "own"
    shutil.copytree(assets.form_folder("meqmc", "2026"), own)
    head = (own / "form.yaml").read_text("utf-8")
    (own / "form.yaml").write_text(head.replace("id: meqmc", "id: ours", 1), "utf-8")
    window.settings.put("folder", str(tmp_path))
    window.settings.put("author", "王工")
    window.show_new_case()
    page = window.centralWidget().currentWidget()  # type: ignore[attr-defined]
    assert isinstance(page, NewCasePage)
    (tmp_path / "wrong").mkdir()
    page.form.offer(tmp_path / "wrong")
    qtbot.waitUntil(lambda: not page._form_problem.isHidden(), timeout=10_000)
    page.form.offer(own)
    qtbot.waitUntil(lambda: page.form.word == str(own), timeout=10_000)
    page.enterprise.setText("甬江机械")
    page.code.setText(CODE)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        page.submit()
    assert window.hub is not None
    assert window.hub.form.id == "ours"


def test_esc_closes_a_tool(opened: MainWindow, qtbot: QtBot):
    made = opened.tools.show("verify")
    assert made is not None
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert opened.tools.show("verify") is not made
