"""What a report says of itself beside its pages: title, author, subject, keywords must stay as they were signed.

The signature library lets metadata change behind a signature. A reader shows them as the title of the window, so here
they may not.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from qmdesk.model.problem import Problem


def described_otherwise(content: bytes, signed: int) -> tuple[Problem, ...]:
    """A problem where the metadata differ from those in the first ``signed`` bytes; also where more or fewer pages,
    or other things hang on the catalog than then."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content[:signed])) as first, pikepdf.open(io.BytesIO(content)) as last:
            same = _told(first) == _told(last)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        same = False
    return () if same else (Problem("report-described-otherwise"),)


def store_shrunk(content: bytes, stamped: Sequence[int]) -> tuple[Problem, ...]:
    """A problem where certificates or revocation lists that a time stamp covered are gone: the store may only grow.
    ``stamped`` are the ends of the stamps in bytes."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as last:
            kept = _stored(last)
        for end in stamped:
            with pikepdf.open(io.BytesIO(content[:end])) as earlier:
                if not _stored(earlier) <= kept:
                    return (Problem("report-store-shrunk"),)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return (Problem("report-store-shrunk"),)
    return ()


def _stored(pdf: Any) -> set[bytes]:  # noqa: ANN401
    store = pdf.Root.get("/DSS", {})
    return {bytes(each.read_bytes()) for name in ("/Certs", "/CRLs", "/OCSPs") for each in store.get(name, [])}


def _told(pdf: Any) -> tuple[object, ...]:  # noqa: ANN401 - pikepdf is not typed throughout
    info = {str(key): str(value) for key, value in pdf.docinfo.items() if key not in _SIGNING_WRITES}
    catalog = sorted(str(key) for key in pdf.Root if key not in _MAY_COME)
    xmp = dict[str, str]()
    if "/Metadata" in pdf.Root:  # opening it would make one
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            xmp = {key: str(value) for key, value in meta.items() if key.rpartition("}")[2] not in _SIGNING_WRITES_XMP}
    return info, xmp, catalog, len(pdf.pages)


#: What signing writes anew: when, and with which library.
_SIGNING_WRITES = ("/ModDate", "/Producer")
_SIGNING_WRITES_XMP = ("ModifyDate", "MetadataDate", "Producer")
#: What signing and stamping put into the catalog.
_MAY_COME = ("/DSS", "/Extensions", "/Perms", "/AcroForm")
