"""Send a finished PDF to a print queue of the system, as it is: a printer driver that draws again would send pixels."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.files import part_beside, put_in_place

_COMMAND = "lp"


def has_queues() -> bool:
    """Whether files go to a queue as they are; else the window draws them on the printer."""
    return sys.platform != "win32" and shutil.which(_COMMAND) is not None


def print_file(path: Path, printer: str, copies: int = 1) -> bool:
    """Print a PDF on A4; False where the queue took it and stands still, so that nothing comes out until it is started.

    Raises Refused(print-impossible) or Refused(print-failed) with what the system said.
    """
    if sys.platform == "win32":  # one job, as many as the printer is set to
        try:
            os.startfile(path, "printto", f'"{printer}"')  # noqa: S606 - the system's own way to a named printer
        except OSError as error:
            raise Refused(Problem("print-failed", printer, {"reason": error.strerror or ""})) from error
        return True
    command = shutil.which(_COMMAND)
    if command is None:
        raise Refused(Problem("print-impossible", printer))
    done = subprocess.run(  # noqa: S603 - a fixed program, arguments as a list
        [command, "-d", printer, "-n", str(copies), "-o", "media=A4", "--", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(Problem("print-failed", printer, {"reason": done.stderr.strip()}))
    return not _stands_still(printer)


def save_copy(path: Path, target: Path) -> None:
    """Put a sheet that was made for printing where it is wanted as a file.

    Raises Refused: folder-missing, file-cannot-write.
    """
    if not target.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(target.absolute().parent)))
    with part_beside(target) as part:
        shutil.copyfile(path, part)
        put_in_place(part, target)


def _stands_still(printer: str) -> bool:
    """Whether CUPS says that a queue is stopped."""
    command = shutil.which("lpstat")
    if command is None:
        return False
    told = subprocess.run(  # noqa: S603 - as above
        [command, "-p", printer], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    return " disabled since " in told.stdout.partition("\n")[0]
