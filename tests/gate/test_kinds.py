"""Claims about telling files by their content."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from qmdesk.gate import kinds
from tests.gate.zip_factory import Part, build, names
from tests.intake.biff import XlsSheet, compound, xls


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(out, kind)
    return out.getvalue()


def _xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, 1)
    return out.getvalue()


def _box(brand: bytes) -> bytes:
    return struct.pack(">L", 24) + b"ftyp" + brand + b"\0" * 12


OPEN = b"application/vnd.oasis.opendocument.spreadsheet"
CASES = [
    (b"", kinds.EMPTY),
    (_xlsx(), kinds.XLSX),
    (xls(XlsSheet("a", {(0, 0): 1.0})), kinds.XLS),
    (compound("WordDocument", b"x"), kinds.DOC),
    (compound("EncryptedPackage", b"x"), kinds.ENCRYPTED_OFFICE),
    (compound("Contents", b"x"), kinds.OLE),
    (names("[Content_Types].xml", "word/document.xml"), kinds.DOCX),
    (names("[Content_Types].xml", "ppt/presentation.xml"), kinds.PPTX),
    (names("[Content_Types].xml", "xl/workbook.bin"), kinds.XLSB),
    (names("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), kinds.XLSM),
    (names("OFD.xml", "Doc_0/Document.xml"), kinds.OFD),
    (names("photo.jpg", "xl/notes.txt"), kinds.ZIP),
    (build(Part(b"mimetype", OPEN, deflate=False), Part(b"content.xml", b"<a/>")), kinds.ODS),
    (_picture("JPEG"), kinds.JPEG),
    (_picture("PNG"), kinds.PNG),
    (_picture("GIF"), kinds.GIF),
    (_picture("BMP"), kinds.BMP),
    (_picture("TIFF"), kinds.TIFF),
    (_picture("WEBP"), kinds.WEBP),
    (_box(b"heic"), kinds.HEIC),
    (_box(b"mif1"), kinds.HEIC),
    (_box(b"avif"), kinds.AVIF),
    (_box(b"isom"), kinds.MP4),
    (_box(b"qt  "), kinds.MOV),
    (b"%PDF-1.7\n", kinds.PDF),
    (b"SQLite format 3\0" + b"\0" * 100, kinds.SQLITE),
    (b"Rar!\x1a\x07\x00", kinds.RAR),
    (b"7z\xbc\xaf\x27\x1c\0", kinds.SEVEN_ZIP),
    (b"\x1f\x8b\x08\0", kinds.GZIP),
    (b"MZ\x90\0", kinds.PROGRAM),
    (b"\x7fELF\x02", kinds.PROGRAM),
    (b"{\\rtf1", kinds.RTF),
    (b"RIFF\0\0\0\0WAVE", kinds.WAV),
    (b"<!DOCTYPE html><html></html>", kinds.HTML),
    (b"\xef\xbb\xbf  <html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", kinds.HTML),
    (b"<table><tr><td>1</td></tr></table>", kinds.HTML),
    (b"<?xml version='1.0'?><Workbook/>", kinds.XML),
    ("直径,长度\n1,2\n".encode(), kinds.TEXT),
    ("直径,长度\n1,2\n".encode("gb18030"), kinds.TEXT),
    ("直径,长度\n1,2\n".encode("utf-16"), kinds.TEXT),
    (b"K0100 1\nK2002/1 d\n10.0\n", kinds.DFQ),
    ("K0100 1\r\nK2002/1 直径\r\n10.0\x140\x0f9.9\r\n".encode("gb18030"), kinds.DFQ),
    (b"K1,K2\n1,2\n", kinds.TEXT),
    (b"a,b\n1,\x002\n" + b"3,4\n" * 10, kinds.TEXT),  # a stray NUL is found, with its line, where it is read
    ("直径,长度".encode("utf-16-le"), kinds.UNKNOWN),
    (b"\x00\x01\x02\x03", kinds.UNKNOWN),
    (bytes(range(1, 32)) * 20, kinds.UNKNOWN),
]


@pytest.mark.parametrize(("content", "media"), CASES)
def test_content_tells_the_kind(content: bytes, media: str) -> None:
    assert kinds.sniff(content) == media


@pytest.mark.parametrize(("content", "media"), [each for each in CASES if each[0]])
def test_a_path_and_its_bytes_are_of_one_kind(content: bytes, media: str, tmp_path: Path) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(content)
    assert kinds.sniff(path) == media


def test_a_large_workbook_is_told_from_its_ends() -> None:
    """The parts that tell may stand behind many megabytes of others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("docProps/thumbnail.jpeg", b"\xff" * 3_000_000)
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("docProps/app.xml", b"x" * 300_000)
    assert kinds.sniff(out.getvalue()) == kinds.XLSX


def test_a_workbook_cut_off_is_still_told_as_one() -> None:
    whole = _xlsx()
    assert kinds.sniff(whole[: len(whole) // 2]) == kinds.XLSX


def test_a_zip_whose_last_header_is_cut_within_the_first_bytes() -> None:
    """Found by a mutant: no directory, and the header after the first entry ends with the bytes that are looked at."""
    first = b"PK\x03\x04" + b"\0" * 14 + struct.pack("<LLHH", 5, 5, 1, 0) + b"a12345"
    for cut in range(4, 30):
        assert kinds.sniff(first + (b"PK\x03\x04" + b"\x08" * 30)[:cut]) == kinds.ZIP
