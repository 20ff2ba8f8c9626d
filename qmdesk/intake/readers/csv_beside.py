"""The pieces of a long text read by more than one process.

numpy lets go of the interpreter for every pass over a piece, and the passes are so short that two threads do hardly
more than one (tests/bench/README.md, "reading"). So a child that reads files keeps others beside it: forked while it is
small, limited as it is, with nothing open but a pipe to it and one from it. The text and the columns lie in memory that
all of them see. They end when it does. Where no process can be had, and outside of such a child, one does it all.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap
from typing import Any, NoReturn

from qmdesk.gate import child_main
from qmdesk.intake.readers.bulk import Says
from qmdesk.intake.readers.csv_pieces import Pieces, Plan, Text, Words

#: Processes that share a text, at most; elsewhere than on Linux none can be forked without harm.
SHARES = max(1, min(4, child_main.cores())) if sys.platform == "linux" else 1
#: Bytes of a text from which sharing it is worth it, and of the memory that is shared.
WORTH, ROOM = 1 << 19, 24 << 20
#: Whatever a process has open lies below this.
_FILES = 4096
_SIZE = struct.Struct("<I")


def read(payload: bytes, text: Text, plan: Plan, says: Says, encoding: str) -> Pieces:
    """All pieces of a text."""
    pieces = Pieces(text, plan, Words(says, encoding))
    beside = _beside(says) if len(payload) >= WORTH else None
    for band in _bands(text, len(plan.numeric)):
        if beside is None:
            for at in band:
                pieces.read(at)
        else:
            beside.read(pieces, band, encoding)
    return pieces


def prepare(says: Says) -> None:
    """Have the others waiting, where there may be any."""
    _beside(says)


def _bands(text: Text, columns: int) -> Iterator[range]:
    """Pieces one after another that find room together."""
    first = 0
    for behind in range(SHARES, len(text.bounds) + SHARES, SHARES):
        more = min(behind + SHARES, len(text.bounds))
        size = text.bounds[more - 1][1] - text.bounds[first][0]
        if behind >= len(text.bounds) or not _has_room(size, text.first[more] - text.first[first], columns):
            yield range(first, min(behind, len(text.bounds)))
            first = behind


@dataclass(frozen=True, slots=True)
class _Other:
    """A process beside this one, and the pipes to and from it."""

    process: int
    to: int
    back: int


class _Beside:
    """The processes beside this one, with the memory that they share."""

    def __init__(self, says: Says) -> None:
        self.says, self.memory = says, mmap(-1, ROOM)
        self.others: list[_Other] = []
        with contextlib.suppress(OSError):  # no room for one more process
            while len(self.others) < SHARES - 1:
                self.others.append(_forked(self.memory, says))

    def read(self, pieces: Pieces, band: range, encoding: str) -> None:
        """Pieces of a text that find room in the memory together."""
        text, plan, shares = pieces.text, pieces.plan, len(self.others) + 1
        start, line = text.bounds[band[0]][0], text.first[band[0]]
        size = text.bounds[band[-1]][1] - start
        told: dict[str, Any] = {
            "size": size, "bounds": [(low - start, high - start) for low, high in text.bounds[band.start : band.stop]],
            "first": [each - line for each in text.first[band.start : band.stop + 1]], "encoding": encoding,
            "plan": [plan.separator, plan.width, list(plan.numeric), plan.labels],
        }  # fmt: skip
        own, asked = set(band), list[tuple[_Other, range]]()
        if _has_room(size, told["first"][-1], len(plan.numeric)):
            self.memory[:size] = text.view[start : start + size]
            for at, other in enumerate(self.others, 1):
                share = range(at, len(band), shares)
                if share and _told(other.to, {**told, "pieces": [share.start, share.stop, share.step]}):
                    asked.append((other, share))
                    own -= {band[each] for each in share}
        for each in sorted(own):
            pieces.read(each)
        for other, share in asked:
            self._take_over(pieces, band, other, share, told)

    def _take_over(self, pieces: Pieces, band: range, other: _Other, share: range, told: dict[str, Any]) -> None:
        """Take what another has read; read it here where that one is gone."""
        whole = _heard(other.back)
        if whole is None:
            self._lose(other)
            for each in share:
                pieces.read(band[each])
            return
        found = _shared(self.memory, self.says, told)
        for each in share:
            pieces.take_over(band[each], found, each)
        for filling, digits in zip(pieces.columns.values(), whole, strict=True):
            filling.whole = max(filling.whole, digits)

    def _lose(self, other: _Other) -> None:
        self.others.remove(other)
        _end(other)

    def end(self) -> None:
        """End the others."""
        while self.others:
            self._lose(self.others[-1])


_kept: list[_Beside] = []


def _beside(says: Says) -> _Beside | None:
    """Those beside this process; None where there are none to be had."""
    if SHARES < 2 or not child_main.serving:
        return None
    if _kept and _kept[0].says is not says:
        _kept.pop().end()
    if not _kept:
        try:
            _kept.append(_Beside(says))
        except OSError:  # no room for memory
            return None
    return _kept[0] if _kept[0].others else None


def _has_room(size: int, lines: int, columns: int) -> bool:
    """Whether a text of so many bytes and its columns fit into the memory."""
    return _aligned(size) + Pieces.size(lines, columns) <= ROOM


def _aligned(size: int) -> int:
    return size + 63 & ~63


def _told(pipe: int, work: dict[str, Any] | list[int]) -> bool:
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


def _done(memory: mmap, says: Says, told: dict[str, Any]) -> list[int]:
    """What there is to say of the pieces that were read: the most digits before a point, by column."""
    pieces = _shared(memory, says, told)
    for at in range(*told["pieces"]):
        pieces.read(at)
    return [each.whole for each in pieces.columns.values()]


def _shared(memory: mmap, says: Says, told: dict[str, Any]) -> Pieces:
    """The pieces that lie in the memory that is shared."""
    text = Text(memory, told["bounds"], told["first"])
    room = memoryview(memory)[_aligned(told["size"]) :]
    return Pieces(text, Plan(*told["plan"]), Words(says, told["encoding"]), room)
