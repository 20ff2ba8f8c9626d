"""Every question of the roll-up is written once and means the same on DuckDB and on a real PostgreSQL."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from qmdesk.model.problem import Refused
from qmdesk.portfolio import queries
from qmdesk.portfolio.engine import Facts, Query, twice
from qmdesk.portfolio.parquet import STORE_FILE
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.rollup import roll_up
from qmdesk.portfolio.store import open_store
from qmdesk.portfolio.tables import REVIEW, VERSION

from .many import many_facts

SCOPES = (
    Scope("2026"),
    Scope("2026", province="浙江"),
    Scope("2026", province="浙江", city="宁波", size="small"),
    Scope("2026", province=None, trade="it's 100 % 'quoted'?"),
    Scope(""),
)


@pytest.mark.parametrize("at", range(len(queries.every(Scope()))))
def test_both_engines_give_the_same_answer_to_every_question(at, both):
    ours, theirs = both
    for scope in SCOPES:
        query = queries.every(scope)[at]
        assert _plain(ours.ask(query)) == _plain(theirs.ask(query)), query.sql


def test_both_engines_roll_up_alike(both):
    ours, theirs = both
    assert roll_up(ours, Scope("2026")) == roll_up(theirs, Scope("2026"))
    assert roll_up(ours, Scope("2026")).whole.cases == 300


def _plain(rows):
    return sorted(
        (
            [
                None
                if each is None
                else str(int(each) if isinstance(each, int | float) or hasattr(each, "as_tuple") else each)
                for each in row
            ]
            for row in rows
        ),
        key=str,
    )


@pytest.fixture(scope="module")
def both(postgres_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("both")
    from .conftest import PASSWORD

    patch = pytest.MonkeyPatch()
    patch.setenv("PGPASSWORD", PASSWORD)
    stores = open_store(str(folder / "facts"), folder), open_store(postgres_server, folder)
    for each in stores:
        each.put(many_facts(300))
        each.put(many_facts(120, year="2025"))
    yield stores
    for each in stores:
        each.close()
    patch.undo()


def _changed(facts: Facts, **values) -> Facts:
    rows = []
    for row in facts.rows["review"]:
        record = dict(zip(REVIEW.names, row, strict=True)) | values
        rows.append(tuple(record[name] for name in REVIEW.names))
    return Facts({**facts.rows, "review": rows})


def _count(store, table="review", where="true"):
    return int(store.ask(Query(f"SELECT count(*) FROM {table} WHERE {where}"))[0][0])


def test_taking_the_same_cases_in_again_changes_nothing(store):
    facts = many_facts(40)
    store.put(facts)
    before = {table: _count(store, table) for table in ("review", "item", "figure", "dimension")}
    store.put(facts)
    store.settle()
    assert {table: _count(store, table) for table in before} == before
    assert before["review"] == 40


def test_an_older_state_never_replaces_a_newer_one(store):
    facts = many_facts(1)
    store.put(_changed(facts, lamport=900, enterprise="新"))
    store.put(_changed(facts, lamport=800, enterprise="旧"))
    assert store.ask(Query("SELECT enterprise FROM review")) == [("新",)]
    store.put(_changed(facts, lamport=901, enterprise="更新"))
    assert store.ask(Query("SELECT enterprise FROM review")) == [("更新",)]
    assert _count(store, "item") == len(facts.rows["item"])


def test_of_two_cases_of_one_enterprise_the_one_that_came_further_counts(store):
    open_case, concluded = many_facts(1), many_facts(1, first=1)
    code = {"credit_code": "91330212MA2TE8XU04"}
    store.put(_changed(open_case, standing=2, visit_end="2026-11-30", concluded_on=None, **code))
    assert _count(store, where="counted") == 1
    store.put(_changed(concluded, standing=12, concluded_on="2026-09-01", **code))
    assert store.ask(Query("SELECT case_id FROM review WHERE counted")) == [("2026-000001",)]
    (found,) = twice(store)
    assert (found.counted, found.others) == ("2026-000001", ("2026-000000",))


def test_cases_without_a_code_are_not_taken_for_one_enterprise(store):
    store.put(_changed(many_facts(3), credit_code=""))
    assert _count(store, where="counted") == 3
    assert twice(store) == ()


def test_a_case_that_moves_to_another_year_leaves_the_old_one(store):
    store.put(many_facts(2))
    store.put(_changed(many_facts(1), programme="2027", lamport=999))
    assert _count(store) == 2
    assert _count(store, where="programme = '2027'") == 1
    assert _count(store, "item") == len(many_facts(2).rows["item"])


def test_a_store_of_a_later_program_is_refused_untouched(store, tmp_path):
    store.put(many_facts(2))
    name = store.name
    if name.startswith("postgresql://"):
        store._run("UPDATE about SET value = %s WHERE key = 'schema'", (str(VERSION + 1),))
        store._connection.commit()
    else:
        path = Path(name) / STORE_FILE
        path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": VERSION + 1}))
    with pytest.raises(Refused) as refused:
        open_store(name, tmp_path)
    assert refused.value.problems[0].code == "store-newer"


def test_offices_that_write_at_once_lose_nothing_and_count_each_enterprise_once(postgres_url, tmp_path):
    shared = many_facts(60)
    errors = []

    def office(number: int) -> None:
        try:
            own = open_store(postgres_url, tmp_path)
            for start in range(3):
                rows = {t: [r for r in found if int(str(r[0])[-2:]) % 3 == start] for t, found in shared.rows.items()}
                own.put(_changed(Facts(rows), source_name=f"office {number}"))
            own.put(many_facts(20, first=100 * number, seed=number))
            own.close()
        except Exception as error:
            errors.append(error)

    offices = [threading.Thread(target=office, args=(number,)) for number in range(1, 5)]
    for each in offices:
        each.start()
    for each in offices:
        each.join()
    assert errors == []
    store = open_store(postgres_url, tmp_path)
    assert _count(store) == 60 + 4 * 20
    assert _count(store, where="counted") == 60 + 4 * 20
    assert _count(store, "item") == len(shared.rows["item"]) + sum(
        len(many_facts(20, first=100 * number, seed=number).rows["item"]) for number in range(1, 5)
    )
    store.close()


def test_a_wrong_password_is_told_without_telling_it(postgres_url, tmp_path, monkeypatch):
    monkeypatch.delenv("PGPASSWORD")
    with pytest.raises(Refused) as refused:
        open_store(postgres_url.replace("office@", "office:top-secret@"), tmp_path)
    problem = refused.value.problems[0]
    assert problem.code == "store-unreachable"
    assert "top-secret" not in str(problem)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://",
        "postgresql://host/db",
        "postgresql://u@h/",
        "postgresql://u@h:x/d",
        "postgresql://u@h/d?sslmode=perhaps",
    ],
)
def test_an_address_that_is_none_is_refused(url, tmp_path):
    with pytest.raises(Refused) as refused:
        open_store(url, tmp_path)
    assert refused.value.problems[0].code == "store-url"


def test_a_damaged_folder_is_told(tmp_path):
    folder = tmp_path / "facts"
    store = open_store(str(folder), tmp_path)
    store.put(many_facts(3))
    store.close()
    next(folder.glob("item-*.parquet")).unlink()
    with pytest.raises(Refused) as refused:
        open_store(str(folder), tmp_path)
    assert refused.value.problems[0].code == "store-damaged"


def test_a_reader_goes_on_while_another_writes(tmp_path):
    reader, writer = (open_store(str(tmp_path / "facts"), tmp_path) for _ in range(2))
    writer.put(many_facts(5))
    assert _count(reader) == 5
    writer.put(many_facts(5, first=5))
    writer.settle()
    assert _count(reader) == 10
    for each in (reader, writer):
        each.close()


def test_a_value_with_signs_of_its_own_comes_back_as_it_went(store):
    odd = "引号\"'、逗号,、斜杠\\N\\n%s ?，换行\n制表\t"
    store.put(_changed(many_facts(1), enterprise=odd, institution="\\N", trade=""))
    (row,) = store.ask(Query("SELECT enterprise, trade FROM review WHERE enterprise = ?", (odd,)))
    assert row == (odd, "")


def test_what_is_not_known_is_not_a_level(store):
    store.put(_changed(many_facts(4), level=None, onsite_level=None, concluded=True))
    whole = roll_up(store, Scope("2026")).whole
    assert (whole.cases, whole.reviewed, whole.share, whole.carried_out) == (4, 0, None, 4)


def test_spark_is_no_more_than_another_name_and_says_where_it_is_missing(tmp_path):
    store = open_store(str(tmp_path / "facts"), tmp_path)
    store.put(many_facts(2))
    store.close()
    with pytest.raises(Refused) as refused:
        open_store(f"spark://{tmp_path}/facts", tmp_path)
    assert refused.value.problems[0].code == "store-no-spark"
    with pytest.raises(Refused) as refused:
        open_store(f"spark://{tmp_path}/nothing", tmp_path)
    assert refused.value.problems[0].code == "store-damaged"


def test_who_may_only_read_opens_a_store_and_asks_and_can_not_write(postgres_url, tmp_path):
    store = open_store(postgres_url, tmp_path)
    store.put(many_facts(3))
    from .conftest import PASSWORD

    name = f"reader{postgres_url.rpartition('/')[2]}"
    store._run(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD.replace(chr(39), chr(39) * 2)}'")
    store._run(f"GRANT USAGE ON SCHEMA qmdesk TO {name}")
    store._run(f"GRANT SELECT ON ALL TABLES IN SCHEMA qmdesk TO {name}")
    store._connection.commit()
    reader = open_store(postgres_url.replace("office@", f"{name}@"), tmp_path)
    assert roll_up(reader, Scope("2026")).whole.cases == 3
    with pytest.raises(Refused) as refused:
        reader.put(many_facts(1, first=9))
    assert refused.value.problems[0].code == "store-not-written"
    assert roll_up(reader, Scope("2026")).whole.cases == 3
    for each in (reader, store):
        each.close()


def test_a_folder_may_be_called_as_people_call_folders(tmp_path):
    folder = tmp_path / "汇总 [2026]* it's 100%"
    store = open_store(str(folder), tmp_path)
    store.put(many_facts(3))
    assert _count(store) == 3
    store.close()
