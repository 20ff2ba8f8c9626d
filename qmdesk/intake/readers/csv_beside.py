"""The pieces of a long text read by more than one process.

numpy lets go of the interpreter for every pass over a piece, and the passes are so short that two threads do hardly
more than one (tests/bench/README.md, "reading"). So a child that reads files keeps others beside it: forked while it is
small, limited as it is, with nothing open but a pipe to it and one from it. The text and the columns lie in memory that
all of them see. Where no process can be had, and outside of such a child, one does it all.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import struct
import sys
from dataclasses import dataclass
from mmap import mmap
from typing import Any, NoReturn

from qmdesk.gate import child_main
from qmdesk.intake.readers.bulk import Says
from qmdesk.intake.readers.csv_pieces import Pieces, Plan, Text, Words

#: Processes that share a text, at most.
SHARES = 1 if sys.platform != "linux" else max(1, min(4, len(os.sched_getaffinity(0))))
#: Bytes of a text from which sharing it is worth it; of the memory that is kept between two texts; and had at all.
WORTH, KEPT, MOST = 1 << 19, 1 << 24, 1 << 28
#: Whatever a process has open lies below this.
_FILES = 4096
_SIZE = struct.Struct("<I")


def read(payload: bytes, text: Text, plan: Plan, says: Says, encoding: str) -> Pieces:
    """All pieces of a text."""
    needed = _aligned(len(payload)) + Pieces.size(text.lines, len(plan.numeric))
    beside = _beside(needed, says) if len(payload) >= WORTH else None
    if beside is not None:
        return beside.read(payload, text, plan, Words(says, encoding), encoding)
    pieces = Pieces(text, plan, Words(says, encoding))
    for at in range(len(text.bounds)):
        pieces.read(at)
    return pieces


def prepare(says: Says) -> None:
    """Have the others waiting, where there may be any."""
    _beside(0, says)


def rest() -> None:
    """Give back much memory, once nobody needs what was read."""
    if _kept and len(_kept[0].memory) > KEPT:
        _kept.pop().end()


@dataclass(frozen=True, slots=True)
class _Other:
    """A process beside this one, and the pipes to and from it."""

    process: int
    to: int
    back: int


class _Beside:
    """The processes beside this one, with the memory that they share."""

    def __init__(self, says: Says, room: int) -> None:
        self.says, self.memory = says, mmap(-1, room)
        self.others: list[_Other] = []
        for _ in range(SHARES - 1):
            self.others.append(_forked(self.memory, says))

    def read(self, payload: bytes, text: Text, plan: Plan, words: Words, encoding: str) -> Pieces:
        """All pieces of a text that fits into the memory."""
        self.memory[: len(payload)] = payload
        pieces = Pieces(text, plan, words, memoryview(self.memory)[_aligned(len(payload)) :])
        count, shares = len(text.bounds), len(self.others) + 1
        work = {
            "size": len(payload), "bounds": text.bounds, "first": text.first, "encoding": encoding,
            "plan": [plan.separator, plan.width, list(plan.numeric), plan.labels],
        }  # fmt: skip
        asked = [
            (other, range(1 + at, count, shares))
            for at, other in enumerate(self.others)
            if _told(other.to, {**work, "pieces": [1 + at, count, shares]})
        ]
        left = {*range(count)}.difference(*(each for _, each in asked))
        for at in sorted(left):
            pieces.read(at)
        for other, share in asked:
            whole = _heard(other.back)
            if whole is None:
                self._lose(other)
                for at in share:
                    pieces.read(at)
                continue
            for filling, digits in zip(pieces.columns.values(), whole, strict=True):
                filling.whole = max(filling.whole, digits)
        return pieces

    def _lose(self, other: _Other) -> None:
        self.others.remove(other)
        _end(other)

    def end(self) -> None:
        """End the others."""
        while self.others:
            self._lose(self.others[-1])


_kept: list[_Beside] = []


def _beside(needed: int, says: Says) -> _Beside | None:
    """Those who share so much memory; None where there are none to be had."""
    if SHARES < 2 or not child_main.serving or needed > MOST:
        return None
    if _kept and (_kept[0].says is not says or len(_kept[0].memory) < needed):
        _kept.pop().end()
    if not _kept:
        try:
            _kept.append(_Beside(says, max(KEPT, 1 << needed.bit_length())))
        except OSError:  # no room for memory or for a process
            return None
    return _kept[0] if _kept[0].others else None


def _aligned(size: int) -> int:
    return size + 63 & ~63


def _told(pipe: int, work: dict[str, Any]) -> bool:
    """Whether a message has gone down a pipe."""
    body = json.dumps(work, separators=(",", ":")).encode()
    left = memoryview(_SIZE.pack(len(body)) + body)
    try:
        while left:
            left = left[os.write(pipe, left) :]
    except OSError:
        return False
    return True


def _heard(pipe: int) -> Any:  # noqa: ANN401 - JSON that this module wrote
    """A message; None where the other end is gone."""
    size = _exactly(pipe, _SIZE.size)
    body = None if size is None else _exactly(pipe, *_SIZE.unpack(size))
    return None if body is None else json.loads(body)


def _exactly(pipe: int, size: int) -> bytes | None:
    found = b""
    while len(found) < size:
        try:
            more = os.read(pipe, size - len(found))
        except OSError:
            return None
        if not more:
            return None
        found += more
    return found


def _forked(memory: mmap, says: Says) -> _Other:
    """A process that waits for work. Raises OSError."""
    theirs, to = os.pipe()
    back, answer = os.pipe()
    try:
        process = os.fork()
    except OSError:
        for each in (theirs, to, back, answer):
            os.close(each)
        raise
    if process == 0:
        _serve(memory, says, theirs, answer)
    os.close(theirs)
    os.close(answer)
    return _Other(process, to, back)


def _end(other: _Other) -> None:
    for pipe in (other.to, other.back):
        os.close(pipe)
    with contextlib.suppress(OSError):
        os.kill(other.process, signal.SIGKILL)
        os.waitpid(other.process, 0)


# -- beside ------------------------------------------------------------------------------------------------


def _serve(memory: mmap, says: Says, work: int, answer: int) -> NoReturn:
    """Read pieces until the other end of the pipe is gone; never come back."""
    try:
        gc.disable()
        low, high = sorted((work, answer))
        for first, behind in ((0, low), (low + 1, high), (high + 1, _FILES)):
            os.closerange(first, behind)
        while (told := _heard(work)) is not None:
            if not _told(answer, _done(memory, says, told)):
                break
    finally:
        os._exit(0)


def _done(memory: mmap, says: Says, told: dict[str, Any]) -> Any:  # noqa: ANN401
    """What there is to say of the pieces that were read: the most digits before a point, by column."""
    text = Text(memory, told["bounds"], told["first"])
    room = memoryview(memory)[_aligned(told["size"]) :]
    pieces = Pieces(text, Plan(*told["plan"]), Words(says, told["encoding"]), room)
    for at in range(*told["pieces"]):
        pieces.read(at)
    return [each.whole for each in pieces.columns.values()]
