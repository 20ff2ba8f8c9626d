"""Claims about `import --dry-run --json` and `--mapping`: what is told is what is taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qmdesk.app.main import main

TABLE = "样本,外径(mm),内径(mm),温度\n1,10.01,5.01,21\n1,9.99,4.99,22\n2,10.02,5.00,21\n2,10.00,5.02,20\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out = capsys.readouterr().out
    return int(ended.value.code or 0), json.loads(out) if out.startswith("{") else {}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv("QMDESK_HOME", str(tmp_path / "home"))
    path = str(tmp_path / "a.qmcase")
    run(capsys, "new", path, "--form", "meqmc", "--enterprise", "甬江", "--credit-code", "91330212MA2TE8XU04")
    return path


def test_a_dry_run_tells_a_mapping_and_a_changed_one_is_followed(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "读数.csv"
    file.write_text(TABLE, "utf-8")
    status, told = run(capsys, "import", case, str(file), "--kind", "measurements", "--dry-run", "--json")
    (one,) = told["files"]
    assert (status, one["accepted"], one["changed"]) == (0, 12, 0)
    assert [(each["name"], each["n"], each["subgroups"]) for each in one["characteristics"]] == [
        ("外径", 4, 2), ("内径", 4, 2), ("温度", 4, 2),
    ]  # fmt: skip
    mapping = one["tables"][0]["mapping"]
    assert [each["role"] for each in mapping["columns"]] == ["subgroup", "value", "value", "value"]
    mapping["columns"][3]["role"] = "ignored"
    mapping["columns"][0]["role"] = "ignored"
    mapping["columns"][1]["name"] = "轴承外径"
    (tmp_path / "m.json").write_text(json.dumps(mapping), "utf-8")
    more = ("--mapping", str(tmp_path / "m.json"))
    _, told = run(capsys, "import", case, str(file), "--dry-run", "--json", *more)
    found = [(each["name"], each["n"], each["subgroups"]) for each in told["files"][0]["characteristics"]]
    assert found == [("轴承外径", 4, None), ("内径", 4, None)]
    status, told = run(capsys, "import", case, str(file), "--json", *more)
    assert (status, told["accepted"]) == (0, 8)


def test_a_mapping_that_is_none_is_told(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "读数.csv").write_text(TABLE, "utf-8")
    (tmp_path / "m.json").write_text('{"v": 2}', "utf-8")
    status, _ = run(capsys, "import", case, str(tmp_path / "读数.csv"), "--mapping", str(tmp_path / "m.json"), "--json")
    assert status == 2
