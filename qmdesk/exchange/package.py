"""A package opened: checked from the signature inwards before anything of it is used.

The order is the order of belief: the zip, the signature over the tag manifest, the three tag files, the
signer, the payload manifest against what is really there, every byte of the payload, then what the bytes say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from qmdesk.casefile.files import Arriving
from qmdesk.casefile.fold import fold
from qmdesk.casefile.rows import Row, from_row
from qmdesk.exchange import bag
from qmdesk.exchange.bag import LogSpan, PackInfo
from qmdesk.exchange.container import Container, Limits
from qmdesk.exchange.content import read_files, read_log
from qmdesk.exchange.standing import Belief, judge
from qmdesk.formdef.loader import sha256_of_files
from qmdesk.model.canonical import canonical, sha256_bytes
from qmdesk.model.journal import Entry
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo
from qmdesk.model.snapshot_json import snapshot_from_json
from qmdesk.trust.anchors import KnownDevices, TrustList
from qmdesk.trust.cms import SignatureCheck, verify_detached
from qmdesk.trust.vouching import with_word_of_roots

#: Bounds of the files that are read whole, in bytes.
_TAG, _MANIFEST, _FORM_FILE, _TABLE = 1 << 20, 64 << 20, 4 << 20, 256 << 20


@dataclass(frozen=True, slots=True)
class Content:
    """What the payload says: logs with their rows in order, the table of files, form and snapshot."""

    logs: Mapping[str, Sequence[Row]]
    files: Mapping[str, FileInfo]
    brought: frozenset[str]
    form_files: Mapping[str, bytes]
    snapshot: bytes

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, by log and number."""
        return tuple(from_row(row) for log in sorted(self.logs) for row in self.logs[log])


class Package:
    """An open, checked package. Close it when done."""

    def __init__(
        self, path: Path, container: Container, info: PackInfo, check: SignatureCheck, belief: Belief, content: Content
    ) -> None:
        self.path = path
        self.info = info
        self.check = check
        self.belief = belief
        self.content = content
        self._container = container
        self.at_close: Callable[[], None] = _nothing
        """What else is to be done when it is closed."""

    def arriving(self, without: Collection[str] = ()) -> Iterator[Arriving]:
        """The files that the package brings, one at a time and in pieces, those named in ``without`` left out.

        Who keeps them proves them.
        """
        for sha256 in sorted(self.content.brought):
            if sha256 not in without:
                yield Arriving(self.content.files[sha256], self._container.chunks(bag.BLOBS + sha256))

    def close(self) -> None:
        self._container.close()
        self.at_close()

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _nothing() -> None:
    pass


def open_package(
    path: Path,
    *,
    anchors: TrustList,
    devices: KnownDevices | None = None,
    demand_chain: bool = False,
    at: datetime | None = None,
    prove_files: bool = True,
) -> Package:
    """Open a package and check all of it; without ``prove_files`` all but the content of the files that it brings, for
    whoever proves each as he keeps it.

    Raises Refused with the code of the first thing that is wrong; a package that is returned is whole, signed, and
    its signer believed on the ground that ``Package.belief`` names.
    """
    container = Container(path)
    try:
        check = _valid(check_signature(container, anchors, at))
        info = read_tags(container)
        belief = judge(check, info.device, devices, demand_chain=demand_chain)
        check_size(container, belief)
        content = read_payload(container, info, prove_files=prove_files)
        return Package(path, container, info, check, belief, content)
    except BaseException:
        container.close()
        raise


def read_back(path: Path, proved: Collection[str] = ()) -> PackInfo:
    """Check a package just written, by the same steps; of the files of the case named in ``proved`` who calls has just
    read every byte. Raises Refused."""
    with Container(path) as container:
        _valid(check_signature(container, TrustList()))
        info = read_tags(container)
        content = read_payload(container, info, proved=proved)
        return replace(info, blobs=frozenset(content.files))


def check_signature(container: Container, anchors: TrustList, at: datetime | None = None) -> SignatureCheck:
    """The signature over the tag manifest. Raises Refused(package-missing) where one of the two is not there."""
    signed = container.read(bag.TAG_MANIFEST, _TAG)
    signature = container.read(bag.SIGNATURE, _TAG)
    check = verify_detached(signed, signature, anchors, at=at)
    return with_word_of_roots(check, signature, anchors, at=at)


def _valid(check: SignatureCheck) -> SignatureCheck:
    if not check.valid:
        raise Refused(*check.reasons)
    return check


def read_tags(container: Container) -> PackInfo:
    """bag-info.txt, once the three tag files are what the tag manifest says.

    Raises Refused: package-missing, package-changed, package-unlisted, package-unreadable, package-newer.
    """
    signed = container.read(bag.TAG_MANIFEST, _TAG)
    listed = bag.read_manifest(signed, bag.TAG_MANIFEST)
    for name in bag.TAGS:
        if name not in listed:
            raise Refused(Problem("package-unlisted", name))
        most = _MANIFEST if name == bag.MANIFEST else _TAG
        if sha256_bytes(container.read(name, most)) != listed[name]:
            raise Refused(Problem("package-changed", name))
    if len(listed) != len(bag.TAGS) or container.read(bag.BAGIT, _TAG) != bag.DECLARATION:
        raise Refused(Problem("package-unreadable", bag.BAGIT))
    info = bag.read_info(container.read(bag.BAG_INFO, _TAG))
    return replace(info, sha256=sha256_bytes(signed))


def check_size(container: Container, belief: Belief) -> None:
    """Bound what will be read: for a signer met for the first time by fixed limits, else by what is signed.

    Raises Refused(package-too-large).
    """
    if belief is Belief.FIRST_USE:
        container.check(Limits())


def read_payload(
    container: Container,
    info: PackInfo,
    *,
    thorough: bool = False,
    prove_files: bool = True,
    proved: Collection[str] = (),
) -> Content:
    """Everything under data/, each file proved against the manifest (but for files of the case that are ``proved``
    already), then understood.

    ``thorough`` also proves that the snapshot is what the logs fold to; merging does without, for it takes the entries.
    Raises Refused: package-missing, package-unlisted, package-changed, package-unreadable, package-log-...,
    package-snapshot-differs.
    """
    listed = bag.read_manifest(container.read(bag.MANIFEST, _MANIFEST), bag.MANIFEST)
    _check_complete(container, listed, info)
    logs = {span.file: span for span in info.logs if span.count}
    if set(logs) != {name for name in listed if name.startswith(bag.JOURNAL)}:
        raise Refused(Problem("package-unreadable", bag.BAG_INFO))
    rows = {span.log: _read_log(container, span, listed[name]) for name, span in sorted(logs.items())}
    files, brought = read_files(_whole(container, bag.FILES, listed, _TABLE), bag.FILES)
    _check_blobs(container, listed, files, brought)
    for sha256 in sorted(brought.difference(proved)) if prove_files else ():
        _prove(container, bag.BLOBS + sha256, sha256)
    form_files = {
        name.removeprefix(bag.FORM): _whole(container, name, listed, _FORM_FILE)
        for name in sorted(listed)
        if name.startswith(bag.FORM)
    }
    if sha256_of_files(form_files) != info.form_sha256:
        raise Refused(Problem("package-changed", bag.FORM))
    snapshot = _whole(container, bag.SNAPSHOT, listed, _TABLE)
    _check_snapshot(snapshot, info, files)
    content = Content(rows, files, brought, form_files, snapshot)
    if thorough:
        _check_state(content, info)
    return content


def _read_log(container: Container, span: LogSpan, expected: str) -> list[Row]:
    try:
        return read_log(span, _proved(container, span.file, expected))
    except Refused:
        _prove(container, span.file, expected)  # that it was changed says more than what it says now
        raise


def _check_complete(container: Container, listed: Mapping[str, str], info: PackInfo) -> None:
    """Exactly the files that the manifest lists are there, besides the tag files."""
    there = {name for name in container.names if name.startswith("data/")}
    for name in sorted(set(listed) - there):
        raise Refused(Problem("package-missing", name))
    for name in sorted(there - set(listed)):
        raise Refused(Problem("package-unlisted", name))
    if (sum(map(container.size, there)), len(there)) != (info.octets, info.streams):
        raise Refused(Problem("package-changed", bag.BAG_INFO))


def _check_blobs(
    container: Container, listed: Mapping[str, str], files: Mapping[str, FileInfo], brought: frozenset[str]
) -> None:
    names = {bag.BLOBS + sha256 for sha256 in brought}
    if names != {name for name in listed if name.startswith(bag.BLOBS)}:
        raise Refused(Problem("package-unreadable", bag.FILES))
    for name in sorted(names):
        sha256 = name.removeprefix(bag.BLOBS)
        if listed[name] != sha256 or container.size(name) != files[sha256].size:
            raise Refused(Problem("package-changed", name))


def _check_snapshot(raw: bytes, info: PackInfo, files: Mapping[str, FileInfo]) -> None:
    """The snapshot is of this case, by this form, at these heads."""
    form = {"id": info.form_id, "edition": info.edition, "sha256": info.form_sha256}
    heads = [[span.log, span.seq, span.hash] for span in info.logs]
    table = {each.sha256: {"size": each.size, "media": each.media} for each in files.values()}
    start = canonical({"case_id": info.case_id, "files": table, "form": form, "heads": heads})
    if raw.startswith(start[:-1].encode("utf-8") + b',"readings":{'):  # as we write it, and nothing in it is parsed
        return
    try:
        data = json.loads(raw)
        fits = data["case_id"] == info.case_id and data["form"] == form and data["heads"] == heads
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused(Problem("package-unreadable", bag.SNAPSHOT)) from error
    if not fits:
        raise Refused(Problem("package-changed", bag.SNAPSHOT))


def _check_state(content: Content, info: PackInfo) -> None:
    snapshot = snapshot_from_json(content.snapshot)
    if info.whole and fold(content.entries) != dict(snapshot.state):
        raise Refused(Problem("package-snapshot-differs", bag.SNAPSHOT))


def _proved(container: Container, name: str, expected: str) -> Iterator[bytes]:
    """The pieces of a file; at their end, Refused(package-changed) where they are not what the manifest says."""
    digest = hashlib.sha256()
    for piece in container.chunks(name):
        digest.update(piece)
        yield piece
    if digest.hexdigest() != expected:
        raise Refused(Problem("package-changed", name))


def _prove(container: Container, name: str, expected: str) -> None:
    for _ in _proved(container, name, expected):
        pass


def _whole(container: Container, name: str, listed: Mapping[str, str], most: int) -> bytes:
    raw = container.read(name, most)
    if sha256_bytes(raw) != listed.get(name):
        raise Refused(Problem("package-changed", name))
    return raw
