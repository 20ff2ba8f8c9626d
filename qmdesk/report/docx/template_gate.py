"""A template comes from outside: checked as a zip and as XML before anything reads it, and nothing in it may act.

Refused are macros, embedded programs, and parts that would be fetched from elsewhere when the document is opened.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from qmdesk.gate.xml import parse_xml, refuse_dtd
from qmdesk.gate.zips import open_zip
from qmdesk.model.problem import Problem, Refused
from qmdesk.report.docx.xml import WordDocument

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = ("vbaProject.bin", "vbaData.xml")
_ACTIVE = ("activex/", "embeddings/", "ctrlprops/")
_LINKS = "/hyperlink"


def opened(template: Path) -> WordDocument:
    """The template as a document.

    Raises Refused: template-unreadable, template-macros, template-outside, xml-dtd, and what opening a zip raises.
    """
    with open_zip(template) as archive:
        if archive.problems:
            raise Refused(*archive.problems)
        parts = {each.name: archive.read(each) for each in archive.entries}
    for name, content in parts.items():
        _guard_part(name, content, template.name)
    try:
        return _document(parts)
    except Refused:
        raise
    except Exception as error:  # the library raises what its parts raise
        raise Refused(Problem("template-unreadable", template.name)) from error


def _guard_part(name: str, content: bytes, where: str) -> None:
    lower = name.lower()
    if lower.endswith(tuple(each.lower() for each in _MACROS)) or any(each in lower for each in _ACTIVE):
        raise Refused(Problem("template-macros", where, {"part": name}))
    if lower.endswith((".xml", ".rels")):
        refuse_dtd(content, f"{where}/{name}")
    if lower.endswith(".rels"):
        for each in parse_xml(content, f"{where}/{name}"):
            if each.get("TargetMode") == "External" and not str(each.get("Type", "")).endswith(_LINKS):
                raise Refused(Problem("template-outside", where, {"part": str(each.get("Target", ""))[:80]}))


def _document(parts: dict[str, bytes]) -> WordDocument:
    from docx import Document

    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        raise Refused(Problem("template-macros", "", {"part": "[Content_Types].xml"}))
    types = types.replace(_MAIN.replace("document.main", "template.main").encode(), _MAIN.encode())  # a .dotx
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, types if name == "[Content_Types].xml" else content)
    clean.seek(0)
    return Document(clean)
