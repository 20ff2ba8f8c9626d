"""A table file's name held against its content."""

from __future__ import annotations

from qmdesk.gate import kinds
from qmdesk.model.problem import Problem, Refused, Severity

_TEXT_NAMES = ("csv", "txt", "tsv", "tab", "dat", "asc", "prn", "dfq", "dfd", "dfx", "")
_BOOK_NAMES = ("xlsx", "xlsm", "xls", "et", "xltx", "xlt", "ett")
_OF_BOOKS = {kinds.XLSX: ("xlsx", "xltx"), kinds.XLSM: ("xlsm",), kinds.XLS: ("xls", "xlt", "et", "ett")}


def refuse_other_kind(media: str, name: str) -> None:
    """Raises Refused where no table is to be had from the content, or the name promised another kind of file.

    Codes: file-empty, table-encrypted, file-not-what-its-name-says (details ``says`` and ``is``),
    table-kind-unsupported.
    """
    says = ending(name)
    if media == kinds.EMPTY:
        raise Refused(Problem("file-empty", name))
    if media == kinds.ENCRYPTED_OFFICE:
        raise Refused(Problem("table-encrypted", name))
    promised_table = says in _BOOK_NAMES or (says in _TEXT_NAMES and says != "")
    if media not in kinds.TABLES:
        code = "file-not-what-its-name-says" if promised_table else "table-kind-unsupported"
        raise Refused(Problem(code, name, {"says": says, "is": kinds.short_name(media)}))
    is_text = media in (kinds.TEXT, kinds.DFQ)
    if (is_text and says in _BOOK_NAMES) or (not is_text and promised_table and says in _TEXT_NAMES):
        raise Refused(Problem("file-not-what-its-name-says", name, {"says": says, "is": kinds.short_name(media)}))


def name_warning(media: str, name: str) -> Problem | None:
    """A word on a workbook saved under another workbook's ending; it is read all the same."""
    says = ending(name)
    if media not in _OF_BOOKS or says in ("", *_OF_BOOKS[media]):
        return None
    return Problem("file-named-otherwise", name, {"says": says, "is": kinds.short_name(media)}, Severity.WARNING)


def ending(name: str) -> str:
    """``xlsx`` of ``a.b.XLSX``; empty where there is none."""
    stem, dot, last = name.rpartition(".")
    return last.strip().lower() if dot and stem else ""
