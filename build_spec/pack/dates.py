"""The day that a build bears: when its sources were committed, so that building again gives the same."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Of a build that is made from no commit: 2020-01-01.
NO_COMMIT = "1577836800"


def source_date() -> str:
    """Seconds since 1970, as ``SOURCE_DATE_EPOCH`` says them."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return os.environ["SOURCE_DATE_EPOCH"]
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or NO_COMMIT
