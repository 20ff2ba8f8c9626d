"""What every command needs to know: the language, the workspace's folder, who is at work."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qmdesk.wording import DEFAULT_LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from qmdesk.review.session import Who

#: The environment variable that names the file with an encrypted case's passphrase for commands not told of one.
FILE_VARIABLE = "QMDESK_CASE_PASSPHRASE_FILE"


class Context(NamedTuple):
    """Settings of one run of the program."""

    lang: str
    home: Path

    def who(self, author: str = "") -> Who:
        """This installation's device and the person named, or the user of this machine."""
        from qmdesk.review.session import Who
        from qmdesk.trust.device import device_identity

        return Who(device_identity(self.home).id, author or os_user(), self.home)


def home_folder() -> Path:
    """The workspace's folder: ``QMDESK_HOME``, else the platform's place for an application's data."""
    named = os.environ.get("QMDESK_HOME")
    if named:
        return Path(named)
    if sys.platform == "linux":  # as platformdirs finds it, which takes longer to import than all of ours at the start
        data = os.environ.get("XDG_DATA_HOME", "").strip()
        return (Path(data) if data else _own_folder() / ".local" / "share") / "qmdesk"
    from platformdirs import user_data_path

    return user_data_path("qmdesk", appauthor=False)


def _own_folder() -> Path:
    """The account's home; where it has none (services, some shared accounts) a folder among the temporary ones."""
    try:
        return Path.home()
    except RuntimeError:
        import tempfile

        return Path(tempfile.gettempdir()) / f"qmdesk-{os.getuid()}"


def language(named: str | None) -> str | None:
    """One of the languages that we have, by its code or what that begins with (``zh``, ``en-GB``); Chinese where none
    is named, None where we don't have the one named."""
    if named is None:
        return DEFAULT_LANGUAGE
    wanted = re.split(r"[-_.]", named.strip().lower())[0]
    return next((each for each in LANGUAGES if each.lower().split("-")[0] == wanted), None)


def os_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
