"""A facts folder read by Spark, for readings of the whole country: ``spark:///PATH?master=URL``, to ask, not to write.

Spark is no dependency of the program. Where pyspark and a Java runtime are in the environment it is one more name of a
store (docs/scale.md); the path may be whatever Spark reads, where ``store.json`` lies on this computer.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio.engine import Facts, Query
from qmdesk.portfolio.parquet import STORE_FILE
from qmdesk.portfolio.tables import VERSION, Row

SCHEME = "spark://"


class SparkStore:
    """The tables of a folder as Spark sees them."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.name = url
        self._folder = Path(unquote(parts.path))
        self._turn = threading.RLock()
        files = self._files()
        self._spark = self._started(parse_qs(parts.query).get("master", ["local[*]"])[-1])
        for table, years in files.items():
            paths = [str(self._folder / name) for names in years.values() for name in names]
            if paths:
                self._spark.read.parquet(*paths).createOrReplaceTempView(table)

    def ask(self, query: Query) -> list[Row]:
        """The rows that a question gives."""
        with self._turn:
            try:
                return [tuple(row) for row in self._spark.sql(query.sql, args=list(query.values)).collect()]
            except Exception as error:  # the library's own and Java's, of any kind
                reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
                raise Refused(Problem("store-not-read", self.name, {"reason": reason})) from error

    def known(self) -> dict[str, tuple[str, int]]:
        """By case: the hash of its source, and how far its journal went."""
        rows = self.ask(Query("SELECT case_id, source_sha256, lamport FROM review"))
        return {str(case): (str(source), int(str(lamport))) for case, source, lamport in rows}

    def put(self, facts: Facts) -> None:
        """Refused: facts are written where they are kept."""
        raise Refused(Problem("store-only-read", self.name, {"cases": len(facts.case_ids)}))

    def put_regrades(self, rows: Sequence[Row]) -> None:
        """Refused: facts are written where they are kept."""
        raise Refused(Problem("store-only-read", self.name, {"cases": len(rows)}))

    def settle(self) -> None:
        """Nothing to put in order."""

    def close(self) -> None:
        with self._turn:
            self._spark.stop()

    def _files(self) -> dict[str, dict[str, list[str]]]:
        try:
            data: dict[str, Any] = json.loads((self._folder / STORE_FILE).read_text("utf-8"))
            version, files = int(data["schema"]), dict(data["files"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise Refused(Problem("store-damaged", self.name)) from error
        if version > VERSION:
            raise Refused(Problem("store-newer", self.name, {"found": version, "known": VERSION}))
        return files

    def _started(self, master: str) -> Any:  # noqa: ANN401 - a library that isn't here
        try:
            from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]
        except ImportError as error:
            raise Refused(Problem("store-no-spark", self.name)) from error
        try:
            made = SparkSession.builder.master(master).appName("qmdesk").getOrCreate()
        except Exception as error:  # Java is missing, the cluster is away
            raise Refused(Problem("store-unreachable", self.name, {"reason": str(error)[:200]})) from error
        made.sparkContext.setLogLevel("ERROR")
        return made
