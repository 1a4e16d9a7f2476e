"""One grading from end to end: the same seed, the feedback policy, the report's schema."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder import submission
from autograder.course import Assignment
from autograder.errors import SandboxError
from autograder.feedback import HandedIn, View, report
from autograder.grading import fresh_seed, grade
from autograder.model import Finding, GradeReport, Grading, Outcome
from autograder.sandbox import Sandbox
from autograder.words import catalogue

ROOT = Path(__file__).parent.parent
WRONG = ROOT / "tests/submissions/conv2d/wrong/flipped_kernel.py"
HEAD = b"def conv2d_forward(x, w, b, stride=1, pad=0):\n"
RAISES = """
def conv2d_forward(x, w, b, stride=1, pad=0):
    print("seen", x.sum())
    raise RuntimeError(f"sum {x.sum()}")
"""


def graded(assignment: Assignment, source: bytes, seed: int = 1) -> Grading:
    return grade(submission.from_files({"conv2d.py": source}, assignment), assignment, seed=seed)


def view(grading: Grading, assignment: Assignment, **options: object) -> GradeReport:
    handed_in = HandedIn(
        id="abc", student="kim", attempt=1, submitted_at=datetime.now(UTC), source_sha256="0"
    )
    return report(
        grading, handed_in, assignment, View.model_validate({"language": "en", **options})
    )


def without_time(grading: Grading) -> object:
    data = grading.model_dump(mode="json")
    data.pop("seconds")
    for result in data["checks"]:
        result.pop("seconds")
    return data


def test_the_same_seed_gives_the_same_grading(conv2d: Assignment) -> None:
    source = WRONG.read_bytes()
    assert without_time(graded(conv2d, source, 7)) == without_time(graded(conv2d, source, 7))
    assert without_time(graded(conv2d, source, 7)) != without_time(graded(conv2d, source, 8))


def test_seeds_are_fresh() -> None:
    assert len({fresh_seed() for _ in range(100)}) == 100


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_report_is_valid_against_the_published_schema(conv2d: Assignment, language: str) -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text())
    for source in (WRONG.read_bytes(), RAISES.encode(), b"def f(:"):
        shown = view(graded(conv2d, source), conv2d, language=language)
        jsonschema.validate(json.loads(shown.model_dump_json()), schema)


def test_only_staff_see_the_seed(conv2d: Assignment) -> None:
    grading = graded(conv2d, WRONG.read_bytes(), seed=12345)
    assert view(grading, conv2d).seed is None
    assert view(grading, conv2d, staff=True).seed == 12345


def failed(shown: GradeReport) -> list[str]:
    return [part.model_dump_json() for part in shown.checks if part.outcome is not Outcome.PASSED]


def test_feedback_full_shows_values(conv2d: Assignment) -> None:
    first = failed(view(graded(conv2d, RAISES.encode()), conv2d))[0]
    assert "sum " in first
    assert "seen " in first
    assert "conv2d.py" in first
    assert "raise RuntimeError(f" in first


def test_feedback_shapes_hides_values_and_the_texts_that_could_carry_them(
    conv2d: Assignment,
) -> None:
    for source in (RAISES.encode(), WRONG.read_bytes()):
        for text in failed(view(graded(conv2d, source), conv2d, feedback="shapes")):
            part = json.loads(text)
            assert part["printed"] is None
            assert "sum " not in (part["message"] or "")
            example = part["counterexample"]
            assert "=[" not in example["call"]
            assert example["expected"] is None or "shape" in example["expected"]
            assert part["message"]


def test_feedback_names_hides_everything_but_titles(conv2d: Assignment) -> None:
    for text in failed(view(graded(conv2d, RAISES.encode()), conv2d, feedback="names")):
        part = json.loads(text)
        assert part["title"]
        for field in ("message", "hint", "counterexample", "printed"):
            assert part[field] is None
        assert part["trace"] == []


def test_staff_see_everything_whatever_the_policy(conv2d: Assignment) -> None:
    grading = graded(conv2d, RAISES.encode())
    assert failed(view(grading, conv2d, feedback="names", staff=True)) == failed(
        view(grading, conv2d)
    )


def test_a_grading_survives_its_storage(conv2d: Assignment) -> None:
    grading = graded(conv2d, RAISES.encode())
    assert Grading.model_validate_json(grading.model_dump_json()) == grading


def test_text_of_an_exception_never_fills_places_of_ours(conv2d: Assignment) -> None:
    source = HEAD + b"    raise ValueError('{0.__class__} {x}')\n"
    shown = view(graded(conv2d, source), conv2d)
    assert "{0.__class__} {x}" in (shown.checks[0].message or "")


def test_lone_surrogates_can_be_stored(conv2d: Assignment) -> None:
    source = HEAD + b"    raise ValueError('\\ud800')\n"
    assert graded(conv2d, source).model_dump_json()


def test_every_finding_of_the_code_has_words() -> None:
    for reason, text in catalogue("findings").items():
        assert Finding(reason=reason)
        assert text["message"]["ko"]


def test_a_worker_that_cannot_be_replaced_is_our_fault(
    conv2d: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, lives = Sandbox._start, []

    def start_once(self: Sandbox) -> Any:
        lives.append(self)
        return start(self) if len(lives) == 1 else _fails(self)

    monkeypatch.setattr(Sandbox, "_start", start_once)
    with pytest.raises(SandboxError):
        graded(conv2d, b"import os\ndef conv2d_forward(*a, **k): os._exit(0)\n")


def _fails(_: Sandbox) -> None:
    raise SandboxError("sandbox-not-started", level="jail", problem="no processes left")


def test_names_that_a_submission_makes_up_are_no_way_around_the_policy(conv2d: Assignment) -> None:
    source = HEAD + (
        b"    name = f'seen_{x.flat[0]}'\n    raise type(name, (ValueError,), {})(name)\n"
    )
    grading = graded(conv2d, source)
    assert "seen_" in view(grading, conv2d).model_dump_json()
    assert (
        "seen_"
        not in view(grading, conv2d, feedback="shapes")
        .model_copy(update={"checks": ()})
        .model_dump_json()
    )
    for part in view(grading, conv2d, feedback="shapes").checks:
        assert "seen_" not in (part.message or "")
        assert all(place.function == "" for place in part.trace)
