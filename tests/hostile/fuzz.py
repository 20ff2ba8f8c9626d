"""Mutation fuzz of every importer: healthy files changed at random; nothing but a refusal may come of it.

    python -m tests.hostile.fuzz [--mutants 20000] [--seed 1] [--door import]

Mutants run in a worker process that this one watches: a worker that dies is a crash, one that says nothing for half a
minute is a hang. In the worker the parsers run without a child of their own, so that whatever they do shows; what only
the child's catch-all would have turned into a refusal is a crash too. Every fiftieth goes through the real child, and so does
again whatever killed a worker or held it up: where the child's limits make a refusal of it, it counts as contained. The case must stand as it was after each refusal.
"""

# The gate is opened up here on purpose.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import argparse
import json
import random
import resource
import select
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from qmdesk.formdef.loader import load_builtin
from qmdesk.gate import child, child_main
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who
from tests.hostile.corpus import SPECIMENS
from tests.hostile.doors import passed
from tests.hostile.specimen import Specimen

SILENCE = 35.0
#: Mutants of one worker process.
BATCH = 1_000
RENEWED = 200
#: As much as a child may have, and what the program itself has beside it.
MEMORY = 2 << 30
REAL_CHILD = 50
CODE = "91330212MA2TE8XU04"
#: Bytes and numbers that parsers stumble over.
TOKENS = [
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x80", b"\x7f\xff\xff\xff", b"-1", b"99999999999", b"1e999", b"NaN", b'"',
    b"'", b"<", b"&", b"]]>", b"<!DOCTYPE", b"\n", b"\r", b",", b";", b"\t", b"PK\x03\x04", b"PK\x01\x02", b"K0001",
    b"\x0f", b"\x14", b"\xed\xa0\x80", "\u202e".encode(), "１".encode(), b"%n", b"../", b"{", b"[", b"}", b"]", b":", b"=",
]  # fmt: skip


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """One to eight changes: bits, bytes, tokens, cuts, doublings, pieces of another file."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(out) + 1)
        end = min(len(out), at + chance.choice((1, 4, 16, 200)))
        match chance.randrange(7):
            case 0 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                out[at:end] = chance.randbytes(end - at)
            case 2:
                out[at:at] = chance.choice(TOKENS)
            case 3:
                del out[at:end]
            case 4:
                out[at:at] = out[at:end] * chance.choice((1, 2, 50))
            case 5 if chance.random() < 0.2:
                del out[at:]
            case _:
                start = chance.randrange(len(other) + 1)
                out[at:end] = other[start : start + chance.choice((4, 64, 400))]
    return bytes(out)


def mutant(specimen: Specimen, seeds: list[Specimen], chance: random.Random) -> bytes:
    """A changed file; of a zip mostly one of its parts, packed again, so that no checksum keeps the change out."""
    data, other = specimen.make(), chance.choice(seeds).make()
    if not data.startswith(b"PK\x03\x04") or chance.random() < 0.3:
        return mutated(data, other, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    chosen = chance.choice(list(parts))
    parts[chosen] = mutated(parts[chosen], other[:4_000], chance)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def seeds_of(door: str) -> list[Specimen]:
    """The healthy files of a door, of all doors where none is named; of reports there are only unhealthy ones."""
    return [
        each
        for each in SPECIMENS
        if (each.door == "report" or not each.hostile) and (each.door == door or not door)
        if not each.name.startswith("照照") and not each.name.startswith("数数")
    ]


def one(number: int, seed: int, door: str) -> tuple[Specimen, bytes]:
    """The mutant of a number, the same in every run."""
    chance = random.Random(f"{seed}/{door}/{number}")
    seeds = seeds_of(door)
    doors = sorted({each.door for each in seeds})
    wanted = doors[number % len(doors)]
    among = [each for each in seeds if each.door == wanted]
    chosen = among[chance.randrange(len(among))]
    return chosen, mutant(chosen, among, chance)


# -- the worker ------------------------------------------------------------------------------------------


def _here(function: str, arguments: Any, payload: bytes, where: str, *_: object) -> tuple[bytes, bytes]:
    """What the child does, without a child: refusals as they come, anything else as an exception."""
    try:
        result = child_main._function(function)(json.loads(json.dumps(dict(arguments))), payload)
    except MemoryError as error:
        raise Refused(Problem("reading-memory", where)) from error
    except Refused as refused:
        raise Refused(*(each if each.where else each.at(where) for each in refused.problems)) from refused
    if isinstance(result, bytes):
        return child_main.BYTES, result
    return child_main.JSON, json.dumps(result).encode()


def work(first: int, last: int, seed: int, door: str, *, real_only: bool = False) -> None:
    """Run the mutants, a line of JSON before and after each."""
    real = child._call
    if sys.platform.startswith("linux") and not real_only:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session: ReviewSession | None = None
        for number in range(first, last):
            if session is None or number % RENEWED == 0:
                session = _fresh(folder / f"{number}", session)
            chosen, data = one(number, seed, door)
            child._call = real if real_only or number % REAL_CHILD == 0 else _here
            path = folder / chosen.name
            path.write_bytes(data)
            print(json.dumps({"start": number, "id": chosen.id}), flush=True)
            try:
                found = passed(chosen.door, path, session)
                said = "refused" if found.refused else "taken"
            except BaseException as error:
                said = f"CRASH {type(error).__name__} {_place(error)}"
            print(json.dumps({"end": number, "said": said}), flush=True)
            path.unlink()
        if session is not None:
            session.close()


def _fresh(folder: Path, before: ReviewSession | None) -> ReviewSession:
    if before is not None:
        before.close()
    folder.mkdir()
    who = Who("a" * 16, "王工", folder / "home")
    return begin(folder / "a.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械", credit_code=CODE)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    places: list[str] = []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    ours = [each for each in places if not each.startswith(("fuzz.py", "doors.py"))]
    return " > ".join(ours[-3:]) or "the test's own"


# -- the one who watches -----------------------------------------------------------------------------------


@dataclass
class Figures:
    """What came of so many mutants; ``wrong`` holds the first of each kind of fault."""

    said: Counter[str] = field(default_factory=Counter[str])
    wrong: dict[str, str] = field(default_factory=dict[str, str])

    def note(self, said: str, number: int, specimen: str) -> None:
        kind = said.split(" ", 1)[0]
        self.said[kind] += 1
        if kind not in ("refused", "taken", "contained"):
            self.wrong.setdefault(said, f"{specimen} #{number}")

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(self.said.items()))
        return f"{sum(self.said.values())} mutants: {counts}"


def run(mutants: int, seed: int = 1, door: str = "", first: int = 0) -> Figures:
    """Send so many mutants through the doors, in worker processes that may die."""
    figures = Figures()
    last = first + mutants
    while first < last:
        first = _batch(first, min(first + BATCH, last), seed, door, figures)
        if first < last:
            print(f"... {figures}; up to #{first}", file=sys.stderr, flush=True)
    return figures


def _batch(first: int, last: int, seed: int, door: str, figures: Figures) -> int:
    """One worker until it ends; where the next one goes on."""
    command = [sys.executable, "-m", "tests.hostile.fuzz", "--worker", str(first), str(last), str(seed), door]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    number, specimen = first, ""
    buffer = b""
    while True:
        ready, _, _ = select.select([process.stdout], [], [], SILENCE)
        chunk = process.stdout.read1(65_536) if ready else b""  # pyright: ignore[reportAttributeAccessIssue]
        if not chunk:
            break
        *lines, buffer = (buffer + chunk).split(b"\n")
        for line in lines:
            told = json.loads(line)
            if "start" in told:
                number, specimen = told["start"], told["id"]
            else:
                figures.note(told["said"], told["end"], specimen)
                number = told["end"] + 1
    if not ready:
        process.kill()
    status = process.wait()
    process.stdout.close()
    if ready and not status:
        return last
    said = "HANG" if not ready else f"DIED {status}"
    figures.note("contained" if _contained(number, seed, door) else said, number, specimen)
    return number + 1


def _contained(number: int, seed: int, door: str) -> bool:
    """Whether the program refuses what killed a worker or held it up: its real child dies in the worker's place."""
    command = [sys.executable, "-m", "tests.hostile.fuzz", "--worker", str(number), str(number + 1), str(seed), door]
    try:
        done = subprocess.run([*command, "--real"], capture_output=True, timeout=3 * SILENCE, check=False)
    except subprocess.TimeoutExpired:
        return False
    return not done.returncode and b'"refused"' in done.stdout


def main() -> int:
    if sys.argv[1:2] == ["--worker"]:
        first, last, seed, door = sys.argv[2:6]
        work(int(first), int(last), int(seed), door, real_only="--real" in sys.argv)
        return 0
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=__doc__)
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--door", default="")
    asked = parser.parse_args()
    figures = run(asked.mutants, asked.seed, asked.door, asked.first)
    print(figures)
    for said, where in figures.wrong.items():
        print(f"  {said}  ({where})")
    return int(bool(figures.wrong))


if __name__ == "__main__":
    sys.exit(main())
