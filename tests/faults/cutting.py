"""Power cuts, replayed: of all that was written and not yet synced any part may be on the disk, in pieces of a sector.

What a job wrote and synced is recorded once; then the disk is put together again as it may look after a cut at a
random moment, and the program looks at it. The model is that of a journalling file system, and a harsh one: writes
and lengths not yet synced are kept or lost sector by sector in any combination; creations, renames, links and
deletions are kept in order, as a prefix; a synced file has its name.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.faults import shim
from tests.faults.jobs import DONE, JOBS, Job, all_wrong, measure_import, write_line

SECTOR = 512
HEAD = struct.Struct("<cIIQ")
ACKS = "acknowledged.txt"


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call: its kind (see shim.c), path, second path or data, offset or length."""

    kind: str
    path: str
    data: bytes
    offset: int


@dataclass(frozen=True, slots=True)
class Cut:
    """What became of a number of replayed cuts."""

    job: str
    states: int
    calls: int
    syncs: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        end = "nothing wrong" if not self.wrong else f"{len(self.wrong)} WRONG, first: {self.wrong[0]}"
        return f"power cut, {self.job}: {self.states} states of {self.calls} calls with {self.syncs} syncs: {end}"


def cut(name: str, states: int, seed: int = 1, *, carelessly: bool = False) -> Cut:
    """Replay so many cuts of one job. ``carelessly`` runs it with synchronous=OFF, which must not survive."""
    job, rng = JOBS[name], random.Random(seed)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        start = Path(made) / "start"
        start.mkdir()
        job.prepare(start)
        folder = Path(made) / "work"
        calls = recorded(job, start, folder, Path(made) / "log", carelessly=carelessly)
        acked = _acknowledged(calls)
        if not acked or acked[-1] != DONE:
            return Cut(name, 0, len(calls), 0, ("undisturbed, it did not come to its end",))
        if name == "import":
            measure_import(folder)
        shutil.rmtree(folder)
        for number in range(states):
            before = calls[: rng.randrange(len(calls) + 1)]
            _rebuild(start, folder, before, rng)
            found = all_wrong(job, folder, _acknowledged(before))
            wrong += [f"state {number}, after call {len(before)}: {each}" for each in found]
            shutil.rmtree(folder)
    syncs = sum(call.kind in "SD" for call in calls)
    return Cut(name, states, len(calls), syncs, tuple(wrong))


def recorded(job: Job, start: Path, folder: Path, log: Path, *, carelessly: bool) -> list[Call]:
    """Do the job once in a child under the shim; what it did to the disk, in order."""
    shutil.copytree(start, folder)
    child = os.fork()
    if child == 0:
        _in_child(job, folder, log, carelessly=carelessly)
    os.waitpid(child, 0)
    return list(_read(log, folder))


def _in_child(job: Job, folder: Path, log: Path, *, carelessly: bool) -> None:
    import traceback

    try:
        if carelessly:
            _never_sync()
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT)
        shim.watch(folder)
        acks = os.open(folder / ACKS, os.O_WRONLY | os.O_CREAT)
        shim.record(descriptor)
        acknowledge = partial(write_line, acks)
        job.work(folder, acknowledge)
        acknowledge(DONE)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _never_sync() -> None:
    from qmdesk.casefile import case, opening, schema

    def careless(connection: object) -> None:
        schema.set_pragmas(connection)  # pyright: ignore[reportArgumentType]
        connection.execute("PRAGMA synchronous=OFF").fetchall()  # pyright: ignore[reportAttributeAccessIssue]

    case.set_pragmas = opening.set_pragmas = careless


def _read(log: Path, folder: Path) -> Iterator[Call]:
    content, at, root = log.read_bytes(), 0, f"{folder}/"
    while at < len(content):
        kind, first, second, offset = HEAD.unpack_from(content, at)
        at += HEAD.size
        path = os.fsdecode(content[at : at + first])
        data = content[at + first : at + first + second]
        at += first + second
        if kind in b"RL":
            data = os.fsencode(os.fsdecode(data).removeprefix(root))
        yield Call(kind.decode(), path.removeprefix(root).removesuffix("/"), data, offset)


def _acknowledged(calls: Sequence[Call]) -> list[str]:
    said = b"".join(call.data for call in calls if call.kind == "W" and call.path == ACKS)
    return said.decode("utf-8").split("\n")[:-1]


# -- the disk after the cut --------------------------------------------------------------------------


@dataclass(slots=True)
class _File:
    """Synced content and what has come since: writes as (offset, data) and lengths as (length, None)."""

    safe: bytearray
    since: list[tuple[int, bytes | None]] = field(default_factory=list[tuple[int, "bytes | None"]])

    def now(self) -> bytearray:
        return self._with(self.since)

    def sync(self) -> None:
        self.safe, self.since = self.now(), []

    def after_a_cut(self, rng: random.Random) -> bytearray:
        """Any part of what was not synced, in sectors."""
        kept: list[tuple[int, bytes | None]] = []
        for offset, data in self.since:
            if data is None:
                if rng.random() < 0.5:
                    kept.append((offset, None))
                continue
            sectors = ((offset + start, data[start : start + SECTOR]) for start in range(0, len(data), SECTOR))
            kept += [each for each in sectors if rng.random() < 0.5]
        return self._with(kept)

    def _with(self, changes: Sequence[tuple[int, bytes | None]]) -> bytearray:
        content = bytearray(self.safe)
        for offset, data in changes:
            if data is None:
                del content[offset:]
                content.extend(bytes(offset - len(content)))
            else:
                content.extend(bytes(max(offset + len(data) - len(content), 0)))
                content[offset : offset + len(data)] = data
        return content


@dataclass(slots=True)
class _Disk:
    """Names of files as they are and as they surely are; ``since`` are the names' changes not yet synced, in order."""

    files: dict[str, _File]
    safe: dict[str, _File] = field(default_factory=dict[str, _File])
    since: list[dict[str, _File]] = field(default_factory=list[dict[str, _File]])

    def play(self, call: Call) -> None:
        kind, path = call.kind, call.path
        if kind == "C":
            self._name({**self.files, path: _File(bytearray())})
        elif kind == "W":
            self._at(path).since.append((call.offset, call.data))
        elif kind == "T":
            self._at(path).since.append((call.offset, None))
        elif kind == "S":
            self._at(path).sync()
            self._names_are_safe()
        elif kind == "D":
            self._names_are_safe()
        elif kind == "U":
            self._name({name: file for name, file in self.files.items() if name != path})
        else:
            moved = {name: file for name, file in self.files.items() if kind == "L" or name != path}
            self._name({**moved, os.fsdecode(call.data): self._at(path)})

    def _at(self, path: str) -> _File:
        if path not in self.files:  # opened before the recording began
            self.files = {**self.files, path: _File(bytearray())}
        return self.files[path]

    def _name(self, names: dict[str, _File]) -> None:
        self.files = names
        self.since.append(names)

    def _names_are_safe(self) -> None:
        self.safe, self.since = self.files, []

    def names_after_a_cut(self, rng: random.Random) -> dict[str, _File]:
        return rng.choice([self.safe, *self.since])


def _rebuild(start: Path, folder: Path, calls: Sequence[Call], rng: random.Random) -> None:
    files = {
        str(each.relative_to(start)): _File(bytearray(each.read_bytes())) for each in start.rglob("*") if each.is_file()
    }
    disk = _Disk(files, files)
    for call in calls:
        disk.play(call)
    for name, file in disk.names_after_a_cut(rng).items():
        if name == ACKS:
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.after_a_cut(rng))
