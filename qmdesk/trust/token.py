"""PKCS#11 tokens: a card or stick that signs and never lets its key out.

A certificate on one is named as RFC 7512 does: ``pkcs11:token=LABEL;object=LABEL?module-path=/path/of/the/library.so``.
The library of the maker runs in this process, so it must be one that the user chose. Needs the extra ``token``
(python-pkcs11); without it everything else works.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote, unquote

from asn1crypto import x509 as asn1_x509
from cryptography import x509

from qmdesk.model.problem import Problem, Refused
from qmdesk.trust import engine, names
from qmdesk.trust.cms import UNREADABLE
from qmdesk.trust.keys import fingerprint, is_authority

T = TypeVar("T")
SCHEME = "pkcs11:"


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A certificate with its key on a token: the library, the token's label, the object's label and id."""

    module: Path
    token: str
    label: str = ""
    key_id: bytes = b""

    @property
    def uri(self) -> str:
        """The name of it, to be given where the file of a certificate is asked for."""
        parts = [f"token={quote(self.token)}"]
        parts += [f"object={quote(self.label)}"] if self.label else []
        parts += ["id=" + "".join(f"%{byte:02x}" for byte in self.key_id)] if self.key_id else []
        return f"{SCHEME}{';'.join(parts)}?module-path={quote(str(self.module))}"


@dataclass(frozen=True, slots=True)
class OnToken:
    """What a look at a token shows without a PIN: its name and each certificate that has a label or id. ``pin`` is
    "", "low" (a try was wrong), "last" (one try left) or "locked"."""

    token: str
    serial: str
    pin: str
    keys: tuple[tuple[TokenKey, x509.Certificate], ...]


def is_uri(text: str) -> bool:
    """Whether a text names a certificate on a token."""
    return text.startswith(SCHEME)


def read_uri(text: str) -> TokenKey:
    """A certificate's name taken apart. Raises Refused(token-uri)."""
    path, _, query = text.removeprefix(SCHEME).partition("?")
    parts = dict(each.split("=", 1) for each in path.split(";") if "=" in each)
    module = dict(parse_qsl(query)).get("module-path", "")
    if not is_uri(text) or not module or not parts.get("token"):
        raise Refused(Problem("token-uri", text))
    key_id = bytes(ord(each) for each in unquote(parts.get("id", ""), encoding="latin-1"))
    return TokenKey(Path(module), unquote(parts["token"]), unquote(parts.get("object", "")), key_id)


def look(module: Path) -> tuple[OnToken, ...]:
    """The tokens that are in, with their certificates. Raises Refused: token-extra-missing, token-module-unreadable."""
    found: list[OnToken] = []
    for slot in _ask(str(module), lambda: _library(module).get_slots(token_present=True)):
        found += _ask(str(module), lambda slot=slot: _look_at(module, slot))
    return tuple(found)


def open_token(key: TokenKey, pin: str) -> TokenIdentity:
    """A certificate on a token, ready to sign until the token is pulled.

    Raises Refused: token-extra-missing, token-module-unreadable, token-not-there, token-pin-wrong, token-pin-last,
    token-pin-locked, token-certificate-missing.
    """
    if not pin:
        raise Refused(Problem("token-pin-empty", key.token))
    token = _ask(key.token, lambda: _token(key))
    session = _ask(key.token, lambda: _login(token, pin))
    certificates = _ask(key.token, lambda: _certificates(session))
    own = next((each for each in certificates if _is(key, each) and not is_authority(each[2])), None)
    if own is None:
        raise Refused(Problem("token-certificate-missing", key.token, {"object": key.label}))
    return TokenIdentity(key, own[1], tuple(_chain(own[2], [each[2] for each in certificates])), session)


@dataclass(frozen=True, slots=True)
class TokenIdentity:
    """A certificate whose key stays on a token. The PIN is not kept."""

    key: TokenKey
    key_id: bytes
    chain: Sequence[x509.Certificate]
    session: Any = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        return names.name_of(self.chain[0])

    @property
    def role(self) -> str:
        return names.role_of(self.chain[0])

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.chain[0])

    def pdf_signer(self) -> engine.Signer:
        engine.hush()
        from pyhanko.sign.pkcs11 import PKCS11Signer

        signer = PKCS11Signer(
            self.session,
            key_id=self.key_id or None,
            key_label=None if self.key_id else self.key.label,
            signing_cert=engine.to_asn1(self.chain[0]),
            ca_chain={engine.to_asn1(each) for each in self.chain[1:]},
        )
        signer.embed_roots = False
        return signer

    def sign_cms(self, data: bytes) -> bytes:
        return _ask(self.key.token, lambda: engine.cades_detached(self.pdf_signer(), data))


def told_by_token(error: BaseException, where: str) -> Refused | None:
    """What a token said while something was signed, in our codes; None where the error is none of a token's."""
    cause: BaseException | None = error
    while cause is not None and not type(cause).__module__.startswith("pkcs11"):
        cause = cause.__cause__ or cause.__context__
    return _refused(where, cause) if cause is not None else None


# -- the library -------------------------------------------------------------------------------------


def _library(module: Path) -> Any:  # noqa: ANN401 - python-pkcs11 is not always there
    import pkcs11

    if not module.is_file():
        raise Refused(Problem("token-module-unreadable", str(module)))
    try:
        library = pkcs11.lib(str(module))
        library.reinitialize()  # else a token put in since is not seen
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise Refused(Problem("token-module-unreadable", str(module))) from error
    return library


def _ask(where: str, question: Callable[[], T]) -> T:
    try:
        import pkcs11
    except ImportError as error:
        raise Refused(Problem("token-extra-missing", where)) from error
    try:
        return question()
    except pkcs11.PKCS11Error as error:
        raise _refused(where, error) from error
    except (RuntimeError, OSError) as error:
        raise Refused(Problem("token-module-unreadable", where)) from error


def _refused(where: str, error: BaseException) -> Refused:
    """An answer of a token in our codes; what is not known comes with the library's name for it."""
    code = _CODES.get(type(error).__name__, "token-failed")
    return Refused(Problem(code, where, {"reason": type(error).__name__} if code == "token-failed" else {}))


_CODES = {
    "PinIncorrect": "token-pin-wrong",
    "PinInvalid": "token-pin-wrong",
    "PinLenRange": "token-pin-wrong",
    "PinLocked": "token-pin-locked",
    "PinExpired": "token-pin-expired",
    "NoSuchToken": "token-not-there",
    "TokenNotPresent": "token-gone",
    "TokenNotRecognised": "token-not-there",
    "DeviceRemoved": "token-gone",
    "DeviceError": "token-gone",
    "SessionHandleInvalid": "token-gone",
    "SessionClosed": "token-gone",
    "UserNotLoggedIn": "token-gone",
    "NoSuchKey": "token-certificate-missing",
}


def _look_at(module: Path, slot: Any) -> list[OnToken]:  # noqa: ANN401
    import pkcs11

    token = slot.get_token()
    if not token.flags & pkcs11.TokenFlag.TOKEN_INITIALIZED:
        return []
    with token.open() as session:
        seen = _certificates(session)
    label = _plain(token.label)
    keys = tuple((TokenKey(module, label, name, key_id), each) for name, key_id, each in seen if not is_authority(each))
    return [OnToken(label, _plain(token.serial), _state_of_pin(token), keys)]


def _state_of_pin(token: Any) -> str:  # noqa: ANN401
    import pkcs11

    for flag, state in (
        (pkcs11.TokenFlag.USER_PIN_LOCKED, "locked"),
        (pkcs11.TokenFlag.USER_PIN_FINAL_TRY, "last"),
        (pkcs11.TokenFlag.USER_PIN_COUNT_LOW, "low"),
    ):
        if token.flags & flag:
            return state
    return ""


def _token(key: TokenKey) -> Any:  # noqa: ANN401
    for slot in _library(key.module).get_slots(token_present=True):
        token = slot.get_token()
        if _plain(token.label) == key.token:
            return token
    raise Refused(Problem("token-not-there", key.token))


def _login(token: Any, pin: str) -> Any:  # noqa: ANN401
    if _state_of_pin(token) == "locked":
        raise Refused(Problem("token-pin-locked", _plain(token.label)))
    return token.open(user_pin=pin)


def _certificates(session: Any) -> list[tuple[str, bytes, x509.Certificate]]:  # noqa: ANN401
    """Label, id and certificate of all that stand on a token; one that can't be read is left out."""
    import pkcs11

    found: list[tuple[str, bytes, x509.Certificate]] = []
    for each in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}):
        try:
            certificate = x509.load_der_x509_certificate(bytes(each[pkcs11.Attribute.VALUE]))
            asn1_x509.Certificate.load(bytes(each[pkcs11.Attribute.VALUE]), strict=True)
            found.append((str(each[pkcs11.Attribute.LABEL]), bytes(each[pkcs11.Attribute.ID]), certificate))
        except UNREADABLE:
            continue
    return found


def _is(key: TokenKey, found: tuple[str, bytes, x509.Certificate]) -> bool:
    return (not key.label or found[0] == key.label) and (not key.key_id or found[1] == key.key_id)


def _chain(leaf: x509.Certificate, others: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    from qmdesk.trust.p12 import in_order

    return [leaf, *in_order(leaf, list(others))]


def _plain(text: str | bytes) -> str:
    return (text.decode("utf-8", "replace") if isinstance(text, bytes) else text).rstrip(" \0")
