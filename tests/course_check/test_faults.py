"""Each fault of a course is found, and named by file, key and value."""

import shutil
from pathlib import Path

import pytest

from autograder import words

YAML = "assignments/relu/assignment.yaml"
STUB = "assignments/relu/relu.py"
REFERENCE = "solutions/relu/relu.py"
HIDDEN = "solutions/relu/test_hidden.py"
VISIBLE = "assignments/relu/test_public.py"
TITLES = "solutions/relu/ko.yaml"
HANDOUT = "assignments/relu/README.md"
RIGHT = "samples/relu/right/answer.py"
WRONG = "samples/relu/wrong/answer.py"

ANSWER = "def relu(x):\n    return 2 * x\n"
MISTAKE = "# breaks: task 1\ndef relu(x):\n    return 3 * x\n"


def named(faults, file, place, value, key):
    """Hold that the one fault names file, key and value, in both languages and with a hint."""
    assert [fault.key for fault in faults] == [key], faults
    (fault,) = faults
    assert fault.file.endswith(file)
    assert fault.place == place
    assert value in fault.value
    for language in ("en", "ko"):
        said = fault.say(language)
        assert said.message
        assert said.hint
        assert "{" not in said.message + said.hint
    return fault


def test_a_new_assignment_has_no_fault(tiny):
    report = tiny.check()
    assert report.is_sound
    (relu,) = report.assignments
    assert (relu.slug, relu.checks, relu.samples, relu.faults) == ("relu", 3, 0, ())


def test_samples_that_are_as_they_state_are_no_fault(tiny):
    tiny.write(RIGHT, ANSWER)
    tiny.write(WRONG, MISTAKE)
    report = tiny.check()
    assert report.is_sound
    assert report.assignments[0].samples == 2


# --- what the files alone show ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "value", "key"),
    [
        pytest.param(YAML, "points: 10", "points: ten", "tasks.0.points", "ten",
                     "yaml-bad-value", id="bad value"),
        pytest.param(YAML, 'handout: "#task-1"', "", "tasks.0.handout", "handout",
                     "yaml-missing-key", id="missing key"),
        pytest.param(YAML, "limits:", "limit:", "limit", "limit",
                     "yaml-unknown-key", id="unknown key"),
        pytest.param(YAML, "hint:", "hints:", "tasks.0.hint", "hint",
                     "yaml-missing-key", id="no hint"),
        pytest.param(YAML, "en: Read", "fr: Read", "tasks.0.hint.en", "en",
                     "yaml-missing-key", id="hint in one language"),
        pytest.param(YAML, "ko: 첫째 단계", "ko: First", "tasks.0.title.ko", "First",
                     "text-not-ko", id="title without Hangul"),
        pytest.param(YAML, "en: First task", "en: 첫째", "tasks.0.title.en", "첫째",
                     "text-not-en", id="title without a Latin letter"),
        pytest.param(YAML, "ko: 안내문의", "ko: '1 2' #", "tasks.0.hint.ko", "1 2",
                     "text-not-ko", id="hint without Hangul"),
        pytest.param(YAML, 'ko: "렐루"', 'ko: "ReLU"', "title.ko", "ReLU",
                     "text-not-ko", id="title of the assignment"),
        pytest.param(STUB, "# TODO task 1", "# TODO", "task 1", "TODO task 1",
                     "todo-missing", id="no TODO"),
        pytest.param(STUB, '"task 1: ', '"', "task 1", "NotImplementedError",
                     "not-implemented-missing", id="does not say that it is unwritten"),
        pytest.param(STUB, "raise NotImplementedError", "return print", "task 1",
                     "NotImplementedError", "not-implemented-missing", id="runs on silently"),
        pytest.param(STUB, "def relu(x:", "def relu(z:", "relu", "relu(z)",
                     "signature-differs", id="parameter's name"),
        pytest.param(REFERENCE, "x: np.ndarray)", "x: np.ndarray, k: int = 2)", "relu", "relu(x)",
                     "signature-differs", id="one parameter more"),
        pytest.param(STUB, "def relu", "def tanh", "functions.relu", "relu",
                     "function-missing", id="not in the stub"),
        pytest.param(REFERENCE, "def relu", "def tanh", "functions.relu", "relu",
                     "function-missing", id="not in the reference"),
        pytest.param(STUB, "def relu(", "def relu((", "line 9", "syntax",
                     "not-python", id="stub is not Python"),
        pytest.param(HANDOUT, '<a id="task-1"></a>', "", "tasks.0.handout", "#task-1",
                     "anchor-missing", id="no anchor"),
        pytest.param("assignments/relu/README.ko.md", 'id="task-1"', 'id="task1"',
                     "tasks.0.handout", "#task-1", "anchor-missing", id="no anchor in Korean"),
        pytest.param(HANDOUT, "## Task 1", "![a](graph.svg)\n\n## Task 1", "figure", "graph.svg",
                     "figure-missing", id="no figure"),
    ],
)  # fmt: skip
def test_a_fault_on_paper_is_found(tiny, on_paper, file, old, new, place, value, key):
    tiny.change(file, old, new)
    faults = tiny.faults()
    if key == "signature-differs":
        file = STUB  # whichever was changed, learners get the stub
    if key == "not-python":
        value = faults[0].value  # Python's own words
    named(faults, file, place, value, key)


@pytest.mark.parametrize(
    "file", [STUB, REFERENCE, HIDDEN, VISIBLE, TITLES, HANDOUT, "assignments/relu/README.ko.md",
             "assignments/relu/ko.yaml"],
)  # fmt: skip
def test_a_missing_file_is_named(tiny, on_paper, file):
    (tiny.root / file).unlink()
    missing = [fault for fault in tiny.faults() if fault.key == "file-missing"]
    named(missing, file, "file", file.rpartition("/")[2], "file-missing")


def test_a_handout_in_the_other_language_is_named(tiny, on_paper):
    tiny.write("assignments/relu/README.ko.md", tiny.text(HANDOUT))
    named(tiny.faults(), "README.ko.md", "text", "# ReLU", "text-not-ko")


def test_a_slug_without_a_folder_is_named(tiny, on_paper):
    tiny.change("assignments/course.yaml", "{slug: relu}", "{slug: tanh}")
    (tiny.root / "assignments/relu").rename(tiny.root / "elsewhere")
    named(tiny.faults(), "course.yaml", "assignments.0.slug", "tanh", "folder-missing")


def test_a_slug_listed_twice_is_named(tiny, on_paper):
    tiny.change("assignments/course.yaml", "{slug: relu}", "{slug: relu}\n  - {slug: relu}")
    named(tiny.faults(), "course.yaml", "assignments.1.slug", "relu", "slug-twice")


def test_a_folder_that_is_not_listed_is_a_warning_only(tiny, on_paper):
    shutil.copytree(tiny.root / "assignments/relu", tiny.root / "assignments/tanh")
    fault = named(tiny.faults(), "assignments/tanh", "folder", "tanh", "folder-unlisted")
    assert fault.severity == "warning"
    assert tiny.check().is_sound


def test_the_search_goes_on_after_a_fault(tiny, on_paper):
    shutil.copytree(tiny.root / "assignments/relu", tiny.root / "assignments/tanh")
    tiny.change("assignments/course.yaml", "{slug: relu}", "{slug: relu}\n  - {slug: tanh}")
    for slug in ("relu", "tanh"):
        tiny.change(f"assignments/{slug}/assignment.yaml", "points: 10", "points: -1")
    assert [fault.place for fault in tiny.faults()] == ["tasks.0.points"] * 2


# --- what the suites say ----------------------------------------------------------------------


def test_a_stub_that_earns_points_is_named(tiny):
    tiny.change(
        HIDDEN, "    student.relu(draw(rng))\n    assert_inputs_unchanged(student)", "    pass"
    )
    fault = named(tiny.faults(), STUB, "inputs-unchanged", "PASSED", "stub-outcome")
    assert "test_hidden.py" in fault.say("en").message


def test_a_stub_that_ends_in_an_error_is_named(tiny):
    tiny.change(STUB, "import numpy as np", "import numpy as np\n\nnp.there_is_no_such_thing")
    faults = tiny.faults()
    assert {fault.key for fault in faults} == {"stub-outcome"}
    named(faults[:1], STUB, "random, inputs-unchanged", "ERROR", "stub-outcome")
    named(faults[1:], STUB, "example", "ERROR", "stub-outcome")


def test_a_reference_that_loses_points_is_named(tiny):
    tiny.change(REFERENCE, "return 2 * x", "x *= 2\n    return x")
    named(tiny.faults(), REFERENCE, "inputs-unchanged", "FAILED", "reference-outcome")


def test_a_visible_check_that_refuses_the_reference_is_named(tiny):
    tiny.change(VISIBLE, "[2.0, -4.0, 0.0]", "[2.0, -4.0, 1.0]")
    fault = named(tiny.faults(), REFERENCE, "example", "FAILED", "reference-outcome")
    assert "test_public.py" in fault.say("en").message


def test_points_that_do_not_add_up_are_named(tiny):
    tiny.change(HIDDEN, "points=8", "points=7.5")
    fault = named(tiny.faults(), YAML, "tasks.0.points", "10", "points-differ")
    assert "9.5" in fault.say("en").message


def test_a_check_of_no_task_is_named(tiny):
    tiny.change(HIDDEN, '"random", task=1, points=8', '"random", task=2, points=8')
    keys = {fault.key: fault for fault in tiny.faults()}
    assert set(keys) == {"check-without-task", "points-differ"}
    named([keys["check-without-task"]], HIDDEN, "random", "2", "check-without-task")


@pytest.mark.parametrize(
    ("old", "new", "place", "value", "key"),
    [
        ("random:", "randon:", None, None, None),
        ("inputs-unchanged: 인자 x의 내용이 그대로입니다.\n", "", "inputs-unchanged", "",
         "title-missing"),
        ("random:", "old: 옛 검사\nrandom:", "old", "옛 검사", "title-left-over"),
        ("인자 x의 내용이 그대로입니다.", "x stays", "inputs-unchanged", "x stays", "text-not-ko"),
    ],
)  # fmt: skip
def test_korean_titles_are_held(tiny, old, new, place, value, key):
    tiny.change(TITLES, old, new)
    faults = tiny.faults()
    if key is None:
        assert [fault.key for fault in faults] == ["title-missing", "title-left-over"]
    else:
        named(faults, TITLES, place, value, key)


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "value"),
    [
        (HIDDEN, '@pytest.mark.check("random", task=1, points=8)\n', "", HIDDEN, "test_random"),
        (HIDDEN, '"inputs-unchanged"', '"random"', HIDDEN, "random"),
        (HIDDEN, "import numpy as np", "import nampy as np", HIDDEN, "nampy"),
        (TITLES, "random: ", "- ", TITLES, ""),
    ],
)  # fmt: skip
def test_a_suite_that_does_not_run_is_named_once(tiny, file, old, new, at, value):
    tiny.change(file, old, new)
    faults = tiny.faults()
    assert len(faults) == 1
    assert faults[0].file.endswith(at)
    assert value in faults[0].value
    assert faults[0].key in ("suite-not-running", "yaml-unreadable")


def test_a_reference_that_ends_the_program_is_named(tiny):
    tiny.change(REFERENCE, "import numpy as np", "import sys\n\nimport numpy as np\n\nsys.exit(0)")
    hidden, visible = tiny.faults()
    named([hidden], REFERENCE, "suite", "SystemExit", "suite-not-running")
    named([visible], REFERENCE, "example", "ERROR", "reference-outcome")


def test_a_check_that_fails_by_itself_is_named(tiny):
    tiny.change(HIDDEN, "    student.relu(draw(rng))\n", "    student.relu(draw(rng))\n    1 / 0\n")
    faults = tiny.faults()
    named(faults, HIDDEN, "inputs-unchanged", "relu.py", "check-fails-itself")


@pytest.mark.parametrize(
    ("file", "text", "place", "value", "key"),
    [
        pytest.param(RIGHT, MISTAKE, "random", "FAILED", "right-outcome", id="right is wrong"),
        pytest.param(WRONG, "# breaks: task 1\n" + ANSWER, "# breaks:", "1", "wrong-elsewhere",
                     id="wrong is right"),
        pytest.param(WRONG, MISTAKE.replace("task 1", "task 1, 2"), "# breaks:", "1, 2",
                     "wrong-elsewhere", id="another task"),
        pytest.param(WRONG, MISTAKE.replace("# breaks", "# brakes"), "# breaks:", "1",
                     "wrong-unstated", id="states nothing"),
        pytest.param(RIGHT, "", RIGHT, "", "file-empty", id="empty"),
    ],
)  # fmt: skip
def test_a_sample_that_is_not_as_it_states_is_named(tiny, file, text, place, value, key):
    tiny.write(file, text)
    faults = tiny.faults()
    if key == "file-empty":
        place = ""
    named(faults, file, place, value, key)


def test_every_fault_is_tested_here():
    tests = Path(__file__).parent.glob("test_*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in tests)
    for key in words.catalogue("faults"):
        assert f'"{key}"' in text, key
