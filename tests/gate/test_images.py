"""Claims about pictures: the header is asked before anything is decoded, and a camera's word is only its word."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from qmdesk.gate.images import Picture, describe, thumbnail
from qmdesk.model.problem import Refused


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), taken: str | None = None, turned: int = 1) -> bytes:
    image = Image.new("RGB", size, (200, 30, 30))
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(0x8769)[0x9003] = taken
    if turned != 1:
        exif[0x0112] = turned
    out = io.BytesIO()
    image.save(out, kind, exif=exif) if kind in ("JPEG", "PNG", "WEBP", "TIFF") else image.save(out, kind)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L", 13) + chunk + struct.pack(">L", zlib.crc32(chunk)) + b"\0\0\0\0IDAT"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_a_picture_is_measured(kind: str) -> None:
    found = describe(picture(kind))
    assert found is not None
    assert (found.width, found.height) == (40, 30)


def test_the_time_a_camera_wrote_is_told_as_a_claim() -> None:
    assert describe(picture(taken="2026:07:01 09:30:00")) == Picture(40, 30, "2026-07-01 09:30:00")


@pytest.mark.parametrize("taken", [None, "", "0000:00:00 00:00:00", "yesterday", "2026-07-01", "\x00\xff" * 50])
def test_nonsense_for_a_time_is_no_claim_and_no_harm(taken: str | None) -> None:
    found = describe(picture(taken=taken))
    assert found is not None
    assert found.captured == ""


def test_a_damaged_exif_block_is_no_harm() -> None:
    data = picture(taken="2026:07:01 09:30:00")
    at = data.index(b"Exif\0\0") + 6
    found = describe(data[:at] + b"\xff" * 20 + data[at + 20 :])
    assert found is not None
    assert (found.width, found.height) == (40, 30)


def test_too_many_pixels_are_refused_at_the_header() -> None:
    data = png_header(100_000, 100_000)
    for attempt in (lambda: describe(data, "照片.png"), lambda: thumbnail(data, 64, "照片.png")):
        with pytest.raises(Refused) as caught:
            attempt()
        problem = caught.value.problems[0]
        assert (problem.code, problem.where, problem.details["width"]) == ("image-too-large", "照片.png", 100_000)


@pytest.mark.parametrize("data", [picture()[:100], b"\xff\xd8\xff\xe0" + b"\0" * 50, png_header(0, 0)])
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        thumbnail(data, 64)
    assert caught.value.problems[0].code == "image-damaged"


def test_a_picture_cut_off_keeps_its_header_and_has_no_thumbnail() -> None:
    data = picture("JPEG", (800, 600))
    assert describe(data[: len(data) // 2]) == Picture(800, 600, "")
    with pytest.raises(Refused) as caught:
        thumbnail(data[: len(data) // 2], 64)
    assert caught.value.problems[0].code == "image-damaged"


def test_kinds_that_are_only_kept_are_not_opened() -> None:
    heic = struct.pack(">L", 24) + b"ftypheic" + b"\0" * 12
    assert describe(heic) is None
    with pytest.raises(Refused) as caught:
        thumbnail(heic, 64)
    assert caught.value.problems[0].code == "image-not-shown"


def test_a_thumbnail_is_small_upright_and_says_nothing_of_the_camera() -> None:
    small = thumbnail(picture("JPEG", (400, 200), taken="2026:07:01 09:30:00", turned=6), 64)
    with Image.open(io.BytesIO(small)) as image:
        assert (image.format, image.size) == ("PNG", (32, 64))
        assert not image.getexif()
    assert b"2026" not in small


def test_transparent_and_indexed_pictures_have_thumbnails(tmp_path: Path) -> None:
    for mode in ("RGBA", "P", "L", "CMYK", "1"):
        out = io.BytesIO()
        Image.new(mode, (300, 100)).save(out, "TIFF" if mode == "CMYK" else "PNG")
        with Image.open(io.BytesIO(thumbnail(out.getvalue(), 30))) as image:
            assert image.size == (30, 10)
