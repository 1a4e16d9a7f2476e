"""What a report says of wrong ideas: several at once, unknown ones, and what may be shown."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder import feedback, submission
from autograder.course import Assignment, Course
from autograder.diagnosis import Diagnostician, naming
from autograder.feedback import HandedIn, View
from autograder.grading import Judge
from autograder.model import Grading, Outcome

HANDED_IN = HandedIn(
    id="abc", student="kim", attempt=1, submitted_at=datetime.now(UTC), source_sha256="0"
)
HEAD = "import numpy as np\n"
FORWARD = """
def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    Ho, Wo = (H + 2 * pad - HH) // stride + 1, (W + 2 * pad - WW) // stride + 1
    out = np.zeros((N, F, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            part = xp[:, :, i * stride : i * stride + HH, j * stride : j * stride + WW]
            out[:, :, i, j] = np.einsum("nchw,fchw->nf", part, w) PLUS
    return out, (x, w, b, stride, pad)
"""
BACKWARD = """
def conv2d_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            at = ..., slice(top, top + HH), slice(left, left + WW)
            dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], xp[at])
            dxp[at] ADD np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, DB
"""
RIGHT = {"PLUS": "+ b", "ADD": "+=", "DB": "dout.sum(axis=(0, 2, 3))"}


def source(**changes: str) -> bytes:
    text = HEAD + FORWARD + BACKWARD
    for place, code in (RIGHT | changes).items():
        text = text.replace(place, code)
    return text.encode()


def graded(assignment: Assignment, code: bytes) -> Grading:
    handed_in = submission.from_files({assignment.files[0]: code}, assignment)
    with Judge(assignment, assignment.hidden_suite) as judge:
        return judge.grade(handed_in, seed=3)


def named(grading: Grading, task: int) -> set[str]:
    return {
        idea.id
        for result in grading.checks
        if result.check.task == task and result.finding
        for idea in result.finding.ideas
    }


def test_a_wrong_forward_and_a_wrong_backward_are_both_named(conv2d: Assignment) -> None:
    grading = graded(conv2d, source(PLUS="", ADD="="))
    assert named(grading, 1) == {"bias-missing"}
    assert named(grading, 2) == {"overwrites-overlap"}


def test_two_mistakes_in_one_function_are_both_named(conv2d: Assignment) -> None:
    grading = graded(conv2d, source(ADD="=", DB="dout[0].sum(axis=(1, 2))"))
    both = {"overwrites-overlap", "db-wrong-axes"}
    together = [
        {idea.id for idea in result.finding.ideas}
        for result in grading.checks
        if result.finding and len(result.finding.ideas) == 2
    ]
    assert named(grading, 1) == set()
    assert named(grading, 2) <= both
    assert all(ids == both for ids in together)
    assert "overwrites-overlap" in named(grading, 2)


def test_a_mistake_that_nobody_knows_has_no_name_and_a_small_case(conv2d: Assignment) -> None:
    grading = graded(conv2d, source(PLUS="+ np.cos(b) * 1.37"))
    failed = [result for result in grading.checks if result.outcome is not Outcome.PASSED]
    assert failed
    for result in failed:
        assert result.finding
        assert result.finding.ideas == ()
    assert any("np.array" in (result.finding.call or "") for result in failed if result.finding)


def test_a_right_submission_is_not_diagnosed(
    conv2d: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "limited", lambda *_, **__: pytest.fail("diagnosed"))
    assert graded(conv2d, source()).points == 20


def test_the_policy_hides_ideas_with_all_other_words(conv2d: Assignment, course: Course) -> None:
    grading = graded(conv2d, source(PLUS=""))
    shown = feedback.report(grading, HANDED_IN, conv2d, View(language="ko", feedback="shapes"))
    hidden = feedback.report(grading, HANDED_IN, conv2d, View(language="ko", feedback="names"))
    assert any(check.misconceptions == ("bias-missing",) for check in shown.checks)
    assert any("편향" in idea for check in shown.checks for idea in check.ideas)
    assert all("np.array" not in check.model_dump_json() for check in shown.checks)
    assert all(not check.misconceptions and not check.ideas for check in hidden.checks)
    assert hidden.next
    assert hidden.next.hint == conv2d.task(1).hint.ko


def test_a_report_ends_with_one_next_step(conv2d: Assignment) -> None:
    grading = graded(conv2d, source(ADD="="))
    report = feedback.report(grading, HANDED_IN, conv2d, View(language="en"))
    first = next(check for check in report.checks if check.outcome is not Outcome.PASSED)
    assert report.next
    assert (report.next.task, report.next.hint) == (2, first.hint)
    assert (report.next.handout, report.next.topic) == (conv2d.task(2).handout, "conv_gradient")
    assert (
        feedback.report(graded(conv2d, source()), HANDED_IN, conv2d, View(language="en")).next
        is None
    )


@pytest.mark.parametrize(
    ("sample", "idea"),
    [
        ("zero_init", "zero-init"),
        ("huge_init", "huge-init"),
        ("linear_network", "linear-is-enough"),
        ("column_targets", "column-broadcast"),
    ],
)
def test_ideas_about_long_trainings_are_named_at_the_usual_patience(
    course: Course, root: Path, sample: str, idea: str
) -> None:
    code = (root / f"tests/submissions/xor_mlp/wrong/{sample}.py").read_bytes()
    grading = graded(course.assignment("xor_mlp"), code)
    about = next(result for result in grading.checks if result.check.id == "train-xor")
    assert about.finding
    assert [each.id for each in about.finding.ideas] == [idea]


def test_a_diagnosis_ends_by_what_it_computed_and_keeps_what_it_found(
    conv2d: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ideas(work: int) -> tuple[set[str], set[str]]:
        monkeypatch.setattr(naming, "_WORK", work)
        grading = graded(conv2d, source(PLUS="", ADD="="))
        return named(grading, 1), named(grading, 2)

    assert ideas(0) == (set(), set())
    first, second = ideas(300_000)
    assert first == {"bias-missing"}
    assert "overwrites-overlap" not in second
    assert ideas(1_000_000) == ({"bias-missing"}, {"overwrites-overlap"})


def test_a_diagnosis_that_is_ended_names_nothing(
    conv2d: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "limited", lambda *_, **__: None)
    grading = graded(conv2d, source(PLUS=""))
    assert named(grading, 1) == set()
    assert grading.status == "graded"


def test_a_course_without_misconceptions_is_graded(conv2d: Assignment, monkeypatch) -> None:
    monkeypatch.setattr(naming, "_known", lambda *_: [])
    assert Diagnostician(conv2d).named((), ()) == ()
    with Judge(conv2d, conv2d.hidden_suite) as judge:
        files = submission.from_files({"conv2d.py": source(PLUS="")}, conv2d)
        assert judge.grade(files, seed=1).status == "graded"
