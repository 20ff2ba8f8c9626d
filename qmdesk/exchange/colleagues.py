"""What each colleague's device is known to hold of a case: what stood in the packages that came from it.

Kept in ``meta`` of the case file like the list of merges: it says something of this file, and is no entry. What a
device held it is taken to hold still; one that was set back to an older copy says so by refusing with
``package-gap``, and then gets a whole package.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from qmdesk.casefile.case import CaseFile
from qmdesk.exchange.bag import LogSpan, PackInfo
from qmdesk.exchange.package import Package
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.problem import Problem, Refused

KEY = "colleagues"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A device that a package came from: its id, the name in its signature, when its newest package was packed (a
    claim), and what it holds, told as the package that brought the most."""

    device: str
    name: str
    packed_at: str
    held: PackInfo


def note_colleague(case: CaseFile, package: Package) -> None:
    """Remember what the device that packed this package holds."""
    known = {each.device: each for each in colleagues_of(case)}
    info = replace(package.info, blobs=frozenset(package.content.files))
    before = known.get(info.device)
    held = info if before is None else _both(before.held, info)
    known[info.device] = Colleague(info.device, package.check.signer, held.packed_at, held)
    text = canonical({device: _to_json(each) for device, each in known.items()})
    if text != case.meta(KEY):
        case.set_meta(KEY, text)


def colleagues_of(case: CaseFile) -> tuple[Colleague, ...]:
    """The devices that packages of this case came from, by name; none where the list can't be read."""
    try:
        found = [_of_json(case, device, each) for device, each in json.loads(case.meta(KEY) or "{}").items()]
    except (TypeError, ValueError, KeyError, AttributeError, LookupError):
        return ()
    return tuple(sorted(found, key=lambda each: (each.name, each.device)))


def colleague_named(case: CaseFile, text: str) -> Colleague:
    """The colleague of that name, or whose device's id begins so. Raises Refused(colleague-unknown, -ambiguous)."""
    found = [each for each in colleagues_of(case) if text and (each.name == text or each.device.startswith(text))]
    if len(found) == 1:
        return found[0]
    code = "colleague-ambiguous" if found else "colleague-unknown"
    names = ", ".join(f"{each.name} ({each.device})" for each in found or colleagues_of(case))
    raise Refused(Problem(code, text, {"names": names or "-"}))


def _both(one: PackInfo, other: PackInfo) -> PackInfo:
    """What a device holds that packed both: of every log the longer, and the files of both."""
    newer = max(one, other, key=lambda each: sum(span.seq for span in each.logs))
    spans = {span.log: span for span in one.logs}
    spans |= {span.log: span for span in other.logs if span.log not in spans or span.seq > spans[span.log].seq}
    return replace(newer, logs=tuple(spans[log] for log in sorted(spans)), blobs=one.blobs | other.blobs)


def _to_json(each: Colleague) -> Json:
    held = each.held
    return {
        "name": each.name,
        "packed_at": each.packed_at,
        "package": held.sha256,
        "sequence": held.sequence,
        "logs": [[span.log, span.seq, span.hash] for span in held.logs],
        "files": sorted(held.blobs),
    }


def _of_json(case: CaseFile, device: str, data: Mapping[str, object]) -> Colleague:
    name, packed_at, package = (str(data[key]) for key in ("name", "packed_at", "package"))
    logs = [LogSpan(log, 0, int(seq), own) for log, seq, own in cast("list[tuple[str, int, str]]", data["logs"])]
    held = PackInfo(
        case_id=case.case_id,
        form_id="",
        edition="",
        form_sha256=case.meta("form_sha256"),
        device=device,
        sequence=int(str(data["sequence"])),
        previous="",
        packed_at=packed_at,
        software="",
        logs=tuple(logs),
        octets=0,
        streams=0,
        sha256=package,
        blobs=frozenset(cast("list[str]", data["files"])),
    )
    return Colleague(device, name, packed_at, held)
