"""The documents on checking without us: every block in them runs, and refuses what was tampered with."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pikepdf
import pytest

from qmdesk.report.sign import Signer, sign_report
from qmdesk.trust.identity import pem_of
from tests.exchange.teams import Laptop, parts_of, write_zip
from tests.report.signing_paper import paper
from tests.trust import people

DOCS = Path(__file__).parents[2] / "docs"
TOOLS = ("openssl", "pdfsig", "pdfdetach", "unzip", "sha256sum")
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.skipif(
    any(which(tool) is None for tool in TOOLS), reason="needs " + ", ".join(TOOLS) + " on this machine"
)


def blocks(name: str) -> list[tuple[str, str]]:
    return BLOCK.findall((DOCS / name).read_text("utf-8"))


def run_all(folder: Path, found: list[tuple[str, str]]) -> list[int]:
    """Run the blocks in order, each from the same folder; their exit statuses."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment |= {"HOME": str(folder), "PYTHONWARNINGS": "ignore"}
    statuses: list[int] = []
    for language, text in found:
        text = text.replace("python3", sys.executable)
        command = ["sh", "-e", "-c", text] if language == "sh" else [sys.executable, "-c", text]
        statuses.append(
            subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode
        )
    return statuses


@pytest.fixture
def desk(wang: Laptop, tmp_path: Path) -> Path:
    """A folder with a report, a package and the root's certificate, as a stranger has them."""
    folder = tmp_path / "desk"
    folder.mkdir()
    wang.pack(identity=people.lead()).rename(folder / "package.zip")
    report = folder / "report.pdf"
    report.write_bytes(paper())
    sign_report(report, report, [Signer("lead", people.lead()), Signer("representative", people.representative())])
    (folder / "trust.pem").write_bytes(pem_of(people.root().certificate))
    return folder


@pytest.mark.parametrize("name", ["verifying.md", "verifying.zh-CN.md"])
def test_every_block_of_the_document_runs(desk: Path, name: str):
    found = blocks(name)
    assert len(found) == 7
    assert run_all(desk, found) == [0] * 7


def test_both_languages_have_the_same_blocks():
    assert blocks("verifying.md") == blocks("verifying.zh-CN.md")


@pytest.mark.parametrize("name", ["data/snapshot.json", "tagmanifest-sha256.txt", "manifest-sha256.txt"])
def test_a_changed_package_fails_the_first_block(desk: Path, name: str):
    parts = parts_of(desk / "package.zip")
    parts[name] = parts[name].replace(b"a", b"b", 1)
    write_zip(desk / "package.zip", parts)
    assert run_all(desk, blocks("verifying.md")[:1]) != [0]


def test_a_changed_journal_fails_its_block(desk: Path):
    parts = parts_of(desk / "package.zip")
    log = next(name for name in parts if name.startswith("data/journal/"))
    parts[log] = parts[log].replace(b'"value":49', b'"value":50')
    write_zip(desk / "package.zip", parts)
    assert run_all(desk, blocks("verifying.md")[:4])[-1] != 0


def test_a_strangers_root_fails_package_and_report(desk: Path):
    (desk / "trust.pem").write_bytes(pem_of(people.stranger_root().certificate))
    statuses = run_all(desk, blocks("verifying.md"))
    assert statuses[0] != 0
    assert statuses[5] != 0


@pytest.mark.parametrize("change", ["flip", "append"])
def test_a_changed_report_fails_its_block(desk: Path, change: str):
    report = desk / "report.pdf"
    raw = bytearray(report.read_bytes())
    if change == "flip":
        raw[30] ^= 1
    else:
        raw += b"more"
    report.write_bytes(raw)
    assert run_all(desk, [blocks("verifying.md")[5]]) != [0]


def test_the_report_of_the_example_is_signed(desk: Path):
    with pikepdf.open(io.BytesIO((desk / "report.pdf").read_bytes())) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 2
