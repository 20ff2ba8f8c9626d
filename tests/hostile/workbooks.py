"""Workbooks: parts that reach out or blow up, and such as other programs than Excel write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter

from tests.hostile.specimen import Specimen, Verdict, accepted, refused
from tests.intake.biff import XlsSheet, compound, xls

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
REACH = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SHEET = "xl/worksheets/sheet1.xml"
#: Two columns: a heading and two rows of numbers.
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>直径</t></is></c><c r="B1" t="inlineStr"><is><t>长度</t></is></c></row>'
    '<row r="2"><c r="A2"><v>9.95</v></c><c r="B2"><v>20.1</v></c></row>'
    '<row r="3"><c r="A3"><v>9.97</v></c><c r="B3"><v>20.2</v></c></row>'
)


def sheet_xml(rows: str = ROWS, before: str = "", after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(**changes: str | bytes | None) -> dict[str, str | bytes]:
    """A workbook by hand; keys of ``changes`` are part names with ``__`` for ``/`` and ``_dot_`` for the points."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: sheet_xml(),
    }  # fmt: skip
    for key, content in changes.items():
        if content is None:
            whole.pop(key, None)
        else:
            whole[key] = content
    return whole


def packed(whole: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: str | bytes | None) -> Callable[[], bytes]:
    return lambda: packed(parts(**{name: content}))


def with_rows(rows: str, before: str = "", after: str = "") -> Callable[[], bytes]:
    return with_part(SHEET, sheet_xml(rows, before, after))


def with_dtd(name: str, dtd: str) -> Callable[[], bytes]:
    """A DTD in one part, which is added where the workbook has none of that name."""

    def make() -> bytes:
        text = str(parts().get(name, f"{HEAD}<x>&a;</x>"))
        return packed(parts(**{name: text.replace(HEAD, HEAD + dtd)}))

    return make


def by_writer(fill: Callable[[xlsxwriter.Workbook], object]) -> Callable[[], bytes]:
    def make() -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            fill(book)
        return out.getvalue()

    return make


def _texts(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet("数据")
    texts = [
        "＝SUM(A1)",
        "=cmd|' /C calc'!A0",
        "<img src=x onerror=alert(1)>",
        "现场📷",
        "字" * 200,
        "１２．５",
        "a\nb",
    ]
    for row, text in enumerate(texts):
        page.write_string(row, 0, text)


def _merged(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet()
    page.merge_range(0, 0, 0, 3, "直径 10±0.1")
    page.write_row(1, 0, [9.95, 9.97, 10.01, 10.02])


def _formulas(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet()
    page.write_formula(0, 0, "=1+1", value=2)
    page.write_formula(1, 0, '=WEBSERVICE("http://example.invalid/")', value="x")  # pyright: ignore
    page.write_url(2, 0, "https://example.invalid/", string="链接")


def _macro() -> bytes:
    return packed(parts() | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600})


def _link(kind: str) -> bytes:
    body = {
        "book": f'<externalBook xmlns:r="{REL}" r:id="rId1"/>',
        "dde": '<ddeLink ddeService="cmd" ddeTopic="/C calc"><ddeItems><ddeItem name="A0"/></ddeItems></ddeLink>',
    }[kind]
    return packed(parts() | {"xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink xmlns="{MAIN}">{body}</externalLink>'})  # fmt: skip


def _wps() -> bytes:
    """As WPS writes: targets from the root, a workbook part with its own namespaces, no dimension, UTF-8 with mark."""
    rels = f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>'
    app = f"{HEAD}<Properties><Application>WPS 表格</Application></Properties>"
    sheet = "\ufeff" + sheet_xml().replace(
        "<worksheet ", '<worksheet xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
    )
    return packed(parts(**{"xl/_rels/workbook.xml.rels": rels, "docProps/app.xml": app, SHEET: sheet}))  # fmt: skip


def _prefixed() -> bytes:
    sheet = sheet_xml().replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    return packed(parts(**{SHEET: sheet}))


def _utf16() -> bytes:
    return packed(parts(**{SHEET: sheet_xml().replace("UTF-8", "UTF-16").encode("utf-16")}))


def _row(number: object, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def _cell(ref: str, value: object = 1, more: str = "") -> str:
    return f'<c r="{ref}"{more}><v>{value}</v></c>'


def _book(id: str, make: Callable[[], bytes], verdict: Verdict, *, hostile: bool = True, name: str = "数据.xlsx") -> Specimen:  # fmt: skip
    return Specimen(f"xlsx-{id}", "table", name, make, verdict, hostile)


def _loop() -> bytes:
    """An OLE file whose allocation table leads in a circle."""
    data = bytearray(xls(XlsSheet("旧表", {(0, 0): 1.5})))
    fat = int.from_bytes(data[76:80], "little")
    at = (fat + 1) * 512
    data[at : at + 4] = (0).to_bytes(4, "little")
    return bytes(data)


DTD_PARTS = {
    "workbook": "xl/workbook.xml", "sheet": SHEET, "types": "[Content_Types].xml", "rels": "_rels/.rels",
    "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml", "core": "docProps/core.xml",
    "custom": "docProps/custom.xml", "drawing": "xl/drawings/drawing1.xml", "vml": "xl/drawings/vmlDrawing1.vml",
    "comments": "xl/comments1.xml", "unlinked": "xl/worksheets/sheet9.xml",
}  # fmt: skip
DEEP = "<a>" * 100_000 + "</a>" * 100_000
HIDDEN = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 20_000 + "</cols>"
SPECIMENS = [
    *(_book(f"dtd-{key}", with_dtd(part, LAUGHS), refused("xml-dtd")) for key, part in DTD_PARTS.items()),
    *(_book(f"entity-{key}", with_dtd(part, REACH), refused("xml-dtd")) for key, part in DTD_PARTS.items()),
    _book("dtd-utf16", lambda: packed(parts(**{SHEET: (HEAD.replace("UTF-8", "UTF-16") + REACH + "<x>&a;</x>").encode("utf-16")})), refused("xml-dtd")),
    _book("deep", with_part(SHEET, f'<worksheet xmlns="{MAIN}">{DEEP}</worksheet>'), Verdict(False, taken=0)),
    _book("many-attributes", with_rows("<row " + " ".join(f'a{at}="1"' for at in range(60_000)) + "/>"), Verdict(False, taken=0)),
    _book("row-beyond", with_rows(_row(99_999_999_999, _cell("A99999999999"))), refused("table-too-large", "table-damaged", "xml-damaged")),
    _book("row-last-of-all", with_rows(_row(1, _cell("A1")) + _row(1_048_576, _cell("XFD1048576"))), refused("table-too-large")),
    _book("row-far-formula", with_rows(_row(900_000_000, "<c><f>1</f></c>")), refused("table-too-large", "table-damaged")),
    _book("column-beyond", with_rows(_row(1, _cell("ZZZZZZ1"))), Verdict(True)),
    _book("column-zzz", with_rows(_row(1, _cell("ZZZ1"))), refused("table-too-large", "table-damaged")),
    _book("string-out-of-range", with_rows(_row(1, _cell("A1", 999, ' t="s"'))), refused("table-damaged")),
    _book("string-negative", with_rows(_row(1, _cell("A1", -1, ' t="s"'))), refused("table-damaged")),
    _book("hidden-many-times", with_rows(ROWS, HIDDEN), accepted(6)),
    _book("merged-many-times", with_rows(ROWS, "", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 3_000 + "</mergeCells>"), accepted(6)),
    _book("sheet-outside", with_part("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/worksheet" Target="../../../etc/passwd"/></Relationships>'), refused("table-damaged")),
    _book("sheet-external", with_part("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/worksheet" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'), refused("table-damaged")),
    _book("encoding-unknown", with_part(SHEET, sheet_xml().replace("UTF-8", "UTF-99")), refused("xml-damaged")),
    _book("encoding-wide", with_part(SHEET, sheet_xml().replace("UTF-8", "gb18030")), refused("xml-damaged")),
    _book("no-workbook", with_part("xl/workbook.xml", None), refused("table-damaged")),
    _book("no-sheet", with_part(SHEET, None), refused("table-damaged")),
    _book("sheet-no-xml", with_part(SHEET, b"\x00\x01\x02"), refused("xml-damaged", "table-damaged")),
    _book("cut-sheet", with_part(SHEET, sheet_xml()[:-60]), refused("xml-damaged", "table-damaged")),
    _book("truncated", lambda: packed(parts())[:900], refused("table-damaged", "table-kind-unsupported", "file-not-what-its-name-says", "package-without-workbook", "zip-damaged")),
    _book("bomb", lambda: packed(parts(**{SHEET: sheet_xml() + " " * 170_000_000})), refused("zip-entry-too-large")),
    _book("traversal", lambda: packed(parts() | {"../evil.xml": "<x/>"}), refused("zip-name-traversal")),
    _book("encrypted", lambda: compound("EncryptedPackage", b"x"), refused("table-encrypted", "table-kind-unsupported")),
    _book("html-named-xls", lambda: "<html><table><tr><td>直径</td></tr></table></html>".encode("gb18030"), refused("table-kind-unsupported", "file-not-what-its-name-says"), name="报表.xls"),
    _book("zip-named-xlsx", lambda: packed({"a.txt": "x"}), refused("file-not-what-its-name-says", "table-kind-unsupported")),
    _book("xls-endless-chain", _loop, Verdict(False), name="旧.xls"),
    _book("xls-truncated", lambda: xls(XlsSheet("旧表", {(0, 0): 1.5}))[:1500], Verdict(True), name="旧.xls"),
    _book("plain", with_rows(ROWS), accepted(6), hostile=False),
    _book("wps", _wps, accepted(6), hostile=False),
    _book("prefixed", _prefixed, accepted(6), hostile=False),
    _book("utf16-part", _utf16, accepted(6), hostile=False),
    _book("macro", _macro, accepted(6), name="数据.xlsm"),
    _book("link", lambda: _link("book"), accepted(6)),
    _book("dde", lambda: _link("dde"), accepted(6)),
    _book("formulas", by_writer(_formulas), accepted(3), hostile=False),
    _book("texts", by_writer(_texts), accepted(7), hostile=False),
    _book("merged", by_writer(_merged), accepted(5), hostile=False),
    _book("empty-sheets", by_writer(lambda book: [book.add_worksheet(), book.add_worksheet().write(0, 0, 1)]), accepted(1), hostile=False),
    _book("sheet-name-emoji", by_writer(lambda book: book.add_worksheet("现场📷").write(0, 0, 1)), accepted(1), hostile=False),
    _book("nan", with_rows(_row(1, _cell("A1", "NaN") + _cell("B1", "1e999") + _cell("C1", 5))), Verdict(False), hostile=False),
    _book("no-references", with_rows("<row><c><v>1</v></c><c><v>2</v></c></row>"), accepted(2), hostile=False),
    _book("xls", lambda: xls(XlsSheet("旧表", {(0, 0): "直径", (1, 0): 1.5, (2, 0): ("percent", 0.5)})), accepted(3), hostile=False, name="旧.xls"),
    _book("xls-named-xlsx", lambda: xls(XlsSheet("旧表", {(0, 0): 1.5})), accepted(1), hostile=False),
    _book("xlsx-named-xls", with_rows(ROWS), accepted(6), hostile=False, name="新.xls"),
]  # fmt: skip
