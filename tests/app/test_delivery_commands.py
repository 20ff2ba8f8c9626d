"""``deliver`` and ``inbox`` by their contract: documents, exit status, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.conftest import Qmdesk


def test_an_empty_outbox_is_delivered(qmdesk: Qmdesk) -> None:
    told = qmdesk("deliver", "--json")
    assert (told.status, told.json["packages"], told.json["delivered"]) == (0, [], 0)


def test_a_case_goes_to_the_office_and_into_its_cases(qmdesk: Qmdesk, case: str, tmp_path: Path) -> None:
    share, cases = tmp_path / "share", tmp_path / "cases"
    cases.mkdir()
    away = qmdesk("deliver", case, "--to", share, "--name", "office", "--json")
    assert (away.status, away.json["delivered"], away.json["of"]) == (1, 0, 1)
    assert [each["code"] for each in away.json["problems"]] == ["delivery-no-folder"]
    share.mkdir()
    told = qmdesk("deliver", "--json")
    assert (told.status, told.json["delivered"]) == (0, 1)
    assert told.json["packages"][0]["destinations"][0]["name"] == "office"

    (share / "bad.zip").write_bytes(b"junk")
    look = ("inbox", share, "--cases", cases, "--json")
    assert len(qmdesk(*look, "--dry-run", home="lead").json["new"]) == 2
    found = qmdesk(*look, home="lead")
    assert (found.status, found.json["taken"]) == (0, 1)
    assert found.json["set_aside"] == [{"package": "bad.zip", "code": "package-not-ours"}]
    assert len(list(cases.glob("*.qmcase"))) == 1
    again = qmdesk(*look, home="lead")
    assert (again.status, again.json["packages"], again.json["known"]) == (0, [], 1)


def test_later_only_packs_and_a_password_in_a_url_is_nowhere(qmdesk: Qmdesk, case: str, tmp_path: Path) -> None:
    told = qmdesk("deliver", case, "--to", "webdavs://wang:geheim-1@127.0.0.1:9/in", "--later", "--json")
    assert (told.status, told.json["packages"][0]["state"]) == (0, "waiting")
    assert told.json["packages"][0]["destinations"][0]["url"] == "webdavs://wang@127.0.0.1:9/in"
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"geheim-1" not in path.read_bytes()


def test_a_package_without_a_place_waits_for_one(qmdesk: Qmdesk, case: str, tmp_path: Path) -> None:
    qmdesk("pack", case, "-o", "p.zip")
    nowhere = qmdesk("deliver", "p.zip", "--lang", "en")
    assert nowhere.status == 1
    assert "Nobody has said where p is to go" in nowhere.err
    (tmp_path / "share").mkdir()
    told = qmdesk("deliver", "--to", "share", "--lang", "en")
    assert told.status == 0
    assert "p: 1 of 1 delivered" in told.err


@pytest.mark.parametrize("words", [["--to", "nonsense://"], ["missing.zip"], ["--name", "x"]])
def test_what_can_not_be_used_is_two(qmdesk: Qmdesk, words: list[str]) -> None:
    assert qmdesk("deliver", *words).status == 2


def test_a_watched_place_is_looked_at_until_somebody_says_stop(
    qmdesk: Qmdesk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, cases, looks = tmp_path / "share", tmp_path / "cases", list[float]()
    share.mkdir()
    cases.mkdir()
    assert qmdesk("pack", case, "-o", tmp_path / "later.zip").status == 0

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 2:
            (tmp_path / "later.zip").rename(share / "later.zip")
        if len(looks) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr("qmdesk.review.watching.time.sleep", sleep)
    watch = ("inbox", share, "--cases", cases, "--watch", "--every", "7")
    told = qmdesk(*watch, "--json", home="lead")
    assert (told.status, looks) == (0, [7.0] * 4)
    (line,) = told.out.splitlines()
    assert [each["state"] for each in json.loads(line)["packages"]] == ["taken"]
    looks[:] = [0.0] * 2
    quiet = qmdesk(*watch, "--lang", "en", home="lead")
    assert quiet.status == 0
    assert [each.split()[0] for each in quiet.err.splitlines()] == ["Watching", "No"]
    assert qmdesk(*watch, "--dry-run", home="lead").status == 2
    assert qmdesk("inbox", "nonsense://", "--cases", cases, "--watch", home="lead").status == 2
