"""A form as one file that can be handed on, edited and loaded again: what an institution starts its own form from."""

from __future__ import annotations

import io
import zipfile

from qmdesk.formdef.types import Form

#: One fixed time for all entries, so that the same form always gives the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)


def zip_of(form: Form) -> bytes:
    """The form's files as a zip in a folder ``<id>-<edition>``; ``load_zip`` reads the same form from it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(form.files):
            entry = zipfile.ZipInfo(f"{form.id}-{form.edition}/{name}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, form.files[name])
    return packed.getvalue()
