"""pyHanko takes some 0.4 s to import: only what signs or checks a signature may load it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LIGHT = [
    "qmdesk.trust.identity",
    "qmdesk.trust.device",
    "qmdesk.trust.anchors",
    "qmdesk.trust.cms",
    "qmdesk.exchange.pack",
    "qmdesk.exchange.merge",
    "qmdesk.exchange.verify",
    "qmdesk.report.sign",
]


@pytest.mark.parametrize("module", LIGHT)
def test_importing_it_does_not_load_pyhanko(module: str):
    code = f"import sys, {module}; print([name for name in sys.modules if name.startswith('pyhanko')])"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
