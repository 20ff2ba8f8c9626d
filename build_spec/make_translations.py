"""Collect the window's sentences into ``resources/translations/qmdesk_en.ts`` and compile the ``.qm``.

    python build_spec/make_translations.py [--fill ENGLISH.toml]

Sources are Chinese, in ``tr("…")`` and ``mark("…")``. Translations that are there stay, sentences that are gone go;
``--fill`` takes a TOML table "Chinese" = "English" for new ones. What has no English is listed, and the status is 1.
Qt Linguist edits the same file.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
UI = ROOT / "qmdesk" / "ui"
APP = ROOT / "qmdesk" / "app"
TS = ROOT / "resources" / "translations" / "qmdesk_en.ts"
CONTEXT = "qmdesk"
#: Signs that the bundled Chinese font draws as wide as a Chinese character, and what English has instead.
NARROW = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})


def sources() -> dict[str, list[str]]:
    """Every sentence with the places that say it, in order of first appearance."""
    found: dict[str, list[str]] = {}
    for path in sorted([*UI.rglob("*.py"), APP / "desktop.py"]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = sentence_of(node)
            if text is not None:
                found.setdefault(text, []).append(path.relative_to(ROOT).as_posix())
    return found


def sentence_of(node: ast.AST) -> str | None:
    """The literal first argument of a call of ``tr`` or ``mark``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in {"tr", "mark"}:
        return None
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def translations() -> dict[str, str]:
    """What is translated so far."""
    if not TS.is_file():
        return {}
    return {
        str(message.findtext("source")): str(message.findtext("translation") or "")
        for message in ET.parse(TS).iter("message")
    }


def write(found: dict[str, list[str]], english: dict[str, str]) -> None:
    """The .ts file, sentences in order, so that a diff shows what changed."""
    root = ET.Element("TS", version="2.1", language="en", sourcelanguage="zh_CN")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in sorted(found):
        message = ET.SubElement(context, "message")
        for place in sorted(set(found[text])):
            ET.SubElement(message, "location", filename=place)
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        translation.text = english.get(text, "").translate(NARROW)
        if not translation.text:
            translation.set("type", "unfinished")
    ET.indent(root)
    TS.parent.mkdir(parents=True, exist_ok=True)
    TS.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{ET.tostring(root, encoding="unicode")}\n', "utf-8"
    )


def compile_qm() -> None:
    """The .qm file by Qt's own lrelease, put in place whole: a running window has the old one mapped."""
    folder = Path(PySide6.__file__).parent
    tool = next(each for each in (folder / "lrelease", folder / "lrelease.exe") if each.is_file())
    made = TS.with_suffix(".qm.part")
    subprocess.run([tool, "-silent", TS, "-qm", made], check=True)
    made.replace(TS.with_suffix(".qm"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fill", type=Path)
    arguments = parser.parse_args()
    found, english = sources(), translations()
    if arguments.fill:
        english |= {key: str(value) for key, value in tomllib.loads(arguments.fill.read_text("utf-8")).items()}
    write(found, english)
    compile_qm()
    missing = [text for text in found if not english.get(text)]
    for text in missing:
        print(text)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
