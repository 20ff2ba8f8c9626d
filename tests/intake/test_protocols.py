"""Claims about text protocols of coordinate measuring programs. The samples are ours; figures are made up."""

from __future__ import annotations

import pytest

from qmdesk.intake.measurements import MeasurementSet, preview_grid
from qmdesk.intake.readers import Grid, read_table
from qmdesk.model.problem import Refused

PCDMIS = """PART NAME : HOUSING
DIM LOC1= LOCATION OF CIRCLE CIR1  UNITS=MM,$
GRAPH=OFF TEXT=OFF MULT=1.00
AX    NOMINAL    +TOL    -TOL    MEAS    DEV    OUTTOL
X     25.000     0.050   0.050   {x}   {dx}   0.000 ----#----
D     10.000     0.020   0.010   {d}  {dd}   0.000 -----#---
END OF DIMENSION LOC1
DIM ANGL1= 2D ANGLE FROM LINE LIN1 TO LINE LIN2 UNITS=DEG
AX    NOMINAL    +TOL    -TOL    MEAS    DEV    OUTTOL
A     90.000     0.500   0.500   90.120  0.120  0.000
"""
CALYPSO = (
    "planid\tpartnb\tid\ttype\tidsymbol\tactual\tnominal\tuppertol\tlowertol\tdeviation\tunit\n"
    "Deckel\t1\tD_Bohrung\tdiameter\t\t12.0031\t12.0000\t0.0180\t0.0000\t0.0031\tmm\n"
    "Deckel\t1\tEbenheit\tflatness\t\t0.0042\t0.0000\t0.0100\t\t0.0042\tmm\n"
    "Deckel\t1\tAbstand\tdistance\t\t***\t30.0000\t0.1000\t-0.1000\t\tmm\n"
    "END\n"
    "Deckel\t2\tD_Bohrung\tdiameter\t\t12.0052\t12.0000\t0.0180\t0.0000\t0.0052\tmm\n"
    "Deckel\t2\tEbenheit\tflatness\t\t0.0051\t0.0000\t0.0100\t\t0.0051\tmm\n"
    "END\n"
)
DMIS = """FILNAM/'COVER',05.3
UNITS/MM,ANGDEC
F(BORE)=FEAT/CIRCLE,INNER,CART,0,0,0,0,0,1,20.000
T(SIZE)=TOL/DIAM,-0.010,0.021
T(FLAT1)=TOL/FLAT,0.05
T(DST)=TOL/DISTB,NOMINL,30,-0.1,0.1
FA(BORE)=FEAT/CIRCLE,INNER,CART,$
0.001,0.002,0,0,0,1,20.0123
OUTPUT/FA(BORE),TA(SIZE)
TA(SIZE)=TOL/DIAM,{size},INTOL
TA(FLAT1)=TOL/FLAT,0.0123,INTOL
TA(DST)=TOL/DISTB,30.02,INTOL
ENDFIL
"""


def grid_of(text: str, name: str = "报告.txt") -> Grid:
    return read_table(text.encode(), name)


def sets_of(text: str, name: str = "报告.txt") -> dict[str, MeasurementSet]:
    return {each.name: each for each in preview_grid(grid_of(text, name))}


def said(found: MeasurementSet) -> tuple[object, ...]:
    assert found.readings is not None
    limits = [None if each is None else f"{each:f}" for each in (found.lsl, found.usl, found.target)]
    return ([f"{each:f}" for each in found.readings.decimals()], found.unit, *limits)


def test_runs_of_one_program_are_readings_in_order() -> None:
    runs = PCDMIS.format(x="25.012", dx="0.012", d="10.004", dd="0.004") + PCDMIS.format(
        x="24.990", dx="-0.010", d="10.011", dd="0.011"
    )
    found = sets_of(runs)
    assert list(found) == ["LOC1.X", "LOC1.D", "ANGL1.A"]
    assert said(found["LOC1.X"]) == (["25.012", "24.990"], "mm", "24.950", "25.050", "25.000")
    assert said(found["LOC1.D"]) == (["10.004", "10.011"], "mm", "9.990", "10.020", "10.000")
    assert said(found["ANGL1.A"])[:2] == (["90.120", "90.120"], "°")


def test_columns_go_by_the_heading_and_not_by_their_place() -> None:
    text = (
        "DIM D1= DIAMETER OF CIRCLE C1 UNITS=MM\nAX MEAS NOMINAL +TOL -TOL DEV OUTTOL\nD 10.01 10.00 0.05 0.02 0.01 0\n"
    )
    assert said(sets_of(text)["D1.D"]) == (["10.01"], "mm", "9.98", "10.05", "10.00")


def test_headings_in_short_with_extremes_and_a_vector_without_a_value() -> None:
    text = (
        "DIM LOC7= LOCATION OF CIRCLE,BOHRUNG UNITS=IN,$\nGRAPH=OFF TEXT=OFF MULT=1.00 OUTPUT=BOTH\n"
        "AX NOM +TOL -TOL MEAS MAX MIN DEV OUT-TOL\n"
        "x 4.2000 0.0100 0.0200 4.2031 4.2040 4.2020 0.0031 0.0000\n"
        "v 0.0000 0.0000 1.0000 - - - - -\n"
        "END OF DIMENSION LOC7\n"
    )
    grid = grid_of(text)
    assert not grid.problems
    (only,) = preview_grid(grid)
    assert said(only) == (["4.2031"], "in", "4.1800", "4.2100", "4.2000")


def test_a_line_whose_deviation_is_not_the_difference_is_named_and_not_taken() -> None:
    grid = grid_of(PCDMIS.format(x="25.012", dx="0.512", d="10.004", dd="0.004"))
    assert [(each.code, each.where) for each in grid.problems] == [("protocol-line", "报告.txt:5")]
    assert [each.name for each in preview_grid(grid)] == ["LOC1.D", "ANGL1.A"]


def test_a_table_of_characteristics_with_its_tolerances_on_the_nominal() -> None:
    grid = grid_of(CALYPSO, "Deckel_chr.txt")
    found = {each.name: each for each in preview_grid(grid)}
    assert said(found["D_Bohrung"]) == (["12.0031", "12.0052"], "mm", "12.0000", "12.0180", "12.0000")
    assert said(found["Ebenheit"])[:4] == (["0.0042", "0.0051"], "mm", None, "0.0100")
    assert [(each.code, each.where) for each in grid.problems] == [("protocol-line", "Deckel_chr.txt:4")]


@pytest.mark.parametrize("size", ["20.0123", "0.0123"])
def test_a_size_and_its_deviation_are_told_apart_by_the_actual_feature(size: str) -> None:
    grid = grid_of(DMIS.format(size=size), "a.dmo")
    found = {each.name: each for each in preview_grid(grid)}
    assert said(found["SIZE"]) == (["20.0123"], "mm", "19.990", "20.021", "20.000")
    assert said(found["FLAT1"])[:4] == (["0.0123"], "mm", None, "0.05")
    assert [each.where for each in grid.problems] == ["a.dmo:12"]


def test_a_size_that_is_neither_is_not_taken() -> None:
    grid = grid_of(DMIS.format(size="6.2"), "a.dmo")
    assert [each.name for each in preview_grid(grid)] == ["FLAT1"]
    assert [each.where for each in grid.problems] == ["a.dmo:10", "a.dmo:12"]


def test_a_protocol_without_one_value_is_refused_with_its_lines() -> None:
    with pytest.raises(Refused) as refused:
        grid_of("UNITS/MM\nTA(P)=TOL/CORTOL,0.1,INTOL\n", "a.dmo")
    assert [each.code for each in refused.value.problems] == ["protocol-without-values", "protocol-line"]
    assert refused.value.problems[1].where == "a.dmo:2"
