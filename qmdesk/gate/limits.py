"""How much a file from outside may ask for. One place for the figures; every function takes them as an argument."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child process may use: wall time in seconds, memory and size of its answer in bytes."""

    seconds: float = 30.0
    memory: int = 1024 * MIB
    answer: int = 192 * MIB


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """What a zip may hold. ``ratio`` counts only for entries of more than ``ratio_from`` bytes."""

    entries: int = 2_000
    entry: int = 100 * MIB
    total: int = 500 * MIB
    ratio: int = 200
    ratio_from: int = 1 * MIB
    name: int = 512
    #: Whether a zip inside may be given out as a file (its content is still never opened).
    nested: bool = False


#: The largest single file that is read into memory at once.
FILE = 100 * MIB
