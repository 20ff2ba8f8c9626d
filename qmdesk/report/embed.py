"""The last step of a document: files inside it, metadata, and the marks of PDF/A-3.

What is done for PDF/A-3 (ISO 19005-3): every font embedded, an sRGB output intent, XMP metadata that agrees with the
information dictionary, each embedded file with its relationship and named in /AF, links that print. What is not:
the document has no structure tags, so it can only claim level B, and no validator has been run over it: the tests look
for what level B demands themselves (docs/verifying.md).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

from qmdesk.report import fonts, photos

_ICC_DATE = slice(24, 36)
_ICC_ID = slice(84, 100)
_FIXED_DATE = bytes.fromhex("07d00001000100000000000000")[:12]
_PRINTED = 4
_WORDS = ("title", "author", "subject", "keywords")


#: What gives each picture, by name.
Pictures = Mapping[str, Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    lang: str
    made_at: datetime
    program: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a document. ``relationship`` is Source, Data, Alternative, Supplement or Unspecified."""

    content: bytes
    media: str
    description: str
    relationship: str = "Data"


def finish(pages: bytes, about: About, attachments: Mapping[str, Attachment]) -> bytes:
    """The document with its attachments and metadata; the same bytes for the same input."""
    target = io.BytesIO()
    finish_into(target, pages, about, attachments, {})
    return target.getvalue()


def finish_into(
    target: BinaryIO,
    pages: bytes,
    about: About,
    attachments: Mapping[str, Attachment],
    pictures: Mapping[str, Callable[[], bytes]],
) -> None:
    """Write the document of :func:`finish` to a file.

    ``pictures`` give the JPEGs that belong in the empty images of the pages, by name.
    """
    about = replace(about, **{name: fonts.visible(getattr(about, name)) for name in _WORDS})
    with Pdf.open(io.BytesIO(pages)) as pdf:
        _fill(pdf, pictures)
        _attach(pdf, attachments, about.made_at)
        _print_links(pdf)
        pdf.Root.Lang = String(about.lang)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
        _describe(pdf, about)
        pdf.save(
            target,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            normalize_content=False,
        )


def pdf_date(moment: datetime) -> str:
    """A time as PDF writes it: ``D:20260703170000+08'00'``."""
    offset = moment.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}'" if offset else "Z"
    return moment.strftime("D:%Y%m%d%H%M%S") + zone


def srgb_profile() -> bytes:
    """The sRGB colour profile, with a fixed date so that it is always the same."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_ICC_DATE] = _FIXED_DATE
    profile[_ICC_ID] = bytes(16)
    return bytes(profile)


def _fill(pdf: Pdf, pictures: Pictures) -> None:
    if not pictures:
        return
    photos.give_back()
    mark = f"/{photos.MARK}"
    for each in pdf.objects:
        if isinstance(each, Stream) and mark in each:
            content = pictures[str(each[mark])]()
            del each[mark]
            each.write(content, filter=Name.DCTDecode)


def _attach(pdf: Pdf, attachments: Mapping[str, Attachment], made_at: datetime) -> None:
    specs: list[Any] = []
    for name, each in attachments.items():
        spec = AttachedFileSpec(
            pdf,
            each.content,
            filename=name,
            description=each.description,
            mime_type=each.media,
            creation_date=pdf_date(made_at),
            mod_date=pdf_date(made_at),
        )
        spec.obj.AFRelationship = Name(f"/{each.relationship}")
        pdf.attachments[name] = spec
        specs.append(spec.obj)
    if specs:
        pdf.Root.AF = pdf.make_indirect(Array(specs))


def _print_links(pdf: Pdf) -> None:
    """PDF/A wants every annotation to print; an empty page transition says nothing."""
    for page in pdf.pages:
        if "/Trans" in page.obj:
            del page.obj["/Trans"]
        for annotation in page.get("/Annots", Array()):  # pyright: ignore[reportGeneralTypeIssues]
            annotation.F = _PRINTED


def _output_intent(pdf: Pdf) -> Dictionary:
    profile = Stream(pdf, srgb_profile())
    profile.N = 3
    profile.Alternate = Name.DeviceRGB
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )


def _describe(pdf: Pdf, about: About) -> None:
    moment = about.made_at.isoformat(timespec="seconds")
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    entries = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Keywords": about.keywords,
        "/Creator": about.program,
        "/Producer": about.program,
        "/CreationDate": pdf_date(about.made_at),
        "/ModDate": pdf_date(about.made_at),
    }
    for key, value in entries.items():
        pdf.docinfo[key] = String(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = about.title
        meta["dc:creator"] = [about.author]
        meta["dc:description"] = about.subject
        meta["dc:language"] = {about.lang}
        meta["pdf:Keywords"] = about.keywords
        meta["pdf:Producer"] = about.program
        meta["xmp:CreatorTool"] = about.program
        meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = meta["xmp:MetadataDate"] = moment
        meta["pdfaid:part"] = "3"
        meta["pdfaid:conformance"] = "B"
