"""Policy packs from their files: built-in ones under ``forms/programme``, an office's own file or folder.

A pack is one YAML file, an office's institutions may be another. Everything wrong with a file is said in one go, by
file and line; what comes out is typed, frozen and consistent.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

from qmdesk import assets
from qmdesk.formdef.programme import Institution, PolicyPack
from qmdesk.formdef.programme_build import institutions_of, pack_of
from qmdesk.formdef.schema import Source, T, is_identifier
from qmdesk.formdef.yaml_nodes import compose
from qmdesk.model.problem import Problem, Refused

#: Folders below an office's own folder of packs that are looked into: ``<authority>/<year>.yaml``.
_MOST_FILES = 200


def load_pack(authority: str, year: int | None = None) -> PolicyPack:
    """The built-in pack of an authority; of its newest year where none is named. Raises Refused(pack-not-found)."""
    years = assets.policy_years(authority) if is_identifier(authority) else []
    wanted = [each for each in years if year in (None, each)]
    if not wanted:
        packs = [f"{name}/{each}" for name in assets.policy_authorities() for each in assets.policy_years(name)]
        named = authority if year is None else f"{authority}/{year}"
        raise Refused(Problem("pack-not-found", details={"pack": named, "known": ", ".join(packs)}))
    return _builtin(authority, wanted[-1])


@cache
def _builtin(authority: str, year: int) -> PolicyPack:
    path = assets.policy_file(authority, year)
    return load_pack_text(path.read_bytes(), f"programme/{authority}/{year}.yaml")


def load_pack_text(data: bytes, name: str) -> PolicyPack:
    """A pack from the bytes of its file. Raises Refused with every problem, as ``name:line``."""
    return _read(data, name, lambda source, node: pack_of(source, node, data))


def load_institutions_text(data: bytes, name: str) -> tuple[Institution, ...]:
    """An office's own list of institutions (``institutions:`` of a pack, as a file). Raises Refused."""
    return _read(data, name, institutions_of)


def load_pack_at(path: Path, authority: str = "", year: int | None = None) -> PolicyPack:
    """A pack from a file, or from a folder that holds one (or the one named, as ``<authority>/<year>.yaml`` or
    anywhere within). Raises Refused: pack-file-missing, pack-ambiguous, and what reading a file refuses."""
    if not path.is_dir():
        return load_pack_text(_bytes(path), path.name)
    files = sorted([*path.glob("*.yaml"), *path.glob("*/*.yaml")])[:_MOST_FILES]
    packs = [load_pack_text(_bytes(each), str(each.relative_to(path))) for each in files]
    fit = [each for each in packs if authority in ("", each.authority) and year in (None, each.year)]
    if len(fit) == 1:
        return fit[0]
    known = ", ".join(f"{each.authority}/{each.year}" for each in packs) or "-"
    raise Refused(Problem("pack-ambiguous" if fit else "pack-file-missing", str(path), {"known": known}))


def _read(data: bytes, name: str, build: Callable[[Source, yaml.Node], T]) -> T:
    problems: list[Problem] = []
    found = build(Source(name, problems), compose(name, data))
    if problems:
        raise Refused(*sorted(problems, key=lambda each: _line(each.where)))
    return found


def _line(where: str) -> int:
    line = where.rpartition(":")[2]
    return int(line) if line.isdigit() else 0


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(Problem("pack-file-missing", str(path), {"known": error.strerror or ""})) from error
