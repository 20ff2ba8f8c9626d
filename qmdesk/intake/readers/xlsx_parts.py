"""The parts of a workbook's container that hold values, checked, and a container with nothing else in it.

The parser gets a zip that we wrote ourselves: what it reads is exactly what was checked, whatever tricks the
original container plays with its headers.
"""

from __future__ import annotations

import codecs
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass

from qmdesk.gate.limits import MIB, ZipLimits
from qmdesk.gate.xml import parse_xml, refuse_dtd
from qmdesk.gate.zips import Archive, open_zip
from qmdesk.model.problem import Problem, Refused

#: XML packs a hundredfold as a matter of course, so the real bytes are counted instead of the ratio.
LIMITS = ZipLimits(entries=5_000, entry=160 * MIB, total=320 * MIB, ratio=2_000)

_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|(?:.*/)?_rels/[^/]*\.rels|.*workbook[^/]*\.xml|"
    r".*(?:sharedStrings|styles)[^/]*\.xml|.*worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_RELATION = re.compile(r"/(worksheet|styles)$")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts handed on, by name; the XML of each sheet by the sheet's name, and that of the styles."""

    container: dict[str, bytes]
    sheets: dict[str, bytes]
    styles: bytes


def checked_parts(payload: bytes) -> Parts:
    """The parts of a workbook. Every XML part in the file is checked for a DTD, also those not handed on.

    Raises Refused: table-damaged where it is no whole workbook, xml-dtd, zip-... for what the container does.
    """
    container: dict[str, bytes] = {}
    with _opened(payload) as archive:
        for entry in archive.entries:
            if not entry.name.lower().endswith((".xml", ".rels", ".vml")):
                continue
            content = archive.read(entry)
            refuse_dtd(content, entry.name)
            if _WANTED.fullmatch(entry.name):
                container[entry.name] = _as_utf8(content, entry.name)
        _refuse_if_set_aside(archive)
    root = _root(container)
    relations = _relations(container, root)
    sheets = _sheet_parts(container, root, relations)
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    return Parts(container, sheets, container.get(styles, b""))


def _as_utf8(content: bytes, name: str) -> bytes:
    """A part in UTF-16, which the format allows and calamine does not read, in UTF-8."""
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Refused(Problem("xml-damaged", name, {"line": 1})) from error
    return re.sub(r"^(<\?xml[^>]*?)\s+encoding=[\"'][^\"']*[\"']", r"\1", text).encode("utf-8")


def _opened(payload: bytes) -> Archive:
    """The container; one that is cut off or no zip at all is told as what people see, a broken workbook."""
    try:
        return open_zip(payload, LIMITS)
    except Refused as refused:
        reason = refused.problems[0]
        if reason.code == "zip-damaged":
            raise Refused(Problem("table-damaged", "", {"reason": "container"})) from refused
        raise


def rebuilt(parts: Parts) -> io.BytesIO:
    """A plain container, unpacked, with these parts only."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.container.items():
            target.writestr(zipfile.ZipInfo(name), content)
    out.seek(0)
    return out


def _refuse_if_set_aside(archive: Archive) -> None:
    """A workbook with an entry that may not be read is not read in part."""
    if archive.problems:
        raise Refused(*archive.problems)


def _root(container: dict[str, bytes]) -> str:
    """The name of the workbook part."""
    relations = container.get("_rels/.rels")
    if relations is not None:
        for relation in parse_xml(relations, "_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                target = relation.get("Target", "").lstrip("/")
                if target in container:
                    return target
    if "xl/workbook.xml" in container:
        return "xl/workbook.xml"
    raise Refused(Problem("table-damaged", "", {"reason": "workbook"}))


def _relations(container: dict[str, bytes], root: str) -> dict[str, tuple[str, str]]:
    """Relation id to its kind (``worksheet``, ``styles``) and the part it points to."""
    folder, _, name = root.rpartition("/")
    part = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: dict[str, tuple[str, str]] = {}
    if part not in container:
        return found
    for relation in parse_xml(container[part], part):
        kind = _RELATION.search(relation.get("Type", ""))
        target = relation.get("Target", "")
        if kind and relation.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (kind[1], path)
    return found


def _sheet_parts(container: dict[str, bytes], root: str, relations: dict[str, tuple[str, str]]) -> dict[str, bytes]:
    sheets: dict[str, bytes] = {}
    for element in parse_xml(container[root], root).iter():
        if not element.tag.endswith("}sheet") and element.tag != "sheet":
            continue
        link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        kind, target = relations.get(link, ("", ""))
        if kind == "worksheet" and target in container:
            sheets[element.get("name", "")] = container[target]
    return sheets
