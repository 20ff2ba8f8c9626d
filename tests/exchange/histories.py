"""Random histories of a team's laptops, played on real case files and on the model beside.

    python -m tests.exchange.histories 20000 [SEED]      the long form; the suite plays a few hundred

Laptops write (values, lists, ratings, agreements, files), delete records, send parcels (all, or what came after an
earlier one), take them in again and again and out of order, undo merges, are set back to an old copy (which starts a
new log), with clocks off by years. What a parcel is made of is what a package brings; signing and zip are left out
here, and tried by the tests beside this.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from qmdesk.casefile.case import CaseFile, create
from qmdesk.casefile.files import Arriving
from qmdesk.casefile.rows import SELECT
from qmdesk.exchange.conflicts import JUDGED, conflicts_of
from qmdesk.exchange.merges import merges_of, note_of, setting_back
from qmdesk.model.canonical import Json, canonical, sha256_bytes
from qmdesk.model.deletions import seen_beside
from qmdesk.model.journal import Entry, Folded, Place
from qmdesk.model.journal_json import entry_hash, entry_to_json
from qmdesk.model.snapshot import FileInfo
from tests.exchange.model import Name, World, Written
from tests.exchange.teams import new_case

PLACES = (
    Place("step:k1", "passed", "onsite"), Place("step:k1", "name", "onsite"), Place("step:k1", "passed", "self"),
    Place("step:k2", "passed", "onsite"), Place("finding:f1", "text"), Place("finding:f1", "binds"),
    Place("case", "note"),
)  # fmt: skip
DELETIONS = (
    Place("step:k1", "deleted", "onsite"), Place("step:k1", "deleted", "self"),
    Place("step:k2", "deleted", "onsite"), Place("finding:f1", "deleted"),
)  # fmt: skip
VALUES: tuple[Json, ...] = (1, 2, "甲", ["a", "b"], ["b"], {"amount": "1", "unit": "wan"}, None)
AUTHORS = ("王", "李", "赵")
AGREED = Place("item:system.process", "agreed", "onsite")
STEPS = (
    *("write",) * 5, *("rate",) * 3, "agree", "delete", "delete", "file", *("send",) * 3, "take", "undo", "restore",
)  # fmt: skip


@dataclass
class Parcel:
    """What a package brings: for each log the number after which it starts, and its rows; files."""

    logs: dict[str, tuple[int, list]]
    files: dict[str, bytes]
    ends: dict[str, int]
    known: frozenset[Name]
    name: str


@dataclass
class Laptop:
    case: CaseFile
    number: int
    log: str = ""
    known: frozenset[Name] = frozenset()
    copies: list = field(default_factory=list)
    logs_begun: int = 0

    def reset(self) -> None:
        for table in ("head", "entry", "blob"):
            self.case._connection.execute(f"DELETE FROM {table}")
        self.case._connection.execute("DELETE FROM meta WHERE key = 'merges'")
        self.known, self.copies, self.logs_begun = frozenset(), [], 0
        self.begin_log()

    def begin_log(self) -> None:
        self.logs_begun += 1
        self.log = f"d{self.number}.{self.logs_begun}"

    def write(self, world: World, edits: list[tuple[Place, Json]], rng: random.Random, *, beside: bool = False) -> None:
        """As a session records one batch."""
        state = self.case.state()
        first: dict[Place, Folded | None] = {}
        heads = {head.device: head for head in self.case.heads()}
        end = heads.get(self.log)
        seq, prev = (end.seq, end.hash) if end else (0, "")
        lamport, before = self.case.lamport(), self.known
        batch: list[Written] = []
        for place, value in edits:
            current = state.get(place)
            if beside:
                current = first.setdefault(place, current)
            seq, lamport = seq + 1, lamport + 1
            named = (*(head.id for head in (current.heads if current else ())), *seen_beside(state, place))
            at = f"{rng.choice((1980, 2019, 2026, 2099))}-07-01T10:00:00.000+08:00"
            entry = Entry(
                self.log, seq, lamport, rng.choice(AUTHORS), at, f"{self.log}:{seq}",
                place.subject, place.field, value, "", "", "typed", named, prev, "",
            )  # fmt: skip
            entry = replace(entry, hash=entry_hash(entry_to_json(entry)))
            prev = entry.hash
            self.case.append([entry])
            state = self.case.state()
            past = before | {each.name for each in batch if not (beside and each.place == place)}
            batch.append(Written((self.log, seq), place, value, past))
            world.entries[self.log, seq] = batch[-1]
        self.known |= {each.name for each in batch}

    def parcel(self, since: Parcel | None, name: str) -> Parcel:
        logs = {}
        for head in self.case.heads():
            after = since.ends.get(head.device, 0) if since else 0
            if after > head.seq:
                after = 0
            query = f"{SELECT} WHERE device = ? AND seq > ? ORDER BY seq"
            logs[head.device] = (after, self.case._connection.execute(query, (head.device, after)).fetchall())
        files = {
            sha256: self.case.blob(sha256) for sha256 in self.case.blob_ids() if not since or sha256 not in since.files
        }
        ends = {head.device: head.seq for head in self.case.heads()}
        return Parcel(logs, files, ends, self.known, name)

    def take(self, parcel: Parcel) -> bool:
        """As a merge takes a package; False where what it builds on is missing."""
        ends = {head.device: head.seq for head in self.case.heads()}
        if any(after > ends.get(log, 0) for log, (after, _) in parcel.logs.items()):
            return False
        self.case.take_files(
            Arriving(FileInfo(sha256, len(content), "image/png"), iter([content]))
            for sha256, content in parcel.files.items()
        )
        noted = note_of(self.case, parcel.name, "同事", "2026-07-01", parcel.ends)
        done = self.case.absorb_logs({log: rows for log, (_, rows) in parcel.logs.items()}, noted)
        assert (noted is None) == (done.new == 0)
        self.known |= parcel.known
        return True

    def conflicts(self) -> set:
        part = conflicts_of(self.case.state_in_question(JUDGED))
        assert part == conflicts_of(self.case.state())
        return {
            (each.subject, each.field, each.stage, each.consensus, frozenset(map(canonical_text, each.values)))
            for each in part
        }

    def copy(self) -> tuple:
        connection = self.case._connection
        dump = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("entry", "head", "blob")}
        return dump, self.case.meta("merges"), self.known

    def restore(self, copy: tuple) -> None:
        connection = self.case._connection
        dump, noted, known = copy
        connection.execute("BEGIN")
        for table in ("head", "entry", "blob"):
            connection.execute(f"DELETE FROM {table}")
        for table in ("entry", "head", "blob"):
            marks = ", ".join("?" * len(dump[table][0])) if dump[table] else "?"
            if dump[table]:
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", dump[table])
        connection.execute("COMMIT")
        self.case.set_meta("merges", noted or "[]")
        self.known = known
        self.begin_log()


def canonical_text(value: Json) -> str:
    import json

    return json.dumps(json.loads(canonical(value)), sort_keys=True)


@dataclass
class Bench:
    """Case files that are used again for every history: making them would take most of the time."""

    laptops: list[Laptop]

    @classmethod
    def make(cls, folder: Path) -> Bench:
        made = []
        for number in range(8):
            case = create(folder / f"{number}.qmcase", new_case())
            case._connection.execute("PRAGMA synchronous=OFF")
            case._connection.execute("PRAGMA journal_mode=MEMORY").fetchall()
            made.append(Laptop(case, number))
        return cls(made)

    def close(self) -> None:
        for each in self.laptops:
            each.case.close()


def play(bench: Bench, seed: int, counts: Counter) -> None:
    """One history. Raises AssertionError where the program and the model differ."""
    rng = random.Random(seed)
    for each in bench.laptops:
        each.reset()
    team = bench.laptops[: rng.randint(2, 5)]
    world, parcels = World(), list[Parcel]()
    for number in range(rng.randint(6, 34)):
        _step(rng.choice(STEPS), rng.choice(team), team, world, parcels, rng, number, counts)
    finals = _finals(team, parcels, rng)
    _come_together(team, finals, parcels, bench.laptops[5:], world, rng)
    expected = world.conflicts(team[0].known)
    counts["conflicts"] += sum(not each[3] for each in expected)
    counts["deletion conflicts"] += sum(each[1] == "deleted" for each in expected)
    counts["consensus"] += sum(each[3] for each in expected)
    counts["entries"] += len(team[0].known)
    counts["histories"] += 1
    counts[f"of {len(team)} devices"] += 1


def _step(what, laptop: Laptop, team, world: World, parcels, rng: random.Random, number: int, counts: Counter) -> None:
    counts[what] += 1
    if what == "write":
        laptop.write(world, [(rng.choice(PLACES), rng.choice(VALUES)) for _ in range(rng.randint(1, 3))], rng)
    elif what == "rate":
        author = AUTHORS[laptop.number % 3] if rng.random() < 0.9 else rng.choice(AUTHORS)
        laptop.write(world, [(replace(AGREED, name="level", author=author), rng.choice((1, 2, None)))], rng)
    elif what == "agree" and rng.random() < 0.4:
        laptop.write(world, [(AGREED, rng.choice((1, 2, None)))], rng)
    elif what == "delete":
        place = rng.choice(DELETIONS)
        if any(each.subject == place.subject for each in laptop.case.state()):
            laptop.write(world, [(place, rng.choice((True, True, None)))], rng)
    elif what == "file":
        content = f"file {rng.randint(0, 9)}".encode()
        sha256 = sha256_bytes(content)
        laptop.case.take_files([Arriving(FileInfo(sha256, len(content), "image/png"), iter([content]))])
        laptop.write(world, [(Place("evidence:e1", "file"), sha256)], rng)
    elif what == "send" and laptop.known:
        since = rng.choice([None, *parcels]) if rng.random() < 0.5 else None
        parcels.append(laptop.parcel(since, f"p{number}"))
        for other in rng.sample(team, rng.randint(0, len(team) - 1)):
            counts["taken"] += other.take(parcels[-1])
    elif what == "take" and parcels:
        _take_and_perhaps_undo(laptop, rng.choice(parcels), world, rng, counts)
    elif what == "undo":
        _undo_one(laptop, world, rng)
    elif what == "restore":
        if laptop.copies and rng.random() < 0.5:
            laptop.restore(rng.choice(laptop.copies))
        else:
            laptop.copies.append(laptop.copy())


def _take_and_perhaps_undo(laptop: Laptop, parcel: Parcel, world: World, rng: random.Random, counts: Counter) -> None:
    before, known = world.values(laptop.known), laptop.known
    if laptop.take(parcel) and laptop.known != known and rng.random() < 0.8:
        counts["undone at once"] += 1
        found = setting_back(laptop.case, laptop.case.state(), merges_of(laptop.case)[-1], "")
        assert found.left == ()
        laptop.write(world, [(each.place, each.value) for each in found.edits], rng, beside=True)
        assert world.values(laptop.known) == before, "undone, but not as it was before"


def _undo_one(laptop: Laptop, world: World, rng: random.Random) -> None:
    merges = merges_of(laptop.case)
    if merges:
        found = setting_back(laptop.case, laptop.case.state(), rng.choice(merges), "")
        laptop.write(world, [(each.place, each.value) for each in found.edits], rng, beside=True)


def _finals(team: list[Laptop], parcels: list[Parcel], rng: random.Random) -> list[Parcel]:
    """What each has, once everything that was sent has come to somebody: what a laptop lost by being set back to an old
    copy is in the parcels still."""
    for parcel in [*parcels] * 2:
        for each in rng.sample(team, len(team)):
            each.take(parcel)
    return [each.parcel(None, f"final{each.number}") for each in team]


def _come_together(team, finals, parcels, fresh, world: World, rng: random.Random) -> None:
    """All take all in any order, again and again; three fresh ones in other groupings; all must be as the model says."""
    for each in team:
        for parcel in rng.sample(finals * 2 + parcels, len(finals) * 2 + len(parcels)):
            each.take(parcel)
        for parcel in rng.sample(finals, len(finals)):
            assert each.take(parcel)
    one, other, between = fresh
    for parcel in rng.sample(finals, len(finals)):
        assert one.take(parcel)
    cut = rng.randint(0, len(finals))
    for parcel in finals[cut:]:
        assert between.take(parcel)
    assert other.take(between.parcel(None, "between"))
    for parcel in finals[:cut]:
        assert other.take(parcel)
    known = frozenset().union(*(each.known for each in team))
    journal = None
    for each in (*team, one, other):
        assert each.known == known, "something was lost on the way"
        entries = each.case._connection.execute(f"{SELECT} ORDER BY device, seq").fetchall()
        journal = journal or entries
        assert entries == journal
        assert {(row[0], row[1]) for row in entries} == known
        state = each.case.state()
        heads = {place: {(head.device, head.seq) for head in folded.heads} for place, folded in state.items()}
        assert heads == world.standing(known)
        assert each.conflicts() == world.conflicts(known)
    assert one.case.state() == one.case.state_from_journal() == other.case.state() == team[0].case.state()
    assert one.case.blob_ids() == other.case.blob_ids()
    assert set(one.case.blob_ids()) >= {world.entries[name].value for name in known if _is_file(world, name)}


def _is_file(world: World, name: Name) -> bool:
    return world.entries[name].place.name == "file" and world.entries[name].value is not None


def main(count: int, start: int) -> None:
    counts: Counter = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        bench = Bench.make(Path(folder))
        for seed in range(start, start + count):
            try:
                play(bench, seed, counts)
            except AssertionError:
                print("differs at seed", seed)
                raise
            if not (seed + 1) % 1000:
                print(seed + 1 - start, f"{time.monotonic() - began:.0f} s", flush=True)
        bench.close()
    print(f"{time.monotonic() - began:.0f} s", dict(counts))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
