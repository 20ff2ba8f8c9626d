"""The written experience as it comes back in Word: sections by their headings, headings within, pictures and tables.

A section begins at its heading, however that is numbered and whatever length stands behind it in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qmdesk.gate import kinds
from qmdesk.intake.benchmark.kept import Taken, added_key, normal
from qmdesk.intake.benchmark.word_reader import Block, Paper
from qmdesk.intake.evidence import incoming
from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.intake import IncomingFile

_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)|[0-9]+[.．、]|（[0-9]+）|\([0-9]+\))\s*"
)
_LEVELS = (
    re.compile(r"^\s*[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"^\s*[0-9]+[.．、](?![0-9])"),
    re.compile(r"^\s*[（(][0-9]+[）)]"),
)
_CAPTION = re.compile(r"^\s*(图|表)\s*[0-9０-９一二三四五六七八九十.\-—]+\s*[:：、.]?\s*(.*)$")
_HEADING_LONGEST = 40
_PICTURES = frozenset({kinds.PNG, kinds.JPEG, kinds.GIF, kinds.BMP, kinds.WEBP, kinds.TIFF})
#: Other names that sections go by.
_ALIASES = {"organisation": ("组织概况", "企业概况", "单位概况"), "implementation": ("实施过程", "实施情况"),
            "results": ("实施成效", "实施效果"), "background": ("实施背景", "质量管理模式或方法简介")}  # fmt: skip


@dataclass(slots=True)
class _Section:
    """A section while it is read."""

    id: str
    lines: list[str] = field(default_factory=list[str])
    caption: str = ""
    """The title of the table to come, as it stands above it."""
    waiting: list[str] = field(default_factory=list[str])
    """Keys of pictures whose title, below them, is still to come."""


def take_experience(taken: Taken, paper: Paper, blocks: Sequence[Block], where: str) -> tuple[list[IncomingFile], int]:
    """Understand the blocks from the first section's heading on; files to keep, and how many blocks it used."""
    files: dict[str, IncomingFile] = {}
    section: _Section | None = None
    used = 0
    for number, block in enumerate(blocks):
        started = section_of(taken, block)
        if started is not None:
            _finish(taken, section, where)
            section = _Section(started)
            if used == 0:
                _title(taken, blocks[:number], where)
            used += 1
        elif section is not None:
            _into(taken, section, block, paper, files)
            used += 1
    _finish(taken, section, where)
    return list(files.values()), used


def section_of(taken: Taken, block: Block) -> str | None:
    """The section that a paragraph heads."""
    text = block.text.strip()
    if block.rows or not text or len(text) > _HEADING_LONGEST or text[-1] in "。；，":
        return None
    word = normal(re.sub(r"[（(][^（）()]*[0-9]+\s*字[^（）()]*[）)]", "", _NUMBERED.sub("", text)))
    for section in taken.made.sections:
        names = (section.name.zh, section.name.en, *_ALIASES.get(section.id, ()))
        if section.id != "title" and word in {normal(each) for each in names}:
            return section.id
    return None


def _title(taken: Taken, before: Sequence[Block], where: str) -> None:
    """The name of the experience: the last short line above the first section, or what is said to be it."""
    for block in reversed(before):
        text = block.text.strip()
        named = re.match(r"(?:[0-9一][.、．])?\s*(?:经验名称|质量标杆名称)[^:：]*[:：]\s*(.+)", text)
        if named is not None:
            taken.put("case", "title", named[1], where)
            return
    line = next((block.text.strip() for block in reversed(before) if block.text.strip() and not block.rows), "")
    general = {normal(taken.made.experience.zh), normal(taken.made.application.zh)}
    if line and len(line) <= 60 and normal(_NUMBERED.sub("", line)) not in general:
        taken.put("case", "title", line, where)


def _into(taken: Taken, section: _Section, block: Block, paper: Paper, files: dict[str, IncomingFile]) -> None:
    if block.rows:
        _table(taken, section, block)
        return
    for name in block.pictures:
        _picture(taken, section, name, paper, files)
    text = block.text.strip()
    if not text:
        return
    caption = _CAPTION.match(text)
    if caption is not None and caption[1] == "图" and section.waiting:
        taken.put(f"picture:{section.waiting.pop(0)}", "caption", caption[2] or text, section.id)
    elif caption is not None and caption[1] == "表" and len(text) <= 80:
        section.caption = caption[2] or text
    else:
        section.lines += [_marked(line.strip(), block.level) for line in text.split("\n") if line.strip()]


def _marked(line: str, level: int) -> str:
    """A heading with our mark for its depth, its number left out: the paper numbers anew."""
    if len(line) <= _HEADING_LONGEST and line[-1] not in "。；，：:":
        depth = next((at for at, pattern in enumerate(_LEVELS, 1) if pattern.match(line)), 0)
        depth = depth or (min(max(level - 1, 1), 3) if level else 0)
        words = _NUMBERED.sub("", line)
        if depth and words:
            return f"{'#' * depth} {words}"
    return line


def _table(taken: Taken, section: _Section, block: Block) -> None:
    seen: set[int] = set()
    lines: list[str] = []
    for row in block.rows:
        cells: list[str] = []
        for cell in row:
            fresh = cell.origin not in seen
            seen.add(cell.origin)
            cells.append(" ".join(cell.text.replace("|", "/").split()) if fresh else "")
        lines.append("|".join(cells))
    text = "\n".join(lines)
    key = added_key(f"{section.id} {section.caption} {text}")
    taken.put(f"grid:{key}", "caption", section.caption or "—", section.id)
    taken.put(f"grid:{key}", "cells", text, section.id)
    taken.keep(f"grid:{key}", "section", section.id)
    section.lines.append(f"[表 {key}]")
    section.caption = ""


def _picture(taken: Taken, section: _Section, name: str, paper: Paper, files: dict[str, IncomingFile]) -> None:
    content = paper.pictures.get(name, b"")
    file = incoming(content, name.rpartition("/")[2]) if content else None
    taken.read += 1
    if file is None or file.media not in _PICTURES:
        taken.skipped += 1
        taken.tell("benchmark-picture-kind", section.id, name=name.rpartition("/")[2])
        return
    files[file.sha256] = file
    key = "r" + sha256_bytes(content + section.id.encode())[:12]
    taken.keep(f"picture:{key}", "file", file.sha256)
    taken.keep(f"picture:{key}", "name", file.name)
    taken.keep(f"picture:{key}", "section", section.id)
    section.waiting.append(key)
    section.lines.append(f"[图 {key}]")


def _finish(taken: Taken, section: _Section | None, where: str) -> None:
    if section is None:
        return
    for key in section.waiting:
        taken.keep(f"picture:{key}", "caption", "—")
    if section.lines:
        taken.put(f"section:{section.id}", "text", "\n".join(section.lines), where)
