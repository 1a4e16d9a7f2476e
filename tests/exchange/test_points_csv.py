"""CSV for spreadsheets, Canvas and Moodle."""

import csv
import io

import pytest

from autograder.errors import UsageError
from autograder.exchange import points_csv, roster
from autograder.exchange.points_csv import Points, Table

CANVAS = """\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Max pooling (771),conv2d (772),Final
    Points Possible,,,,,20,20,(read only)
"Lee, Alice",1234,S-1,alice,"Class A",,,
김보라,1235,S-2,bora@x.kr,=HYPERLINK(1),,,
Twin,1236,dup,t1,A,,,
Twin,1237,dup,t2,A,,,
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade
Participant 501,Alice Lee,alice@x.kr,No submission,-
Participant 502,김보라,bora@x.kr,No submission,-
"""


@pytest.fixture
def points(course):
    assignments = [course.assignment("max_pool"), course.assignment("conv2d")]

    def make(**earned):
        return Points(assignments, {key.replace("__", "@"): each for key, each in earned.items()})

    return make


@pytest.fixture
def class_list(write):
    return lambda text, style: roster.read(write("list.csv", text), style)


def lines(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(points_csv.written(table.rows))))


def test_a_plain_table_has_a_sum(points):
    made = points(alice={"max_pool": 17.5, "conv2d": 20.0}, bob={"conv2d": 1 / 3})
    assert lines(points_csv.plain(made)) == [
        ["student", "max_pool", "conv2d", "total"],
        ["alice", "17.5", "20", "37.5"],
        ["bob", "", "0.3333333333", "0.3333333333"],
    ]


@pytest.mark.parametrize(
    "name", ["=cmd()", "+1", "-2", "@SUM(A1)", " =1", "\t=1", "＝1", '="a";b', "=1\r\n=2"]
)
def test_no_cell_is_a_formula(points, name):
    made = Points(points().assignments, {name: {"conv2d": 2.0}})
    for table in (
        points_csv.plain(made),
        points_csv.canvas(made, None),
        points_csv.moodle(made, None),
    ):
        cells = [cell for row in lines(table) for cell in row]
        assert f"'{name}" in cells
        assert not [cell for cell in cells if cell.strip()[:1] in set("=+-@＝")]


def test_canvas_without_a_list_takes_names_for_logins(points):
    found = lines(points_csv.canvas(points(alice={"conv2d": 2.0}), None))
    assert found[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert found[0][5:] == [
        "Max pooling, forward and backward",
        "Convolution, forward and backward",
    ]
    assert found[1] == ["    Points Possible", "", "", "", "", "20", "20"]
    assert found[2:] == [["alice", "", "", "alice", "", "", "2"]]


def test_canvas_finds_students_and_its_own_columns(points, class_list):
    known = class_list(CANVAS, "canvas")
    made = points(
        alice={"max_pool": 3.0}, leealice_1234={"max_pool": 5.0}, bora__x={"conv2d": 1.0},
        kim_1235={"conv2d": 4.0}, dup={"conv2d": 9.0}, nobody={"conv2d": 9.0},
    )  # fmt: skip
    table = points_csv.canvas(made, known)
    found = lines(table)
    assert found[0][5:] == ["Max pooling, forward and backward", "conv2d (772)"]
    assert found[2:] == [
        ["Lee, Alice", "1234", "S-1", "alice", "Class A", "5", ""],
        ["김보라", "1235", "S-2", "bora@x.kr", "'=HYPERLINK(1)", "", "4"],
    ]
    assert table.unknown == ["bora@x", "dup", "nobody"]


def test_a_column_can_be_named(points, class_list):
    made = points(alice={"max_pool": 3.0})
    named = Points(made.assignments, made.earned, {"max_pool": "Max pooling (771)"})
    found = lines(points_csv.canvas(named, class_list(CANVAS, "canvas")))
    assert found[0][5:] == ["Max pooling (771)", "conv2d (772)"]


def test_moodle_maps_addresses_and_participants(points, class_list):
    made = points(alice__x={"conv2d": 1.0}, 김보라_502={"conv2d": 4.0}, Alice={"conv2d": 2.0})
    made = Points(made.assignments, {**made.earned, "alice@x.kr": {"max_pool": 7.0}})
    table = points_csv.moodle(made, class_list(MOODLE, "moodle"))
    assert lines(table) == [
        ["Identifier", "Email address", "max_pool", "conv2d"],
        ["Participant 501", "alice@x.kr", "7", ""],
        ["Participant 502", "bora@x.kr", "", "4"],
    ]
    assert table.unknown == ["alice@x", "Alice"]
    plain = lines(points_csv.moodle(points(alice={"conv2d": 1.0}), None))
    assert plain == [["username", "max_pool", "conv2d"], ["alice", "", "1"]]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "roster-nobody"),
        (b"\xb1\xe8,\xff\n", "roster-unreadable"),
        ("Name;Grade\nx;1\n", "roster-nobody"),
        ('username,x\n"' + "a" * 200_000, "roster-unreadable"),
    ],
)
def test_a_list_that_can_not_be_used_is_refused(write, content, key):
    with pytest.raises(UsageError) as caught:
        roster.read(write("list.csv", content), "moodle")
    assert caught.value.key == key


def test_a_list_may_have_one_column(points, class_list):
    table = points_csv.moodle(
        points(alice={"conv2d": 1.0}), class_list("username\nalice\n", "moodle")
    )
    assert lines(table)[1:] == [["alice", "", "1"]]


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError):
        roster.read(tmp_path / "none.csv", "canvas")
