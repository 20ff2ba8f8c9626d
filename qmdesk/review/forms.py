"""Find the form that a word means: on the command line, or chosen in the window."""

from __future__ import annotations

from pathlib import Path

from qmdesk.formdef.loader import load_builtin, load_folder, load_zip
from qmdesk.formdef.types import Form


def form_named(name: str) -> Form:
    """A built-in form by ``id`` or ``id/edition``, or an institution's own from a folder or a zip.

    Raises Refused with what is wrong in the form's files, or that there is no such form.
    """
    path = Path(name)
    if name.strip() and path.is_dir():
        return load_folder(path)
    if path.is_file():
        return load_zip(path.read_bytes())
    form_id, _, edition = name.partition("/")
    return load_builtin(form_id, edition or None)
