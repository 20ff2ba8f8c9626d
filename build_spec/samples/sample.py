"""What a sample is made of. The makers of files stand beside this module, the enterprises' own words in theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qmdesk.intake.template.filling import Filling


@dataclass(frozen=True)
class Measured:
    """A measurement file: its name on disk and in the package, its kind and what is in it."""

    path: str
    packed: str
    content: bytes


@dataclass(frozen=True)
class Scan:
    """A document as it comes from the office's scanner: a title and lines."""

    path: str
    packed: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Photo:
    """A photograph of a board, a label or a record: a caption, lines, and numbers that are drawn as a chart."""

    path: str
    packed: str
    title: str
    lines: tuple[str, ...]
    chart: tuple[float, ...] = ()
    limits: tuple[float, ...] = ()


@dataclass(frozen=True)
class Hand:
    """A name as somebody writes it with a pen on the screen."""

    path: str
    name: str


@dataclass(frozen=True)
class Sample:
    """One enterprise; ``onsite`` is what the assessors found there, ``gbk`` packs names as old packers do."""

    id: str
    workbook: str
    filling: Filling
    measured: tuple[Measured, ...]
    evidence: tuple[Scan | Photo, ...]
    onsite: Mapping[str, Any] | None = None
    onsite_files: tuple[Photo | Hand, ...] = ()
    gbk: bool = False
