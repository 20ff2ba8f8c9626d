"""The layout and the text files of a package, as BagIt 1.0 (RFC 8493) has them.

bagit.txt                          what kind of thing this is
bag-info.txt                       case, form, device, sequence, previous package, logs with their heads
manifest-sha256.txt                every file under data/
tagmanifest-sha256.txt             the three files above
tagmanifest-sha256.txt.p7s         CAdES signature over tagmanifest-sha256.txt, DER
data/journal/<log>.jsonl           entries of one log, a canonical JSON object a line, in order
data/blobs/<sha256>                a file of the case
data/files.json                    size and media type of every file of the case, those left out too
data/form/<name>                   the form that the case is judged by
data/snapshot.json                 the folded state, as reports carry it
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qmdesk.model.journal import Head
from qmdesk.model.problem import Problem, Refused

BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = TAG_MANIFEST + ".p7s"
TAGS = (BAGIT, BAG_INFO, MANIFEST)
JOURNAL, BLOBS, FORM = "data/journal/", "data/blobs/", "data/form/"
FILES, SNAPSHOT = "data/files.json", "data/snapshot.json"
FOLDERS = frozenset({"data/", JOURNAL, BLOBS, FORM})
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#: The version of the layout that this program writes; a higher one is refused.
FORMAT = 1

_LOG = r"[0-9a-z][0-9a-z.-]{0,63}"
_HASH = r"[0-9a-f]{64}"
_FIXED = {BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, SIGNATURE, FILES, SNAPSHOT}
_PATTERN = re.compile(rf"data/journal/{_LOG}\.jsonl|data/blobs/{_HASH}")
_DEVICE_NAMES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LINE = re.compile(rf"({_HASH})  (\S.*)")
_LABEL = re.compile(r"([A-Za-z][A-Za-z0-9-]*): (\S.*)")
_SPAN = re.compile(rf"({_LOG}) (0|[1-9]\d{{0,11}}) ([1-9]\d{{0,11}}) ({_HASH})")


@dataclass(frozen=True, slots=True)
class LogSpan:
    """What a package brings of one log: the entries after number ``after`` up to its head."""

    log: str
    after: int
    seq: int
    hash: str

    @property
    def head(self) -> Head:
        return Head(self.log, self.seq, self.hash)

    @property
    def count(self) -> int:
        return self.seq - self.after

    @property
    def file(self) -> str:
        return journal_file(self.log)


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What bag-info.txt says. ``sha256`` names the package: the hash of its tag manifest, the text that is signed."""

    case_id: str
    form_id: str
    edition: str
    form_sha256: str
    device: str
    sequence: int
    previous: str
    packed_at: str
    software: str
    logs: tuple[LogSpan, ...]
    octets: int
    streams: int
    sha256: str = ""
    blobs: frozenset[str] = frozenset()
    """Every file that the case had when it was packed, brought along or not."""

    @property
    def whole(self) -> bool:
        """Whether the package brings every log from its first entry."""
        return all(span.after == 0 for span in self.logs)


def journal_file(log: str) -> str:
    """Where a log stands in a package. Raises ValueError for a name that no log of ours has."""
    name = f"{JOURNAL}{log}.jsonl"
    if not _PATTERN.fullmatch(name):
        raise ValueError(f"not the name of a log: {log!r}")
    return name


def is_package_name(name: str) -> bool:
    """Whether a file of that name has a place in a package. Anything else is refused, so that no name can escape."""
    if name in _FIXED or _PATTERN.fullmatch(name):
        return True
    return name.startswith(FORM) and is_form_name(name.removeprefix(FORM))


def is_form_name(name: str) -> bool:
    """Whether a form's file may be called so: plain parts on every system, one folder deep at most."""
    parts = name.split("/")
    return 1 <= len(parts) <= 2 and len(name) <= 120 and all(map(_is_plain, parts))


def _is_plain(part: str) -> bool:
    if not part or part.startswith(".") or part.endswith((".", " ")) or _DEVICE_NAMES.fullmatch(part):
        return False
    if any(char in '\\:*?"<>|%' or (unicodedata.category(char)[0] in "CZ" and char != " ") for char in part):
        return False
    return unicodedata.normalize("NFC", part) == part


# -- manifests ---------------------------------------------------------------------------------------


def manifest_text(hashes: Mapping[str, str]) -> bytes:
    """A manifest: a line for each file, sorted by name."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode("utf-8")


def read_manifest(raw: bytes, where: str) -> dict[str, str]:
    """The hashes of a manifest by name. Raises Refused(package-unreadable) for anything but plain lines, once each."""
    found: dict[str, str] = {}
    for line in _lines(raw, where):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise Refused(Problem("package-unreadable", where))
        found[match[2]] = match[1]
    return found


def _lines(raw: bytes, where: str) -> list[str]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(Problem("package-unreadable", where)) from None
    if text and not text.endswith("\n"):
        raise Refused(Problem("package-unreadable", where))
    return text.split("\n")[:-1]


# -- bag-info ----------------------------------------------------------------------------------------


def info_text(info: PackInfo) -> bytes:
    """bag-info.txt."""
    lines = [
        ("Bag-Software-Agent", info.software),
        ("Bagging-Date", info.packed_at[:10]),
        ("Payload-Oxum", f"{info.octets}.{info.streams}"),
        ("External-Identifier", info.case_id),
        ("Qmdesk-Format", str(FORMAT)),
        ("Qmdesk-Packed-At", info.packed_at),
        ("Qmdesk-Form", f"{info.form_id}/{info.edition} {info.form_sha256}"),
        ("Qmdesk-Device", info.device),
        ("Qmdesk-Sequence", str(info.sequence)),
        ("Qmdesk-Previous", info.previous or "none"),
        *(("Qmdesk-Log", f"{span.log} {span.after} {span.seq} {span.hash}") for span in info.logs),
    ]
    return "".join(f"{label}: {value}\n" for label, value in lines).encode("utf-8")


def read_info(raw: bytes) -> PackInfo:
    """bag-info.txt read back. Raises Refused: package-newer, package-unreadable."""
    words: dict[str, list[str]] = {}
    for line in _lines(raw, BAG_INFO):
        match = _LABEL.fullmatch(line)
        if match is None:
            raise Refused(Problem("package-unreadable", BAG_INFO))
        words.setdefault(match[1], []).append(match[2])
    try:
        _check_format(_one(words, "Qmdesk-Format"))
        return _info(words)
    except ValueError:
        raise Refused(Problem("package-unreadable", BAG_INFO)) from None


def _check_format(found: str) -> None:
    if int(found) > FORMAT:
        raise Refused(Problem("package-newer", "", {"found": int(found), "known": FORMAT}))


def _info(words: Mapping[str, list[str]]) -> PackInfo:
    form, _, form_sha256 = _one(words, "Qmdesk-Form").partition(" ")
    form_id, _, edition = form.partition("/")
    octets, _, streams = _one(words, "Payload-Oxum").partition(".")
    previous = _one(words, "Qmdesk-Previous")
    logs = tuple(_span(text) for text in words.get("Qmdesk-Log", []))
    if len({span.log for span in logs}) != len(logs) or not re.fullmatch(_HASH, form_sha256):
        raise ValueError("a log is named twice, or the form has no hash")
    return PackInfo(
        case_id=_one(words, "External-Identifier"),
        form_id=form_id,
        edition=edition,
        form_sha256=form_sha256,
        device=_one(words, "Qmdesk-Device"),
        sequence=int(_one(words, "Qmdesk-Sequence")),
        previous="" if previous == "none" else previous,
        packed_at=_one(words, "Qmdesk-Packed-At"),
        software=_one(words, "Bag-Software-Agent"),
        logs=logs,
        octets=int(octets),
        streams=int(streams),
    )


def _span(text: str) -> LogSpan:
    match = _SPAN.fullmatch(text)
    if match is None or int(match[2]) > int(match[3]):
        raise ValueError("not a log with its head")
    return LogSpan(match[1], int(match[2]), int(match[3]), match[4])


def _one(words: Mapping[str, list[str]], label: str) -> str:
    found: Iterable[str] = words.get(label, [])
    (value,) = found  # a ValueError where it is missing or there twice
    return value
