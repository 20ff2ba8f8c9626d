"""What packing needs of a case, and the case file seen that way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from qmdesk.casefile.case import CaseFile
from qmdesk.model.journal import Entry, Head
from qmdesk.model.readings_json import readings_from_blob
from qmdesk.model.snapshot import FileInfo, Snapshot, sets_in
from qmdesk.model.snapshot_json import snapshot_to_json


class CaseSource(Protocol):
    """A case as packing reads it."""

    @property
    def case_id(self) -> str: ...

    def form(self) -> tuple[str, str, str]:
        """Id, edition and hash of the form."""
        ...

    def form_files(self) -> Mapping[str, bytes]: ...

    def heads(self) -> tuple[Head, ...]: ...

    def entries(self, device: str | None = None, after: int = 0) -> Iterator[Entry]: ...

    def files(self) -> Mapping[str, FileInfo]: ...

    def open_blob(self, sha256: str) -> BinaryIO: ...

    def snapshot(self) -> str:
        """The canonical JSON of the case's snapshot."""
        ...


@dataclass(frozen=True, slots=True)
class CaseFileSource:
    """An open case file as a source. To be used in the thread that owns it."""

    case: CaseFile

    @property
    def case_id(self) -> str:
        return self.case.case_id

    def form(self) -> tuple[str, str, str]:
        return self.case.meta("form_id"), self.case.meta("edition"), self.case.meta("form_sha256")

    def form_files(self) -> Mapping[str, bytes]:
        return self.case.form_files()

    def heads(self) -> tuple[Head, ...]:
        return self.case.heads()

    def entries(self, device: str | None = None, after: int = 0) -> Iterator[Entry]:
        return self.case.entries(device, after)

    def files(self) -> Mapping[str, FileInfo]:
        return self.case.blob_infos()

    def open_blob(self, sha256: str) -> BinaryIO:
        return self.case.open_blob(sha256)

    def snapshot(self) -> str:
        form_id, edition, form_sha256 = self.form()
        state = self.case.state()
        return snapshot_to_json(
            Snapshot(
                case_id=self.case_id,
                form_id=form_id,
                edition=edition,
                form_sha256=form_sha256,
                state=state,
                readings={sha256: readings_from_blob(self.case.blob(sha256)) for sha256 in sorted(sets_in(state))},
                files=self.files(),
                heads=self.heads(),
            )
        )
