"""What a copy for others leaves out: a named policy in YAML, ours or an institution's own.

id: training                          a word
name: {zh: …, en: …}                  what the copy is called on its pages
mask: [case.address, evidence.*]      fields whose text is replaced; others of them are left out
leave_out: [finding]                  whole kinds of records
enterprise: {zh: 某企业, en: …}        stands for the enterprise's name wherever it is written; absent: kept
people: keep | roles                  names of people, or their roles instead
own_ratings: keep | drop              each assessor's own rating
photos: keep | drop
about: [{zh: …, en: …}]               what the copy says was masked
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from qmdesk import assets
from qmdesk.formdef.types import Form, Text
from qmdesk.formdef.yaml_nodes import compose, line_of
from qmdesk.model.problem import Problem, Refused

BUILT_IN = ("enterprise", "authority", "training")
#: A policy is a page of text.
_MOST_BYTES = 200_000
_KEYS = {"id", "name", "mask", "leave_out", "enterprise", "people", "own_ratings", "photos", "about"}
_NEEDED = ("id", "name", "about")
_CHOICES = {"people": ("keep", "roles"), "own_ratings": ("keep", "drop"), "photos": ("keep", "drop")}


@dataclass(frozen=True, slots=True)
class Policy:
    """What is masked. ``mask`` holds kind and field, the field ``*`` for all of a kind."""

    id: str
    name: Text
    about: tuple[Text, ...]
    mask: frozenset[tuple[str, str]] = frozenset()
    leave_out: frozenset[str] = frozenset()
    enterprise: Text | None = None
    roles: bool = False
    own_ratings: bool = True
    photos: bool = True

    def masks(self, kind: str, name: str) -> bool:
        """Whether the values of a field are masked."""
        return (kind, name) in self.mask or (kind, "*") in self.mask


def load_policy(wanted: str, form: Form) -> Policy:
    """A policy of ours by its name, or one from a file.

    Raises Refused: copy-policy-unknown, copy-policy-field (a field that the form has not), copy-policy-wrong (each
    with the line), and what reading YAML raises.
    """
    if wanted in BUILT_IN:
        return parse_policy(
            assets.resource("copies", f"{wanted}.yaml").read_bytes(), f"{wanted}.yaml", form, strict=False
        )
    path = Path(wanted)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Refused(Problem("copy-policy-unknown", wanted, {"known": ", ".join(BUILT_IN)})) from error
    if len(data) > _MOST_BYTES:
        raise Refused(Problem("copy-policy-wrong", path.name, {"line": 1, "key": "…"}))
    return parse_policy(data, path.name, form)


def parse_policy(data: bytes, name: str, form: Form, *, strict: bool = True) -> Policy:
    """A policy from its text; ``strict`` refuses fields that the form does not know."""
    root = compose(name, data)
    given = _mapping(root, name, "")
    for key, node in given.items():
        if key not in _KEYS:
            raise _wrong(name, node, key)
    for key in _NEEDED:
        if key not in given:
            raise _wrong(name, root, key)
    chosen = {key: _chosen(given[key], name, key) if key in given else _CHOICES[key][0] for key in _CHOICES}
    return Policy(
        id=_word(given["id"], name, "id"),
        name=_text(given["name"], name, "name"),
        about=tuple(_text(each, name, "about") for each in _items(given.get("about"), name, "about")),
        mask=frozenset(_field(each, name, form, strict=strict) for each in _items(given.get("mask"), name, "mask")),
        leave_out=frozenset(
            _word(each, name, "leave_out") for each in _items(given.get("leave_out"), name, "leave_out")
        ),
        enterprise=_text(given["enterprise"], name, "enterprise") if "enterprise" in given else None,
        roles=chosen["people"] == "roles",
        own_ratings=chosen["own_ratings"] == "keep",
        photos=chosen["photos"] == "keep",
    )


def _field(node: yaml.Node, name: str, form: Form, *, strict: bool) -> tuple[str, str]:
    said = _word(node, name, "mask")
    kind, _, field = said.partition(".")
    record = form.records.get(kind)
    if strict and (record is None or (field != "*" and field not in record.fields)):
        raise Refused(Problem("copy-policy-field", f"{name}:{line_of(node)}", {"field": said}))
    return kind, field


def _chosen(node: yaml.Node, name: str, key: str) -> str:
    said = _word(node, name, key)
    if said not in _CHOICES[key]:
        raise _wrong(name, node, key)
    return said


def _text(node: yaml.Node, name: str, key: str) -> Text:
    if isinstance(node, yaml.ScalarNode):
        return Text(str(node.value), str(node.value))
    said = _mapping(node, name, key)
    if not said or not set(said) <= {"zh", "en"}:
        raise _wrong(name, node, key)
    words = {lang: _word(each, name, key) for lang, each in said.items()}
    first = next(iter(words.values()))
    return Text(words.get("zh", first), words.get("en", first))


def _word(node: yaml.Node, name: str, key: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
        raise _wrong(name, node, key)
    return str(node.value).strip()


def _items(node: yaml.Node | None, name: str, key: str) -> list[yaml.Node]:
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(name, node, key)
    return list(node.value)


def _mapping(node: yaml.Node, name: str, key: str) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(name, node, key)
    return {str(each.value): value for each, value in node.value}


def _wrong(name: str, node: yaml.Node, key: str) -> Refused:
    return Refused(Problem("copy-policy-wrong", f"{name}:{line_of(node)}", {"key": key or "—"}))
