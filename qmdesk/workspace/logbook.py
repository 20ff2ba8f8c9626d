"""What happened, in ids, codes and hashes: a log bounded in size, and reports of our own mistakes.

Both stay on this computer, in ``logs`` of the workspace. Whatever is not plainly an id, a code or a number is left out
when it is written, so that no name, figure or text of a case can get in, wherever a caller took it from. A report of a
mistake says where in our code it happened and of what type it was; the text of an exception could quote a case.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from qmdesk import __version__
from qmdesk.model.problem import Refused

FOLDER = "logs"
NAME = "qmdesk.log"
#: Bytes of one log file, and how many of them and of reports are kept.
MOST, KEPT, REPORTS = 256 * 1024, 4, 20
#: The first line of a report of this kind; what earlier versions wrote could hold texts.
TITLE = "qmdesk error report 2"
#: An id, a code, a hash, a version: small letters of the alphabet and digits, nothing that a sentence needs.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+-]{0,79}")
_CHAIN = 10
_FRAMES = 60

Fact = str | int


def note(home: Path, event: str, **facts: Fact) -> None:
    """Add one line. A log that can't be written is no reason to stop anything."""
    words = [f"{key}={_plain(value)}" for key, value in facts.items()]
    line = " ".join([f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", str(os.getpid()), _plain(event), *words])
    path = home / FOLDER / NAME
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST:
            _rotate(path)
        with path.open("ab") as file:
            file.write(f"{line}\n".encode())


def codes_of(refused: Refused) -> str:
    """The codes of a refusal as one fact."""
    return "+".join(dict.fromkeys(each.code for each in refused.problems))[:80]


def report_error(home: Path, error: BaseException, trace: TracebackType | None = None, doing: str = "") -> Path | None:
    """Write a report of a mistake of ours and note it; its path, None where nothing can be written."""
    path = home / FOLDER / f"error-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told(error, trace, doing), "utf-8")
    except OSError:
        return None
    with suppress(OSError):
        for old in sorted(path.parent.glob("error-*.txt"))[:-REPORTS]:
            old.unlink()
    note(home, "error", type=type(error).__name__, report=path.name)
    return path


def told(error: BaseException, trace: TracebackType | None = None, doing: str = "") -> str:
    """A report's text: versions, types, and places in code, innermost last; no message, no local value, no path."""
    lines = [TITLE, f"qmdesk {__version__}", f"python {sys.version.split()[0]}", f"system {sys.platform}"]
    lines += [f"doing {_plain(doing)}"] if doing else []
    seen = 0
    each: BaseException | None = error
    while each is not None and seen < _CHAIN:
        lines += ["", f"{'caused by ' if seen else ''}{type(each).__module__}.{type(each).__qualname__}"]
        if isinstance(each, Refused):
            lines.append(f"  codes {codes_of(each)}")
        at = trace if seen == 0 and trace is not None else each.__traceback__
        lines += [f"  {_file(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in walk_tb(at)][
            -_FRAMES:
        ]
        each = each.__cause__ or each.__context__
        seen += 1
    return "\n".join(lines) + "\n"


def _file(name: str) -> str:
    """A source file without the folders before its package: those can name a person."""
    parts = Path(name).parts
    for package in ("qmdesk", "site-packages"):
        if package in parts:
            at = len(parts) - 1 - parts[::-1].index(package)
            return "/".join(parts[at:])
    return parts[-1] if parts else "?"


def _plain(value: Fact) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else "-"


def _rotate(path: Path) -> None:
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"{NAME}.{number}")
        newer = path if number == 1 else path.with_name(f"{NAME}.{number - 1}")
        if newer.exists():
            newer.replace(older)
