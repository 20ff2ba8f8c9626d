"""Encrypted cases: the key, the three sentences, rewriting under another key, and what must never touch the file."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from qmdesk.casefile import files, keys
from qmdesk.casefile.case import Blob, CaseFile, create, open_case
from qmdesk.casefile.files import Arriving
from qmdesk.casefile.keys import Cipher, candidates, new_cipher, recovered
from qmdesk.casefile.pages import PAGE
from qmdesk.casefile.salvage import salvage
from qmdesk.casefile.unlock import is_encrypted, unlock
from qmdesk.model.problem import Refused
from qmdesk.model.snapshot import FileInfo
from tests.casefile.journal_factory import Device
from tests.casefile.test_case import NEW, NOTE, codes

WORDS = "一句又长又好记的话"
PHOTO = b"\x89photo" * 3000


@pytest.fixture(autouse=True)
def _without_keys() -> Iterator[None]:
    keys.forget_all()
    yield
    keys.forget_all()


@pytest.fixture(scope="module")
def cipher() -> Cipher:
    return new_cipher(WORDS)


@pytest.fixture
def path(tmp_path: Path, cipher: Cipher) -> Path:
    """An encrypted case with a few entries and a file; its key is forgotten again."""
    path = tmp_path / "密.qmcase"
    device = Device("a")
    with create(path, NEW, cipher) as case:
        case.append([device.write(NOTE, f"第{n}条") for n in range(40)], [Blob(PHOTO, "image/png")])
    keys.forget_all()
    return path


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def held(case: CaseFile) -> tuple[object, ...]:
    return case.state(), tuple(case.entries()), [case.blob(each) for each in case.blob_ids()], case.check_journal()


# -- keys ----------------------------------------------------------------------------------------------


def test_a_recovery_key_is_read_however_it_was_typed_and_a_typo_is_found(cipher: Cipher):
    typed = cipher.recovery.lower().replace("-", "  ").replace("o", "0").replace("l", "1")
    assert recovered(typed) == cipher.key
    assert recovered("".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in cipher.recovery)) == cipher.key
    assert [len(each) for each in cipher.recovery.split("-")] == [4] * 14
    last = "A" if cipher.recovery[-1] != "A" else "B"
    assert recovered(cipher.recovery[:-1] + last) is None
    assert recovered(cipher.recovery[5:] + "-" + cipher.recovery[:4]) is None


def test_a_passphrase_is_the_same_however_its_letters_were_composed(cipher: Cipher):
    assert candidates("e\u0301té à la mer", cipher.salt) == candidates("été à la mer", cipher.salt)


def test_a_key_does_not_stand_in_what_is_printed_of_it(cipher: Cipher):
    assert cipher.key.hex() not in repr(cipher)
    assert repr(cipher.key) not in repr(cipher)


# -- opening -------------------------------------------------------------------------------------------


def test_passphrase_and_recovery_key_open_it_and_nothing_else_does(path: Path, cipher: Cipher):
    for words in ("", "一句又长又好记的画", cipher.recovery[:-4] + "AAAA"):
        with pytest.raises(Refused) as refused:
            unlock(path, words)
        assert codes(refused) == ["case-passphrase-wrong"]
    with pytest.raises(Refused) as refused:
        open_case(path)
    assert codes(refused) == ["case-passphrase-needed"]
    for words in (WORDS, cipher.recovery):
        keys.forget_all()
        unlock(path, words)
        with open_case(path) as case:
            assert len(tuple(case.entries())) == 40


def test_whoever_is_named_for_it_is_asked_for_the_passphrase(path: Path):
    keys.ask(lambda: "falsch", lambda: WORDS)
    with open_case(path) as case:
        assert case.cipher is not None
    keys.forget_all()
    keys.ask(lambda: "falsch")
    with pytest.raises(Refused) as refused:
        open_case(path)
    assert codes(refused) == ["case-passphrase-wrong"]


def test_a_backup_opens_with_the_key_of_its_case_without_asking(path: Path, tmp_path: Path):
    unlock(path, WORDS)
    with open_case(path) as case:
        case.backup(tmp_path / "b.qmcase")
        before = held(case)
    assert PHOTO[:64] not in (tmp_path / "b.qmcase").read_bytes()
    with open_case(tmp_path / "b.qmcase") as copy:
        assert held(copy) == before


def test_nothing_of_it_can_be_read_without_the_key(path: Path):
    content = path.read_bytes()
    assert content.startswith(keys.MARK)
    assert PHOTO[:64] not in content
    assert "第3条".encode() not in content
    assert b"SQLite" not in content
    assert not list(path.parent.glob(".*part*"))


@pytest.mark.parametrize("at", [PAGE // 2, PAGE - 3, 20])
def test_a_damaged_first_page_is_told_from_a_wrong_passphrase(path: Path, at: int):
    flip(path, at)
    with pytest.raises(Refused) as refused:
        unlock(path, WORDS)
    assert codes(refused) == ["case-damaged"]
    with pytest.raises(Refused) as refused:
        unlock(path, WORDS + "x")
    assert codes(refused) == ["case-passphrase-wrong"]
    unlock_again = codes(_refused_by(path))
    assert unlock_again == ["case-damaged"], "the key is known to be right now"


def _refused_by(path: Path) -> pytest.ExceptionInfo[Refused]:
    with pytest.raises(Refused) as refused, open_case(path) as case:
        held(case)
    return refused


def test_damage_on_any_page_is_found_out_or_harmless(path: Path):
    unlock(path, WORDS)
    with open_case(path) as case:
        before = held(case)
    whole = path.read_bytes()
    found = 0
    for at in range(PAGE + 100, len(whole), PAGE):
        flip(path, at)
        try:
            with open_case(path) as case:
                assert held(case) == before
        except Refused as refused:
            assert refused.problems[0].code in ("case-damaged", "blob-damaged")
            found += 1
        path.write_bytes(whole)
    assert found > 5


def test_what_is_no_case_is_said_to_be_none_whatever_is_offered(tmp_path: Path):
    keys.ask(lambda: WORDS)
    for name, content in {"random": os.urandom(8 * PAGE), "text": b"abc" * 5000, "empty": b"", "short": b"QM"}.items():
        path = tmp_path / f"{name}.qmcase"
        path.write_bytes(content)
        assert codes(_refused_by(path)) == ["case-not-ours"], name
        assert path.read_bytes() == content
        assert not is_encrypted(path)


def test_a_truncated_one_is_damaged(path: Path):
    path.write_bytes(path.read_bytes()[: 2 * PAGE])
    keys.ask(lambda: WORDS)
    assert codes(_refused_by(path)) == ["case-damaged"]


# -- under another key ---------------------------------------------------------------------------------


def test_a_live_case_goes_from_plain_to_encrypted_to_another_passphrase_and_back(tmp_path: Path, cipher: Cipher):
    path, device = tmp_path / "x.qmcase", Device("a")
    with create(path, NEW) as case:
        case.append([device.write(NOTE, "甲")], [Blob(PHOTO, "image/png")])
        for number, wanted in enumerate((cipher, new_cipher("another passphrase"), None)):
            before = held(case)
            case.encrypt(wanted)
            assert held(case) == before
            assert is_encrypted(path) is (wanted is not None)
            assert path.read_bytes().startswith(keys.MARK) is (wanted is not None)
            assert not case.read_only
            case.append([device.write(NOTE, f"第{number}次")])
        assert len(tuple(case.entries())) == 4
        stamps = [next(case._query(f"PRAGMA {each}"))[0] for each in ("application_id", "user_version")]
    with open_case(path) as case:
        assert case.cipher is None
        assert stamps == [next(case._query(f"PRAGMA {each}"))[0] for each in ("application_id", "user_version")]
        assert len(tuple(case.entries())) == 4
    assert [each.name for each in tmp_path.iterdir()] == ["x.qmcase"]


def test_where_the_new_file_cannot_take_the_place_all_is_as_before(
    tmp_path: Path, cipher: Cipher, monkeypatch: pytest.MonkeyPatch
):
    path, device = tmp_path / "x.qmcase", Device("a")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with create(path, NEW) as case:
        case.append([device.write(NOTE, "甲")])
        monkeypatch.setattr("qmdesk.casefile.case.put_in_place", fail)
        with pytest.raises(Refused) as refused:
            case.encrypt(cipher)
        assert codes(refused) == ["file-cannot-write"]
        assert case.cipher is None
        case.append([device.write(NOTE, "乙")])
    assert not is_encrypted(path)
    assert [each.name for each in tmp_path.iterdir()] == ["x.qmcase"]


def test_a_new_file_that_differs_from_the_old_one_never_takes_its_place(
    tmp_path: Path, cipher: Cipher, monkeypatch: pytest.MonkeyPatch
):
    from qmdesk.casefile import whole

    path = tmp_path / "x.qmcase"
    copied = whole._copy_rows

    def forgetful(source, target, table):
        copied(source, target, table)
        if table == "entry":
            target.execute("DELETE FROM head")
            target.execute("DELETE FROM entry WHERE seq = 1")

    with create(path, NEW) as case:
        case.append([Device("a").write(NOTE, "甲")])
        monkeypatch.setattr(whole, "_copy_rows", forgetful)
        with pytest.raises(Refused) as refused:
            case.encrypt(cipher)
        assert codes(refused) == ["backup-damaged"]
        assert len(tuple(case.entries())) == 1
    assert not is_encrypted(path)


def test_a_film_goes_in_and_out_in_pieces(path: Path):
    unlock(path, WORDS)
    pieces = [bytes([n]) * (1 << 20) for n in range(4)] * 6
    digest = sha256()
    for each in pieces:
        digest.update(each)
    info = FileInfo(digest.hexdigest(), len(pieces) << 20, "video/mp4")
    with open_case(path) as case:
        tracemalloc.start()
        assert case.take_files([Arriving(info, iter(pieces))]) == {info.sha256}
        with case.open_blob(info.sha256) as film:
            again = sha256()
            for each in iter(lambda: film.read(1 << 20), b""):
                again.update(each)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert again.digest() == digest.digest()
    assert peak < 8 << 20


def test_encrypting_takes_a_film_through_in_pieces_and_compares_every_byte(
    tmp_path: Path, cipher: Cipher, monkeypatch: pytest.MonkeyPatch
):
    path, content = tmp_path / "a.qmcase", bytes(range(256)) * (4 << 12)
    with create(path, NEW) as case:
        names = {case.put_blob(content, "video/mp4"), case.put_blob(b"", "text/plain")}
        tracemalloc.start()
        case.encrypt(cipher)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 6 << 20
        assert {each: len(case.blob(each)) for each in case.blob_ids()} == {
            each: len(content) if each != sha256().hexdigest() else 0 for each in names
        }
        before = files.copy_all

        def forgetful(source: Any, target: Any) -> None:
            before(source, target)
            target.execute("UPDATE blob SET content = zeroblob(size)")

        monkeypatch.setattr(files, "copy_all", forgetful)
        with pytest.raises(Refused) as refused:
            case.encrypt(None)
        assert codes(refused) == ["backup-damaged"]
        assert case.blob(sha256(content).hexdigest()) == content


def test_a_reader_may_not_encrypt(path: Path, cipher: Cipher):
    unlock(path, WORDS)
    with open_case(path) as writer, open_case(path) as reader:
        assert reader.read_only
        with pytest.raises(Refused) as refused:
            reader.encrypt(None)
        assert codes(refused) == ["case-held"]
        assert held(writer) == held(reader)


def test_what_an_interrupted_rewriting_left_goes_when_the_case_is_opened_for_writing(path: Path):
    left = [path.with_name(f".{path.name}.0123abcd.part{each}") for each in ("", "-journal")]
    other = path.with_name(".other.qmcase.0123abcd.part")
    for each in (*left, other):
        each.write_bytes(b"x")
    left.append(path.with_name(f".{path.name}.ab_cd.part"))
    left[-1].mkdir()
    (left[-1] / "package.zip").write_bytes(b"open, on its way to be sealed")
    unlock(path, WORDS)
    with open_case(path):
        assert not any(each.exists() for each in left)
    assert other.exists()


# -- two copies of SQLite in one process -----------------------------------------------------------------


def _run(script: str, *arguments: str) -> str:
    head = f"import json, os, sys\nsys.path[:0] = {sys.path!r}\nfrom pathlib import Path\n"
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(script), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "the driver writes nothing of its own"
    return done.stdout


def test_an_encrypted_case_that_is_open_is_touched_by_no_other_driver_and_no_ordinary_handle(path: Path):
    """Closing such a handle would drop the POSIX locks of the connection that is writing."""
    said = _run(
        """
        from qmdesk.casefile import files, keys
        from qmdesk.casefile.case import open_case
        from qmdesk.casefile.unlock import is_encrypted, unlock
        path = Path(sys.argv[1])
        unlock(path, sys.argv[2])
        with open_case(path) as case:
            touched = []
            sys.addaudithook(lambda event, args: touched.append(f"{event} {args[0]}") if event == "sqlite3.connect"
                             or event == "open" and str(args[0]).endswith(".qmcase") else None)
            with open_case(path) as again:
                again.state()
            unlock(path, sys.argv[2])
            assert is_encrypted(path)
            case.backup(path.with_name("b.qmcase"))
            case.state()
        print(json.dumps(touched))
        """,
        str(path),
        WORDS,
    )
    assert json.loads(said) == []


def test_plain_cases_load_no_driver_for_encrypted_ones(tmp_path: Path):
    said = _run(
        """
        from qmdesk.casefile.case import create, open_case
        from tests.casefile.test_case import NEW
        path = Path(sys.argv[1])
        with create(path, NEW) as case:
            case.backup(path.with_name("b.qmcase"))
        open_case(path).close()
        print("sqlcipher3" in sys.modules)
        """,
        str(tmp_path / "x.qmcase"),
    )
    assert said.strip() == "False"


def test_a_killed_writer_leaves_a_journal_that_the_right_driver_plays_back(path: Path):
    script = """
        from qmdesk.casefile.case import open_case
        from qmdesk.casefile.unlock import unlock
        path = Path(sys.argv[1])
        unlock(path, sys.argv[2])
        case = open_case(path)
        db = case._connection
        db.execute("PRAGMA cache_size=1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE entry SET value = '" + "x" * 20000 + "'")
        db.execute("DELETE FROM blob")
        os.kill(os.getpid(), 9)
    """
    head = f"import os, sys\nsys.path[:0] = {sys.path!r}\nfrom pathlib import Path\n"
    done = subprocess.run([sys.executable, "-c", head + textwrap.dedent(script), str(path), WORDS], check=False)
    assert done.returncode == -signal.SIGKILL
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > PAGE, "else this tests nothing"
    assert "第3条".encode() not in journal.read_bytes()
    assert PHOTO[:64] not in journal.read_bytes()
    keys.ask(lambda: WORDS)
    with open_case(path) as case:
        assert len(tuple(case.entries())) == 40
        assert case.check_journal() == ()
        assert case.blob(case.blob_ids()[0]) == PHOTO


# -- salvage ---------------------------------------------------------------------------------------------


def test_what_is_whole_in_a_damaged_encrypted_case_comes_back_encrypted(path: Path, tmp_path: Path):
    flip(path, 50)  # the first page, without which SQLCipher opens nothing
    keys.ask(lambda: WORDS)
    done = salvage(path, tmp_path / "回.qmcase", {}, "2026-01-01T00:00:00+08:00")
    assert (done.entries, done.files) == (40, 1)
    assert is_encrypted(done.path)
    keys.forget_all()
    unlock(done.path, WORDS)
    with open_case(done.path) as case:
        assert case.blob(case.blob_ids()[0]) == PHOTO


def test_entries_that_cannot_be_linked_stay_encrypted_too(path: Path, tmp_path: Path):
    unlock(path, WORDS)
    with open_case(path) as case:
        case._connection.execute("PRAGMA foreign_keys=OFF")
        case._connection.execute("DELETE FROM entry WHERE seq = 20")
    done = salvage(path, tmp_path / "回.qmcase", {}, "2026-01-01T00:00:00+08:00")
    assert (done.entries, done.unlinked) == (19, 20)
    with open_case(done.path) as case:
        assert case.blob(done.rest).decode().count("\n") == 20
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([path.name, done.path.name])


def test_salvage_needs_the_right_passphrase_and_a_recovery_key_survives_a_damaged_salt(
    path: Path, tmp_path: Path, cipher: Cipher
):
    target = tmp_path / "回.qmcase"
    for source, code in ((lambda: "", "case-passphrase-needed"), (lambda: "falsch", "case-passphrase-wrong")):
        keys.ask(source)
        with pytest.raises(Refused) as refused:
            salvage(path, target, {}, "2026-01-01T00:00:00+08:00")
        assert codes(refused) == [code]
    flip(path, 10)
    keys.ask(lambda: cipher.recovery)
    assert salvage(path, target, {}, "2026-01-01T00:00:00+08:00").entries == 40
