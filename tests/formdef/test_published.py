"""A published edition never changes: cases and signed reports name it by its hash."""

import json

import pytest

from qmdesk import assets
from qmdesk.formdef.loader import load_builtin
from tests.formdef import publish
from tests.formdef.publish import LIST


def test_published_editions_are_as_they_were_published():
    for name, sha256 in json.loads(LIST.read_text("utf-8"))["published"].items():
        assert load_builtin(*name.split("/")).sha256 == sha256, f"{name} has changed; make a new edition instead"


def test_every_built_in_edition_is_published_or_a_draft_and_never_both():
    known = json.loads(LIST.read_text("utf-8"))
    forms = {
        f"{folder.name}/{edition}"
        for folder in (assets.root() / "forms").iterdir()
        for edition in assets.form_editions(folder.name)
    }
    assert forms == set(known["published"]) | set(known["drafts"])
    assert not set(known["published"]) & set(known["drafts"])


@pytest.fixture
def known(tmp_path, monkeypatch):
    """A list of its own for a test, with one draft."""
    path = tmp_path / "published.json"
    path.write_text(json.dumps({"drafts": ["meqmc/2026"], "published": {}}), "utf-8")
    monkeypatch.setattr(publish, "LIST", path)
    return path


def test_publishing_records_the_hash_of_a_draft(known):
    assert publish.main(["meqmc/2026"]) == 0
    assert json.loads(known.read_text("utf-8")) == {
        "drafts": [],
        "published": {"meqmc/2026": load_builtin("meqmc", "2026").sha256},
    }


def test_a_published_edition_that_changed_is_not_recorded_anew_unless_it_is_said_that_nobody_has_it(known):
    before = json.dumps({"drafts": [], "published": {"meqmc/2026": "0" * 64}})
    known.write_text(before, "utf-8")
    assert "never changes" in str(publish.main(["meqmc/2026"]))
    assert known.read_text("utf-8") == before
    assert publish.main(["meqmc/2026", "--again"]) == 0
