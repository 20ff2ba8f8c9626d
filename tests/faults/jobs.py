"""What is interrupted: seven kinds of work on a case, each with what must be true afterwards, however it ended.

``work`` acknowledges a step only when the program would tell its user so. ``wrong`` looks at what is left with the
program's own doors and gives every way in which a promise is broken, as sentences; an empty list is what is wanted.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from qmdesk.casefile import driver, keys
from qmdesk.casefile.case import Blob, open_case
from qmdesk.exchange.merge import Believing
from qmdesk.exchange.package import read_back
from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.review.backing_up import keep_generation
from qmdesk.review.backups import back_up_session, generations, make_backup, restore, restore_backup
from qmdesk.review.begin import begin
from qmdesk.review.importing import import_file
from qmdesk.review.packing import merge_packages, pack_case
from qmdesk.review.protecting import is_encrypted, protect_session
from qmdesk.review.reporting import Signing, report
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.anchors import TrustList, known_devices
from qmdesk.trust.device import device_identity
from qmdesk.trust.identity import new_identity, new_root

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
CASE = "案卷.qmcase"
DEVICE = "c" * 16
#: Acknowledged behind the last step.
DONE = "done"
#: Acknowledged steps of the quick jobs.
STEPS = 25
PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 200
Ack = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """``prepare`` makes the folder that every trial starts from; it is copied for each."""

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path, Ack], None]
    wrong: Callable[[Path, Sequence[str]], list[str]]


def write_line(descriptor: int, line: str) -> None:
    """A line to a pipe or file that is still read when the process is dead."""
    os.write(descriptor, f"{line}\n".encode())


def who(folder: Path, device: str = DEVICE) -> Who:
    return Who(device, "王工", folder / f"home-{device[0]}")


def _begin(folder: Path) -> None:
    form = load_builtin("meqmc")
    begin(folder / CASE, form, who(folder), enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()


def _open(folder: Path) -> ReviewSession:
    return ReviewSession.open(folder / CASE, who(folder))


def _item(form: Form) -> str:
    return f"item:{form.items[0].id}"


# -- editing -----------------------------------------------------------------------------------------


def _edit(folder: Path, ack: Ack) -> None:
    with _open(folder) as session:
        place = Place(_item(session.form), "note", "onsite")
        for number in range(STEPS):
            photo = [Blob(PHOTO + str(number).encode(), "image/jpeg")] if number % 5 == 0 else []
            more = [Edit(Place(f"evidence:e{number}", "file"), each.sha256) for each in photo]
            session.record([Edit(place, f"第{number}次"), *more], blobs=photo).wait()
            ack(str(number))


def _edits_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    with open_case(folder / CASE) as case:
        notes = {str(entry.value) for entry in case.entries() if entry.field.startswith("note@")}
    return [f"the acknowledged edit {each} is lost" for each in acked if f"第{each}次" not in notes]


# -- importing ---------------------------------------------------------------------------------------


def _import(folder: Path, ack: Ack) -> None:
    package = next((SAMPLES / "machining").glob("*.zip"))
    with _open(folder) as session:
        import_file(session, package)
        ack("package")
        import_file(session, _photo_file(folder), binds=_item(session.form))
        ack("photo")


def _photo_file(folder: Path) -> Path:
    return folder / "照片.jpg"


def _prepare_import(folder: Path) -> None:
    from PIL import Image

    _begin(folder)
    Image.linear_gradient("L").save(_photo_file(folder))


def _import_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    counts = _imported(folder)
    if counts != _whole_import[: len(counts)]:
        return [f"an import is there by half: {counts}"]
    return [f"the acknowledged import of the {each} is lost" for each in acked[len(counts) :]]


#: Entries of the two imports when each is whole; filled by :func:`measure_import`.
_whole_import: list[int] = []


def measure_import(folder: Path) -> None:
    """Count after an import without a fault, so that half of one can be told from a whole one."""
    _whole_import[:] = _imported(folder)


def _imported(folder: Path) -> list[int]:
    """Entries of every import, the largest first."""
    with open_case(folder / CASE) as case:
        batches = Counter(entry.batch for entry in case.entries() if entry.origin.startswith("import:"))
    return sorted(batches.values(), reverse=True)


def entries_lost(case: Path, acked: Sequence[str]) -> list[str]:
    """Entries that the window said were saved, by log, number and hash, and that the case does not have."""
    told = [each.split() for each in acked if each.startswith("saved ")]
    if not told:
        return []
    with open_case(case) as opened:
        hashes = {(entry.device, str(entry.seq)): entry.hash for entry in opened.entries()}
    return [
        f"the acknowledged entry {seq} of {log} is lost"
        for _, log, seq, hash_ in told
        if hashes.get((log, seq)) != hash_
    ]


# -- exporting ---------------------------------------------------------------------------------------


def _export(folder: Path, ack: Ack) -> None:
    root = new_root("示例根")
    lead = new_identity(root, "王工", "lead")
    home = who(folder).home
    with _open(folder) as session:
        device = device_identity(home, "王工的笔记本")
        pack_case(session, folder / "包.zip", device, device=device.id)
        ack("包.zip")
        report(session, folder / "报告.pdf", [Signing("lead", lead)])
        ack("报告.pdf")


def _is_whole(package: Path) -> bool:
    try:
        read_back(package)
    except Refused:
        return False
    return True


def _export_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    files = [name for name in acked if not name.startswith("saved ")]
    found = [f"the acknowledged {name} is not there" for name in files if not (folder / name).exists()]
    found += entries_lost(folder / CASE, acked)
    found += [f"{each.name} is not whole" for each in folder.glob("[!.]*.zip") if not _is_whole(each)]
    for each in folder.glob("[!.]*.pdf"):
        content = each.read_bytes()
        if not content.startswith(b"%PDF") or b"%%EOF" not in content[-64:] or b"/ByteRange" not in content:
            found.append(f"{each.name} is not whole")
    return found


# -- merging -----------------------------------------------------------------------------------------


def _prepare_merge(folder: Path) -> None:
    """A colleague's two packages of the same case."""
    _begin(folder)
    mine, theirs = who(folder), who(folder, "d" * 16)
    with ReviewSession.open(folder / CASE, mine) as session:
        device = device_identity(mine.home, "王工的笔记本")
        pack_case(session, folder / "start.zip", device, device=device.id)
    from qmdesk.review.packing import merge_file

    copy = folder / "theirs.qmcase"
    merge_file(copy, theirs, [folder / "start.zip"], Believing(TrustList(), known_devices(theirs.home), False))
    for number in (1, 2):
        with ReviewSession.open(copy, theirs) as session:
            place = Place(_item(session.form), "weakness", "onsite")
            for each in range(20):
                session.record(
                    Edit(place, f"{number}-{each}"), blobs=[Blob(PHOTO + bytes([number, each]), "image/jpeg")]
                )
            device = device_identity(theirs.home, "李工的平板")
            pack_case(session, folder / f"from-li-{number}.zip", device, device=device.id)
    copy.unlink()


def _merge(folder: Path, ack: Ack) -> None:
    with _open(folder) as session:
        believing = Believing(TrustList(), known_devices(who(folder).home), False)
        for number in (1, 2):
            merge_packages(session, [folder / f"from-li-{number}.zip"], believing)
            ack(str(number))


def _merge_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    with open_case(folder / CASE) as case:
        theirs = {str(entry.value) for entry in case.entries() if entry.field.startswith("weakness@")}
        blobs = len(case.blob_ids())
    counts = [sum(1 for each in theirs if each.startswith(f"{number}-")) for number in (1, 2)]
    found = [f"package {number} is there by half" for number, count in enumerate(counts, 1) if count not in (0, 20)]
    found += [f"the acknowledged package {each} is lost" for each in acked if counts[int(each) - 1] != 20]
    if blobs < sum(counts):
        found.append("files of merged entries are missing")
    return found


# -- migrating and backups -----------------------------------------------------------------------------


def _prepare_migrate(folder: Path) -> None:
    """A file whose stamp is that of an older format."""
    _begin(folder)
    with closing(sqlite3.connect(folder / CASE)) as connection:
        connection.execute("PRAGMA user_version=0")


def _migrate(folder: Path, ack: Ack) -> None:
    _open(folder).close()
    ack("migrated")


def _migrate_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    copies = list(folder.glob("*.format-0.qmcase"))
    return ["no copy was set aside before the migration"] if acked and not copies else []


def _prepare_backup(folder: Path) -> None:
    """A case with photos and a generation before, so that the next is made on top of one."""
    _begin(folder)
    with _open(folder) as session:
        _photograph(session, 0)
        keep_generation(session)
        _photograph(session, 1)


def _photograph(session: ReviewSession, number: int) -> None:
    photo = Blob(PHOTO + bytes([number]), "image/jpeg")
    session.record(Edit(Place(f"evidence:e{number}", "file"), photo.sha256), blobs=[photo]).wait()


def _backup(folder: Path, ack: Ack) -> None:
    home = who(folder).home
    with _open(folder) as session:
        for number in range(2, 5):
            made = keep_generation(session)
            assert made is not None
            ack(f"backup {made.path.name}")
            _photograph(session, number)
        ack(f"copy {back_up_session(session, folder / '另一处.qmcase').name}")
    ack(f"backup {make_backup(folder / CASE, home).name}")
    ack(f"restore {restore_backup(folder / CASE, home).name}")


def _backup_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    """Acknowledged ones are there, and every generation that is there comes back with all its photos."""
    names = {each.name for each in folder.rglob("*.qmcase")}
    found = [f"the acknowledged {each} is not there" for each in acked if each.partition(" ")[2] not in names]
    home = who(folder).home
    for number, each in enumerate(generations(folder / CASE, home)):
        try:
            done = restore(folder / CASE, home, each.path, folder / f"probe-{number}.qmcase")
            if done.missing or not each.noted or done.files != each.count:
                found.append(f"{each.path.name} came back without all its files")
        except Refused as refused:
            found.append(f"{each.path.name} does not come back: {refused.problems[0].code}")
    try:
        with _open(folder) as session:
            _photograph(session, 99)
            if keep_generation(session) is None:
                found.append("no backup is made after an interruption")
    except Refused as refused:
        found.append(f"no backup can be made after an interruption: {refused.problems[0].code}")
    return found


# -- encrypting ----------------------------------------------------------------------------------------

PASSPHRASES = ("甲乙丙丁戊己庚辛", "one two three four")


def _prepare_protect(folder: Path) -> None:
    """A plain case with some work and a backup."""
    _begin(folder)
    with _open(folder) as session:
        place = Place(_item(session.form), "note", "onsite")
        for number in range(10):
            session.record(Edit(place, f"早{number}"), blobs=[Blob(PHOTO + bytes([number]), "image/jpeg")])
    make_backup(folder / CASE, who(folder).home)


def _protect(folder: Path, ack: Ack) -> None:
    with _open(folder) as session:
        place = Place(_item(session.form), "note", "onsite")
        for wanted in (*PASSPHRASES, None):
            protect_session(session, wanted)
            ack("plain" if wanted is None else "encrypted")
            session.record(Edit(place, f"under {wanted}")).wait()
            ack(f"under {wanted}")


def _protect_wrong(folder: Path, acked: Sequence[str]) -> list[str]:
    with open_case(folder / CASE) as case:
        notes = {str(entry.value) for entry in case.entries() if entry.field.startswith("note@")}
        files = len(case.blob_ids())
    wanted = [each for each in acked if each.startswith("under ")] + [f"早{number}" for number in range(10)]
    found = [f"the acknowledged {each} is lost" for each in wanted if each not in notes]
    if files != 10:
        found.append(f"{files} files instead of 10")
    if not is_encrypted(folder / CASE) and "encrypted" in acked and f"under {PASSPHRASES[1]}" not in acked:
        found.append("the case is plain although it was said to be encrypted")
    left = [each.name for each in folder.glob(".*part*")]
    return found + [f"{each} was left" for each in left]


JOBS = {
    job.name: job
    for job in (
        Job("edit", _begin, _edit, _edits_wrong),
        Job("import", _prepare_import, _import, _import_wrong),
        Job("export", _begin, _export, _export_wrong),
        Job("merge", _prepare_merge, _merge, _merge_wrong),
        Job("migrate", _prepare_migrate, _migrate, _migrate_wrong),
        Job("backup", _prepare_backup, _backup, _backup_wrong),
        Job("protect", _prepare_protect, _protect, _protect_wrong),
    )
}


def case_wrong(folder: Path) -> list[str]:
    """What is wrong with the case files themselves: each under a final name must open, whole to the last byte."""
    found: list[str] = []
    keys.ask(*(lambda each=each: each for each in PASSPHRASES))
    for path in sorted(folder.rglob("*.qmcase")):
        if path.name.startswith("."):
            continue
        try:
            with open_case(path) as case:
                cipher = case.cipher
                found += [f"{path.name}: {problem.code}" for problem in case.check_journal()]
                for sha256 in case.blob_ids():
                    case.blob(sha256)
                if case.read_only:
                    found.append(f"{path.name}: open, but nobody may write it")
        except Refused as refused:
            found.append(f"{path.name}: {refused.problems[0].code}")
            continue
        with closing(driver.connect(path, cipher, mode="ro")) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            found.append(f"{path.name}: {answer}")
    return found


def all_wrong(job: Job, folder: Path, acked: Sequence[str]) -> list[str]:
    """Everything that is wrong with what an interrupted job left."""
    try:
        return case_wrong(folder) or job.wrong(folder, [each for each in acked if each != DONE])
    except Refused as refused:
        return [f"refused: {refused.problems[0].code}"]
    except Exception as error:
        return [f"an unforeseen {type(error).__name__}: {error}"]
