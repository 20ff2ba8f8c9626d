"""What a file is, by its content. The name is only asked whether it says something else.

Media types of what an enterprise hands in: tables, office documents, pictures, films, archives, plain text. A file
that fits nothing is ``application/octet-stream``.
"""

from __future__ import annotations

import re
from pathlib import Path

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.12"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC = "application/msword"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
ENCRYPTED_OFFICE = "application/x-ole-encrypted"
ZIP = "application/zip"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
GZIP = "application/gzip"
PDF = "application/pdf"
OFD = "application/ofd"
JPEG, PNG, HEIC, AVIF = "image/jpeg", "image/png", "image/heic", "image/avif"
GIF, BMP, TIFF, WEBP = "image/gif", "image/bmp", "image/tiff", "image/webp"
MP4, MOV, AVI, MP3, WAV = "video/mp4", "video/quicktime", "video/x-msvideo", "audio/mpeg", "audio/wav"
SQLITE = "application/vnd.sqlite3"
HTML, XML, RTF, CSV, DFQ = "text/html", "application/xml", "application/rtf", "text/csv", "text/x-qdas-dfq"
TEXT = "text/plain"
PROGRAM = "application/x-executable"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"

#: Containers that are not opened when they lie in another container.
ARCHIVES = frozenset({ZIP, RAR, SEVEN_ZIP, GZIP})
#: Tables that can be read.
TABLES = frozenset({XLSX, XLSM, XLS, TEXT, DFQ})
PICTURES = frozenset({JPEG, PNG, HEIC, AVIF, GIF, BMP, TIFF, WEBP})

#: What people call a kind, the same in every language.
_SHORT = {
    XLSX: "XLSX", XLSM: "XLSM", XLSB: "XLSB", XLS: "XLS", ODS: "ODS", DOCX: "DOCX", PPTX: "PPTX", DOC: "DOC",
    PPT: "PPT", OLE: "OLE", ENCRYPTED_OFFICE: "Office (encrypted)", ZIP: "ZIP", RAR: "RAR", SEVEN_ZIP: "7Z",
    GZIP: "GZ", PDF: "PDF", OFD: "OFD", JPEG: "JPEG", PNG: "PNG", HEIC: "HEIC", AVIF: "AVIF", GIF: "GIF",
    BMP: "BMP", TIFF: "TIFF", WEBP: "WEBP", MOV: "MOV", AVI: "AVI", WAV: "WAV", SQLITE: "SQLite", HTML: "HTML",
    XML: "XML", RTF: "RTF", CSV: "CSV", DFQ: "DFQ", TEXT: "TXT", PROGRAM: "EXE", EMPTY: "0 byte",
    UNKNOWN: "binary",
}  # fmt: skip
_START = 64 * 1024
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"SQLite format 3\0", SQLITE),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x1f\x8b\x08", GZIP),
    (b"{\\rtf", RTF),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"ID3", MP3),
)
_BRANDS = {
    b"heic": HEIC, b"heix": HEIC, b"hevc": HEIC, b"heim": HEIC, b"heis": HEIC, b"mif1": HEIC, b"msf1": HEIC,
    b"avif": AVIF, b"avis": AVIF, b"qt  ": MOV,
}  # fmt: skip
#: A name within a container that tells what the container is, and the streams of an OLE file likewise.
_OFFICE_PARTS = ((b"xl/workbook.bin", XLSB), (b"xl/", XLSX), (b"word/", DOCX), (b"ppt/", PPTX))
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("Workbook", XLS),
    ("Book", XLS),
    ("WordDocument", DOC),
    ("PowerPoint Document", PPT),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Control characters that no plain text has.
_CONTROLS = bytes(each for each in range(1, 32) if each not in b"\t\r\n\f\x0b\x0f\x14\x1a\x1b")


def short_name(media: str) -> str:
    """What people call a media type: ``PDF``; the type itself where it has no such name."""
    return _SHORT.get(media, media)


def sniff(source: Path | str | bytes | memoryview) -> str:
    """The media type of a file or of bytes, by content alone. Raises OSError where a path can't be read."""
    if isinstance(source, bytes | memoryview):
        return _kind(bytes(source[:_START]), bytes(source[-_START:]))
    with Path(source).open("rb") as file:
        start = file.read(_START)
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _START))
        return _kind(start, file.read(_START))


def sniff_start(start: bytes) -> str:
    """The media type as far as the first bytes (some 64 KB are enough) tell it."""
    return _kind(start, b"")


def _kind(start: bytes, tail: bytes) -> str:
    if not start:
        return EMPTY
    if start.startswith(_OLE_MAGIC):
        return _ole(start + tail)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(start, tail)
    for magic, media in _MAGIC:
        if start.startswith(magic):
            return media
    return _boxed(start) or _text(start)


def _ole(data: bytes) -> str:
    """The kind of an OLE file by the names in its directory, which are UTF-16."""
    for stream, media in _OLE_STREAMS:
        name = "".join(f"{letter}\0" for letter in stream).encode("ascii") + b"\0\0"
        if name in data:
            return media
    return OLE


def _zip(start: bytes, tail: bytes) -> str:
    found = re.match(rb"PK\x03\x04.{22}\x08\x00(?:..)mimetype([a-z0-9.+/-]+)", start, re.DOTALL)
    if found:
        media = found[1].decode("ascii")
        return media.partition("PK")[0]
    names = _zip_names(start, tail)
    if b"OFD.xml" in names:
        return OFD
    if b"[Content_Types].xml" not in names and b"_rels/.rels" not in names:
        return ZIP
    if any(name == b"xl/vbaProject.bin" for name in names):
        return XLSM
    for part, media in _OFFICE_PARTS:
        if any(name.startswith(part) for name in names):
            return media
    return ZIP


def _zip_names(start: bytes, tail: bytes) -> list[bytes]:
    """Names of entries by the central directory, or where it is not in ``tail`` by the local headers one after another.

    Never by searching: a zip that holds a workbook is no workbook.
    """
    end = tail.rfind(b"PK\x05\x06")
    size = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    at = max(0, end - size)
    if end >= 0 and tail[at : at + 4] != b"PK\x01\x02":
        at = tail.find(b"PK\x01\x02") if end < size else -1
    names: list[bytes] = []
    while at >= 0 and tail[at : at + 4] == b"PK\x01\x02":
        lengths = [int.from_bytes(tail[at + each : at + each + 2], "little") for each in (28, 30, 32)]
        names.append(tail[at + 46 : at + 46 + lengths[0]])
        at += 46 + sum(lengths)
    return names or _local_names(start)


def _local_names(start: bytes) -> list[bytes]:
    """Names by local headers, as far as the first bytes reach and sizes are told there."""
    names: list[bytes] = []
    at = 0
    while start[at : at + 4] == b"PK\x03\x04" and at + 30 <= len(start):
        length, extra = (int.from_bytes(start[at + each : at + each + 2], "little") for each in (26, 28))
        names.append(start[at + 30 : at + 30 + length])
        packed = int.from_bytes(start[at + 18 : at + 22], "little")
        if not packed and start[at + 6] & 0x08:  # the size follows the content
            following = start.find(b"PK\x03\x04", at + 30)
            at = following if following >= 0 else len(start)
        else:
            at += 30 + length + extra + packed
    return names


def _boxed(start: bytes) -> str | None:
    """Kinds whose mark does not stand at the very beginning."""
    if start[4:8] == b"ftyp":
        return _BRANDS.get(start[8:12], MP4)
    if start.startswith(b"RIFF"):
        return {b"WEBP": WEBP, b"AVI ": AVI, b"WAVE": WAV}.get(start[8:12], UNKNOWN)
    if start.startswith(b"BM") and start[6:10] == b"\0\0\0\0" and len(start) > 26:
        return BMP
    if len(start) > 1 and start[0] == 0xFF and start[1] & 0xE6 in (0xE2, 0xE4):
        return MP3
    return None


def utf16_without_mark(data: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where a text is in it without saying so by a mark; "" for everything else.

    Digits, separators and line ends have a zero beside them, always on the same side and never on the other.
    """
    data = data[:_START]
    if b"\0" not in data:
        return ""
    even, odd = data[::2].count(0), data[1::2].count(0)
    one, other = max(even, odd), min(even, odd)
    if one < 4 or other or one * 5 < len(data) // 2:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _text(start: bytes) -> str:
    """Plain text and what is written in it; the encoding does not matter here."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = start.decode("utf-16", "replace")
    elif encoding := utf16_without_mark(start):
        plain = start[: len(start) // 2 * 2].decode(encoding, "replace")
    elif start.count(b"\0") * 20 > len(start):
        return UNKNOWN
    else:
        plain = start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    narrow = plain.encode("latin-1", "replace")
    if len(narrow) - len(narrow.translate(None, _CONTROLS)) > len(plain) // 200:
        return UNKNOWN
    opening = plain.lstrip()[:2000].lower()
    if opening.startswith(("<!doctype html", "<html")) or re.match(
        r"(?:<!--.*?-->\s*)?<(?:html|table|head|meta)\b", opening
    ):
        return HTML
    if opening.startswith("<?xml"):
        return HTML if "<html" in opening else XML
    if "K" in plain[:20_000] and re.search(r"(?m)^K(?:0100|1\d{3}|2\d{3})(?:/\d+)?[ \t]", plain[:20_000]):
        return DFQ
    if "\x14" in plain[:20_000] and re.search(r"(?m)^[-+0-9.,eE]+\x14", plain[:20_000]):  # its values by themselves
        return DFQ
    return TEXT
