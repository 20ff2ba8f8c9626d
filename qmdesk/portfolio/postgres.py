"""The facts store that several offices share: a PostgreSQL server, named by its URL.

``postgresql://USER@HOST[:PORT]/DATABASE[?sslmode=...]``; the password comes from the environment variable PGPASSWORD
or from the URL, and is never told. Unless said otherwise a server elsewhere must prove its name (verify-full). Tables
stand in the schema ``qmdesk``. Several offices may write at once: each batch is one transaction behind an advisory
lock, so that of two states of one case the newer stays, whoever came last.
"""

from __future__ import annotations

import csv
import io
import os
import ssl
import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio.engine import ORDER, SAME, Facts, Query
from qmdesk.portfolio.tables import OF_A_CASE, REGRADE, TABLES, VERSION, Kind, Row, Table

_TYPES = {Kind.TEXT: "text", Kind.WHOLE: "bigint", Kind.DOUBLE: "double precision", Kind.FLAG: "boolean"}
#: The advisory lock of all writings, a number that nobody else has.
_LOCK = 0x514D444B
_TIMEOUT = 15
_NULL = "\\N"
#: sslmode words by what they ask: whether the connection is encrypted, and whether the server's name is proved.
_HERE = ("localhost", "127.0.0.1", "::1", "")
_PLAIN, _ENCRYPTED, _PROVED = ("disable", "allow", "prefer"), ("require",), ("verify-ca", "verify-full")


class PostgresStore:
    """A server of facts. Asking and writing may be called from any thread; a lock takes turns."""

    def __init__(self, url: str) -> None:
        self._turn = threading.RLock()
        self.name, arguments = _parsed(url)
        self._connection = _connected(self.name, arguments)
        try:
            with self._transaction("store-not-written"):
                self._bring_up_to_date()
        except BaseException:
            self._connection.close()
            raise

    # -- reading ---------------------------------------------------------------------------------

    def ask(self, query: Query) -> list[Row]:
        """The rows that a question gives."""
        with self._transaction("store-not-read"):
            return self._rows(query.sql, query.values)

    def known(self) -> dict[str, tuple[str, int]]:
        """By case: the hash of its source, and how far its journal went."""
        rows = self.ask(Query("SELECT case_id, source_sha256, lamport FROM review"))
        return {str(case): (str(source), int(str(lamport))) for case, source, lamport in rows}

    def close(self) -> None:
        with self._turn:
            self._connection.close()

    # -- writing ---------------------------------------------------------------------------------

    def put(self, facts: Facts) -> None:
        """Take cases in, each in place of an older state of it; which case of an enterprise counts is said anew."""
        if not facts.case_ids:
            return
        with self._transaction("store-not-written"):
            self._wait_for_turn()
            self._stage(OF_A_CASE, facts)
            self._run(
                "CREATE TEMP TABLE older ON COMMIT DROP AS SELECT n.case_id FROM new_review n JOIN review o"
                " ON o.case_id = n.case_id WHERE o.lamport > n.lamport"
            )
            self._run(
                "CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT programme, credit_code FROM new_review UNION"
                " SELECT programme, credit_code FROM review WHERE case_id IN (SELECT case_id FROM new_review)"
            )
            for table in OF_A_CASE:
                names = ", ".join(table.names)
                new = "SELECT case_id FROM new_review WHERE case_id NOT IN (SELECT case_id FROM older)"
                self._run(f"DELETE FROM {table.name} WHERE case_id IN ({new})")
                self._run(
                    f"INSERT INTO {table.name} ({names}) SELECT {names} FROM new_{table.name} WHERE case_id IN ({new})"
                )
            self._run(_COUNT_AGAIN)

    def put_regrades(self, rows: Sequence[Row]) -> None:
        """Keep what cases would come to by another form, in place of what was kept for the same."""
        if not rows:
            return
        with self._transaction("store-not-written"):
            self._wait_for_turn()
            self._stage((REGRADE,), Facts({REGRADE.name: rows}))
            same = " AND ".join(f"o.{name} = n.{name}" for name in REGRADE.key)
            names = ", ".join(REGRADE.names)
            self._run(f"DELETE FROM regrade o USING new_regrade n WHERE {same}")
            self._run(f"INSERT INTO regrade ({names}) SELECT {names} FROM new_regrade")

    def settle(self) -> None:
        """Let the server look at its tables anew, for good plans."""
        with self._transaction("store-not-written"):
            for table in OF_A_CASE:
                self._run(f"ANALYZE {table.name}")

    def _stage(self, tables: Iterable[Table], facts: Facts) -> None:
        for table in tables:
            self._run(f"CREATE TEMP TABLE new_{table.name} (LIKE {table.name}) ON COMMIT DROP")
            rows = facts.rows.get(table.name, ())
            if rows:
                self._copy(table, rows)

    def _copy(self, table: Table, rows: Sequence[Row]) -> None:
        text = io.StringIO()
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for row in rows:
            writer.writerow([_NULL if value is None else _plain(value) for value in row])
        copied = f"COPY new_{table.name} ({', '.join(table.names)}) FROM STDIN WITH (FORMAT csv, FORCE_NULL"
        copied += f" ({', '.join(table.names)}), NULL '{_NULL}')"
        self._cursor().execute(copied, stream=io.BytesIO(text.getvalue().encode("utf-8")))

    # -- the schema ------------------------------------------------------------------------------

    def _bring_up_to_date(self) -> None:
        """Who may only read opens a store that is up to date: nothing is made that is there."""
        self._wait_for_turn()
        if not self._rows("SELECT 1 FROM information_schema.schemata WHERE schema_name = 'qmdesk'"):
            self._run("CREATE SCHEMA qmdesk")
        self._run("SET search_path TO qmdesk")
        if self._rows("SELECT to_regclass('qmdesk.about')") == [(None,)]:
            self._run("CREATE TABLE about (key text PRIMARY KEY, value text NOT NULL)")
        found = self._rows("SELECT value FROM about WHERE key = 'schema'")
        version = int(str(found[0][0])) if found else 0
        if version > VERSION:
            raise Refused(Problem("store-newer", self.name, {"found": version, "known": VERSION}))
        for step in range(version, VERSION):
            for statement in MIGRATIONS[step]:
                self._run(statement)
        if version < VERSION:
            self._run("DELETE FROM about WHERE key = 'schema'")
            self._run("INSERT INTO about (key, value) VALUES ('schema', %s)", (str(VERSION),))

    def _wait_for_turn(self) -> None:
        self._rows(f"SELECT pg_advisory_xact_lock({_LOCK})")

    # -- the connection --------------------------------------------------------------------------

    @contextmanager
    def _transaction(self, code: str) -> Generator[None]:
        from pg8000.exceptions import DatabaseError, InterfaceError

        with self._turn:
            try:
                yield
                self._connection.commit()
            except (DatabaseError, InterfaceError, OSError) as error:
                self._roll_back()
                raise Refused(Problem(code, self.name, {"reason": _reason(error)})) from error
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        from pg8000.exceptions import DatabaseError, InterfaceError

        try:
            self._connection.rollback()
        except (DatabaseError, InterfaceError, OSError):
            return  # the connection is gone, and the transaction with it

    def _cursor(self) -> Any:  # noqa: ANN401 - a library without types
        return self._connection.cursor()

    def _run(self, sql: str, values: Sequence[Any] = ()) -> None:
        self._cursor().execute(sql, tuple(values))

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        cursor = self._cursor()
        # The driver's sign for a parameter is %s; no question of ours has a sign of percent or a ? in a text.
        cursor.execute(sql.replace("?", "%s"), tuple(values))
        return [tuple(row) for row in cursor.fetchall()]


_COUNT_AGAIN = (
    "UPDATE review SET counted = (ranked.place = 1) FROM"
    f" (SELECT case_id, row_number() OVER (PARTITION BY {SAME} ORDER BY {ORDER}) AS place FROM review"
    " WHERE (programme, coalesce(credit_code, '')) IN (SELECT programme, coalesce(credit_code, '') FROM touched))"
    " AS ranked WHERE review.case_id = ranked.case_id AND review.counted IS DISTINCT FROM (ranked.place = 1)"
)


def _create(table: Table) -> str:
    columns = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in table.columns.items())
    return f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({', '.join(table.key)}))"


#: By the version that a server has: what brings it to the next one. Version 0 is an empty server.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        *map(_create, TABLES),
        "CREATE INDEX review_enterprise ON review (programme, credit_code)",
        "CREATE INDEX item_stage ON item (stage, item)",
        "CREATE INDEX figure_stage ON figure (stage, figure)",
    ),
)


def _plain(value: object) -> str:
    return str(value).replace("\x00", "")  # the server takes no NUL in a text


def _parsed(url: str) -> tuple[str, dict[str, Any]]:
    """The name of a server without its password, and the driver's arguments. Raises Refused(store-url)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 5432
        database, user = unquote(parts.path.lstrip("/")), unquote(parts.username or "")
        password = unquote(parts.password) if parts.password else os.environ.get("PGPASSWORD")
        options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    except ValueError as error:
        raise Refused(Problem("store-url", _without_password(url))) from error
    socket = options.get("host", "")
    name = f"postgresql://{user}@{host or socket}:{port}/{database}"
    mode = options.get("sslmode", "prefer" if host in _HERE else "verify-full")
    if not (host or socket) or not database or not user or mode not in (*_PLAIN, *_ENCRYPTED, *_PROVED):
        raise Refused(Problem("store-url", name))
    arguments: dict[str, Any] = {"user": user, "database": database, "password": password, "timeout": _TIMEOUT}
    if socket:
        arguments["unix_sock"] = f"{socket}/.s.PGSQL.{port}"
    else:
        arguments |= {"host": host, "port": port, "ssl_context": _ssl(mode, options.get("sslrootcert"))}
    return name, arguments


def _ssl(mode: str, roots: str | None) -> ssl.SSLContext | None:
    """How the way to the server is protected; None for plain, which is for the machine itself alone."""
    if mode in _PLAIN:
        return None
    context = ssl.create_default_context(cafile=roots)
    if mode in _ENCRYPTED:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _connected(name: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - a library without types
    import pg8000.dbapi
    from pg8000.exceptions import DatabaseError, InterfaceError

    try:
        connection = pg8000.dbapi.connect(**arguments, application_name="qmdesk")
    except (DatabaseError, InterfaceError, OSError) as error:
        raise Refused(Problem("store-unreachable", name, {"reason": _reason(error)})) from error
    connection._usock.settimeout(None)  # pyright: ignore # the timeout was for connecting; a roll-up may take longer
    return connection


def _reason(error: BaseException) -> str:
    """What a server said, in one line; never with a password, which the driver does not repeat."""
    said = error.args[0] if error.args else ""
    text = str(said.get("M", "")) if isinstance(said, dict) else str(said)
    return (text.strip() or type(error).__name__).splitlines()[0][:300]
