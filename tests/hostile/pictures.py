"""Pictures: with a camera's nonsense, cut off, with headers that promise too much, with something else behind them."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.gate.zip_factory import names
from tests.hostile.specimen import Specimen, accepted, refused


def jpeg(size: tuple[int, int] = (40, 30), exif: bytes = b"") -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, (200, 30, 30))
    image.save(out, "JPEG", exif=exif) if exif else image.save(out, "JPEG")
    return out.getvalue()


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (30, 30, 200)).save(out, "PNG")
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png_of(width: int, height: int, *more: bytes) -> bytes:
    """A PNG whose header says anything; its pixels are a stream of zeros that unpacks to whatever is asked."""
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


def _exif(taken: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = taken
    return exif.tobytes()


def _tiff(entries: bytes, count: int) -> bytes:
    return b"Exif\0\0II*\0" + struct.pack("<LH", 8, count) + entries + b"\0\0\0\0"


def _broken_exif() -> bytes:
    good = jpeg(exif=_exif("2026:07:01 09:30:00"))
    at = good.index(b"Exif\0\0") + 6
    return good[:at] + b"\xff" * 20 + good[at + 20 :]


def _endless_exif() -> bytes:
    """A directory that points to itself."""
    return jpeg(
        exif=b"Exif\0\0II*\0" + struct.pack("<LH", 8, 1) + struct.pack("<HHLL", 0x8769, 4, 1, 8) + struct.pack("<L", 8)
    )


def _huge_exif() -> bytes:
    """One tag that says it has four thousand million values."""
    return jpeg(exif=_tiff(struct.pack("<HHLL", 0x9003, 2, 0xFFFFFFFF, 8), 1))


def _many_exif() -> bytes:
    return jpeg(exif=_tiff(struct.pack("<HHLL", 0x010E, 2, 60_000, 26) * 5_000, 5_000))


def _text_bomb() -> bytes:
    packed = zlib.compress(b"\0" * 80_000_000, 9)
    return png_of(40, 30, chunk(b"zTXt", b"Comment\0\0" + packed))


def _profile_bomb() -> bytes:
    return png_of(40, 30, chunk(b"iCCP", b"p\0\0" + zlib.compress(b"\0" * 80_000_000, 9)))


def _gif_of(width: int, height: int) -> bytes:
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0x80, 0, 0)
        + b"\0" * 6
        + b"\x2c\0\0\0\0"
        + struct.pack("<HHB", width, height, 0)
        + b"\x02\x02\x4c\x01\0;"
    )


def _heic() -> bytes:
    return struct.pack(">L", 24) + b"ftypheic" + b"\0" * 12 + b"\xff" * 200


SPECIMENS = [
    Specimen("jpeg", "picture", "照片.jpg", jpeg, accepted(1), hostile=False),
    Specimen("png", "picture", "照片.png", png, accepted(1), hostile=False),
    Specimen("heic-kept", "import", "IMG_0001.HEIC", _heic, accepted(1), hostile=False),
    Specimen(
        "jpeg-exif", "picture", "a.jpg", lambda: jpeg(exif=_exif("2026:07:01 09:30:00")), accepted(1), hostile=False
    ),
    Specimen("jpeg-broken-exif", "picture", "a.jpg", _broken_exif, accepted(1), hostile=False),
    Specimen(
        "jpeg-exif-nonsense-time", "picture", "a.jpg", lambda: jpeg(exif=_exif("昨天下午")), accepted(1), hostile=False
    ),
    Specimen("jpeg-named-png", "import", "a.png", jpeg, accepted(1), hostile=False),
    Specimen("jpeg-named-with-emoji", "import", "现场📷.jpg", jpeg, accepted(1), hostile=False),
    Specimen("jpeg-long-name", "import", "照" * 75 + ".jpg", jpeg, accepted(1), hostile=False),
    Specimen("jpeg-exif-endless", "picture", "a.jpg", _endless_exif, accepted(1)),
    Specimen("jpeg-exif-huge-count", "picture", "a.jpg", _huge_exif, accepted(1)),
    Specimen("jpeg-exif-many-tags", "picture", "a.jpg", _many_exif, accepted(1)),
    Specimen("jpeg-truncated", "picture", "a.jpg", lambda: jpeg((400, 300))[:600], refused("image-damaged")),
    Specimen("jpeg-three-bytes", "picture", "a.jpg", lambda: b"\xff\xd8\xff", refused("image-damaged")),
    Specimen(
        "jpeg-damaged-is-kept", "import", "a.jpg", lambda: b"\xff\xd8\xff" + b"\0" * 99, accepted(1, "image-damaged")
    ),
    Specimen("png-60m-pixels", "picture", "a.png", lambda: png_of(60_001, 1_000), refused("image-too-large")),
    Specimen("png-60m-is-kept", "import", "b.png", lambda: png_of(60_001, 1_001), accepted(1, "image-too-large")),
    Specimen("png-2g-pixels", "picture", "a.png", lambda: png_of(0x7FFFFFFF, 0x7FFFFFFF), refused("image-too-large")),
    Specimen("png-zero-pixels", "picture", "a.png", lambda: png_of(0, 0), refused("image-damaged")),
    Specimen(
        "png-text-bomb", "picture", "a.png", _text_bomb, refused("image-damaged", "reading-memory", "image-too-large")
    ),
    Specimen("png-profile-bomb", "picture", "a.png", _profile_bomb, refused("image-damaged", "reading-memory")),
    Specimen("png-truncated", "picture", "a.png", lambda: png((400, 300))[:300], refused("image-damaged")),
    Specimen("gif-huge", "picture", "a.gif", lambda: _gif_of(65_535, 65_535), refused("image-too-large")),
    Specimen("jpeg-and-zip", "import", "a.jpg", lambda: jpeg() + names("../x.txt"), accepted(1)),
    Specimen("html-named-jpg", "import", "网页.jpg", lambda: b"<html><script>alert(1)</script></html>", accepted(1)),
    Specimen("program-named-jpg", "import", "a.jpg", lambda: b"MZ\x90\0" + b"\0" * 200, refused("evidence-program")),
    Specimen("elf-named-pdf", "import", "a.pdf", lambda: b"\x7fELF\x02" + b"\0" * 200, refused("evidence-program")),
    Specimen("empty-jpg", "import", "a.jpg", lambda: b"", refused("file-empty")),
    Specimen("pdf-kept", "import", "a.pdf", lambda: b"%PDF-1.7\n/OpenAction /JavaScript (app.alert(1))", accepted(1)),
    Specimen("pdf-and-zip", "import", "b.pdf", lambda: b"%PDF-1.7\n" + names("a/../../x"), accepted(1)),
    Specimen(
        "svg-kept",
        "import",
        "a.svg",
        lambda: b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>",
        accepted(1),
    ),
]
