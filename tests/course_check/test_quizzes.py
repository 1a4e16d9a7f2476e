"""`grade course check` draws a course's own quizzes, and names what is wrong with them."""

import json
from pathlib import Path

import pytest

from autograder.course_check import Fault
from tests.course_check.conftest import Place
from tests.quiz.test_bank import BANK
from tests.quiz.test_own import GENERATOR

GENERATORS = "assignments/quizzes/generators"
BANKS = "assignments/quizzes/bank"

pytestmark = pytest.mark.usefixtures("on_paper")


QUIZ = """\
title: {en: Midterm, ko: 중간 퀴즈}
sections:
  - {title: {en: One, ko: 하나}, items: [{topic: layers, level: 1, points: 1}]}
"""


def only(tiny: Place) -> Fault:
    """The one fault of the quizzes, which can be said in both languages."""
    report = tiny.check(["quizzes"])
    assert report.quizzes
    (fault,) = report.quizzes.faults
    for language in ("en", "ko"):
        said = fault.say(language)
        assert said.message
        assert "{" not in said.message + said.hint
    assert report.is_sound == (fault.severity == "warning")
    return fault


def test_sound_quizzes_are_no_fault_and_no_assignment(tiny: Place) -> None:
    tiny.write(f"{GENERATORS}/pixels.py", GENERATOR)
    tiny.write(f"{BANKS}/layers.yaml", BANK)
    tiny.write("assignments/quizzes/midterm.yaml", QUIZ)
    report = tiny.check()
    assert report.is_sound
    assert report.faults == ()
    assert report.quizzes
    assert report.quizzes.topics == 2
    assert [each.slug for each in report.assignments] == ["relu"]


@pytest.mark.parametrize(
    ("old", "new", "key", "place", "value"),
    [
        pytest.param("level: 1", "level: 4", "yaml-bad-value", "entries.0.level", "4", id="level"),
        pytest.param("right, ko: 옳음", "w1, ko: 옳음", "yaml-bad-value", "entries.0.options",
                     "", id="text twice"),
        pytest.param('ko: "옳은 것은 어느 것입니까?"', "ko: Which", "quiz-entry",
                     "entries.one-right", "the stem is not in ko", id="stem not in Korean"),
        pytest.param("오답4는 아닙니다.", "Not w4.", "quiz-entry", "entries.one-right",
                     "is not in ko", id="an option that is not always shown"),
    ],
)  # fmt: skip
def test_a_fault_of_a_bank_is_named(
    tiny: Place, old: str, new: str, key: str, place: str, value: str
) -> None:
    assert old in BANK
    tiny.write(f"{BANKS}/layers.yaml", BANK.replace(old, new, 1))
    report = tiny.check(["quizzes"])
    assert report.quizzes
    assert not report.is_sound
    fault = report.quizzes.faults[0]
    assert fault.file.endswith("bank/layers.yaml")
    assert (fault.key, fault.place) == (key, place)
    assert value in fault.value


@pytest.mark.parametrize(
    ("old", "new", "key", "place", "value"),
    [
        pytest.param("SKILL = ", "SKILLS = ", "generator-lacks", "SKILL", "None", id="no skill"),
        pytest.param("n = rng.integer(5, 50)", "n = generate.n = getattr(generate, 'n', 4) + 1",
                     "quiz-seed", "level 1, seed 0", "pixels-v1-l1-0", id="another each time"),
        pytest.param('f"Rows by columns: {key}"', 'f"Rows by columns: {key % 1000}"',
                     "item-unsound", "level 1, seed ", "does not end in the key",
                     id="wrong now and then"),
        pytest.param("(n, 2 * n, 4 * n)", "(n, key, 4 * n)", "quiz-never-draws",
                     "level 1, seed 0", "pixels.py", id="never draws"),
        pytest.param("import Item", "import Itemm", "generator-broken", "file", "Itemm",
                     id="does not run"),
    ],
)  # fmt: skip
def test_a_fault_of_a_generator_is_named_by_its_first_seed(
    tiny: Place, old: str, new: str, key: str, place: str, value: str
) -> None:
    text = GENERATOR.replace("LEVELS = (1, 3)", "LEVELS = (1,)")
    assert old in text
    tiny.write(f"{GENERATORS}/pixels.py", text.replace(old, new))
    fault = only(tiny)
    assert fault.file.endswith("generators/pixels.py")
    assert fault.key == key
    assert fault.place.startswith(place)
    assert value in fault.value


def test_every_broken_file_is_told_at_once(tiny: Place) -> None:
    tiny.write(f"{GENERATORS}/pixels.py", "def def")
    tiny.write(f"{GENERATORS}/conv_shape.py", GENERATOR)
    tiny.write(f"{BANKS}/layers.yaml", BANK.replace("version: 3", ""))
    tiny.write(f"{BANKS}/Layers.yaml", BANK)
    report = tiny.check(["quizzes"])
    assert report.quizzes
    assert {(Path(fault.file).name, fault.key) for fault in report.quizzes.faults} == {
        ("pixels.py", "generator-broken"),
        ("conv_shape.py", "topic-taken"),
        ("layers.yaml", "yaml-missing-key"),
        ("Layers.yaml", "topic-name"),
    }


def test_a_file_that_is_no_topic_is_a_warning(tiny: Place) -> None:
    tiny.write(f"{BANKS}/layers.yml", BANK)
    fault = only(tiny)
    assert (fault.key, fault.severity, fault.value) == ("quiz-file", "warning", "layers.yml")


def test_a_course_without_any_says_so_only_if_asked(grade, tiny: Place) -> None:
    assert "quizzes" in grade("course", "check", "quizzes").out
    assert "quizzes" not in grade("course", "check").out


def test_the_command_shows_them_in_a_row_of_their_own(grade, tiny: Place) -> None:
    tiny.write(f"{GENERATORS}/pixels.py", GENERATOR)
    ran = grade("course", "check", "quizzes")
    assert (ran.code, ran.err) == (0, "")
    assert "quizzes" in ran.out
    assert "relu" not in ran.out
    tiny.write(f"{BANKS}/layers.yaml", BANK.replace("kind: multi", "kind: many"))
    document = json.loads(grade("course", "check", "--json").out)
    assert document["quizzes"] == {"topics": 2, "faults": 1}
    (fault,) = document["faults"]
    assert (fault["assignment"], fault["key"], fault["value"]) == (
        None, "entries.1.kind", '"many"',
    )  # fmt: skip
    assert json.loads(grade("course", "check", "relu", "--json").out)["quizzes"] is None


def test_a_task_sends_to_a_topic_that_is_there(tiny: Place) -> None:
    tiny.change("assignments/relu/assignment.yaml", "hint:", "quiz: relu_grid\n    hint:")
    assert tiny.check().is_sound
    tiny.change("assignments/relu/assignment.yaml", "quiz: relu_grid", "quiz: relu_grit")
    fault = only(tiny)
    assert (fault.place, fault.value, fault.key) == ("tasks.0.quiz", "relu_grit", "quiz-topic")
