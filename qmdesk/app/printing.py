"""Send a finished PDF to a print queue of the system, as it is: a printer driver that draws again would send pixels."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from qmdesk.model.problem import Problem, Refused


def print_file(path: Path, printer: str) -> None:
    """Print a PDF. Raises Refused(print-impossible) or Refused(print-failed) with what the system said."""
    if sys.platform == "win32":
        try:
            os.startfile(path, "printto", f'"{printer}"')  # noqa: S606 - the system's own way to a named printer
        except OSError as error:
            raise Refused(Problem("print-failed", printer, {"reason": error.strerror or ""})) from error
        return
    command = shutil.which("lp")
    if command is None:
        raise Refused(Problem("print-impossible", printer))
    done = subprocess.run(  # noqa: S603 - a fixed program, arguments as a list
        [command, "-d", printer, "--", str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(Problem("print-failed", printer, {"reason": done.stderr.strip()}))
