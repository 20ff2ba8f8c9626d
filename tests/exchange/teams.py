"""Cases and laptops for tests of exchange: real case files, real device keys."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qmdesk.casefile.case import Blob, CaseFile, NewCase, create
from qmdesk.exchange.bag import BAG_INFO, BAGIT, MANIFEST, SIGNATURE, TAG_MANIFEST, PackInfo, manifest_text
from qmdesk.exchange.merge import Believing, MergeResult, merge_into
from qmdesk.exchange.pack import pack
from qmdesk.exchange.source import CaseFileSource
from qmdesk.formdef.loader import sha256_of_files
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.journal import Place
from qmdesk.trust.anchors import KnownDevices, TrustList, known_devices
from qmdesk.trust.device import DeviceIdentity, device_identity
from qmdesk.trust.keys import Identity
from tests.casefile.journal_factory import Device

FORM = {"form.yaml": b"id: meqmc\n", "items/system.yaml": "items: [体系]\n".encode()}
CASE_ID = "0b6f1c1e-5a0e-4a86-9f0e-0d3b8a6f1c1e"


def new_case(case_id: str = CASE_ID, form: Mapping[str, bytes] = FORM) -> NewCase:
    return NewCase(case_id, "meqmc", "2026", sha256_of_files(form), form, "2026-07-01T08:00:00+08:00")


@dataclass
class Laptop:
    """One assessor's computer: its own home folder, its own file of the case, its own log."""

    folder: Path
    name: str
    new: NewCase = field(default_factory=new_case)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.home = self.folder / "home"
        self.identity: DeviceIdentity = device_identity(self.home, self.name)
        self.case: CaseFile = create(self.folder / "案卷.qmcase", self.new)
        self.writer = Device(f"{self.identity.id}.0a1b2c")

    @property
    def devices(self) -> KnownDevices:
        return known_devices(self.home)

    def set(self, place: Place, value: Json, blobs: tuple[Blob, ...] = ()) -> None:
        self.writer.learn(list(self.case.entries()))
        self.case.append([self.writer.write(place, value)], blobs)

    def pack(self, name: str = "包.zip", *, since: PackInfo | None = None, identity: Identity | None = None) -> Path:
        out = self.folder / name
        device = "" if identity is None else self.identity.id
        self.packed = pack(CaseFileSource(self.case), out, identity or self.identity, device=device, since=since)
        return out

    def merge(self, *packages: Path, anchors: TrustList | None = None, demand_chain: bool = False) -> MergeResult:
        believing = Believing(anchors or TrustList(), self.devices, demand_chain)
        return merge_into(self.case, packages, believing)

    def close(self) -> None:
        self.case.close()


def parts_of(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def write_zip(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def resigned(
    package: Path, identity: Identity, change: Callable[[dict[str, bytes]], None], out: Path | None = None
) -> Path:
    """The package changed and signed anew with everything in step, as a hostile signer would do it."""
    parts = parts_of(package)
    change(parts)
    payload = {name: content for name, content in parts.items() if name.startswith("data/")}
    parts[MANIFEST] = manifest_text({name: sha256_bytes(content) for name, content in payload.items()})
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    info = parts[BAG_INFO].decode("latin-1").splitlines()
    parts[BAG_INFO] = "".join(
        f"Payload-Oxum: {oxum}\n" if line.startswith("Payload-Oxum") else f"{line}\n" for line in info
    ).encode("latin-1")
    tags = {name: sha256_bytes(parts[name]) for name in (BAGIT, BAG_INFO, MANIFEST)}
    parts[TAG_MANIFEST] = manifest_text(tags)
    parts[SIGNATURE] = identity.sign_cms(parts[TAG_MANIFEST])
    return write_zip(out or package.with_name("resigned.zip"), parts)
