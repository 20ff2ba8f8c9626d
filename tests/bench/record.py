"""One recorded answer against one bare committed SQLite insert."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from pathlib import Path

from qmdesk.casefile.schema import set_pragmas
from qmdesk.model.journal import Edit, Place, Stage
from tests.bench.cases import full_case
from tests.bench.paired import measure

LIMIT = 5.0


def main() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with full_case(folder) as session:
            items = itertools.cycle([item.id for item in session.form.items])
            levels = itertools.cycle([2, 3, 4])

            def record() -> None:
                place = Place(f"item:{next(items)}", "level", "onsite", "王工")
                recorded = session.record(Edit(place, next(levels)))
                session.assess(Stage.ONSITE)
                recorded.wait()

            connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
            set_pragmas(connection)
            connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value TEXT) STRICT")

            def insert() -> None:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO t (value) VALUES (?)", ("x" * 300,))
                connection.execute("COMMIT")

            found = measure(record, insert, 300, warm_up=30)
            connection.close()
    return found.report("record", LIMIT)


if __name__ == "__main__":
    print(main())
