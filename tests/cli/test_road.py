"""A learner's road: attempts, tasks, what improved since the attempt before."""

import json
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "submissions" / "conv2d"
WRONG, RIGHT = SAMPLES / "wrong" / "crop_pad_zero.py", SAMPLES / "right" / "im2col.py"


def test_what_improved_is_said_by_submit_and_show(grade):
    first = grade("submit", "conv2d", WRONG, "--student", "kim", "--lang", "en")
    assert "Since attempt" not in first.out
    second = grade("submit", "conv2d", RIGHT, "--student", "kim", "--lang", "en")
    assert "Since attempt 1: 16.5 -> 20 points" in second.out
    assert "4 more pass: " in second.out
    third = grade("submit", "conv2d", WRONG, "--student", "kim", "--lang", "en")
    assert "4 no longer pass: " in third.out
    shown = grade("show", "--student", "kim", "--lang", "ko").out
    assert "2번째 제출 이후: 20 -> 16.5점" in shown
    assert "이제 실패하는 검사 4개" in shown
    other = grade("submit", "conv2d", RIGHT, "--student", "lee", "--lang", "en")
    assert "Since attempt" not in other.out


def test_status_has_the_tasks_of_the_latest_attempt(grade):
    for path in (RIGHT, WRONG):
        grade("submit", "conv2d", path, "--student", "kim")
    table = grade("status", "--student", "kim", "--lang", "en").out
    assert "1. Forward" in table
    assert "6.5 / 10" in table
    document = json.loads(grade("status", "--student", "kim", "--json").out)
    (step,) = [each for each in document["assignments"] if each["slug"] == "conv2d"]
    assert step["best_points"] == 20
    assert [task["points"] for task in step["tasks"]] == [10, 6.5]
    assert [attempt["points"] for attempt in step["attempts"]] == [20, 16.5]
