"""Deliveries over a bad line to a real server: half of the transfers cut, a third of the acknowledgements lost.

    python -m tests.delivery.lossy 200 [sftp|webdav|s3 ...]

Prints for each kind how many of the packages lie there exactly once, whole and with a receipt, what lies there
besides, and how many times their bytes went up the line. The status is 1 where any of it is not as it must be.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from qmdesk.exchange.delivery.deliver import Courier
from qmdesk.exchange.delivery.opening import Doors
from qmdesk.exchange.delivery.secret import Secrets
from qmdesk.exchange.delivery.send import RECEIPT
from qmdesk.exchange.delivery.target import Target, read_target
from qmdesk.workspace.outbox import DELIVERED, Outbox
from tests.delivery.proxy import BadLine
from tests.delivery.servers import KINDS, Server

STAGES = ("written", "named", "receipt")


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``ratio`` is bytes up the line, handshakes and receipts included, over bytes of the packages."""

    packages: int
    once: int
    receipts: int
    others: int
    ratio: float
    cuts: int
    lost: int
    delivered: int

    @property
    def good(self) -> bool:
        return self.packages == self.once == self.receipts == self.delivered and not self.others and self.ratio <= 1.5


class BadDoors(Doors):
    """Doors whose channels make the line swallow the next answer at a chosen step of a transfer."""

    line: BadLine
    plan: dict[str, str]

    def open(self, target: Target) -> Any:
        return _Lossy(super().open(target), self.line, self.plan)


class _Lossy:
    def __init__(self, channel: Any, line: BadLine, plan: dict[str, str]) -> None:
        self._channel, self._line, self._plan = channel, line, plan

    def __getattr__(self, name: str) -> Any:
        return getattr(self._channel, name)

    def write(self, source: BinaryIO, name: str, at: int, total: int, sent: Callable[[int], None]) -> None:
        stage = "receipt" if name.endswith(RECEIPT) else "written"
        left = total - at

        def counted(octets: int) -> None:
            nonlocal left
            left -= octets
            if left <= 0:
                self._lose(stage)
            sent(octets)

        self._channel.write(source, name, at, total, counted)

    def move(self, part: str, name: str) -> None:
        self._lose("named")
        self._channel.move(part, name)

    def _lose(self, stage: str) -> None:
        if self._plan.get("lose") == stage:
            self._plan.clear()
            self._line.mute()


def run(kind: str, count: int, folder: Path, seed: int = 1, sizes: tuple[int, int] = (100_000, 1_000_000)) -> Outcome:
    chance = random.Random(f"{seed} {kind}")
    with KINDS[kind](folder / "server") as server:
        line = BadLine(server.port)
        try:
            return _run(server, line, count, folder, chance, sizes)
        finally:
            line.close()


def _run(
    server: Server, line: BadLine, count: int, folder: Path, chance: random.Random, sizes: tuple[int, int]
) -> Outcome:
    url = read_target(server.url(line.port))[0].url
    outbox = Outbox(folder / "home")
    doors = BadDoors(folder / "home", Secrets({read_target(url)[0].server: server.secrets}))
    object.__setattr__(doors, "line", line)
    plan: dict[str, str] = {}
    object.__setattr__(doors, "plan", plan)
    courier = Courier(outbox, doors, "0123456789abcdef", pause=lambda _: time.sleep(0.02), in_a_row=8)
    cut = set(chance.sample(range(count), count // 2))
    lose = set(chance.sample(range(count), count // 3))
    total, contents = 0, set[str]()
    for number in range(count):
        outbox.folder.mkdir(parents=True, exist_ok=True)
        file = outbox.folder / f"package {number}.zip"
        file.write_bytes(chance.randbytes(chance.randint(*sizes)))
        package = outbox.add(file, f"0b6f1c1e-{number}", f"package {number}", [url], "2026-07-01T08:00:00+08:00")
        contents.add(package.sha256)
        total += package.size
        line.forget_cut()
        if number in cut:
            line.cut_after(chance.randrange(package.size))
        plan.clear()
        if number in lose:
            steps = STAGES if server.kind != "s3" else ("written", "receipt")
            plan["lose"] = chance.choice(steps)
        courier.run()
    delivered = sum(each.state == DELIVERED for each in outbox.deliveries())
    names = dict(_there(server, folder))
    once = {digest for name, digest in names.items() if digest in contents and name == f"0b6f1c1e-{digest}.zip"}
    receipts = {name for name in names if name.endswith(RECEIPT)}
    others = len(names) - len(once) - len(receipts)
    return Outcome(count, len(once), len(receipts), others, line.up / total, len(cut), len(lose), delivered)


def _there(server: Server, folder: Path) -> list[tuple[str, str]]:
    """Everything that lies at the place, with the hash of its bytes; asked by a good line."""
    target = read_target(server.url())[0]
    channel = Doors(folder / "home", Secrets({target.server: server.secrets})).open(target)
    found = []
    for each in channel.listing():
        digest = hashlib.sha256()
        for piece in channel.read(each.name):
            digest.update(piece)
        found.append((each.name, digest.hexdigest()))
    channel.close()
    return found


def main(arguments: list[str]) -> int:
    count, kinds = int(arguments[0]), arguments[1:] or list(KINDS)
    good = True
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            started = time.monotonic()
            found = run(kind, count, Path(folder), sizes=(100_000, 3_000_000))
            good = good and found.good
            print(f"{kind}: {found} in {time.monotonic() - started:.0f} s", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
