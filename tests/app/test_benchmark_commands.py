"""The command benchmark, from a new case to a list, as an office calls it."""

import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.app.conftest import CODE, Qmdesk
from tests.review.benchmark_case import picture
from tests.visit.benchmark_records import said

CASE = "标杆.qmcase"


@pytest.fixture
def case(qmdesk: Qmdesk) -> str:
    answer = qmdesk("benchmark", "new", CASE, "--enterprise", "甲乙泵业有限公司", "--credit-code", CODE)
    assert answer.status == 0, answer.err
    return CASE


def test_help_names_every_part_and_is_there_in_both_languages(qmdesk: Qmdesk):
    found = qmdesk("benchmark", "--help")
    for word in (
        "new",
        "show",
        "set",
        "attach",
        "check",
        "import",
        "export",
        "takeover",
        "score",
        "stage",
        "report",
        "recommend",
        "editions",
    ):
        assert word.encode() in found.out
        shown = qmdesk("benchmark", word, "--help").out.decode()
        assert any(char > "\u4e00" for char in "".join(shown.splitlines()[2:5]))


def test_editions_say_what_they_ask_for_and_what_the_notice_only_names(qmdesk: Qmdesk):
    found = {each["id"]: each for each in qmdesk("benchmark", "editions", "--json").json["editions"]}
    assert found["2026"]["package_megabytes"] == 100
    assert found["2024-zhejiang"]["quota"] == {"ordinary": 5, "big": 8}
    assert [each["number"] for each in found["2024-zhejiang"]["annexes"] if not each["printed"]] == [3, 5]
    assert "附件3" in qmdesk("benchmark", "editions").out.decode()


def test_a_case_is_made_filled_checked_and_undone(qmdesk: Qmdesk, case: str):
    first = qmdesk("benchmark", "check", case, "--json")
    assert (first.status, first.json["ready"]) == (1, False)
    assert qmdesk("benchmark", "set", case, "case", "title", "实施六西格玛设计的经验").status == 0
    assert qmdesk("benchmark", "set", case, "indicator:profit", "y2025", "-3").status == 0
    (case_text := Path("正文.txt")).write_text("质" * 501, "utf-8")
    assert qmdesk("benchmark", "set", case, "section:organisation", "text", f"@{case_text}").status == 0
    codes = {each["code"] for each in qmdesk("benchmark", "check", case, "--json").json["open"]}
    assert {"benchmark-section-over", "benchmark-condition-no"} <= codes
    shown = qmdesk("benchmark", "show", case, "--json").json
    assert [each["words"] for each in shown["sections"][:2]] == [11, 501]
    assert shown["stage"] == "qualification"
    assert qmdesk("undo", case).status == 0
    assert qmdesk("benchmark", "show", case, "--json").json["sections"][1]["words"] == 0
    assert qmdesk("benchmark", "set", case, "indicator:profit", "y2025", "viel").status == 2
    assert qmdesk("benchmark", "show", case).status == 0


def test_what_belongs_to_reviews_refuses_in_words(qmdesk: Qmdesk, case: str):
    Path("m.csv").write_text("x\n1\n2\n", "utf-8")
    for words in (
        ("assess", case), ("check", case), ("conclude", case), ("report", case, "-o", "a.pdf"), ("rectify", case, "-o", "b.pdf"),
        ("suggest", case), ("visit", case), ("papers", case, "--draft", "questions"), ("second", case, "--institution", "某院"),
        ("report", case, "-o", "a.docx"), ("import", case, "m.csv"), ("papers", case, "--paper", "schedule", "-o", "s.pdf"),
        ("template", "self-assessment", "--form", "benchmark", "-o", "t.xlsx"), ("export", case, "-o", "d.xlsx"),
    ):  # fmt: skip
        answer = qmdesk(*words)
        assert answer.status in (1, 2), words
        assert answer.err.strip(), words
        assert not Path("a.pdf").exists()
    for words in (
        ("show", case),
        ("show", case, "--history"),
        ("backup", case, "-o", "b.qmcase"),
        ("pack", case, "-o", "p.zip"),
    ):
        assert qmdesk(*words).status == 0, (words, qmdesk(*words).err)
    assert qmdesk("verify", "p.zip", "--json").status == 0


def test_files_are_attached_and_packed_with_the_subject_of_the_mail(qmdesk: Qmdesk, case: str, tmp_path):
    (tmp_path / "证书.png").write_bytes(picture())
    assert qmdesk("benchmark", "attach", case, "证书.png", "--kind", "iso").status == 0
    assert qmdesk("benchmark", "attach", case, "证书.png", "--section", "background", "--name", "趋势").status == 0
    assert qmdesk("benchmark", "attach", case, "证书.png", "--kind", "nothing").status == 2
    assert qmdesk("benchmark", "attach", case, "证书.png").status == 2
    made = qmdesk("benchmark", "export", case, "package", "-o", ".", "--json").json
    assert made["subject"] == "申报质量标杆+甲乙泵业有限公司"
    with zipfile.ZipFile("甲乙泵业有限公司.zip") as archive:
        assert len(archive.namelist()) == 3
        archive.extractall("out")
    assert len(Document("out/甲乙泵业有限公司-典型经验.docx").inline_shapes) == 1
    assert qmdesk("benchmark", "export", case, "package", "-o", ".").status == 2


def test_papers_go_out_and_come_back(qmdesk: Qmdesk, case: str):
    for subject, fields in said().items():
        if subject.split(":")[0] in {"indicator", "competitor"}:
            for name, value in fields.items():
                assert qmdesk("benchmark", "set", case, subject, name, value).status == 0
        if subject == "indicator:pass_rate":
            break
    assert qmdesk("benchmark", "export", case, "tables", "-o", "表.xlsx").status == 0
    other = "别.qmcase"
    qmdesk("benchmark", "new", other, "--enterprise", "甲乙泵业有限公司", "--credit-code", CODE)
    dry = qmdesk("benchmark", "import", other, "表.xlsx", "--dry-run", "--json")
    assert (dry.status, dry.json["changed"]) == (0, 0)
    done = qmdesk("benchmark", "import", other, "表.xlsx", "--json").json
    assert done["changed"] > 0
    assert qmdesk("benchmark", "import", other, "表.xlsx", "--json").json["changed"] == 0
    assert qmdesk("benchmark", "import", other, "nichts.docx", "--json").status == 2


def test_scores_stages_report_and_list(qmdesk: Qmdesk, case: str):
    for expert, points in (("甲", "80"), ("乙", "90")):
        for part in (
            "science-method",
            "science-novelty",
            "system-whole",
            "system-lead",
            "effect-result",
            "effect-growth",
        ):
            assert (
                qmdesk(
                    "benchmark",
                    "score",
                    case,
                    "--round",
                    "paper",
                    "--part",
                    part,
                    "--expert",
                    expert,
                    "--points",
                    points,
                ).status
                == 0
            )
    found = qmdesk("benchmark", "score", case, "--json").json["rounds"][0]
    assert (found["mean"], found["low"], found["high"], len(found["experts"])) == ("85.00", "80.00", "90.00", 2)
    assert (
        qmdesk(
            "benchmark",
            "score",
            case,
            "--round",
            "paper",
            "--part",
            "effect-result",
            "--expert",
            "甲",
            "--points",
            "101",
        ).status
        == 2
    )
    early = qmdesk("benchmark", "stage", case, "defence", "passed")
    assert early.status == 1
    for step in ("qualification", "paper", "defence"):
        assert qmdesk("benchmark", "stage", case, step, "passed", "--on", "2026-06-10").status == 0
    assert qmdesk("benchmark", "stage", case, "notice", "under-way", "--on", "2026-06-15").status == 0
    stages = {each["id"]: each for each in qmdesk("benchmark", "stage", case, "--json").json["stages"]}
    assert stages["notice"]["until"] == "2026-06-22"
    made = qmdesk("benchmark", "report", case, "-o", "核查.pdf", "--json").json
    assert made["signatures"] == 0
    verified = qmdesk("verify", "核查.pdf", "--json").json
    assert verified["regrade"]["kind"] == "benchmark"
    assert verified["regrade"]["ok"] is True
    assert verified["ok"] is False  # nobody signed
    listed = qmdesk("benchmark", "recommend", case, "-o", "名单.xlsx", "--json")
    assert listed.status == 1
    assert {"benchmark-rank-missing", "benchmark-not-ready"} <= {each["code"] for each in listed.json["problems"]}


def test_figures_of_a_review_are_taken_over(qmdesk: Qmdesk, case: str):
    qmdesk("new", "评价.qmcase", "--enterprise", "甲乙泵业有限公司", "--credit-code", CODE)
    qmdesk("set", "评价.qmcase", "case", "employees", "300")
    dry = qmdesk("benchmark", "takeover", case, "评价.qmcase", "--dry-run", "--json").json
    assert ([each["id"] for each in dry["figures"]], dry["changed"]) == (["employees"], 0)
    assert qmdesk("benchmark", "takeover", case, "评价.qmcase").status == 0
    assert qmdesk("benchmark", "show", case, "--json").json["takeovers"][0]["value"] == "300"
    assert qmdesk("benchmark", "takeover", case, case).status == 2
    assert qmdesk("benchmark", "check", "评价.qmcase").status == 2


def test_two_experts_on_two_laptops_keep_their_scores_and_a_doubled_name_is_a_conflict(qmdesk: Qmdesk, case: str):
    assert qmdesk("pack", case, "-o", "hin.zip").status == 0
    assert qmdesk("merge", "zwei.qmcase", "hin.zip", home="b").status == 0
    part = ("--round", "paper", "--part", "effect-result")
    assert qmdesk("benchmark", "score", case, *part, "--expert", "甲", "--points", "80").status == 0
    assert qmdesk("benchmark", "set", case, "case", "title", "实施甲法的经验").status == 0
    assert qmdesk("benchmark", "score", "zwei.qmcase", *part, "--expert", "乙", "--points", "60", home="b").status == 0
    assert qmdesk("benchmark", "set", "zwei.qmcase", "case", "title", "实施乙法的经验", home="b").status == 0
    assert qmdesk("pack", "zwei.qmcase", "-o", "her.zip", home="b").status == 0
    assert qmdesk("merge", case, "her.zip").status == 0
    experts = qmdesk("benchmark", "score", case, "--json").json["rounds"][0]["experts"]
    assert {each["name"] for each in experts} == {"甲", "乙"}
    found = qmdesk("benchmark", "check", case, "--json").json
    assert ("open-conflict", "case/title") in {(each["code"], each["where"]) for each in found["open"]}
    assert qmdesk("resolve", case, "case", "title", "实施甲法的经验", "--reason", "商定").status == 0
    codes = {each["code"] for each in qmdesk("benchmark", "check", case, "--json").json["open"]}
    assert "open-conflict" not in codes
