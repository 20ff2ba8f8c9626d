"""``protect`` and the passphrase of encrypted cases on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qmdesk.app.context import FILE_VARIABLE
from qmdesk.casefile import keys
from tests.app.conftest import CODE, Qmdesk


@pytest.fixture(autouse=True)
def _without_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    keys.forget_all()
    yield
    keys.forget_all()


@pytest.fixture
def secrets(tmp_path: Path) -> list[str]:
    for name, words in (("p1", "一句又长又好记的话\n"), ("p2", "quite another phrase"), ("bad", "verkehrt herum")):
        (tmp_path / name).write_text(words, "utf-8")
    return ["p1", "p2", "bad"]


@pytest.fixture
def forgetful(qmdesk: Qmdesk) -> Qmdesk:
    """Every command as in a process of its own."""

    def call(*words: object, home: str = "home") -> object:
        keys.forget_all()
        return qmdesk(*words, home=home)

    return call  # pyright: ignore[reportReturnType]


def test_protect_change_and_off(forgetful: Qmdesk, case: str, secrets: list[str], tmp_path: Path):
    done = forgetful("protect", case, "--passphrase-file", "p1", "--json")
    assert done.status == 0
    recovery = done.json["recovery_key"]
    assert (done.json["encrypted"], len(recovery)) == (True, 69)
    assert forgetful("show", case).status == 2
    wrong = forgetful("show", case, "--case-passphrase-file", "bad")
    assert (wrong.status, "口令不对" in wrong.err) == (2, True)
    assert forgetful("set", case, "case", "note", "记一笔", "--case-passphrase-file", "p1").status == 0
    changed = forgetful("protect", case, "--change", "--passphrase-file", "p1", "--new-passphrase-file", "p2")
    assert changed.status == 0
    assert changed.out.decode().strip() != recovery
    (tmp_path / "key").write_text(changed.out.decode(), "utf-8")
    assert forgetful("show", case, "--case-passphrase-file", "p1").status == 2
    (tmp_path / "old").write_text(recovery, "utf-8")
    assert forgetful("show", case, "--case-passphrase-file", "old").status == 2, "the former recovery key is void"
    assert "记一笔" in forgetful("show", case, "--case-passphrase-file", "key").out.decode()
    assert forgetful("protect", case, "--off", "--passphrase-file", "bad").status == 2
    assert forgetful("protect", case, "--off", "--passphrase-file", "p2").status == 0
    assert "记一笔" in forgetful("show", case).out.decode()


def test_the_passphrase_may_be_named_before_the_command_or_in_the_environment(
    forgetful: Qmdesk, case: str, secrets: list[str], monkeypatch: pytest.MonkeyPatch
):
    assert forgetful("protect", case, "--passphrase-file", "p1").status == 0
    assert forgetful("--case-passphrase-file", "p1", "check", case, "--json").status == 1
    assert forgetful("--lang", "en", "--case-passphrase-file=p1", "show", case).status == 0
    monkeypatch.setenv(FILE_VARIABLE, str(Path("p1").absolute()))
    assert forgetful("show", case).status == 0
    assert forgetful("show", case, "--case-passphrase-file", "bad").status == 2, "what is named counts"
    monkeypatch.setenv(FILE_VARIABLE, str(Path("not-there").absolute()))
    assert forgetful("show", case).status == 2
    assert forgetful("new", "plain.qmcase", "--enterprise", "甲", "--credit-code", CODE).status == 0
    assert forgetful("show", "plain.qmcase").status == 0, "not looked at where no case is encrypted"


def test_wrong_usage_is_told_and_changes_nothing(forgetful: Qmdesk, case: str, secrets: list[str], tmp_path: Path):
    (tmp_path / "short").write_text("kurz", "utf-8")
    (tmp_path / "empty").write_text("\n", "utf-8")
    before = (tmp_path / case).read_bytes()
    for words in (
        ("--off", "--passphrase-file", "p1"),
        ("--change", "--passphrase-file", "p1", "--new-passphrase-file", "p2"),
        ("--off", "--change"),
        ("--passphrase-file", "short"),
        ("--passphrase-file", "empty"),
        ("--passphrase-file", "not-there"),
        (),
    ):
        answer = forgetful("protect", case, *words)
        assert answer.status == 2, words
        assert answer.err.strip()
    assert (tmp_path / case).read_bytes() == before
    assert forgetful("protect", "not-there.qmcase", "--passphrase-file", "p1").status == 2


def test_the_three_sentences_are_different(forgetful: Qmdesk, case: str, secrets: list[str], tmp_path: Path):
    assert forgetful("protect", case, "--passphrase-file", "p1").status == 0
    content = bytearray((tmp_path / case).read_bytes())
    content[500] ^= 1
    (tmp_path / "damaged.qmcase").write_bytes(content)
    (tmp_path / "none.qmcase").write_bytes(os.urandom(40960))
    said = {
        forgetful("show", name, "--case-passphrase-file", secret).err.replace(name, "")
        for name, secret in ((case, "bad"), ("damaged.qmcase", "p1"), ("none.qmcase", "p1"))
    }
    assert len(said) == 3
    assert all(said)


def test_backup_restore_salvage_pack_and_merge_of_an_encrypted_case(
    forgetful: Qmdesk, case: str, secrets: list[str], tmp_path: Path
):
    assert forgetful("set", case, "case", "note", "记一笔").status == 0
    assert forgetful("protect", case, "--passphrase-file", "p1").status == 0
    key = ("--case-passphrase-file", "p1")
    assert forgetful("backup", case, *key).status == 0
    assert forgetful("restore", case, "-o", "back.qmcase", *key).status == 0
    assert forgetful("pack", case, "-o", "p.zip", *key).status == 0
    assert forgetful("merge", "theirs.qmcase", "p.zip", home="other").status == 0
    assert forgetful("set", "theirs.qmcase", "case", "site", "东厂", home="other").status == 0
    assert forgetful("pack", "theirs.qmcase", "-o", "q.zip", home="other").status == 0
    assert forgetful("merge", case, "q.zip", *key, "--json").json["entries_new"] == 1
    content = bytearray((tmp_path / case).read_bytes())
    content[100] ^= 1
    (tmp_path / "damaged.qmcase").write_bytes(content)
    assert forgetful("restore", "damaged.qmcase", "--salvage", "-o", "rescued.qmcase").status == 2
    assert forgetful("restore", "damaged.qmcase", "--salvage", "-o", "rescued.qmcase", *key).status == 0
    for each in ("back.qmcase", "rescued.qmcase", case):
        assert (tmp_path / each).read_bytes().startswith(keys.MARK)
        assert "记一笔" in forgetful("show", each, *key).out.decode()
