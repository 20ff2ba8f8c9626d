"""What a report must not hold: anything by which its pages could show tomorrow what they don't show today.

Signatures prove bytes, not looks. Scripts, forms to fill, layers that can be switched, pictures fetched from
elsewhere and notes laid over a page make a document that is signed in one shape and read in another; a report of
ours has none of them.
"""

from __future__ import annotations

import io
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
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if str(annotation.get("/Subtype", "")) not in _ANNOTATIONS:
                yield "annotation"


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
