"""Bit rot: one byte of a case file changed; that is found out, or it is harmless, and never a crash."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qmdesk.casefile.case import Blob, open_case
from qmdesk.model.journal import Edit, Folded, Place
from qmdesk.model.problem import Refused
from qmdesk.review.session import ReviewSession
from tests.faults.jobs import CASE, JOBS, PHOTO, who


@dataclass(frozen=True, slots=True)
class Rotten:
    """What became of so many flips: found out at opening or reading, or without effect on anything read."""

    flips: int
    found_out: int
    harmless: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        end = "nothing wrong" if not self.wrong else f"{len(self.wrong)} WRONG, first: {self.wrong[0]}"
        return f"bit rot: {self.flips} flips, {self.found_out} found out, {self.harmless} harmless: {end}"


@dataclass(frozen=True, slots=True)
class _Read:
    state: Mapping[Place, Folded]
    blobs: Mapping[str, bytes]
    form: Mapping[str, bytes]
    case_id: str


def rot(flips: int, seed: int = 1) -> Rotten:
    """Flip one byte at so many places, spread over the whole file."""
    rng, wrong = random.Random(seed), list[str]()
    found_out = harmless = 0
    with tempfile.TemporaryDirectory() as made:
        start = Path(made) / "start"
        start.mkdir()
        JOBS["edit"].prepare(start)
        with ReviewSession.open(start / CASE, who(start)) as session:
            for number in range(40):
                photo = Blob(PHOTO + bytes([number]), "image/jpeg")
                edits = [
                    Edit(Place("case", "note"), f"第{number}次"),
                    Edit(Place(f"evidence:e{number}", "file"), photo.sha256),
                ]
                session.record(edits, blobs=[photo]).wait()
        content = (start / CASE).read_bytes()
        before = _read(start / CASE)
        assert before is not None
        for number in range(flips):
            place = rng.randrange(number * len(content) // flips, (number + 1) * len(content) // flips)
            folder = Path(made) / "work"
            folder.mkdir()
            rotten = bytearray(content)
            rotten[place] ^= 1 << rng.randrange(8)
            (folder / CASE).write_bytes(rotten)
            try:
                after = _read(folder / CASE)
            except Exception as error:
                wrong.append(f"byte {place}: {type(error).__name__}: {error}")
            else:
                found_out += after is None
                harmless += after == before
                if after is not None and after != before:
                    parts = [name for name in _Read.__slots__ if getattr(after, name) != getattr(before, name)]
                    wrong.append(f"byte {place}: {', '.join(parts)} read as something else, and nothing said")
            shutil.rmtree(folder)
    return Rotten(flips, found_out, harmless, tuple(wrong))


def _read(path: Path) -> _Read | None:
    """All that a case says of itself; None where the program finds it damaged."""
    try:
        with open_case(path) as case:
            if case.check_journal():
                return None
            blobs = {sha256: case.blob(sha256) for sha256 in case.blob_ids()}
            return _Read(case.state(), blobs, case.form_files(), case.case_id)
    except Refused:
        return None
