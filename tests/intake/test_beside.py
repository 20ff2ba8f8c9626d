"""Long texts read by several processes: the same as by one, whoever is lost; and nobody stays behind."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from qmdesk.gate import child
from qmdesk.gate.warm import POOL
from qmdesk.intake.measurements import reading
from qmdesk.intake.measurements.reading import Preview, preview_bytes, understand
from qmdesk.intake.readers import csv_beside

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or csv_beside.SHARES < 2, reason="there is one process for a text here"
)


def text(rows: int, end: str = "\n") -> bytes:
    """Rows with numbers of every kind, labels, gaps, uneven lines and lines about the table."""
    chance = random.Random(rows)
    lines = ["批次,外径(mm),内径(mm),偏差"]
    for at in range(rows):
        value = chance.gauss(10, 0.02)
        cells = [f"B{at // 5}", f"{value:.{chance.choice((3, 4))}f}", f"{value / 2:.4f}", f"{value - 10:+.4f}"]
        if chance.random() < 0.001:
            cells[2] = ""
        if chance.random() < 0.0002:
            cells = cells[:3]
        lines.append(",".join(cells))
    return (end.join(lines) + end).encode()


def alone(content: bytes) -> Preview:
    """What one process makes of it."""

    def run(_: str, arguments: dict[str, Any], payload: bytes, **_more: object) -> bytes:
        return understand(arguments, payload)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "run_for_bytes", run)
        return preview_bytes(content, "a.csv")


def others() -> set[int]:
    """Processes beside the children that wait."""
    waiting = {worker.process.pid for _, worker in POOL._idle}  # pyright: ignore[reportPrivateUsage]
    return {at for each in Path("/proc").glob("[0-9]*") if parent(at := int(each.name)) in waiting}


def parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_several_read_what_one_reads(end: str) -> None:
    content = text(60_000, end)
    assert len(content) > csv_beside.WORTH
    found = preview_bytes(content, "a.csv")
    assert others()
    assert found == alone(content)
    assert [len(each.readings or ()) for each in found.sets] != []


def test_a_text_larger_than_the_room_is_read_in_bands() -> None:
    content = text(400_000)
    reading.prepare()
    assert others()
    found = preview_bytes(content, "a.csv")
    assert found == alone(content)


def test_one_that_is_lost_is_done_without() -> None:
    reading.prepare()
    for each in others():
        os.kill(each, signal.SIGKILL)
    content = text(60_000)
    assert preview_bytes(content, "a.csv") == alone(content)
    assert preview_bytes(content, "a.csv") == alone(content)


def test_nobody_stays_when_a_child_goes() -> None:
    reading.prepare()
    left = others()
    assert left
    POOL.end()
    end = time.monotonic() + 20
    while any(map(alive, left)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not [each for each in left if alive(each)]


def test_a_process_with_a_window_keeps_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    POOL.end()
    monkeypatch.setenv("QMDESK_CORES", "1")
    reading.prepare()
    content = text(60_000)
    assert preview_bytes(content, "a.csv") == alone(content)
    assert not others()
    POOL.end()
