"""Photos made small for print: turned upright, within a number of pixels, as JPEG.

The original stays in the case; what can't be read or is too large to be opened safely gives None.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

MEDIA = frozenset({"image/jpeg", "image/png", "image/webp"})
#: Pixels beyond which a picture is not opened (SECURITY: header pixels are capped before decoding). A plain JPEG is
#: read at an eighth of its size at once, so the biggest cameras' pictures take no more memory than a small one.
MOST_PIXELS, MOST_JPEG_PIXELS = 60_000_000, 160_000_000
_QUALITY = 78
#: Pillow's own alarm, far above our limit: an error, or a warning where warnings are errors.
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


Image.MAX_IMAGE_PIXELS = MOST_JPEG_PIXELS  # Pillow's own alarm, above which it warns; our caps stand at the header


def thumbnail(content: bytes, longest: int = 560) -> tuple[bytes, tuple[int, int]] | None:
    """A JPEG at most ``longest`` pixels wide and high, and its size; None where the picture can't be had."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > _most(picture) or min(picture.size) < 1:
                return None
            picture.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            return _jpeg(_opaque(upright)), upright.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, *_BOMBS):
        return None


def _most(picture: Image.Image) -> int:
    """How many pixels this kind of picture may have; a progressive JPEG is decoded whole whatever size is wanted."""
    plain = picture.format == "JPEG" and not picture.info.get("progressive")
    return MOST_JPEG_PIXELS if plain else MOST_PIXELS


def _opaque(picture: Image.Image) -> Image.Image:
    """The picture in RGB, what is transparent on white."""
    if picture.mode in ("RGBA", "LA") or "transparency" in picture.info:
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
        return ground
    return picture.convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
