"""A learner's road: attempts, tasks, what improved since the attempt before."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

SAMPLES = Path(__file__).parents[1] / "submissions" / "conv2d"
WRONG, RIGHT = SAMPLES / "wrong" / "crop_pad_zero.py", SAMPLES / "right" / "im2col.py"


def test_what_improved_is_said_by_submit_and_show(here):
    first = here("submit", "conv2d", WRONG, "--student", "kim", "--lang", "en")
    assert "Since attempt" not in first.out
    second = here("submit", "conv2d", RIGHT, "--student", "kim", "--lang", "en")
    assert "Since attempt 1: 16.5 → 20 points" in second.out
    assert "4 more pass:\n    - " in second.out
    assert "points to go" not in second.out
    third = here("submit", "conv2d", WRONG, "--student", "kim", "--lang", "en")
    assert "4 no longer pass:\n    - " in third.out
    step = third.out[third.out.index("3.5 points to go") :].split("\n", 1)
    assert step[0] == '3.5 points to go: task 2. See "Backward" (#backward) in README.md.'
    assert step[1].startswith("hint: What does a slice contain")
    shown = here("show", "--student", "kim", "--lang", "ko").out
    assert "2번째 제출 이후: 20 → 16.5점" in shown
    assert "이제 실패하는 검사 4개" in shown
    assert "만점까지 3.5점 남았습니다: 2번. README.ko.md의 '역전파' (#backward)" in shown
    other = here("submit", "conv2d", RIGHT, "--student", "lee", "--lang", "en")
    assert "Since attempt" not in other.out


def test_status_has_the_tasks_of_the_latest_attempt(here):
    for path in (RIGHT, WRONG):
        here("submit", "conv2d", path, "--student", "kim")
    table = here("status", "--student", "kim", "--lang", "en").out
    assert "1. Forward" in table
    assert "6.5 / 10" in table
    document = json.loads(here("status", "--student", "kim", "--json").out)
    (step,) = [each for each in document["assignments"] if each["slug"] == "conv2d"]
    assert step["best_points"] == 20
    assert [task["points"] for task in step["tasks"]] == [10, 6.5]
    assert [attempt["points"] for attempt in step["attempts"]] == [20, 16.5]


def test_the_attempts_of_an_assignment_are_listed_and_shown(here):
    for path in (RIGHT, WRONG):
        here("submit", "conv2d", path, "--student", "kim")
    (step,) = json.loads(here("status", "conv2d", "--student", "kim", "--json").out)["assignments"]
    first, second = (attempt["id"] for attempt in step["attempts"])
    rows = [line.split() for line in here("status", "conv2d", "--student", "kim").out.splitlines()]
    table = [(row[0], row[1], row[-3]) for row in rows if len(row) == 7 and row[0].isdigit()]
    assert table == [("1", first[:8], "20"), ("2", second[:8], "16.5")]
    # A name means the last attempt, a number one of them, an id itself.
    for args, attempt in (
        (["conv2d"], second), (["conv2d", "--attempt", "1"], first), ([first[:8]], first),
    ):  # fmt: skip
        shown = json.loads(here("show", *args, "--student", "kim", "--json").out)
        assert shown["id"] == attempt
    missing = here("show", "conv2d", "--attempt", "3", "--student", "kim")
    assert missing.code == 2
    assert "the last one is 2" in missing.err
    assert "nothing has been handed in" in here("status", "max_pool", "--student", "kim").out


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("columns", ["60", "80", "100"])
def test_the_road_and_the_list_fit_the_screen(here, columns, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    here("submit", "conv2d", WRONG, "--student", "kim")
    for args in (["list"], ["status", "--student", "kim"], ["status", "conv2d"]):
        text = here(*args, "--lang", language).out
        assert max(map(cell_len, text.splitlines())) <= int(columns)
        assert "conv2d" in text
        assert "…" not in text
    road = here("status", "--student", "kim", "--lang", language).out
    task = "2. Backward" if language == "en" else "2. 역전파"
    (line,) = [line for line in road.splitlines() if task in line]
    assert line.startswith(f"  {task}")
    assert line.endswith("6.5 / 10")
    assert "KST" in road
