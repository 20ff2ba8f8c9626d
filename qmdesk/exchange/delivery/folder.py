"""A folder or a share as a channel: written to disk before it is called delivered."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from fsspec.implementations.local import LocalFileSystem

from qmdesk.exchange.delivery.channel import CHUNK, FsspecChannel, Sent
from qmdesk.exchange.delivery.failures import NO_FOLDER, Failed
from qmdesk.exchange.delivery.target import Target
from qmdesk.trust.files import sync_folder


class FolderChannel(FsspecChannel):
    resumes = True

    def __init__(self, target: Target) -> None:
        if not Path(target.path).is_dir():  # never made: it may be a share that isn't mounted
            raise Failed(NO_FOLDER, target.url)
        super().__init__(LocalFileSystem(skip_instance_cache=True), target.path)

    def write(self, source: BinaryIO, name: str, at: int, total: int, sent: Sent) -> None:
        with Path(self.at(name)).open("ab" if at else "wb") as file:
            for piece in iter(lambda: source.read(CHUNK), b""):
                file.write(piece)
                sent(len(piece))
            file.flush()
            os.fsync(file.fileno())

    def move(self, part: str, name: str) -> None:
        Path(self.at(part)).rename(self.at(name))
        sync_folder(Path(self.root))
