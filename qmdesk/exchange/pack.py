"""Packing a case: written as a stream beside its place, read back and checked, and only then given its name.

The case's files come first: they are what is large, and an interrupted packing goes on behind those that are finished.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import qmdesk
from qmdesk.exchange import bag
from qmdesk.exchange.bag import LogSpan, PackInfo
from qmdesk.exchange.package import read_back
from qmdesk.exchange.source import CaseSource
from qmdesk.exchange.unfinished import finished, open_part, part_of
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.journal_json import entry_to_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo
from qmdesk.trust.device import device_id_of
from qmdesk.trust.files import put_in_place
from qmdesk.trust.keys import Identity

CHUNK = 1 << 20
#: The oldest moment a zip can name: a package's bytes do not depend on when they were written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = ("image/", "video/", "audio/", "application/zip", "application/pdf", "application/vnd.openxmlformats")
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Writer:
    """The zip being written, with the hash of every file written so far."""

    zip: zipfile.ZipFile
    hashes: dict[str, str] = field(default_factory=dict[str, str])
    octets: int = 0

    def keep(self, found: Iterable[zipfile.ZipInfo]) -> None:
        """Count files of the case as written that stand in the zip already."""
        for info in found:
            self.zip.filelist.append(info)
            self.zip.NameToInfo[info.filename] = info
            self.hashes[info.filename] = info.filename.removeprefix(bag.BLOBS)
            self.octets += info.file_size

    def add(self, what: str | zipfile.ZipInfo, pieces: Iterable[bytes], *, deflate: bool = True) -> None:
        info = _zip_info(what, deflate=deflate) if isinstance(what, str) else what
        name, digest = info.filename, hashlib.sha256()
        with self.zip.open(info, "w", force_zip64=True) as stream:
            for piece in pieces:
                digest.update(piece)
                stream.write(piece)
                if name.startswith("data/"):
                    self.octets += len(piece)
        self.hashes[name] = digest.hexdigest()


def pack(
    source: CaseSource,
    out: Path,
    identity: Identity,
    *,
    device: str = "",
    since: PackInfo | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> PackInfo:
    """Write a signed package of a case to ``out``, in place of what was there.

    ``since`` is the package that the other side has: then only entries and files that it lacks are packed.
    ``device`` is the id of this device where ``identity`` is a person's. ``progress`` is told files done and in all.
    Raises Refused: file-cannot-write, package-other-case, and what reading the case raises.
    """
    if since is not None and since.case_id != source.case_id:
        raise Refused(Problem("package-other-case", out.name, {"case": since.case_id}))
    start = _start(source, identity, device, since, now)
    files = source.files()
    known = since.blobs if since is not None else frozenset[str]()
    brought = {sha256: files[sha256] for sha256 in sorted(files) if sha256 not in known}
    with part_of(source.case_id, out) as part:
        with open_part(part) as file:
            kept = finished(file, brought, _blob_info)
            with zipfile.ZipFile(file, "w", allowZip64=True) as opened:
                writer = _Writer(opened)
                writer.keep(kept)
                _write_blobs(writer, source, brought, progress)
                _write(writer, source, start, _files_text(files, brought))
                _write_tags(writer, identity, start)
        info = read_back(part, [each.filename.removeprefix(bag.BLOBS) for each in kept])
        put_in_place(part, out)
    return info


def _zip_info(name: str, *, deflate: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.create_system = 3  # Unix, on every system: the attributes above are Unix's
    return info


def _blob_info(info: FileInfo) -> zipfile.ZipInfo:
    return _zip_info(bag.BLOBS + info.sha256, deflate=not info.media.startswith(_PACKED_ALREADY))


def _start(
    source: CaseSource, identity: Identity, device: str, since: PackInfo | None, now: datetime | None
) -> PackInfo:
    form_id, edition, form_sha256 = source.form()
    own = device_id_of(identity.chain[0]) or device or "unknown"
    return PackInfo(
        case_id=source.case_id,
        form_id=form_id,
        edition=edition,
        form_sha256=form_sha256,
        device=own,
        sequence=since.sequence + 1 if since is not None else 1,
        previous=since.sha256 if since is not None else "",
        packed_at=(now or datetime.now(UTC).astimezone()).isoformat(timespec="seconds"),
        software=f"qmdesk {qmdesk.__version__}",
        logs=tuple(_spans(source, since)),
        octets=0,
        streams=0,
    )


def _spans(source: CaseSource, since: PackInfo | None) -> Iterator[LogSpan]:
    """What of each log is to be packed: what comes after the other side's head, where its head is on this log."""
    known = {span.log: span for span in since.logs} if since is not None else {}
    for head in source.heads():
        other = known.get(head.device)
        after = 0
        if other is not None and other.seq <= head.seq:
            there = next(source.entries(head.device, other.seq - 1))
            after = other.seq if there.hash == other.hash else 0
        yield LogSpan(head.device, after, head.seq, head.hash)


def _write_blobs(
    writer: _Writer, source: CaseSource, brought: Mapping[str, FileInfo], progress: Progress | None
) -> None:
    for name in source.form_files():  # before gigabytes are written for nothing
        if not bag.is_form_name(name):
            raise Refused(Problem("package-name", name))
    for done, info in enumerate(brought.values()):
        if bag.BLOBS + info.sha256 not in writer.hashes:
            _add_blob(writer, source, info)
        if progress is not None:
            progress(done + 1, len(brought))


def _write(writer: _Writer, source: CaseSource, start: PackInfo, files: bytes) -> None:
    for span in start.logs:
        if span.count:
            writer.add(span.file, _lines(source, span))
    for name, content in sorted(source.form_files().items()):
        writer.add(bag.FORM + name, [content])
    writer.add(bag.SNAPSHOT, [source.snapshot().encode("utf-8")])
    writer.add(bag.FILES, [files])


def _write_tags(writer: _Writer, identity: Identity, start: PackInfo) -> None:
    payload = {name: digest for name, digest in writer.hashes.items() if name.startswith("data/")}
    info = replace(start, octets=writer.octets, streams=len(payload))
    writer.add(bag.MANIFEST, [bag.manifest_text(payload)])
    writer.add(bag.BAG_INFO, [bag.info_text(info)])
    writer.add(bag.BAGIT, [bag.DECLARATION])
    tags = bag.manifest_text({name: writer.hashes[name] for name in bag.TAGS})
    writer.add(bag.TAG_MANIFEST, [tags])
    writer.add(bag.SIGNATURE, [identity.sign_cms(tags)], deflate=False)


def _lines(source: CaseSource, span: LogSpan) -> Iterator[bytes]:
    batch: list[str] = []
    for entry in source.entries(span.log, span.after):
        if entry.seq > span.seq:
            break
        batch.append(canonical(entry_to_json(entry)) + "\n")
        if len(batch) == 500:
            yield "".join(batch).encode("utf-8")
            batch.clear()
    yield "".join(batch).encode("utf-8")


def _files_text(files: Mapping[str, FileInfo], brought: Container[str]) -> bytes:
    table: dict[str, Json] = {
        sha256: {"size": info.size, "media": info.media, "included": sha256 in brought}
        for sha256, info in files.items()
    }
    return canonical(table).encode("utf-8")


def _add_blob(writer: _Writer, source: CaseSource, info: FileInfo) -> None:
    name = bag.BLOBS + info.sha256
    with source.open_blob(info.sha256) as stream:
        pieces = iter(lambda: stream.read(CHUNK), b"")
        writer.add(_blob_info(info), pieces)
    if writer.hashes[name] != info.sha256:
        raise Refused(Problem("blob-damaged", info.sha256))
