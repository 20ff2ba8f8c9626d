"""Packing a case: written as a stream beside its place, read back and checked, and only then given its name."""

from __future__ import annotations

import glob
import hashlib
import stat
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

import qmdesk
from qmdesk.exchange import bag
from qmdesk.exchange.bag import LogSpan, PackInfo
from qmdesk.exchange.package import read_back
from qmdesk.exchange.source import CaseSource
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.journal_json import entry_to_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo
from qmdesk.trust.device import device_id_of
from qmdesk.trust.files import part_beside, put_in_place
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

    def add(self, name: str, pieces: Iterable[bytes], *, deflate: bool = True) -> None:
        info = zipfile.ZipInfo(name, _NO_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
        info.external_attr = (stat.S_IFREG | 0o644) << 16
        info.create_system = 3  # Unix, on every system: the attributes above are Unix's
        digest = hashlib.sha256()
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
    with _alone(out), part_beside(out) as part:
        with part.open("xb") as file, zipfile.ZipFile(file, "w", allowZip64=True) as opened:
            _write(_Writer(opened), source, identity, _start(source, identity, device, since, now), since, progress)
        info = read_back(part)
        put_in_place(part, out)
    return info


@contextmanager
def _alone(out: Path) -> Generator[None]:
    """Sweep away what a packing to the same place left that was killed: gigabytes, on a stick. Where another process
    is packing there right now, nothing is swept."""
    lock = FileLock(out.with_name(f".{out.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except (OSError, Timeout):
        yield
        return
    try:
        for left in out.absolute().parent.glob(f".{glob.escape(out.name)}.*.part"):
            with suppress(OSError):
                left.unlink()
        yield
    finally:
        with suppress(OSError):
            Path(lock.lock_file).unlink()
        lock.release()


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


def _write(
    writer: _Writer,
    source: CaseSource,
    identity: Identity,
    start: PackInfo,
    since: PackInfo | None,
    progress: Progress | None,
) -> None:
    files = source.files()
    known = since.blobs if since is not None else frozenset[str]()
    brought = [files[sha256] for sha256 in sorted(files) if sha256 not in known]
    for span in start.logs:
        if span.count:
            writer.add(span.file, _lines(source, span))
    for name, content in sorted(source.form_files().items()):
        if not bag.is_form_name(name):
            raise Refused(Problem("package-name", name))
        writer.add(bag.FORM + name, [content])
    writer.add(bag.SNAPSHOT, [source.snapshot().encode("utf-8")])
    writer.add(bag.FILES, [_files_text(files, {info.sha256 for info in brought})])
    for done, info in enumerate(brought):
        _add_blob(writer, source, info)
        if progress is not None:
            progress(done + 1, len(brought))
    _write_tags(writer, identity, start)


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


def _files_text(files: Mapping[str, FileInfo], brought: set[str]) -> bytes:
    table: dict[str, Json] = {
        sha256: {"size": info.size, "media": info.media, "included": sha256 in brought}
        for sha256, info in files.items()
    }
    return canonical(table).encode("utf-8")


def _add_blob(writer: _Writer, source: CaseSource, info: FileInfo) -> None:
    name = bag.BLOBS + info.sha256
    with source.open_blob(info.sha256) as stream:
        pieces = iter(lambda: stream.read(CHUNK), b"")
        writer.add(name, pieces, deflate=not info.media.startswith(_PACKED_ALREADY))
    if writer.hashes[name] != info.sha256:
        raise Refused(Problem("blob-damaged", info.sha256))
