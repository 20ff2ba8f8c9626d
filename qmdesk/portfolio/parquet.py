"""The facts store of one laptop: a folder of Parquet files, read and written by DuckDB.

``store.json`` names the schema's version and the files that count, by table and programme year. A writing makes new
files, then puts a new ``store.json`` in place: whoever reads sees the store as it was or as it is, never half of it.
New cases are added as further files; only what is replaced is written anew, and :meth:`settle` makes one file of many.
One writer at a time, by a lock of the operating system.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio.engine import ORDER, SAME, Facts, Query
from qmdesk.portfolio.tables import OF_A_CASE, REGRADE, REVIEW, TABLES, VERSION, Kind, Row, Table
from qmdesk.trust.files import replace_file

if TYPE_CHECKING:
    import duckdb

STORE_FILE = "store.json"
_TYPES = {Kind.TEXT: "VARCHAR", Kind.WHOLE: "BIGINT", Kind.DOUBLE: "DOUBLE", Kind.FLAG: "BOOLEAN"}
#: Seconds to wait for another writer.
_WAIT = 60.0
#: Table -> programme year -> names of its files.
Files = dict[str, dict[str, list[str]]]


class ParquetStore:
    """A folder of facts. Asking and writing may be called from any thread; a lock takes turns."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        self.name = str(folder)
        self._folder = folder
        self._turn = threading.RLock()
        self._seen: Files | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(Problem("store-not-written", str(folder), {"reason": error.strerror or ""})) from error
        self._db: duckdb.DuckDBPyConnection = duckdb.connect()
        self._db.execute("SET enable_progress_bar = false")
        for name in ("autoinstall_known_extensions", "autoload_known_extensions"):  # the program fetches nothing
            self._db.execute(f"SET {name} = false")
        self._db.execute(
            f"SET temp_directory = {_text(str(folder / '.spill'))}"
        )  # not wherever the program was started
        try:
            self._look()
        except BaseException:
            self._db.close()
            raise

    # -- reading ---------------------------------------------------------------------------------

    def ask(self, query: Query) -> list[Row]:
        """The rows that a question gives."""
        with self._turn:
            self._look()
            return self._run(query)

    def known(self) -> dict[str, tuple[str, int]]:
        """By case: the hash of its source, and how far its journal went."""
        rows = self.ask(Query("SELECT case_id, source_sha256, lamport FROM review"))
        return {str(case): (str(source), int(str(lamport))) for case, source, lamport in rows}

    def close(self) -> None:
        with self._turn:
            self._db.close()

    def _run(self, query: Query) -> list[Row]:
        import duckdb

        try:
            return self._db.execute(query.sql, list(query.values)).fetchall()
        except duckdb.Error as error:
            raise Refused(Problem("store-not-read", self.name, {"reason": _first_line(error)})) from error

    def _look(self) -> None:
        """Make the tables' names mean the files that count now."""
        files = self._files()
        if files == self._seen:
            return
        for table in TABLES:
            self._db.execute(f"CREATE OR REPLACE TEMP VIEW {table.name} AS {self._source(table, files)}")
        self._seen = files

    def _source(self, table: Table, files: Files) -> str:
        paths = [self._folder / name for name in _named(files.get(table.name, {}))]
        if not paths:
            empty = ", ".join(f"CAST(NULL AS {_TYPES[kind]}) AS {name}" for name, kind in table.columns.items())
            return f"SELECT {empty} WHERE false"
        named = ", ".join(_text(_unglobbed(str(path))) for path in paths)
        return f"SELECT {', '.join(table.names)} FROM read_parquet([{named}])"

    def _files(self) -> Files:
        """What ``store.json`` says. Raises Refused: store-newer, store-damaged."""
        path = self._folder / STORE_FILE
        try:
            if not path.exists():
                return {}
            data: dict[str, Any] = json.loads(path.read_text("utf-8"))
            version, files = int(data["schema"]), data["files"]
            if version <= VERSION:
                found: Files = {
                    str(table): {str(year): [str(each) for each in names] for year, names in years.items()}
                    for table, years in files.items()
                }
                if all((self._folder / name).is_file() for years in found.values() for name in _named(years)):
                    return found
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise Refused(Problem("store-damaged", self.name)) from error
        if version > VERSION:
            raise Refused(Problem("store-newer", self.name, {"found": version, "known": VERSION}))
        raise Refused(Problem("store-damaged", self.name))

    # -- writing ---------------------------------------------------------------------------------

    def put(self, facts: Facts) -> None:
        """Take cases in, each in place of an older state of it; which case of an enterprise counts is said anew."""
        if facts.case_ids:
            self._write(lambda: self._put(facts))

    def put_regrades(self, rows: Sequence[Row]) -> None:
        """Keep what cases would come to by another form, in place of what was kept for the same."""
        if rows:
            self._write(lambda: self._put_regrades(rows))

    def _write(self, work: Callable[[], None]) -> None:
        import duckdb

        with self._turn:
            try:
                with FileLock(self._folder / ".store.lock", timeout=_WAIT):
                    self._look()
                    work()
            except Timeout as error:
                raise Refused(Problem("store-busy", self.name)) from error
            except (duckdb.Error, OSError) as error:
                raise Refused(Problem("store-not-written", self.name, {"reason": _first_line(error)})) from error

    def _put(self, facts: Facts) -> None:
        self._stage(OF_A_CASE, facts)
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE older AS SELECT n.case_id FROM new_review n JOIN review o"
            " ON o.case_id = n.case_id WHERE o.lamport > n.lamport"
        )
        for table in OF_A_CASE:
            self._db.execute(f"DELETE FROM new_{table.name} WHERE case_id IN (SELECT case_id FROM older)")
        replaced = self._column("SELECT DISTINCT o.programme FROM review o JOIN new_review n ON n.case_id = o.case_id")
        files = self._kept()
        for year in {*replaced, *self._column("SELECT DISTINCT programme FROM new_review")}:
            for table in OF_A_CASE:
                names = files.setdefault(table.name, {}).setdefault(year, [])
                if table is not REVIEW and not replaced:
                    names.append(self._copy(table, f"SELECT * FROM ({_new(table)}) AS new {_sorted(table)}", year))
                else:
                    names[:] = [self._write_year(table, year)]
        self._commit(files)

    def settle(self) -> None:
        """Make one file of the many that a large taking in leaves."""
        self._write(self._settle)

    def _settle(self) -> None:
        files = self._kept()
        for table in OF_A_CASE:
            self._db.execute(f"CREATE OR REPLACE TEMP TABLE new_{table.name} AS SELECT * FROM {table.name} LIMIT 0")
        many = [(t, year) for t in OF_A_CASE for year, names in files.get(t.name, {}).items() if len(names) > 1]
        for table, year in many:
            files[table.name][year] = [self._write_year(table, year)]
        if many:
            self._commit(files)

    def _kept(self) -> Files:
        return {
            table: {year: list(names) for year, names in years.items()} for table, years in (self._seen or {}).items()
        }

    def _write_year(self, table: Table, year: str) -> str:
        """One table of one year, old and new rows together, as a new file; its name."""
        kept = "case_id NOT IN (SELECT case_id FROM new_review)"
        if table is REVIEW:
            columns = ", ".join(f"coalesce({_COUNTED}, false) AS counted" if n == "counted" else n for n in table.names)
            old = f"SELECT * FROM review WHERE programme = $y AND {kept}"
        else:
            columns = "*"
            of_year = "case_id IN (SELECT case_id FROM review WHERE programme = $y)"
            old = f"SELECT * FROM {table.name} WHERE {kept} AND {of_year}"
        return self._copy(
            table,
            f"SELECT {columns} FROM ({old} UNION ALL {_new(table)}) AS every {_sorted(table)}",
            year,
        )

    def _put_regrades(self, rows: Sequence[Row]) -> None:
        self._stage((REGRADE,), Facts({REGRADE.name: rows}))
        same = " AND ".join(f"n.{name} = o.{name}" for name in REGRADE.key)
        query = (
            f"SELECT * FROM regrade o WHERE NOT EXISTS (SELECT 1 FROM new_regrade n WHERE {same})"
            " UNION ALL SELECT * FROM new_regrade"
        )
        files = self._kept()
        files[REGRADE.name] = {"": [self._copy(REGRADE, query, "")]}
        self._commit(files)

    def _copy(self, table: Table, query: str, year: str) -> str:
        plain = "".join(char for char in year if char.isalnum())[:16] or "none"
        name = f"{table.name}-{plain}-{secrets.token_hex(6)}.parquet"
        query = query.replace("$y", _text(year))
        self._db.execute(f"COPY ({query}) TO {_text(str(self._folder / name))} (FORMAT parquet, COMPRESSION zstd)")
        return name

    def _stage(self, tables: Iterable[Table], facts: Facts) -> None:
        """New rows as temporary tables ``new_<table>``, through numpy columns: row by row is a hundred times slower."""
        for table in tables:
            columns = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in table.columns.items())
            self._db.execute(f"CREATE OR REPLACE TEMP TABLE new_{table.name} ({columns})")
            rows = facts.rows.get(table.name, ())
            if rows:
                self._insert(table, rows)

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        """A value list for every column, unnested side by side: one statement with typed parameters."""
        lists = ", ".join(f"unnest(CAST(? AS {_TYPES[kind]}[])) AS {name}" for name, kind in table.columns.items())
        for start in range(0, len(rows), _TOGETHER):
            columns = [list(column) for column in zip(*rows[start : start + _TOGETHER], strict=True)]
            self._db.execute(f"INSERT INTO new_{table.name} SELECT {lists}", columns)

    def _commit(self, files: Files) -> None:
        text = json.dumps({"schema": VERSION, "files": files}, ensure_ascii=False, indent=1, sort_keys=True)
        replace_file(self._folder / STORE_FILE, text.encode("utf-8"))
        self._look()
        counted = {name for years in files.values() for name in _named(years)}
        for path in self._folder.glob("*.parquet"):
            if path.name not in counted:
                with suppress(OSError):  # somebody reads it; the next writing tries again
                    path.unlink()

    def _column(self, sql: str) -> list[str]:
        return [str(row[0]) for row in self._db.execute(sql).fetchall()]


_TOGETHER = 50_000
_COUNTED = f"row_number() OVER (PARTITION BY {SAME} ORDER BY {ORDER}) = 1"


def _named(years: Mapping[str, Sequence[str]]) -> list[str]:
    return [name for names in years.values() for name in names]


def _new(table: Table) -> str:
    """The new rows of a table that belong to the year ``$y``."""
    if table is REVIEW:
        return "SELECT * FROM new_review WHERE programme = $y"
    of_year = "SELECT case_id FROM new_review WHERE programme = $y"
    return f"SELECT * FROM new_{table.name} WHERE case_id IN ({of_year})"


def _sorted(table: Table) -> str:
    """Rows that are asked for together stand together."""
    return "ORDER BY province, city, case_id" if table is REVIEW else f"ORDER BY stage, {table.key[-1]}, case_id"


def _unglobbed(path: str) -> str:
    """A path whose signs of a pattern mean themselves."""
    return "".join(f"[{char}]" if char in "[*?" else char for char in path)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
