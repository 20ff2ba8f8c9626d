"""A case file opened to be read and nothing else: no lock is taken, nothing is written beside it, nothing migrated.

So a case that an assessor has open can be read, and a thousand of them on a share that may only be read.
"""

from __future__ import annotations

from pathlib import Path

from qmdesk.casefile import driver
from qmdesk.casefile.case import CaseFile
from qmdesk.casefile.errors import refusing
from qmdesk.casefile.lock import CaseLock
from qmdesk.casefile.opening import Opened, connect, look
from qmdesk.model.problem import Problem, Refused


def read_case(path: Path) -> CaseFile:
    """Open a case file for reading alone. Raises Refused as :func:`qmdesk.casefile.case.open_case` does."""
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    with driver.guard:
        found, cipher = look(path)
        with refusing(path):
            opened = Opened(connect(path, cipher, found, writable=False), cipher)
            return CaseFile(path, opened, CaseLock.beside(path), None)
