"""Which installed distributions belong to the program: what pyproject.toml asks for, and what that needs."""

from __future__ import annotations

import re
import sysconfig
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Extras of pyproject.toml that a frozen build carries where they are installed.
EXTRAS = ("token",)
#: Extras that our own requirements name.
NEEDED_EXTRAS = frozenset({"opentype", "image-support", "pkcs11"})
#: Where this environment keeps packages. Not all of sys.path: setuptools, imported, adds copies of others' to it.
_INSTALLED = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})


def shipped() -> set[str]:
    """Names, normalised, of the distributions that the program needs here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for extra in EXTRAS:
        wanted += project["optional-dependencies"].get(extra, [])
    return closure(requirement_name(each) for each in wanted)


def requirement_name(requirement: str) -> str:
    return normal(re.split(r"[ <>=!~;\[(]", requirement, maxsplit=1)[0])


def normal(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(names: Iterable[str]) -> set[str]:
    """All distributions that these need, as installed here."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        package = next(iter(metadata.distributions(name=name, path=_INSTALLED)), None)
        if package is None:
            continue  # for another platform or an extra that is not used
        found.add(name)
        waiting += [requirement_name(each) for each in package.requires or [] if _needed(each)]
    return found


def _needed(requirement: str) -> bool:
    """A plain requirement, or one of the extras that are asked for."""
    extra = re.search(r"""extra == ["']([\w-]+)["']""", requirement)
    return extra is None or extra.group(1) in NEEDED_EXTRAS


def modules_of_tools() -> list[str]:
    """Top-level modules here that no shipped distribution brings: linters, servers of the tests, the freezer itself."""
    wanted = shipped()
    return sorted(
        module
        for module, distributions in metadata.packages_distributions().items()
        if module.isidentifier() and not any(normal(each) in wanted for each in distributions) and module != "qmdesk"
    )


def owners(files: Mapping[Path, object] | Iterable[Path]) -> dict[str, list[Path]]:
    """Distribution -> those of these installed files that it brings; files of none are left out."""
    wanted = {each.resolve() for each in files}
    found: dict[str, list[Path]] = defaultdict(list)
    for package in metadata.distributions():
        for each in package.files or ():
            if each.suffix in {".py", ".so", ".pyd", ".dll", ".dylib"} or ".so." in each.name:
                place = Path(str(package.locate_file(each))).resolve()
                if place in wanted:
                    found[normal(package.metadata["Name"])].append(place)
    return dict(found)
