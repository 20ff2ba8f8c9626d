"""Sentences about the house that import-linter does not say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "qmdesk"
SOURCES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda each: str(each.relative_to(PACKAGE)))
def test_a_module_says_what_it_is_for(path: Path):
    source = path.read_text("utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source)), "a module begins with its docstring"


def test_nothing_is_pickled_or_evaluated():
    found = {str(path): imports(path) & {"pickle", "marshal", "shelve", "dill"} for path in SOURCES}
    assert {path: bad for path, bad in found.items() if bad} == {}
    assert [str(path) for path in SOURCES if names(path) & {"eval", "exec"}] == []


def test_figures_are_drawn_without_a_gui_backend():
    script = "import sys\nimport pkgutil, importlib, qmdesk.charts as c\n"
    script += "[importlib.import_module(m.name) for m in pkgutil.walk_packages(c.__path__, 'qmdesk.charts.')]\n"
    script += "print(any(n in sys.modules for n in ('matplotlib.pyplot', 'PySide6', 'tkinter')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"


def test_zip_files_are_never_extracted_whole():
    """SECURITY: entries are streamed one by one through the gate; extractall would write names from outside."""
    bad = [str(path) for path in SOURCES if "extractall" in path.read_text("utf-8")]
    assert bad == []


def test_the_command_line_starts_without_the_heavy_libraries():
    heavy = (
        "matplotlib",
        "scipy",
        "reportlab",
        "pyhanko",
        "pikepdf",
        "PySide6",
        "numpy",
        "xlsxwriter",
        "python_calamine",
    )
    script = f"import sys\nimport qmdesk.app.main\nprint([n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_readmes_have_the_same_sections_and_the_same_commands():
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))

    def shape(text: str) -> tuple[int, list[str]]:
        commands = [line.split("#")[0].strip() for line in text.splitlines() if line.startswith("    ")]
        return text.count("\n## "), commands

    assert shape(english) == shape(chinese)


def test_the_lock_file_holds_hashes_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    packages = [line for line in text.splitlines() if line[:1].isalnum()]
    assert len(packages) > 40
    assert all(line.endswith("\\") for line in packages), "every package is followed by its hashes"
