"""Delimited texts and protocols: encodings, quotes and numbers as people and machines leave them."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.specimen import Specimen, Verdict, accepted, aside, refused

TABLE = "直径,长度\n9.95,20.1\n9.97,20.2\n"
READINGS = "直径\n9.95\n9.97\n10.01\n9.99\n10.02\n9.98\n"


def _text(id: str, make: Callable[[], bytes], verdict: Verdict, *, hostile: bool = True, name: str = "数据.csv", door: str = "table") -> Specimen:  # fmt: skip
    return Specimen(f"csv-{id}", door, name, make, verdict, hostile)


def _odd(id: str, text: str | bytes, taken: int | None, *, name: str = "数据.csv", door: str = "table") -> Specimen:
    data = text.encode() if isinstance(text, str) else text
    return _text(id, lambda: data, accepted(taken), hostile=False, name=name, door=door)


DFQ = "K0100 1\r\nK2001/1 1\r\nK2002/1 直径\r\nK2101/1 10\r\nK2110/1 9.9\r\nK2111/1 10.1\r\n9.95\x140\r\n9.97\x140\r\n10.01\x140\r\n"
PCDMIS = "DIM 位置1= 圆的位置圆 圆1  单位=毫米\nAX    NOMINAL       MEAS        +TOL        -TOL        DEV     OUTTOL\nX      10.000      10.010       0.050       0.050       0.010      0.000\n"
SPECIMENS = [
    _odd("utf8", TABLE, 6),
    _odd("utf8-mark", TABLE.encode("utf-8-sig"), 6),
    _odd("gbk", TABLE.encode("gb18030"), 6),
    _odd("utf16-mark", TABLE.encode("utf-16"), 6),
    _odd("utf16-le", TABLE.encode("utf-16-le"), 6),
    _odd("utf16-be", TABLE.encode("utf-16-be"), 6),
    _odd("utf32", TABLE.encode("utf-32"), 6),
    _odd("cr-only", TABLE.replace("\n", "\r"), 6),
    _odd("tabs", TABLE.replace(",", "\t"), 6),
    _odd("semicolon-comma", "直径;长度\n9,95;20,1\n9,97;20,2\n", 6),
    _odd("sep-line", "sep=;\n" + TABLE.replace(",", ";"), 6),
    _odd("quotes-over-lines", '名称,备注\n甲,"第一行\n第二行"\n乙,"他说""好"""\n', 6),
    _odd("full-width", "直径，１\n".replace("，", ",") + "９．９５,２０．１\n", 4),
    _odd("emoji", "名称,值\n现场📷,1\n", 4),
    _odd("empty-lines", "\n\n直径\n\n9.95\n\n", 2),
    _odd("formula-text", "名称,值\n=cmd|' /C calc'!A0,1\n@SUM(1),2\n", 6),
    _odd("html-text", "名称,值\n<img src=x>&amp;<b>粗</b>,1\n", 4),
    _odd("long-name", TABLE, 6, name="数" * 76 + ".csv"),
    _odd("one-cell", "1", 1),
    _odd("readings", READINGS, 6, door="import"),
    _odd("readings-full-width", "直径\n９．９５\n９．９７\n１０．０１\n", 3, door="import"),
    _odd("readings-gbk", READINGS.encode("gb18030"), 6, door="import", name="读数.csv"),
    _odd("dfq", DFQ, None, name="a.dfq"),
    _odd("dfq-gbk", DFQ.encode("gb18030"), None, name="a.dfq"),
    _odd("dfq-import", DFQ, 3, name="a.dfq", door="import"),
    _odd("pcdmis", PCDMIS, None, name="报告.txt"),
    _text("nan", f"{READINGS}NaN\ninf\n-Infinity\n1e400\n".encode, aside(6, "number-expected", "number-too-long"), door="import"),
    _text("underscore", f"{READINGS}1_000\n".encode, aside(6), door="import"),
    _text("stray-digits", f"{READINGS}٣٫٥\n໑\n".encode, aside(6), door="import"),
    _text("nul", lambda: b"a,b\n1,\x002\n", refused("csv-nul", "file-not-what-its-name-says", "table-kind-unsupported")),
    _text("many-nuls", lambda: b"a,b\n" + b"\0" * 500, Verdict(True)),
    _text("unclosed-quote", lambda: b'a,b\n"1,2\n3,4\n', refused("csv-quotes")),
    _text("swallowing-quote", lambda: b'a,b\n"1,2\n3,4\n5,6\n7,8"\n9,10\n', refused("csv-quotes")),
    _text("field-too-long", lambda: b'a,b\n"' + b"x" * 200_000 + b'",1\n', refused("csv-field-too-long")),
    _text("long-line", lambda: b"x" * 20_000_000, Verdict(False)),
    _text("encoding", lambda: b"a,b\n\xff\xff\xff,1\n", refused("csv-encoding")),
    _text("utf8-surrogate", lambda: b"a,b\n\xed\xa0\x80,1\n", refused("csv-encoding")),
    _text("utf16-lone", lambda: b"\xff\xfea\0,\0\x00\xd8,\x001\0", refused("csv-encoding")),
    _text("too-many-columns", lambda: b"," * 20_000, refused("table-too-large")),
    _text("too-many-places", lambda: b",".join([b""] * 1_001) + b"\n" + b"1,1\n" * 60_000, refused("table-too-large")),
    _text("quotes-only", lambda: b'"' * 1_000_001, refused("csv-quotes", "csv-field-too-long")),
    _text("html-named-csv", lambda: b"<html><table></table></html>", refused("file-not-what-its-name-says", "table-kind-unsupported")),
    _text("xml-laughs-named-csv", lambda: b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", refused("file-not-what-its-name-says", "table-kind-unsupported")),
    _text("empty", lambda: b"", refused("file-empty", "table-kind-unsupported")),
    _text("spaces-in-a-cell", lambda: b"a,b\n" + b" " * 3_000_000 + b"x,1\n", accepted(4)),
    _text("slow-numbers", lambda: b"name\n" + b"1" * 400_000 + b"x\n" + b"+-" * 200_000 + b"\n", Verdict(True), door="import"),
    _text("slow-words", ("名称\n" + "公差" * 100_000 + "\n" + "(" * 200_000 + "\n").encode, Verdict(True), door="import"),
    _text("many-headings", (",".join(f"特性{at}" for at in range(2_000)) + "\n" + ",".join(["9.95"] * 2_000) + "\n").encode, Verdict(True), door="import"),
    _text("dfq-endless-key", lambda: b"K0100 1\r\nK2002/99999999999 x\r\nK2002/1 d\r\n1\r\n2\r\n", Verdict(False), name="a.dfq"),
    _text("dfq-counts-lie", lambda: b"K0100 99999999\r\nK2002/1 d\r\n1\r\n2\r\n", Verdict(False), name="a.dfq"),
]  # fmt: skip
