"""What a report must not hold: anything by which its pages could show tomorrow what they don't show today.

Signatures prove bytes, not looks. Scripts, forms to fill, layers that can be switched, pictures fetched from
elsewhere and notes laid over a page make a document that is signed in one shape and read in another; a report of
ours has none of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from qmdesk.model.problem import Problem, Refused

#: Keys that no object of a report has, and what they would be.
_KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/AA": "script",
    "/XFA": "form",
    "/OCProperties": "layers",
    "/RichMediaContent": "media",
    "/FFilter": "external",
}
#: What a click may do: move within the document, or open a web page by the reader's own choice.
_ACTIONS = {"/GoTo", "/URI"}
_ANNOTATIONS = {"/Link", "/Widget"}
#: How words are written that nobody sees; a look at the bytes before a page is read in earnest.
_INVISIBLE = re.compile(rb"[37]\s+Tr\b")


def check_content(content: bytes) -> tuple[Problem, ...]:
    """Everything active in a report, each kind once. Raises Refused(report-unreadable, report-encrypted)."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            kinds = dict.fromkeys(_kinds(pdf))
    except pikepdf.PasswordError as error:
        raise Refused(Problem("report-encrypted")) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error
    return tuple(Problem("report-active-content", kind) for kind in kinds)


def _kinds(pdf: Any) -> Iterator[str]:  # noqa: ANN401 - pikepdf is not typed throughout
    for each in pdf.objects:
        yield from _of(each)
    form = pdf.Root.get("/AcroForm", {})
    fields = {each.objgen for each in form.get("/Fields", [])}
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if not _is_plain(annotation, fields):
                yield "annotation"
        if _hides_words(page):
            yield "hidden-text"
    names = list(_embedded(pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {})))
    if len(set(names)) != len(names):
        yield "attachment"


def _is_plain(annotation: Any, fields: set[tuple[int, int]]) -> bool:  # noqa: ANN401
    """A link without a picture of its own, or a signature field that the document's form knows."""
    kind = str(annotation.get("/Subtype", ""))
    if kind == "/Link":
        return "/AP" not in annotation
    return kind in _ANNOTATIONS and annotation.objgen in fields


def _hides_words(page: Any) -> bool:  # noqa: ANN401
    """Whether a page, or a drawing that it uses, writes words that nobody sees (text rendering modes 3 and 7)."""
    import pikepdf

    drawings = [each for each in _drawings(page) if _INVISIBLE.search(each.read_bytes())]
    if not drawings and not _INVISIBLE.search(_contents(page)):
        return False
    for each in (page, *drawings):
        for operands, _ in pikepdf.parse_content_stream(each, "Tr"):
            if operands and int(operands[0]) in {3, 7}:
                return True
    return False


def _contents(page: Any) -> bytes:  # noqa: ANN401
    import pikepdf

    found = page.get("/Contents")
    parts = list(found) if isinstance(found, pikepdf.Array) else [found]
    return b"\n".join(each.read_bytes() for each in parts if each is not None)


def _drawings(page: Any) -> Iterator[Any]:  # noqa: ANN401
    for each in page.get("/Resources", {}).get("/XObject", {}).values():
        if str(each.get("/Subtype", "")) == "/Form":
            yield each


def _embedded(node: Any, depth: int = 0) -> Iterator[str]:  # noqa: ANN401
    """The names of the files inside, as the tree of names has them."""
    if depth > 20:
        return
    yield from (str(each) for each in list(node.get("/Names", []))[::2])
    for kid in node.get("/Kids", []):
        yield from _embedded(kid, depth + 1)


def _of(value: Any, depth: int = 0) -> Iterator[str]:  # noqa: ANN401
    """What is active in an object and in what it holds itself; what it points to is an object of its own."""
    import pikepdf

    if depth > 20 or not isinstance(value, pikepdf.Object):
        return
    if isinstance(value, pikepdf.Array):
        for item in value:  # pyright: ignore[reportGeneralTypeIssues]
            if not getattr(item, "is_indirect", False):
                yield from _of(item, depth + 1)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, item in value.items():
            if key in _KEYS:
                yield _KEYS[key]
            if not getattr(item, "is_indirect", False):
                yield from _of(item, depth + 1)
        yield from _action(value)


def _action(value: Any) -> Iterator[str]:  # noqa: ANN401
    kind = str(value.get("/S", ""))
    is_action = str(value.get("/Type", "")) == "/Action" or ("/S" in value and ("/URI" in value or "/F" in value))
    if is_action and kind not in _ACTIONS:
        yield "action"
    if str(value.get("/Type", "")) != "/Filespec" and "/F" in value and "/Length" in value:
        yield "external"  # a stream whose content is another file
