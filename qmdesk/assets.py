"""The one door to ``forms/`` and ``resources/``: in a checkout, in an installed wheel and in a frozen build."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds ``forms/`` and ``resources/``.

    A frozen build carries them beside its modules, a wheel inside the package, a checkout above it.
    Raises FileNotFoundError where none of the three is there.
    """
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen)] if frozen else []
    candidates += [here / "_assets", here.parent]
    for candidate in candidates:
        if (candidate / "forms").is_dir() and (candidate / "resources").is_dir():
            return candidate
    raise FileNotFoundError("forms/ and resources/ are missing from this installation")


def form_folder(form_id: str, edition: str) -> Path:
    """The folder of a built-in form, whether or not it exists."""
    return root() / "forms" / form_id / edition


def form_editions(form_id: str) -> list[str]:
    """Editions of a built-in form, oldest first; empty where there is no such form."""
    folder = root() / "forms" / form_id
    return sorted(child.parent.name for child in folder.glob("*/form.yaml")) if folder.is_dir() else []


def form_names() -> list[str]:
    """Every built-in form as ``id/edition``."""
    return [
        f"{child.name}/{each}" for child in sorted((root() / "forms").iterdir()) for each in form_editions(child.name)
    ]


def policy_file(authority: str, year: int) -> Path:
    """The file of a built-in policy pack, whether or not it exists."""
    return root() / "forms" / "programme" / authority / f"{year}.yaml"


def policy_years(authority: str) -> list[int]:
    """The years that an authority has a built-in policy pack for, oldest first."""
    folder = root() / "forms" / "programme" / authority
    return sorted(int(each.stem) for each in folder.glob("*.yaml") if each.stem.isdigit()) if folder.is_dir() else []


def policy_authorities() -> list[str]:
    """The authorities with built-in policy packs."""
    folder = root() / "forms" / "programme"
    return sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []


def resource(*parts: str) -> Path:
    """The path of a resource, as ``resource("fonts", "NotoSansSC-Regular.ttf")``."""
    return root().joinpath("resources", *parts)
