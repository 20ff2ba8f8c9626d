"""What the program imports from others, read from its source: asked for by the freezer, tried by the self-test."""

from __future__ import annotations

import ast
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The list as it travels in a build; qmdesk/app/selftest.py reads it.
NAME = "imports.txt"

#: What libraries of ours load by name: drivers, kinds of keys, kinds of places.
BY_NAME = ("sqlcipher3.dbapi2", "bcrypt", "fsspec.implementations.memory", "fsspec.implementations.local")


def outside(folder: Path = ROOT / "qmdesk") -> list[str]:
    """Every module of others that a module of ours imports, at its top or in a function, sorted."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found.update(_named(node))
    ours_or_python = {"qmdesk", "__future__", *sys.stdlib_module_names}
    return sorted(each for each in found if each.partition(".")[0] not in ours_or_python and _there(each))


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
        return [node.module]
    return []


def _there(name: str) -> bool:
    """Whether it is installed here; an optional one may not be."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
    except ValueError:  # loaded already, by something that keeps no record of from where
        return True
