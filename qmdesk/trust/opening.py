"""Opening a certificate to sign with, whatever holds it: a PKCS#12 file or a token."""

from __future__ import annotations

from pathlib import Path

from qmdesk.trust.keys import Identity
from qmdesk.trust.p12 import load_p12
from qmdesk.trust.token import is_uri, open_token, read_uri


def open_identity(named: str, secret: str) -> Identity:
    """The identity in a file, or on a token where the name is a ``pkcs11:`` one; ``secret`` is its passphrase or PIN.

    Raises Refused as :func:`load_p12` and :func:`open_token` do.
    """
    return open_token(read_uri(named), secret) if is_uri(named) else load_p12(Path(named), secret)
