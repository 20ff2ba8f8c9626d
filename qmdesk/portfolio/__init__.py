"""Many cases: what they say goes as facts into a store, and from there into the roll-up of a programme.

The only room that speaks DuckDB and PostgreSQL. It never changes a case.
"""
