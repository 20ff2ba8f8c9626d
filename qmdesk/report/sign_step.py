"""One signature put into a PDF, by pyHanko. Load this only where a report is signed or its fields are read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils import misc
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import TextStampStyle

from qmdesk.model.problem import Problem, Refused
from qmdesk.report.sign_block import read_handwriting, style, wrapped
from qmdesk.report.sign_plan import Place, is_field_of_ours, role_of
from qmdesk.report.verify_signatures import ANNOUNCED
from qmdesk.trust import engine
from qmdesk.trust.cms import UNREADABLE
from qmdesk.trust.keys import Identity
from qmdesk.trust.token import told_by_token

_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Field:
    """A signature field of a PDF: the name expected in it (or ""), whether it is signed, whether signing it locks, its
    place on a page, and whether what stands in it is a time stamp and no signature."""

    field: str
    name: str
    signed: bool
    locks: bool
    page_box: tuple[float, float, float, float] | None
    is_stamp: bool = False

    @property
    def place(self) -> Place:
        return Place(self.field, role_of(self.field), self.name)


@dataclass(frozen=True, slots=True)
class Step:
    """One signature: its place, the fields to make first (at the first signature), and what its block says."""

    place: Place
    create: tuple[Place, ...]
    first: bool
    last: bool
    text: tuple[str, ...]
    handwriting: Path | bytes | None
    tsa_url: str


def read_pdf(content: bytes) -> PdfFileReader:
    """A PDF by pyHanko's strict reader. Raises Refused: report-unreadable, report-encrypted."""
    engine.hush()
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=True)
        if reader.security_handler is not None:
            raise Refused(Problem("report-encrypted"))
        _ = reader.root["/Pages"]
    except (misc.PdfError, *UNREADABLE) as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error
    return reader


def fields_of(content: bytes) -> tuple[Field, ...]:
    """The signature fields of a PDF, in order.

    Raises Refused: report-unreadable, report-encrypted, report-has-form (fields that are no signatures of ours).
    """
    reader = read_pdf(content)
    try:
        return tuple(_fields(reader))
    except (misc.PdfError, *UNREADABLE) as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error


def _fields(reader: PdfFileReader) -> Iterator[Field]:
    form = _of(reader.root, "/AcroForm", {})
    if "/XFA" in form:
        raise Refused(Problem("report-has-form", "XFA"))
    for reference in _of(form, "/Fields", ()):
        field = reference.get_object()
        name, kids = str(_of(field, "/T", "")), _of(field, "/Kids", ())
        if _of(field, "/FT") != "/Sig" or not is_field_of_ours(name) or any("/T" in kid.get_object() for kid in kids):
            raise Refused(Problem("report-has-form", name))
        locks = _of(_of(field, "/Lock", {}), "/P") == MDPPerm.NO_CHANGES.value
        edges = tuple(float(edge) for edge in _of(field, "/Rect", ()))
        box = edges if len(edges) == 4 and edges[2] > edges[0] and edges[3] > edges[1] else None
        value = _of(field, "/V")
        stamp = value is not None and _of(value, "/Type") == "/DocTimeStamp"
        yield Field(name, str(_of(field, "/TU", "")), value is not None, locks, box, stamp)


def _of(dictionary: Any, key: str, default: Any = None) -> Any:  # noqa: ANN401 - objects of a PDF
    """The value of a key with references followed, which ``get`` doesn't do."""
    return dictionary[key] if key in dictionary else default  # noqa: SIM401 - see above


def sign(content: bytes, identity: Identity, step: Step) -> bytes:
    """The PDF with one more signature. Raises Refused: report-unreadable, handwriting-unreadable, time-stamp-failed."""
    engine.hush()
    signer = identity.pdf_signer()
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=True)
    try:
        for place in step.create:
            append_signature_field(writer, _spec(place, locks=place == step.create[-1]))
        permissions = MDPPerm.NO_CHANGES if step.last else MDPPerm.FILL_FORMS
        described = PdfSignatureMetadata(
            field_name=step.place.field,
            md_algorithm=engine.digest_for(signer),
            name=identity.name,
            subfilter=SigSeedSubFilter.PADES,
            certify=step.first,
            docmdp_permissions=permissions,
            app_build_props=BuildProps(name="qmdesk", revision=ANNOUNCED) if step.tsa_url else None,
        )
        block = _block(content, step)
        stamper = HTTPTimeStamper(step.tsa_url) if step.tsa_url else None
        signing = PdfSigner(described, signer, stamp_style=block, timestamper=stamper)
        text = {"text": "\n".join(line for each in step.text for line in wrapped(each))}
        signed: Any = signing.sign_pdf(
            writer, existing_fields_only=True, output=io.BytesIO(), appearance_text_params=text
        )
    except TimestampRequestError as error:
        raise Refused(Problem("time-stamp-failed", step.tsa_url)) from error
    except Exception as error:
        told = told_by_token(error, identity.name)
        if told is not None:
            raise told from error
        if isinstance(error, (misc.PdfError, *UNREADABLE)):
            raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error
        raise
    return signed.getvalue()


def _spec(place: Place, *, locks: bool) -> SigFieldSpec:
    box = place.box
    return SigFieldSpec(
        place.field,
        on_page=box.page if box is not None else 0,
        box=box.rect if box is not None else None,  # pyright: ignore[reportArgumentType]
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if locks else None,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if locks else None,
        readable_field_name=place.name or None,
    )


def _block(content: bytes, step: Step) -> TextStampStyle | None:
    """How the signature looks in its field; None where the field has no place on a page."""
    rect = step.place.box.rect if step.place.box is not None else _rect_of(content, step.place.field)
    picture = read_handwriting(step.handwriting) if step.handwriting is not None else None
    if rect is None:
        return None
    return style(
        rect[2] - rect[0], rect[3] - rect[1], picture, "".join(line for each in step.text for line in wrapped(each))
    )


def _rect_of(content: bytes, field: str) -> Sequence[float] | None:
    return next((each.page_box for each in fields_of(content) if each.field == field), None)
