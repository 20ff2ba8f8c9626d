"""From a name to an open facts store: a folder of Parquet files, a PostgreSQL server, or Spark over a folder."""

from __future__ import annotations

from pathlib import Path

from qmdesk.portfolio.engine import Store

#: Where facts are kept unless another place is named, in the workspace's folder.
DEFAULT = "facts"
SCHEMES = ("postgresql://", "postgres://")


def is_url(name: str) -> bool:
    """Whether a name is that of a server."""
    return name.startswith(SCHEMES)


def open_store(name: str, home: Path) -> Store:
    """Open a store, making it where it isn't there. ``name`` is a folder or a URL, "" the default one of ``home``.

    Raises Refused: store-newer (made by a later program; untouched), store-damaged, store-unreachable, store-url.
    """
    if name.startswith("spark://"):
        from qmdesk.portfolio.spark import SparkStore

        return SparkStore(name)
    if is_url(name):
        from qmdesk.portfolio.postgres import PostgresStore

        return PostgresStore(name)
    from qmdesk.portfolio.parquet import ParquetStore

    return ParquetStore(Path(name) if name else home / DEFAULT)
