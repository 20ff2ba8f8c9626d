"""Claims about the sentences of gate and intake: each code in the code has its sentence and way out, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from qmdesk.wording import LANGUAGES, catalogue

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    *(ROOT / "qmdesk" / "gate").glob("*.py"),
    *(ROOT / "qmdesk" / "intake").glob("*.py"),
    *(ROOT / "qmdesk" / "intake" / "readers").glob("*.py"),
    *(ROOT / "qmdesk" / "intake" / "measurements").glob("*.py"),
]
_PROBLEM = re.compile(r"Problem\(\s*\"([a-z0-9-]+)\"")
_OWN = re.compile(r"\"((?:zip|reading|csv|dfq|cell|image|file|xml|table|column|columns|limit|limits)-[a-z0-9-]+)\"")


def codes() -> set[str]:
    texts = [path.read_text("utf-8") for path in SOURCES]
    return {code for text in texts for code in (*_PROBLEM.findall(text), *_OWN.findall(text))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_sentence_and_its_way_out(lang: str) -> None:
    known = catalogue(lang)
    missing = [
        code
        for code in sorted(codes())
        if not known.get(f"problem.{code}.message") or not known.get(f"problem.{code}.remedy")
    ]
    assert len(codes()) > 90
    assert missing == []


@pytest.mark.parametrize("name", ["gate.toml", "intake.toml"])
def test_every_sentence_is_used_and_its_details_are_the_same_in_both_languages(name: str) -> None:
    details: dict[str, list[set[str]]] = {}
    for lang in LANGUAGES:
        texts = tomllib.loads((ROOT / "resources" / "texts" / lang / name).read_text("utf-8"))["problem"]
        for code, text in texts.items():
            said = text["message"] + text["remedy"]
            details.setdefault(code, []).append(set(re.findall(r"\{([a-z_]+)\}", said)))
    sources = "".join(path.read_text("utf-8") for path in SOURCES)
    assert [code for code in details if f'"{code}"' not in sources] == []
    assert [code for code, found in details.items() if len(found) != 2 or found[0] != found[1]] == []
