"""A published edition never changes: cases and signed reports name it by its hash."""

import json

from qmdesk import assets
from qmdesk.formdef.loader import load_builtin
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
