"""What PDF/A-3b (ISO 19005-3, level B) demands, as far as it can be seen without a validator: :func:`faults`.

Looked at: the file's frame (header, ID, no encryption, nothing behind the end), filters, limits (names, strings,
nesting of the graphics state), content streams and their colours, the output intent with its profile, graphics states,
images and forms, every font (embedded, its widths, a glyph for every code used, ToUnicode), annotations with flags and
appearances, actions, form fields, XMP, embedded files with their relationships, optional content. Not looked at: the
grammar of every object, hinting programs, the inside of JPEG and ICC data beyond their heads.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.report.pdfa_fonts import fonts

_FILTERS = {"/FlateDecode", "/DCTDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode", "/CCITTFaxDecode"}
_ANNOTATIONS = {"/Link", "/Widget"}
_ACTIONS = {"/GoTo", "/GoToR", "/URI", "/Named"}
_BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
_WORDS = (
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG "
    "rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
_OPERATORS = set(_WORDS.split())
_PRINT, _UNSEEN = 4, 1 | 2 | 32 | 256
_MOST_NAME, _MOST_STRING, _MOST_NESTED = 127, 32_767, 28


def faults(content: bytes) -> list[str]:
    """What speaks against a file being PDF/A-3b, a sentence each."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            *_frame(content, pdf),
            *_objects(pdf),
            *_catalog(pdf),
            *_intent(pdf),
            *_metadata(pdf),
            *_files(pdf),
            *(fault for number, page in enumerate(pdf.pages, 1) for fault in _page(number, page.obj)),
            *fonts(pdf),
        ]


def _frame(content: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    lines = content.split(b"\n", 2)
    if not lines[0].startswith(b"%PDF-1.") or lines[1][:1] != b"%" or sum(each > 127 for each in lines[1][:5]) < 4:
        yield "header"
    if not content.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "something behind the end"
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "encrypted"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "no ID"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for found in pdf.objects:
        yield from _object(found)


def _object(found: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(found, Stream):
        filters = found.get("/Filter", [])
        for each in [filters] if isinstance(filters, Name) else filters:
            if str(each) not in _FILTERS:
                yield f"filter {each}"
        if any(key in found for key in ("/F", "/FFilter", "/FDecodeParms")):
            yield "content of a stream in another file"
        if found.get("/Subtype") in ("/Image", "/Form", "/PS"):
            yield from _drawn(found)
    if isinstance(found, Dictionary | Stream):
        for key in found.keys():  # noqa: SIM118 - a stream gives bytes otherwise
            if len(key.encode()) > _MOST_NAME + 1:
                yield f"name of {len(key)} characters"
        if found.get("/Type") == "/ExtGState":
            yield from _state(found)
        if "/S" in found and found.get("/Type") == "/Action" and str(found["/S"]) not in _ACTIONS:
            yield f"action {found['/S']}"
        if "/JS" in found or "/AA" in found:
            yield "script or additional action"
        children = [value for key, value in found.items() if key != "/Contents"]
    else:
        children = list(found) if isinstance(found, Array) else []
    if isinstance(found, pikepdf.String) and len(bytes(found)) > _MOST_STRING:
        yield f"string of {len(bytes(found))} bytes"
    for each in children:
        if not getattr(each, "is_indirect", False) and depth < 50:
            yield from _object(each, depth + 1)


def _state(state: Any) -> Iterator[str]:
    if "/TR" in state or state.get("/TR2", "/Default") != "/Default" or "/HTP" in state:
        yield "transfer function or halftone"
    if str(state.get("/BM", "/Normal")) not in _BLENDS:
        yield f"blend mode {state['/BM']}"


def _drawn(found: Any) -> Iterator[str]:
    kind = str(found["/Subtype"])
    if kind == "/PS" or any(key in found for key in ("/OPI", "/Ref", "/PS", "/Subtype2", "/Alternates")):
        yield f"{kind[1:]} with what is not allowed"
    if kind == "/Image":
        if found.get("/Interpolate", False):
            yield "image interpolated"
        if int(found.get("/BitsPerComponent", 8)) not in (1, 2, 4, 8, 16):
            yield "bits of an image"
        yield from _colour(found.get("/ColorSpace"))


def _colour(space: Any) -> Iterator[str]:
    named = str(space[0]) if isinstance(space, Array) else str(space) if space is not None else "/DeviceGray"
    if named not in ("/DeviceRGB", "/DeviceGray", "/Indexed", "/ICCBased", "/Pattern"):
        yield f"colour space {named}"
    if named == "/Indexed":
        yield from _colour(space[1])


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    for key in ("/AA", "/Requirements", "/OCProperties"):
        if key in root:
            yield f"catalog has {key}"
    if "/OpenAction" in root and isinstance(root.OpenAction, Dictionary):
        yield "an action when opened"
    names = root.get("/Names", {})
    if "/JavaScript" in names or "/AlternatePresentations" in names:
        yield "scripts or presentations"
    if not set(root.get("/Perms", {})) <= {"/DocMDP", "/UR3"}:
        yield "permissions"
    form = root.get("/AcroForm", {})
    if form.get("/NeedAppearances", False) or "/XFA" in form:
        yield "form without appearances, or XFA"


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.S == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield "not one output intent"
        return
    profile = intents[0].DestOutputProfile
    raw = profile.read_bytes()
    if int.from_bytes(raw[:4]) != len(raw) or raw[36:40] != b"acsp" or raw[8] > 4:
        yield "profile"
    if raw[12:16] not in (b"mntr", b"prtr") or raw[16:20] != b"RGB " or int(profile.N) != 3:
        yield "profile for another use"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = pdf.Root.Metadata
    raw = stream.read_raw_bytes()
    if "/Filter" in stream or stream.Type != "/Metadata" or stream.Subtype != "/XML":
        yield "metadata stream"
    head = raw.split(b"?>", 1)[0]
    if b"bytes=" in head or b"encoding=" in head:
        yield "head of the metadata"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        if (meta.get("pdfaid:part"), meta.get("pdfaid:conformance")) != ("3", "B"):
            yield "metadata don't say PDF/A-3b"
        pairs = {"/Title": "dc:title", "/Subject": "dc:description", "/Keywords": "pdf:Keywords"}
        for key, name in pairs.items():
            if key in pdf.docinfo and str(pdf.docinfo[key]) != str(meta.get(name)):
                yield f"{key} differs from {name}"


def _files(pdf: pikepdf.Pdf) -> Iterator[str]:
    listed = {each.objgen for each in pdf.Root.get("/AF", [])}
    for found in pdf.objects:
        if not isinstance(found, Dictionary) or found.get("/Type") != "/Filespec":
            continue
        if "/F" not in found or "/UF" not in found or "/AFRelationship" not in found:
            yield f"file {found.get('/UF')} without names or relationship"
        if found.objgen not in listed:
            yield f"file {found.get('/UF')} not in /AF"
        inside = found.EF.F
        if "/Subtype" not in inside or "/ModDate" not in inside.get("/Params", {}):
            yield f"file {found.get('/UF')} without type or date"


def _page(number: int, page: Any) -> Iterator[str]:
    if "/AA" in page or "/PresSteps" in page:
        yield f"page {number}: action"
    if "/Resources" not in page:
        yield f"page {number}: no resources of its own"
    box = [float(each) for each in page.MediaBox]
    if not all(3 <= side <= 14_400 for side in (box[2] - box[0], box[3] - box[1])):
        yield f"page {number}: size"
    yield from (f"page {number}: {fault}" for fault in _content(pikepdf.parse_content_stream(page)))
    for each in page.get("/Annots", []):
        yield from (f"page {number}: {fault}" for fault in _annotation(each))


def _content(instructions: Any) -> Iterator[str]:
    deep = deepest = 0
    for each in instructions:
        operator = str(each.operator)
        deep += {"q": 1, "Q": -1}.get(operator, 0)
        deepest = max(deepest, deep)
        if operator not in _OPERATORS:
            yield f"operator {operator}"
        if operator in ("k", "K") or (operator in ("cs", "CS") and str(each.operands[0]) == "/DeviceCMYK"):
            yield "colour for another intent"
        if operator == "ri" and str(each.operands[0])[1:] not in (
            "RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation",
        ):  # fmt: skip
            yield "rendering intent"
    if deep or deepest > _MOST_NESTED:
        yield f"graphics state nested {deepest} deep, {deep} left open"


def _annotation(found: Any) -> Iterator[str]:
    kind, flags = str(found.Subtype), int(found.get("/F", 0))
    if kind not in _ANNOTATIONS:
        yield f"annotation {kind}"
    if not flags & _PRINT or flags & _UNSEEN:
        yield f"annotation {kind} with flags {flags}"
    edges = [float(each) for each in found.Rect]
    seen = edges[2] != edges[0] and edges[3] != edges[1]
    looks = found.get("/AP")
    if kind == "/Widget" and (("/A" in found) or (seen and looks is None)):
        yield "field without looks, or with an action"
    if looks is not None:
        if set(looks.keys()) != {"/N"}:
            yield "looks other than the plain ones"
        elif isinstance(looks.N, Stream):
            yield from _content(pikepdf.parse_content_stream(looks.N))
