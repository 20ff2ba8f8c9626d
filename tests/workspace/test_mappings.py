"""Claims about kept mappings: by plant and shape, whole or not at all, never in the way."""

from __future__ import annotations

from pathlib import Path

from qmdesk.workspace.mappings import MOST, forget, remember, remembered

PLANT, OTHER = "91330100799655058B", "91440300708461136T"


def only_file(home: Path) -> Path:
    (found,) = (home / "mappings").glob("*.json")
    return found


def test_what_is_kept_comes_back_for_its_plant_and_shape_alone(tmp_path: Path) -> None:
    assert remembered(tmp_path, PLANT, "s") is None
    assert remember(tmp_path, PLANT, "s", {"v": 1, "sheet": "数据"})
    assert remembered(tmp_path, PLANT.lower(), "s") == {"v": 1, "sheet": "数据"}
    assert remembered(tmp_path, PLANT, "t") is None
    assert remembered(tmp_path, OTHER, "s") is None


def test_a_later_one_takes_the_place_of_the_earlier_and_one_can_be_forgotten(tmp_path: Path) -> None:
    remember(tmp_path, PLANT, "s", {"v": 1})
    remember(tmp_path, PLANT, "s", {"v": 2})
    assert remembered(tmp_path, PLANT, "s") == {"v": 2}
    assert forget(tmp_path, PLANT, "s")
    assert remembered(tmp_path, PLANT, "s") is None


def test_a_damaged_file_is_set_aside_and_kept(tmp_path: Path) -> None:
    remember(tmp_path, PLANT, "s", {"v": 1})
    file = only_file(tmp_path)
    file.write_text('{"v": 1, "shapes": ', "utf-8")
    assert remembered(tmp_path, PLANT, "s") is None
    assert file.with_suffix(".damaged").read_text("utf-8") == '{"v": 1, "shapes": '
    assert remember(tmp_path, PLANT, "s", {"v": 3})
    assert remembered(tmp_path, PLANT, "s") == {"v": 3}


def test_nothing_half_written_is_left_and_the_oldest_go_first(tmp_path: Path) -> None:
    for number in range(MOST + 2):
        remember(tmp_path, PLANT, f"s{number}", {"v": number})
    assert remembered(tmp_path, PLANT, "s0") is None
    assert remembered(tmp_path, PLANT, f"s{MOST + 1}") == {"v": MOST + 1}
    assert [each.suffix for each in (tmp_path / "mappings").iterdir()] == [".json"]


def test_a_folder_that_cannot_be_written_costs_the_memory_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "mappings").write_text("in the way", "utf-8")
    assert not remember(tmp_path, PLANT, "s", {"v": 1})
    assert remembered(tmp_path, PLANT, "s") is None


def test_the_name_of_the_file_does_not_tell_the_plant(tmp_path: Path) -> None:
    remember(tmp_path, "../../etc/passwd", "s", {"v": 1})
    assert only_file(tmp_path).parent == tmp_path / "mappings"
    assert "etc" not in only_file(tmp_path).name
