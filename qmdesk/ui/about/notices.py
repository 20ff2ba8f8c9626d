"""What ships with the program and under which licence, read from what is installed. No Qt here.

Names and licences of packages stand in ``resources/licences/packages.toml`` (made by
``build_spec/make_third_party.py``); versions and texts come from the packages' own metadata, which a frozen build
carries along. Libraries, fonts and pictures stand in ``components.toml``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from qmdesk import __version__, assets

FOLDER = "licences"
#: Licence texts of the building machine's libraries in a frozen build.
SYSTEM = "licences-system"
#: How files that hold a licence, or a notice that must travel, are named.
NAMES = ("licen", "copying", "notice", "copyright")
#: Packages whose metadata hold no text: name -> files of ours.
OURS = {
    "obstore": ("obstore.txt",),
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
#: A licence's text is never longer than this, bytes.
MOST = 400_000


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that ships; ``read`` gives its texts, in files that are there."""

    name: str
    version: str
    licence: str
    home: str
    read: Callable[[], str]


def duties(lang: str) -> str:
    """What the licences ask to be said: who may replace what, where the source is."""
    name = "duties.en.txt" if lang.startswith("en") else "duties.zh-CN.txt"
    return assets.resource(FOLDER, name).read_text("utf-8")


def frozen_folder() -> Path | None:
    """Where a frozen build has its modules; None in any other installation."""
    return Path(sys._MEIPASS) if hasattr(sys, "_MEIPASS") else None  # pyright: ignore[reportAttributeAccessIssue]


def notices(frozen: Path | None = None) -> tuple[Notice, ...]:
    """Everything that ships with this installation, or with the frozen build whose modules are in ``frozen``: the
    program, its components, its packages, by name."""
    frozen = frozen or frozen_folder()
    own = Notice("qmdesk", __version__, "Apache-2.0", "", lambda: _texts("Apache-2.0.txt"))
    rest = [*_components(frozen), *_packages(frozen), *_of_the_system(frozen)]
    return (own, *sorted(rest, key=lambda each: each.name.lower()))


def packages() -> dict[str, str]:
    """Every package that may ship -> its licence."""
    table: dict[str, str] = tomllib.loads(assets.resource(FOLDER, "packages.toml").read_text("utf-8"))["packages"]
    return table


def one_file(frozen: Path | None = None) -> str:
    """All of it as one text, for the file that lies beside the program."""
    rule = "=" * 100
    parts = [duties("zh-CN"), duties("en")]
    for each in notices(frozen):
        head = f"{each.name} {each.version}".rstrip() + f"\n{each.licence}\n{each.home}".rstrip()
        parts.append(f"{rule}\n{head}\n{rule}\n\n{each.read()}")
    return "\n\n".join(each.strip("\n") for each in parts) + "\n"


def _components(frozen: Path | None) -> list[Notice]:
    table = tomllib.loads(assets.resource(FOLDER, "components.toml").read_text("utf-8"))
    return [
        Notice(each["name"], "", each["licence"], each["home"], lambda texts=each["texts"]: _texts(*texts))
        for each in table["component"]
        if each.get("in") != "frozen" or frozen is not None
    ]


def _texts(*names: str) -> str:
    """Texts of ours; a name with a slash stands below ``resources``."""
    paths = [
        assets.resource(*each.split("/")) if "/" in each else assets.resource(FOLDER, "texts", each) for each in names
    ]
    return "\n\n".join(path.read_text("utf-8") for path in paths)


def _packages(frozen: Path | None) -> list[Notice]:
    known = packages()
    there = {re.sub(r"[-_.]+", "-", each.name).lower(): each for each in _installed(frozen)}
    return [
        Notice(each.metadata["Name"], each.version, known.get(name, ""), _home(each), _reader(name, each))
        for name, each in there.items()
        if frozen is not None or name in known  # a developer's environment has tools as well
    ]


def _installed(frozen: Path | None) -> Iterable[metadata.Distribution]:
    return metadata.distributions() if frozen is None else metadata.distributions(path=[str(frozen)])


def _reader(name: str, package: metadata.Distribution) -> Callable[[], str]:
    return lambda: _texts(*OURS[name]) if name in OURS else "\n\n".join(_own_texts(package))


def _own_texts(package: metadata.Distribution) -> list[str]:
    """The texts that a package brings, shortest path first, each once."""
    paths = sorted((each for each in package.files or () if _is_text(each)), key=lambda each: (len(each.parts), each))
    texts = (_read(Path(str(package.locate_file(each)))) for each in paths)
    return list(dict.fromkeys(each for each in texts if each))


def _is_text(path: metadata.PackagePath) -> bool:
    if path.suffix in {".py", ".pyc", ".so", ".pyi", ".json"}:
        return False
    below = path.parts[1:-1] if path.parts[0].endswith(".dist-info") else ()
    return "licenses" in below or any(each in path.name.lower() for each in NAMES)


def _read(path: Path) -> str:
    try:
        return path.read_bytes()[:MOST].decode("utf-8", "replace").strip()
    except OSError:
        return ""  # named by the package, left out of this build


def _home(package: metadata.Distribution) -> str:
    urls = dict(each.split(", ", 1) for each in package.metadata.get_all("Project-URL") or () if ", " in each)
    known = {name.lower(): url for name, url in urls.items()}
    usual = ("homepage", "home", "source", "repository", "source code")
    first = next((known[each] for each in usual if each in known), "")
    return first or "".join(package.metadata.get_all("Home-page") or ()) or next(iter(urls.values()), "")


def _of_the_system(frozen: Path | None) -> list[Notice]:
    """Libraries of the building machine that a frozen build carries."""
    folder = frozen / SYSTEM if frozen is not None else None
    if folder is None or not folder.is_dir():
        return []
    return [Notice(each.stem, "", "", "", lambda path=each: _read(path)) for each in sorted(folder.glob("*.txt"))]
