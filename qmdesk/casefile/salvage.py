"""What is whole in a damaged case file, put into a new one.

Every entry of the journal and every file carries its hash, so what comes back is what was recorded, or nothing. The
damaged file is only read. What can't be linked to the start of its log any more goes into a text beside the new file.
What was encrypted stays so: the new file has the key of the damaged one, and the text is kept in it as a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qmdesk.casefile import rows
from qmdesk.casefile.carve import Record, records
from qmdesk.casefile.case import Blob, CaseFile, NewCase, create
from qmdesk.casefile.lock import CaseLock
from qmdesk.casefile.pages import decrypted
from qmdesk.casefile.unlock import cipher_of_content
from qmdesk.formdef.loader import sha256_of_files
from qmdesk.model.canonical import canonical, sha256_bytes
from qmdesk.model.journal import Entry
from qmdesk.model.journal_json import entry_hash, entry_to_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.files import replace_file

#: Ends the name of the text with what could not be linked.
REST = ".unlinked.jsonl"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came back into ``path``: entries and files; ``unlinked`` entries stand in the text beside it, or in an
    encrypted case as the file named by ``rest`` (its SHA-256).

    ``lost_files`` are those that entries refer to and that are whole nowhere, by SHA-256.
    """

    path: Path
    entries: int
    files: int
    unlinked: int
    lost_files: tuple[str, ...]
    rest: str = ""


@dataclass(slots=True)
class _Found:
    entries: dict[tuple[str, int], Entry]
    blobs: dict[str, Blob]
    meta: dict[str, str]
    forms: dict[str, bytes]


def salvage(path: Path, target: Path, form_files: Mapping[str, bytes], started: str) -> Salvaged:
    """Make a new case file of all that is whole in ``path``.

    ``form_files`` stand in for the form where its own files are damaged; ``started`` is the time to note where the
    file no longer says when it was begun. Raises Refused: file-missing, file-exists, case-held, nothing-to-salvage,
    and for an encrypted file case-passphrase-needed, case-passphrase-wrong.
    """
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    if target.exists():
        raise Refused(Problem("file-exists", str(target)))
    content = _content(path)
    cipher = cipher_of_content(content, path)
    found = _find(content if cipher is None else decrypted(content, cipher))
    linked, rest = _linked(found.entries.values())
    if not linked and not found.blobs:
        raise Refused(Problem("nothing-to-salvage", str(path)))
    lines = "".join(canonical(entry_to_json(each)) + "\n" for each in rest).encode("utf-8")
    inside = ""
    with create(target, _new_case(found, form_files, started), cipher) as case:
        case.absorb(linked, found.blobs.values())
        lost = _lost(case, found.blobs)
        if rest and cipher is not None:
            inside = case.put_blob(lines, "application/jsonl")
    if rest and cipher is None:
        replace_file(target.with_name(target.name + REST), lines)
    return Salvaged(target, len(linked), len(found.blobs), len(rest), lost, inside)


def _content(path: Path) -> bytes:
    """The bytes of a file that nobody has open, us included: see qmdesk.casefile.lock."""
    lock = CaseLock.beside(path)
    owner = lock.acquire()
    if owner is not None:
        raise Refused(Problem("case-held", str(path), {"user": owner.user, "host": owner.host, "pid": owner.pid}))
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(Problem("case-storage-failed", str(path), {"reason": error.strerror or ""})) from error
    finally:
        lock.release()


def _find(content: bytes) -> _Found:
    found = _Found({}, {}, {}, {})
    for record in records(content):
        _sort_in(record, found)
    return found


def _sort_in(record: Record, found: _Found) -> None:
    """Put a record where it belongs, where its hash proves it; a form's files are proved together, later."""
    if len(record) == len(rows.COLUMNS):
        entry = _entry(record)
        if entry is not None:
            found.entries[entry.device, entry.seq] = entry
        return
    match record:
        case (str(sha256), int(), str(media), bytes(content)) if sha256_bytes(content) == sha256:
            found.blobs[sha256] = Blob(content, media)
        case (str(key), str(text)):
            found.meta.setdefault(key, text)
        case (str(name), bytes(content)):
            found.forms[name] = content
        case _:
            pass


def _entry(record: Record) -> Entry | None:
    try:
        entry = rows.from_row(record)
        return entry if entry_hash(entry_to_json(entry)) == entry.hash else None
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _linked(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries of each log up to its first gap, and those behind one."""
    whole: list[Entry] = []
    rest: list[Entry] = []
    ends: dict[str, tuple[int, str]] = {}
    for entry in sorted(entries, key=lambda each: (each.device, each.seq)):
        seq, last = ends.get(entry.device, (0, ""))
        if entry.seq == seq + 1 and entry.prev == last:
            ends[entry.device] = entry.seq, entry.hash
            whole.append(entry)
        else:
            rest.append(entry)
    return whole, rest


def _new_case(found: _Found, form_files: Mapping[str, bytes], started: str) -> NewCase:
    files = found.forms if sha256_of_files(found.forms) == found.meta.get("form_sha256") else form_files
    meta = found.meta
    return NewCase(
        case_id=meta.get("case_id", "") or sha256_bytes(started.encode())[:32],
        form_id=meta.get("form_id", "meqmc"),
        edition=meta.get("edition", "2026"),
        form_sha256=sha256_of_files(files),
        form_files=files,
        created=meta.get("created", started),
    )


def _lost(case: CaseFile, blobs: Mapping[str, Blob]) -> tuple[str, ...]:
    named = {str(folded.value) for place, folded in case.state().items() if place.name == "file" and folded.value}
    return tuple(sorted(named - blobs.keys()))
