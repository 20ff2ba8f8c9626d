"""Write docs/third-party.md: what ships with the program and under which licence, read from the installed packages.

Run in the development environment: ``.venv/bin/python build_spec/make_third_party.py``.
"""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Third-party software and fonts

What is shipped with qmdesk. Made by `build_spec/make_third_party.py` from the installed packages; the licence texts
travel in the packages' own metadata, which the frozen build carries along.

Qt (through PySide6-Essentials and shiboken6) is used under the LGPL-3.0: it stands in the frozen program as separate
shared libraries that can be replaced.

Fonts: Noto Sans SC and Noto Serif SC, SIL Open Font License 1.1, subset; see `resources/fonts/`.

| package | version | licence |
|---|---|---|
"""

#: Where a package's metadata don't say.
KNOWN = {"sqlcipher3": "Zlib; with SQLCipher (BSD-3-Clause) and OpenSSL (Apache-2.0)"}


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = closure([requirement_name(each) for each in project["dependencies"]])
    rows = [f"| {name} | {metadata.version(name)} | {licence(name)} |" for name in sorted(names, key=str.lower)]
    (ROOT / "docs" / "third-party.md").write_text(HEAD + "\n".join(rows) + "\n", "utf-8")


def requirement_name(requirement: str) -> str:
    return re.split(r"[ <>=!~;\[(]", requirement, maxsplit=1)[0]


def closure(names: list[str]) -> set[str]:
    """All packages that these need, as installed here."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform or an extra that is not used
        if package.metadata["Name"] in found:
            continue
        found.add(package.metadata["Name"])
        waiting += [requirement_name(each) for each in package.requires or [] if wanted(each)]
    return found


def wanted(requirement: str) -> bool:
    """A plain requirement, or one of the extras that pyproject.toml asks for."""
    extra = re.search(r"""extra == ["']([\w-]+)["']""", requirement)
    return extra is None or extra.group(1) in {"opentype", "image-support"}


def licence(name: str) -> str:
    data = metadata.metadata(name)
    if name in KNOWN:
        return KNOWN[name]
    if data.get("License-Expression"):
        return str(data["License-Expression"])
    classifiers = [
        each.rpartition(" :: ")[2] for each in data.get_all("Classifier") or [] if each.startswith("License ::")
    ]
    declared = (data.get("License") or "").splitlines()
    return ", ".join(each for each in classifiers if each != "OSI Approved") or (
        declared[0][:60] if declared else "see package"
    )


if __name__ == "__main__":
    main()
