"""The main job, from the enterprise's workbook to a report that strangers can check."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from qmdesk import assets
from tests.app.conftest import Qmdesk

PRODUCTS = {"case.qmcase", "report.pdf", "rectification.pdf", "package.zip", "trust.pem"}


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one run of the demo leaves behind; shared by the tests of this module, which only read it."""
    folder = tmp_path_factory.mktemp("demo")
    env = os.environ | {"QMDESK_HOME": str(folder / "home"), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "qmdesk", "demo", "--headless", "--out", str(folder / "成果")]
    done = subprocess.run(command, env=env, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    for name in PRODUCTS:
        assert str(folder / "成果" / name) in done.stdout.decode(), "the demo says where each product lies"
    return folder / "成果"


def text_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_demo_leaves_its_products_and_nothing_else(products: Path):
    assert {each.name for each in products.iterdir()} == PRODUCTS


def test_the_demo_does_not_write_over_what_is_there(qmdesk: Qmdesk, products: Path):
    answer = qmdesk("demo", "--headless", "--out", products)
    assert answer.status == 2
    assert "report.pdf" in answer.err


@pytest.mark.parametrize("product", ["report.pdf", "package.zip"])
def test_products_verify_against_their_root_and_no_other(qmdesk: Qmdesk, products: Path, product: str):
    good = qmdesk("verify", products / product, "--trust", products / "trust.pem", "--json")
    assert (good.status, good.json["ok"]) == (0, True)
    assert all(each["valid"] and each["trusted"] and each["covers_all"] for each in good.json["signatures"])
    assert not any(each["modified_after"] for each in good.json["signatures"])
    Path("pass.txt").write_text("另一个口令", "utf-8")
    qmdesk("identity", "root", "别的机构", "-o", "other.p12", "--passphrase-file", "pass.txt")
    other = qmdesk("verify", products / product, "--trust", "other.trust.pem", "--json")
    assert (other.status, other.json["ok"]) == (1, False)


def test_the_report_is_graded_again_and_says_what_the_case_says(qmdesk: Qmdesk, products: Path):
    found = qmdesk("verify", products / "report.pdf", "--trust", products / "trust.pem", "--json").json
    assert found["regrade"]["ok"]
    shutil.copy(products / "case.qmcase", "copy.qmcase")
    grade = qmdesk("assess", "copy.qmcase", "--json").json["grade"]
    assert grade["name"] in text_of(products / "report.pdf")
    assert grade["level"] == 2


def test_the_report_is_signed_by_the_team_and_the_enterprise(qmdesk: Qmdesk, products: Path):
    found = qmdesk("verify", products / "report.pdf", "--trust", products / "trust.pem", "--json").json
    assert [each["role"] for each in found["signatures"]] == ["lead", "assessor", "representative"]


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_poppler_accepts_every_signature_and_finds_the_last_over_all(products: Path):
    done = subprocess.run(["pdfsig", "-nocert", str(products / "report.pdf")], capture_output=True, text=True)
    assert done.stdout.count("Signature is Valid") == 3
    assert done.stdout.count("Total document signed") == 1


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_and_bagit_accept_the_package(products: Path, tmp_path: Path):
    bag = tmp_path / "bag"
    with zipfile.ZipFile(products / "package.zip") as archive:
        archive.extractall(bag)
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(bag)], capture_output=True
    )
    assert checked.returncode == 0, checked.stderr.decode()
    manifest = bag / "tagmanifest-sha256.txt"
    command = [
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        f"{manifest}.p7s",
        "-content",
        str(manifest),
    ]
    done = subprocess.run([*command, "-CAfile", str(products / "trust.pem"), "-out", "/dev/null"], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_a_flipped_byte_anywhere_in_the_products_does_not_verify(qmdesk: Qmdesk, products: Path):
    for product in ("report.pdf", "package.zip"):
        content = bytearray((products / product).read_bytes())
        content[len(content) // 3] ^= 0x40
        Path(product).write_bytes(content)
        assert qmdesk("verify", product, "--trust", products / "trust.pem").status == 1


def test_the_package_makes_the_same_case_elsewhere(qmdesk: Qmdesk, products: Path):
    merged = qmdesk("merge", "elsewhere.qmcase", products / "package.zip", "--trust", products / "trust.pem", "--json")
    assert merged.status == 0
    shutil.copy(products / "case.qmcase", "here.qmcase")
    here, there = (qmdesk("show", name, "--json").json for name in ("here.qmcase", "elsewhere.qmcase"))
    assert here["fields"] == there["fields"]
    assert here["files"] == there["files"]
    assert qmdesk("assess", "elsewhere.qmcase", "--json").json == qmdesk("assess", "here.qmcase", "--json").json


def test_the_rectification_sheet_names_every_suggestion(qmdesk: Qmdesk, products: Path):
    text = "".join(text_of(products / "rectification.pdf").split())
    shutil.copy(products / "case.qmcase", "copy.qmcase")
    fields = qmdesk("show", "copy.qmcase", "--json").json["fields"]
    actions = [
        each["value"] for each in fields if each["subject"].startswith("suggestion:") and each["field"] == "action"
    ]
    assert actions
    missing = [each for each in actions if "".join(each.split())[:12] not in text]
    assert missing == []


def sample_case(qmdesk: Qmdesk, sample: str, code: str) -> dict:
    assert qmdesk("new", f"{sample}.qmcase", "--enterprise", "待导入", "--credit-code", code).status == 0
    package = assets.resource("samples", sample, "package.zip")
    answer = qmdesk("import", f"{sample}.qmcase", package, "--json")
    assert answer.status == 0
    return answer.json


def credit_code(sample: str) -> str:
    """The code that the sample's own workbook states."""
    from qmdesk.formdef.loader import load_builtin
    from qmdesk.intake.take import take

    intake = take(assets.resource("samples", sample, "package.zip"), load_builtin("meqmc"), kind="self-assessment")
    return next(str(each.value) for each in intake.edits if each.place.name == "credit_code")


@pytest.mark.parametrize(("sample", "lowest"), [("machining", 2), ("electronics", 2)])
def test_a_sample_is_taken_in_whole_and_a_repeat_changes_nothing(qmdesk: Qmdesk, sample: str, lowest: int):
    first = sample_case(qmdesk, sample, credit_code(sample))
    assert first["accepted"] > 0
    assert first["skipped"] == 0
    before = qmdesk("show", f"{sample}.qmcase", "--json").json["heads"]
    again = qmdesk("import", f"{sample}.qmcase", assets.resource("samples", sample, "package.zip"), "--json").json
    assert again["changed"] == 0
    assert qmdesk("show", f"{sample}.qmcase", "--json").json["heads"] == before
    grade = qmdesk("assess", f"{sample}.qmcase", "--stage", "self", "--json").json["grade"]
    assert grade["lowest"] >= lowest - 1


def test_a_package_of_another_enterprise_is_told_loudly_and_one_undo_takes_it_back(qmdesk: Qmdesk):
    found = sample_case(qmdesk, "machining", "91330212MA2TE8XU04")
    assert "other-enterprise" in {each["code"] for each in found["problems"] if each["severity"] == "error"}
    assert (found["skipped"], found["accepted"] + 2) == (2, found["read"])
    fields = {each["field"]: each["value"] for each in qmdesk("show", "machining.qmcase", "--json").json["fields"]}
    assert (fields["enterprise"], fields["credit_code"]) == ("待导入", "91330212MA2TE8XU04")
    assert qmdesk("undo", "machining.qmcase").status == 0
    fields = qmdesk("show", "machining.qmcase", "--json").json["fields"]
    assert {each["field"] for each in fields if each["value"] is not None} == {"enterprise", "credit_code"}


def test_a_workbook_full_of_mistakes_is_taken_in_as_far_as_it_makes_sense(qmdesk: Qmdesk):
    found = sample_case(qmdesk, "food", "91330212MA2TE8XU04")
    assert found["read"] == found["accepted"] + found["skipped"]
    assert found["skipped"] > 10
    for problem in found["problems"]:
        assert problem["message"]
        assert problem["remedy"], problem
        assert problem["where"] or problem["severity"] != "error"
    level = qmdesk("assess", "food.qmcase", "--stage", "self", "--json").json["grade"]["lowest"]
    assert level == 1


def test_a_dry_run_changes_nothing(qmdesk: Qmdesk):
    code = credit_code("machining")
    assert qmdesk("new", "m.qmcase", "--enterprise", "待导入", "--credit-code", code).status == 0
    before = qmdesk("show", "m.qmcase", "--json").json
    answer = qmdesk("import", "m.qmcase", assets.resource("samples", "machining", "package.zip"), "--dry-run", "--json")
    assert answer.json["accepted"] > 0
    assert qmdesk("show", "m.qmcase", "--json").json == before


def test_a_correction_after_the_conclusion_is_an_amendment_and_stays_on_record(qmdesk: Qmdesk, products: Path):
    shutil.copy(products / "case.qmcase", "case.qmcase")
    refused = qmdesk("set", "case.qmcase", "item:system.supply", "note", "改一处")
    assert refused.status == 2
    assert qmdesk("amend", "case.qmcase", "--reason", "抄录有误").status == 0
    assert qmdesk("set", "case.qmcase", "item:system.supply", "note", "改一处").status == 0
    assert qmdesk("conclude", "case.qmcase").status == 0
    history = qmdesk("show", "case.qmcase", "--history", "--json").json["history"]
    concluded = [each for each in history if each["field"] == "concluded"]
    assert [each["value"] is None for each in concluded] == [False, True, False]
    assert json.dumps(history, ensure_ascii=False).count("抄录有误") == 1


def test_an_unfinished_case_prints_a_draft_that_says_what_is_missing(qmdesk: Qmdesk):
    code = credit_code("machining")
    qmdesk("new", "m.qmcase", "--enterprise", "待导入", "--credit-code", code)
    qmdesk("import", "m.qmcase", assets.resource("samples", "machining", "package.zip"))
    assert qmdesk("report", "m.qmcase", "-o", "draft.pdf").status == 0
    assert "草稿" in text_of(Path("draft.pdf"))
    assert qmdesk("report", "m.qmcase", "-o", "draft-en.pdf", "--lang", "en").status == 0
    assert "draft" in text_of(Path("draft-en.pdf")).lower()
