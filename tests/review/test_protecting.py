"""What an encrypted case says stands in no other file that the program writes, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from qmdesk.casefile import keys
from qmdesk.casefile.case import Blob, open_case
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.review.backups import list_backups, make_backup, restore_backup
from qmdesk.review.begin import begin
from qmdesk.review.forms import form_named
from qmdesk.review.protecting import is_encrypted, protect_case, strength, unlock_case
from qmdesk.review.session import ReviewSession, Who

WORDS = "一句又长又好记的话"
ROOT = Path(__file__).resolve().parents[2]
#: Fifty strings: names, texts, contents of files, readings, what is typed into settings on the way.
CANARIES = [f"KANARI{number:02d}VOGEL" for number in range(50)]


@pytest.fixture(autouse=True)
def _without_keys() -> Iterator[None]:
    keys.forget_all()
    yield
    keys.forget_all()


def test_how_passphrases_look():
    assert [strength(each) for each in ("", "1234567", "aaaaaaaaaaaaaaaaaaaa", "12345678", "一句又长又好记的话呀呀呀呀呀")] == [
        "short", "short", "short", "plain", "good",
    ]  # fmt: skip


def test_a_short_passphrase_changes_nothing(tmp_path: Path):
    who = Who("a" * 16, "王工", tmp_path / "home")
    path = tmp_path / "x.qmcase"
    begin(path, form_named("meqmc"), who, enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()
    with pytest.raises(Refused) as refused:
        protect_case(path, who.home, "kurz")
    assert refused.value.problems[0].code == "case-passphrase-short"
    assert not is_encrypted(path)


def test_the_log_goes_on_and_copies_set_aside_follow(tmp_path: Path):
    who = Who("a" * 16, "王工", tmp_path / "home")
    path = tmp_path / "x.qmcase"
    with begin(path, form_named("meqmc"), who, enterprise="甬江机械", credit_code="91330212MA2TE8XU04") as session:
        from qmdesk.review.protecting import protect_session

        log = session.log
        session.on_file(lambda case: case.backup(path.with_name("x.format-0.qmcase")))
        done = protect_session(session, WORDS)
    assert is_encrypted(path.with_name("x.format-0.qmcase"))
    assert done.problems == ()
    keys.forget_all()
    unlock_case(path, done.recovery)
    with ReviewSession.open(path, who) as session:
        assert session.log == log, "the same file to its log, although it is another one to the system"


def test_no_backup_stays_plain_and_each_can_be_brought_back(tmp_path: Path):
    who = Who("a" * 16, "王工", tmp_path / "home")
    path = tmp_path / "x.qmcase"
    with begin(path, form_named("meqmc"), who, enterprise="甬江机械", credit_code="91330212MA2TE8XU04") as session:
        photo = Blob(CANARIES[1].encode() * 2000, "image/jpeg")
        edits = [Edit(Place("case", "note"), CANARIES[0]), Edit(Place("evidence:e", "file"), photo.sha256)]
        session.record(edits, blobs=[photo]).wait()
    make_backup(path, who.home)
    assert any(_canaries_in(each) for each in _files(who.home)), "else this tests nothing"
    for words in (WORDS, "quite another phrase"):
        done = protect_case(path, who.home, words)
        assert done.problems == ()
        assert [each for each in _files(who.home) if _canaries_in(each)] == []
        keys.forget_all()
        unlock_case(path, words)
        for backup in list_backups(path, who.home):
            back = restore_backup(path, who.home, backup)
            with open_case(back) as case:
                assert case.blob(photo.sha256) == photo.content
        with ReviewSession.open(path, who) as session:
            session.record(Edit(Place("case", "note"), f"{CANARIES[2]} {words}")).wait()
        make_backup(path, who.home)
        assert [each for each in _files(who.home) if _canaries_in(each)] == []
    assert protect_case(path, who.home, None).problems == ()
    keys.forget_all()
    for backup in list_backups(path, who.home):
        with open_case(restore_backup(path, who.home, backup)) as case:
            assert case.blob(photo.sha256) == photo.content


WORK = """
    import os, sys, time
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from io import BytesIO
    from pathlib import Path
    from PIL import Image, PngImagePlugin
    folder, words, canaries = Path(sys.argv[1]), sys.argv[2], sys.argv[3].split(",")
    from qmdesk.casefile.case import Blob
    from qmdesk.formdef.loader import load_builtin
    from qmdesk.model.journal import Edit, Place
    from qmdesk.review.backups import back_up_session
    from qmdesk.review.begin import begin
    from qmdesk.review.protecting import protect_case, unlock_case
    from qmdesk.review.session import Who
    from qmdesk.ui.app import Dresser, make_application
    from qmdesk.ui.evidence.thumbs import thumbs_of
    from qmdesk.ui.settings import Settings
    from qmdesk.ui.window import MainWindow

    class Who_(Who): pass
    home, path = folder / "home", folder / "Akte.qmcase"
    who_of = lambda author: Who("a" * 16, author or "Wang", home)
    names, texts, readings, contents = canaries[:10], canaries[10:30], canaries[30:40], canaries[40:]
    begin(path, load_builtin("meqmc"), who_of(""), enterprise=names[0], credit_code="91330212MA2TE8XU04").close()
    protect_case(path, home, words)

    app = make_application(["qmdesk"], "zh-CN")
    dresser = Dresser(app)
    window = MainWindow(Settings(home), who_of, "zh-CN", dresser)
    window.show()
    def until(done, seconds=30):
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)
        assert done()
    window.open_case(path)
    until(lambda: window.hub is not None)
    hub = window.hub

    def photo(canary):
        info, out = PngImagePlugin.PngInfo(), BytesIO()
        info.add_text("Comment", canary)
        Image.linear_gradient("L").save(out, "PNG", pnginfo=info)
        return Blob(out.getvalue(), "image/png")
    item = f"item:{hub.form.items[0].id}" if hasattr(hub, "form") else f"item:{hub.session.form.items[0].id}"
    photos = [photo(each) for each in contents]
    edits = [Edit(Place("case", "site"), names[1]), Edit(Place("case", "period"), names[2])]
    edits += [Edit(Place(item, "note", "onsite"), each) for each in texts]
    edits += [Edit(Place(f"characteristic:c{n}", "name", "onsite"), each) for n, each in enumerate(names[3:])]
    edits += [Edit(Place(f"step:s{n}", "name", "onsite"), each, raw=each) for n, each in enumerate(readings)]
    edits += [Edit(Place(f"evidence:e{n}", "file"), each.sha256) for n, each in enumerate(photos)]
    for number in range(0, len(edits), 5):
        hub.session.record(edits[number : number + 5], blobs=photos).wait()
    got = []
    for each in photos:
        thumbs_of(hub).ask(window, each.sha256, 96, got.append)
    until(lambda: len(got) == len(photos))
    assert not any(isinstance(each, Exception) for each in got)
    for stop in window.shell.stops:
        window.shell.go(f"page:{stop.id}")
        for _ in range(20):
            app.processEvents()
    report = window.shell.pages["report"]
    report.build()
    until(lambda: report._built is not None, 90)   # the pages of the preview are drawn, too
    from openpyxl import Workbook
    book = Workbook()
    for row in [("Mass", "Prufer"), *[(9.9 + n / 1000, readings[n % 10]) for n in range(30)]]:
        book.active.append(row)
    book.save(folder / "given" / "readings.xlsx")   # the plant's own file: it stays where it is
    window.arrivals.take([folder / "given" / "readings.xlsx"])
    until(lambda: "import" in window.tools._open and window.tools._open["import"].ready)
    from qmdesk.ui.app import CrashReports
    CrashReports(home).install()
    try:
        raise RuntimeError(texts[0] + str(hub.session.path))
    except RuntimeError:
        sys.excepthook(*sys.exc_info())
    sys.excepthook = sys.__excepthook__
    from qmdesk.app.main import run
    (folder / "given" / "wrong").write_text("not the phrase")
    assert run(["assess", str(folder / "given" / "no.qmcase")]) == 2
    assert run(["--case-passphrase-file", str(folder / "given" / "wrong"), "show", str(path)]) in (0, 2)
    from qmdesk.workspace.support import gather, save
    save(gather(home), folder / "support.zip")
    back_up_session(hub.session)
    window.settings.sync()
    until(lambda: True)
    print("ready", flush=True)
    db = hub.session._case._connection   # a transaction is open, its journal on the disk, when the process dies
    db.execute("PRAGMA cache_size=1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE entry SET raw = value || '" + canaries[0] * 500 + "'")
    os.kill(os.getpid(), 9)
"""


def test_fifty_canaries_in_an_encrypted_case_are_in_no_file_that_the_program_wrote(tmp_path: Path):
    for each in ("tmp", "config", "cache", "data", "given"):
        (tmp_path / each).mkdir()
    environment = os.environ | {
        "TMPDIR": str(tmp_path / "tmp"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "QMDESK_HOME": str(tmp_path / "home"),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", textwrap.dedent(WORK), str(tmp_path), WORDS, ",".join(CANARIES)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert "ready" in done.stdout
    path = tmp_path / "Akte.qmcase"
    assert path.with_name("Akte.qmcase-journal").stat().st_size > 4096, "it died with a journal"
    assert list((tmp_path / "home" / "backups").rglob("*.qmcase"))
    written = [each for each in _files(tmp_path) if each.parent.name != "given"]
    assert [each for each in written if each.parent.name == "logs" and each.name.startswith("error-")], (
        "a crash is told"
    )
    assert (tmp_path / "support.zip").exists()
    wrong = [f"{each.relative_to(tmp_path)}: {found}" for each in written for found in _canaries_in(each)]
    assert wrong == []
    unlock_case(path, WORDS)
    with open_case(path) as case:
        said = " ".join(f"{entry.value} {entry.raw}" for entry in case.entries())
        said += " ".join(case.blob(each).decode("latin-1") for each in case.blob_ids())
    assert [each for each in CANARIES if each not in said] == [], "else the test would find nothing anywhere"


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def _canaries_in(path: Path) -> list[str]:
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content += b"".join(archive.read(name) for name in archive.namelist())
    return [each for each in CANARIES if each.encode() in content or each.encode("utf-16-le") in content]
