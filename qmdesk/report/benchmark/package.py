"""The package that is sent in: three files that can be edited, named by the applicant, no larger than allowed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qmdesk.model.problem import Problem, Refused
from qmdesk.report.benchmark.content import Paper
from qmdesk.report.benchmark.papers import application, enclosures, written

#: "100M" is taken as decimal megabytes, the narrower of the two meanings.
MEGABYTE = 1_000_000
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Sent:
    """``name`` is the archive's, ``subject`` the mail's ("" where none is named), ``sizes`` those of the files."""

    name: str
    subject: str
    content: bytes
    sizes: Mapping[str, int]
    limit: int


def packed(paper: Paper, made_at: datetime) -> Sent:
    """Make the three files and pack them.

    Raises Refused: benchmark-name-missing, benchmark-package-large (with the size of each file).
    """
    name = file_name(paper.case.text("enterprise"))
    if not name:
        raise Refused(Problem("benchmark-name-missing", "case/enterprise"))
    files = {
        f"{name}-申报书.docx": application(paper, made_at),
        f"{name}-典型经验.docx": written(paper, made_at),
        f"{name}-证实性材料.docx": enclosures(paper, made_at),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            entry = zipfile.ZipInfo(each, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    sizes = {each: len(content) for each, content in files.items()}
    limit = paper.made.package.megabytes
    guard_size(name, len(target.getvalue()), sizes, limit)
    subject = paper.made.package.subject.replace("{enterprise}", paper.case.text("enterprise"))
    return Sent(f"{name}.zip", subject, target.getvalue(), sizes, limit)


def guard_size(name: str, size: int, sizes: Mapping[str, int], limit: int) -> None:
    """Raises Refused(benchmark-package-large) where a package is larger than ``limit`` megabytes; 0 is no limit."""
    if limit and size > limit * MEGABYTE:
        files = ", ".join(f"{each} {length / MEGABYTE:.1f} MB" for each, length in sizes.items())
        details = {"size": f"{size / MEGABYTE:.1f}", "limit": limit, "files": files}
        raise Refused(Problem("benchmark-package-large", f"{name}.zip", details))


def file_name(enterprise: str) -> str:
    """The applicant's full name as a file may be called."""
    return _FORBIDDEN.sub("", enterprise).strip(" .")
