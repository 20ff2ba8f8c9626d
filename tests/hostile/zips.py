"""Zips: every way in which names, sizes and places in them can lie, and zips that only look odd."""

from __future__ import annotations

import io
import os
import stat
import struct
import unicodedata
import zipfile

from tests.gate.zip_factory import Part, build, names
from tests.hostile.pictures import jpeg, png
from tests.hostile.specimen import Specimen, Verdict, accepted, aside, refused

UTF8 = 0x800
GOOD = Part("照片/一.jpg".encode(), jpeg(), flags=UTF8)


def _with(*parts: Part) -> bytes:
    return build(GOOD, *parts)


def _named(name: str) -> bytes:
    return _with(Part(name.encode("utf-8", "surrogatepass"), b"text", flags=UTF8))


def _streamed() -> bytes:
    """As a program writes that can't go back in its output: sizes follow the data."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jpg", jpeg())
        archive.writestr("b.png", png())
    return bytes(pipe.data)


def _zip64() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.jpg", "w", force_zip64=True) as entry:
        entry.write(jpeg())
    return out.getvalue()


def _overlap() -> bytes:
    """An entry whose data is another entry, header and all, which the directory lists too."""
    inner = build(Part(b"inner.txt", b"x" * 50, deflate=False))
    local = inner[: inner.index(b"PK\x01\x02")]
    outer = Part(b"outer.txt", local, deflate=False)
    return build(outer, Part(b"inner.txt", b"x" * 50, deflate=False, offset=30 + len(b"outer.txt")))


def _compressed_zeros(size: int) -> Part:
    return Part(b"zeros.bin", b"\0" * size)


def _lying(size: int, says: int) -> bytes:
    return _with(Part(b"lies.bin", b"\0" * size, size=says))


def _beyond_total() -> bytes:
    """Six files of 99 MB by their directory, made of little."""
    block = os.urandom(700_000) + b"\0" * (99 * 2**20 - 700_000)
    first = Part(b"0.bin", block)
    parts = [Part(f"{at}.bin".encode(), b"", packed=first.data, size=len(block), crc=1, method=8) for at in range(6)]
    return build(GOOD, *parts)


def _many(count: int) -> bytes:
    return build(*(Part(f"照片/{at}.txt".encode(), b"%d" % at, flags=UTF8, deflate=False) for at in range(count)))


def _nfc_pair() -> bytes:
    name = "é.jpg"
    return _with(*(Part(unicodedata.normalize(form, name).encode(), b"x", flags=UTF8) for form in ("NFC", "NFD")))


def _archive_comment() -> bytes:
    return build(GOOD, comment="由打包软件生成".encode("gb18030"))


def _gbk() -> bytes:
    return build(
        Part("自评资料/设备点检表.jpg".encode("gb18030"), jpeg()), Part("自评资料/𬭎.png".encode("gb18030"), png())
    )


def _macos() -> bytes:
    return build(GOOD, Part(b"__MACOSX/._a.jpg", b"x"), Part(b".DS_Store", b"x"), Part(b"~$a.docx", b"x"))


def _split_directory() -> bytes:
    data = bytearray(_with())
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<H", data, end + 4, 1)
    return bytes(data)


def _wide_lie() -> bytes:
    return _with(Part(b"wide.bin", b"x", size=2**60, zip64=True))


def _wide_missing() -> bytes:
    return _with(Part(b"wide.bin", b"x", size=0xFFFFFFFF))


BAD_NAMES: dict[str, tuple[str, str]] = {
    "parent": ("../evil.txt", "zip-name-traversal"),
    "parent-inside": ("a/../../evil.txt", "zip-name-traversal"),
    "parent-backslash": ("a\\..\\..\\evil.txt", "zip-name-traversal"),
    "dot": ("./a/./b", "zip-name-traversal"),
    "dots-and-spaces": ("a/. ./b", "zip-name-traversal"),
    "doubled-slash": ("a//b", "zip-name-traversal"),
    "root": ("/etc/passwd", "zip-name-absolute"),
    "share": ("\\\\server\\share\\x", "zip-name-absolute"),
    "drive": ("C:\\windows\\x.dll", "zip-name-absolute"),
    "drive-relative": ("c:evil.txt", "zip-name-absolute"),
    "stream": ("a.txt:evil.exe", "zip-name-device"),
    "con": ("con", "zip-name-device"),
    "com1": ("a/COM1.txt", "zip-name-device"),
    "lpt-superscript": ("LPT¹", "zip-name-device"),
    "nul-padded": ("NUL  .txt", "zip-name-device"),
    "nul-byte": ("a.jpg\0.exe", "zip-name-control"),
    "newline": ("a\nb.txt", "zip-name-control"),
    "escape": ("\x1b[31mred.txt", "zip-name-control"),
    "c1": ("a\x9bb.txt", "zip-name-control"),
    "line-separator": ("a\u2028b.txt", "zip-name-control"),
    "bidi": ("\u202egpj.exe", "zip-name-bidi"),
    "bidi-isolate": ("a\u2066b\u2069.jpg", "zip-name-bidi"),
    "too-long": ("a" * 600, "zip-name-length"),
    "empty": ("", "zip-name-length"),
}
ODD_NAMES = ["aux-设备.pdf", "console.txt", "现场📷.jpg", "字" * 200 + ".jpg", "a b  c.txt", "第1季度 (终稿)—最终版！.txt", "no-extension", ".gitignore", "a" * 120 + "/" + "b" * 120, "com10.txt", "＝公式.txt", "=cmd.txt", "<img src=x>.txt"]  # fmt: skip


def _hostile(name: str, make: object, verdict: Verdict) -> Specimen:
    return Specimen(f"zip-{name}", "import", "资料.zip", make, verdict)  # type: ignore[arg-type]


def _odd(name: str, make: object, verdict: Verdict) -> Specimen:
    return Specimen(f"zip-{name}", "import", "资料.zip", make, verdict, hostile=False)  # type: ignore[arg-type]


SPECIMENS = [
    *(
        _hostile(f"name-{key}", lambda name=name: _named(name), aside(1, code))
        for key, (name, code) in BAD_NAMES.items()
    ),
    *(_odd(f"odd-name-{at}", lambda name=name: _named(name), accepted(2)) for at, name in enumerate(ODD_NAMES)),
    _hostile("name-encoding", lambda: _with(Part(b"\xff\xfe\x80.txt", b"x")), aside(1, "zip-name-encoding")),
    _hostile("symlink", lambda: _with(Part(b"link", b"/etc/passwd", system=3, mode=stat.S_IFLNK | 0o777)), aside(1, "zip-link")),
    _hostile("device-node", lambda: _with(Part(b"node", b"", system=3, mode=stat.S_IFBLK | 0o600)), aside(1, "zip-link")),
    _hostile("fifo", lambda: _with(Part(b"pipe", b"", system=3, mode=stat.S_IFIFO | 0o600)), aside(1, "zip-link")),
    _hostile("nested", lambda: _with(Part(b"inner.zip", names("a.txt"))), aside(1, "zip-nested")),
    _hostile("nested-named-jpg", lambda: _with(Part(b"inner.jpg", names("a.txt"))), aside(1, "zip-nested")),
    _hostile("nested-rar", lambda: _with(Part(b"inner.rar", b"Rar!\x1a\x07\x00" + b"x" * 50)), aside(1, "zip-nested")),
    _hostile("nested-7z", lambda: _with(Part(b"inner.7z", b"7z\xbc\xaf\x27\x1c" + b"x" * 50)), aside(1, "zip-nested")),
    _hostile("program", lambda: _with(Part(b"setup.exe", b"MZ\x90\0" + b"x" * 50)), aside(1, "evidence-program")),
    _hostile("overlap", _overlap, refused("zip-overlap")),
    _hostile("same-data-twice", lambda: build(GOOD, Part(GOOD.name, jpeg(), flags=UTF8, offset=0)), refused("zip-overlap")),
    _hostile("duplicate", lambda: _with(Part(b"a.txt", b"1"), Part(b"a.txt", b"2")), aside(1, "zip-duplicate")),
    _hostile("duplicate-case", lambda: _with(Part(b"a.txt", b"1"), Part(b"A.TXT", b"2")), aside(1, "zip-duplicate")),
    _hostile("duplicate-slash", lambda: _with(Part(b"a/b", b"1"), Part(b"a\\b", b"2")), aside(1, "zip-duplicate")),
    _hostile("duplicate-nfc", _nfc_pair, aside(1, "zip-duplicate")),
    _hostile("too-many", lambda: _many(2_001), refused("zip-too-many-entries")),
    _hostile("ratio", lambda: _with(_compressed_zeros(12_000_000)), aside(1, "zip-ratio")),
    _hostile("ratio-lying", lambda: _lying(12_000_000, 100), aside(1, "zip-entry-damaged", "zip-ratio")),
    _hostile("size-lying-up", lambda: _lying(1_000, 2_000), aside(1, "zip-entry-damaged")),
    _hostile("size-lying-down", lambda: _lying(2_000, 1_000), aside(1, "zip-entry-damaged")),
    _hostile("entry-too-large", lambda: _with(Part(b"x", b"x", size=101 * 2**20)), aside(1, "zip-entry-too-large")),
    _hostile("total-too-large", _beyond_total, refused("zip-too-large")),
    _hostile("wide-lie", _wide_lie, aside(1, "zip-entry-too-large")),
    _hostile("wide-missing", _wide_missing, refused("zip-damaged")),
    _hostile("crc", lambda: _with(Part(b"a.txt", b"text", crc=1)), aside(1, "zip-entry-damaged")),
    _hostile("deflate-garbage", lambda: _with(Part(b"a.txt", b"text", packed=b"\xff" * 40)), aside(1, "zip-entry-damaged")),
    _hostile("encrypted", lambda: _with(Part(b"a.txt", b"text", flags=1)), aside(1, "zip-encrypted")),
    _hostile("all-encrypted", lambda: build(Part(b"a.txt", b"text", flags=1)), refused("zip-encrypted")),
    _hostile("deflate64", lambda: _with(Part(b"a.txt", b"text", method=9)), aside(1, "zip-method")),
    _hostile("local-name-differs", lambda: _with(Part(b"a.txt", b"x", local_name=b"b.exe")), refused("zip-damaged")),
    _hostile("local-method-differs", lambda: _with(Part(b"a.txt", b"x", local_method=0)), refused("zip-damaged")),
    _hostile("truncated", lambda: _with()[:-30], refused("zip-damaged")),
    _hostile("tail", lambda: build(GOOD, tail=b"more"), refused("zip-damaged")),
    _hostile("count-too-small", lambda: build(GOOD, Part(b"b", b"x"), count=1), refused("zip-damaged")),
    _hostile("count-too-large", lambda: build(GOOD, count=5), refused("zip-damaged")),
    _hostile("second-disk", _split_directory, refused("zip-damaged")),
    _hostile("program-in-front", lambda: build(GOOD, prefix=b"MZ\x90\0"), refused("evidence-program")),
    _odd("gbk-names", _gbk, accepted(2)),
    _odd("utf8-unflagged", lambda: build(Part("资料/一.jpg".encode(), jpeg())), accepted(1)),
    _odd("backslashes", lambda: build(Part(b"docs\\a.jpg", jpeg())), accepted(1)),
    _odd("streamed", _streamed, accepted(2)),
    _odd("zip64", _zip64, accepted(1)),
    _odd("comment", _archive_comment, accepted(1)),
    _odd("folders", lambda: build(Part(b"a/", b"", deflate=False), Part(b"a/b.jpg", jpeg())), accepted(1)),
    _odd("macos-litter", _macos, accepted(1)),
    _odd("office-inside", lambda: _with(Part(b"a.docx", names("[Content_Types].xml", "word/document.xml"))), accepted(2)),
    _odd("empty-file-inside", lambda: _with(Part(b"a.txt", b"")), aside(1, "file-empty")),
    _odd("three-hundred", lambda: _many(300), accepted(300)),
    _odd("empty", build, refused()),
]  # fmt: skip
