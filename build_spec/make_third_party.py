"""Write what ships and under which licence: docs/third-party.md and resources/licences/packages.toml.

Read from the installed packages of the development environment; ``python build_spec/make_third_party.py``.
A test holds the result against what is installed, the smoke test of the frozen build against what it carries.
"""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_spec.pack.shipped import normal, shipped  # noqa: E402

HEAD = """# Third-party software and fonts

What is shipped with qmdesk. Made by `build_spec/make_third_party.py` from the installed packages. In the program all of
it stands with its full texts under ⋯ > About and licences (关于与许可), in a frozen build also in `LICENCES.txt` beside
the program.

Qt (through PySide6-Essentials and shiboken6) is used under the LGPL-3.0: it stands in the frozen program as separate
shared libraries that can be replaced (a Qt of the same version, built otherwise, is put in place of the files in
`_internal/PySide6`); where its source is stands in the same window and file.

Libraries, fonts and pictures: `resources/licences/components.toml`; the fonts Noto Sans SC and Noto Serif SC are under
the SIL Open Font License 1.1, subset, see `resources/fonts/`.

A frozen build leaves out what nothing of ours uses (`build_spec/pack/contents.py`), so it carries some of these less.

| package | version | licence |
|---|---|---|
"""
TOML_HEAD = "# Packages that may ship -> licence. Made by build_spec/make_third_party.py.\n\n[packages]\n"

#: Where a package's metadata don't say, or say it in words.
KNOWN = {
    "sqlcipher3": "Zlib; with SQLCipher (BSD-3-Clause) and OpenSSL (Apache-2.0)",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0; with PDFium and its libraries",
    "obstore": "MIT",
}


def main() -> None:
    names = sorted(each for each in shipped() if each != "pip")
    rows = [f"| {metadata.metadata(name)['Name']} | {metadata.version(name)} | {licence(name)} |" for name in names]
    (ROOT / "docs" / "third-party.md").write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    (ROOT / "resources" / "licences" / "packages.toml").write_text(toml(names), "utf-8")


def toml(names: list[str]) -> str:
    """The table as the program reads it."""
    return TOML_HEAD + "".join(f'{normal(name)} = "{licence(name)}"\n' for name in names)


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
