"""Encrypted cases in the window: asked for in place, set, changed and removed there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.casefile import keys
from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.protecting import is_encrypted, protect_case
from qmdesk.review.session import Who
from qmdesk.ui.protect.unlock import UnlockDialog, UnlockPage
from qmdesk.ui.protect.window import ProtectWindow
from qmdesk.ui.window import MainWindow

CODE = "91330212MA2TE8XU04"
WORDS, OTHER = "一句又长又好记的话", "quite another phrase"


@pytest.fixture(autouse=True)
def _without_keys() -> Iterator[None]:
    keys.forget_all()
    yield
    keys.forget_all()


@pytest.fixture
def path(tmp_path: Path, form: Form, who_of: Callable[[str], Who]) -> Path:
    path = tmp_path / "甬江.qmcase"
    begin(path, form, who_of("王工"), enterprise="甬江机械", credit_code=CODE).close()
    return path


def front(window: MainWindow) -> object:
    return window.centralWidget().currentWidget()  # pyright: ignore[reportAttributeAccessIssue]


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)


def settled(made: ProtectWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: made.secret is not None or made.kept is not None, timeout=10_000)


def type_twice(made: ProtectWindow, words: str) -> None:
    assert made.secret is not None
    made.secret.first.line.setText(words)
    made.secret.second.line.setText(words)


def test_an_encrypted_case_asks_in_place_and_keeps_what_was_typed(
    window: MainWindow, path: Path, qtbot: QtBot, tmp_path: Path
):
    recovery = protect_case(path, tmp_path / "home", WORDS).recovery
    for words in (WORDS, recovery.lower()):
        window.show_start()  # closing makes a backup, for which the key is remembered
        keys.forget_all()
        opened(window, path, qtbot)
        page = front(window)
        assert isinstance(page, UnlockPage)
        assert not page.form.go.isEnabled(), "nothing typed"
        page.form.secret.line.setText("verkehrt")
        page.form.submit()
        qtbot.waitUntil(lambda p=page: p.form.said != "", timeout=10_000)
        assert "口令不对" in page.form.said
        assert page.form.secret.text == "verkehrt"
        assert window.hub is None
        page.form.secret.line.setText(words)
        assert page.form.said == ""
        with qtbot.waitSignal(window.ready, timeout=10_000):
            page.form.submit()
        assert window.hub is not None
        assert window.settings.title(path) == path.stem, "the settings are plain"


def test_damage_is_said_to_be_damage(window: MainWindow, path: Path, qtbot: QtBot, tmp_path: Path):
    protect_case(path, tmp_path / "home", WORDS)
    keys.forget_all()
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    opened(window, path, qtbot)
    page = front(window)
    assert isinstance(page, UnlockPage)
    page.form.secret.line.setText(WORDS)
    page.form.submit()
    qtbot.waitUntil(lambda: page.form.said != "", timeout=10_000)
    assert "已损坏" in page.form.said
    page.left.emit()
    assert window.hub is None


def test_the_open_case_is_encrypted_changed_and_made_plain_again_while_work_goes_on(
    window: MainWindow, path: Path, qtbot: QtBot, tmp_path: Path
):
    opened(window, path, qtbot)
    assert window.hub is not None
    assert window.settings.title(path) == "甬江机械"
    made = window.tools.show("protect")
    assert isinstance(made, ProtectWindow)
    settled(made, qtbot)
    for number, words in enumerate((WORDS, OTHER)):
        type_twice(made, words)
        made.protect()
        qtbot.waitUntil(lambda window=made: window.kept is not None, timeout=20_000)
        assert is_encrypted(path)
        made.reject()
        assert made.isVisible(), "the recovery key is not lost by Escape"
        assert made.kept is not None
        made.kept.setChecked(True)
        window.hub.session.record(Edit(Place("case", "note"), f"第{number}次")).wait()
        made.close()
        made = window.tools.show("protect")
        assert isinstance(made, ProtectWindow)
        settled(made, qtbot)
    assert window.settings.title(path) == path.stem
    made.unprotect()
    qtbot.waitUntil(lambda: "已取消加密" in made.said, timeout=20_000)
    assert not is_encrypted(path)
    assert window.hub.session.value("case", "note") == "第1次"
    assert not window.hub.session.read_only


def test_a_passphrase_must_be_long_enough_and_the_same_twice(window: MainWindow, path: Path, qtbot: QtBot):
    opened(window, path, qtbot)
    made = window.tools.show("protect")
    assert isinstance(made, ProtectWindow)
    settled(made, qtbot)
    secret = made.secret
    assert secret is not None
    for first, second, ready in (
        ("kurz", "kurz", False),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", False),
        (WORDS, WORDS[:-1], False),
        (WORDS, WORDS, True),
    ):
        secret.first.line.setText(first)
        secret.second.line.setText(second)
        assert secret.ready is ready
        made.protect() if not ready else None
    assert not is_encrypted(path)


def test_the_sheet_holds_the_recovery_key_and_a_folder_that_cannot_be_written_is_told(
    window: MainWindow, path: Path, qtbot: QtBot, tmp_path: Path
):
    opened(window, path, qtbot)
    made = window.tools.show("protect")
    assert isinstance(made, ProtectWindow)
    made.write(tmp_path / "sheet.txt", "ABCD-EFGH")
    assert "ABCD-EFGH" in (tmp_path / "sheet.txt").read_text("utf-8")
    made.write(tmp_path / "no" / "sheet.txt", "ABCD-EFGH")
    assert "已保存" not in made.said


def test_bringing_back_an_encrypted_backup_asks_for_its_passphrase(
    window: MainWindow, path: Path, qtbot: QtBot, tmp_path: Path
):
    from qmdesk.review.backups import make_backup
    from qmdesk.ui.backup.window import BackupWindow

    protect_case(path, tmp_path / "home", WORDS)
    backup = make_backup(path, tmp_path / "home")
    assert is_encrypted(backup)
    keys.forget_all()
    window.settings.put("folder", str(tmp_path))
    made = window.tools.show("backups")
    assert isinstance(made, BackupWindow)
    made.restore(backup)
    qtbot.waitUntil(lambda: bool(made.findChildren(UnlockDialog)), timeout=10_000)
    asking = made.findChildren(UnlockDialog)[0]
    asking.form.secret.line.setText(WORDS)
    asking.form.submit()
    qtbot.waitUntil(lambda: "已恢复为" in made.said, timeout=20_000)
    assert is_encrypted(tmp_path / "甬江 (1).qmcase")
