"""The policy packs of a programme: its own authority's and the one above, and all institutions it knows.

A programme carries the text of a pack or a list of institutions that its office gave it; the built-in pack of its
authority and year stands where none was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qmdesk.formdef.programme import Institution, PolicyPack, Region
from qmdesk.formdef.programme_loader import load_institutions_text, load_pack, load_pack_at, load_pack_text
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import WHOLE
from qmdesk.workspace.programme import Programme, Write

PACK_NAME, INSTITUTIONS_NAME = "pack.yaml", "institutions.yaml"


@dataclass(frozen=True)
class Packs:
    """``own`` is the programme's authority's, ``above`` the one's above it for the same year (None: none known)."""

    own: PolicyPack
    above: PolicyPack | None
    institutions: tuple[Institution, ...]

    @cached_property
    def regions(self) -> dict[str, Region]:
        """The regions of the own pack by id; of two with one id the first."""
        found: dict[str, Region] = {}
        for each in self.own.regions:
            found.setdefault(each.id, each)
        return found

    def institution(self, name: str) -> Institution | None:
        """An institution by its id or its name."""
        return next((each for each in self.institutions if name and name in (each.id, each.name)), None)


def packs_of(programme: Programme) -> Packs:
    """The packs of a programme. Raises Refused where the text that it carries can't be read by this version."""
    authority, year = programme.text("authority"), programme.text("year")
    text = programme.text("pack")
    if text:
        own = load_pack_text(text.encode("utf-8"), PACK_NAME)
    else:
        own = load_pack(authority, int(year) if year.isdecimal() else None)
    given = programme.text("institutions")
    more = load_institutions_text(given.encode("utf-8"), INSTITUTIONS_NAME) if given else ()
    named = {each.id for each in more}
    institutions = (*more, *(each for each in own.institutions if each.id not in named))
    return Packs(own, _above(own), institutions)


def _above(own: PolicyPack) -> PolicyPack | None:
    if not own.above:
        return None
    try:
        return load_pack(own.above, own.year)
    except Refused:
        return None


def pack_at(path: Path | None, authority: str, year: int | None) -> tuple[PolicyPack, str]:
    """A pack by its file or folder, and its text; else the built-in one, whose text a programme need not carry.

    Raises Refused; pack-other where a file is named that is of another authority or year than asked for."""
    if path is None:
        return load_pack(authority, year), ""
    found = load_pack_at(path, authority if path.is_dir() else "", year if path.is_dir() else None)
    if authority not in ("", found.authority) or year not in (None, found.year):
        wanted = f"{authority or found.authority}/{year or found.year}"
        raise Refused(Problem("pack-other", str(path), {"found": f"{found.authority}/{found.year}", "wanted": wanted}))
    return found, found.text


def institutions_writes(path: Path) -> list[Write]:
    """What takes an office's list of institutions into a programme. Raises Refused."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused(Problem("file-unreadable", str(path), {"reason": error.strerror or ""})) from error
    load_institutions_text(data, path.name)
    return [Write(WHOLE, "institutions", data.decode("utf-8-sig"), path.name)]
