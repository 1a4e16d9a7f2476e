"""`results.json`: the published fields, and nothing that a student wrote breaks it."""

import io
import json
import os
import re
import shutil
import zipfile

import jsonschema
import pytest

from autograder.exchange import gradescope, gradescope_zip
from autograder.exchange.wheel import wheel
from autograder.model import Limits, Outcome
from cli import gradescope_run
from tests.exchange.fields import RESULTS


def read(document):
    """Read a document as Gradescope would, and hold it to the published fields."""
    text = gradescope.dumped(document)
    assert text.isascii()
    found = json.loads(text)
    jsonschema.validate(found, RESULTS)
    return found


def test_a_report_becomes_the_published_fields(make):
    a_report, check = make
    failed = check(id="pad", outcome=Outcome.FAILED, points=0.0, message="wrong", hint="look")
    found = read(gradescope.results(a_report(check(), failed, check(task=2)), "en"))
    assert found["score"] == 4.0
    assert [test["number"] for test in found["tests"]] == ["1.1", "1.2", "2.1"]
    assert [test["status"] for test in found["tests"]] == ["passed", "failed", "passed"]
    assert found["tests"][1]["output"] == "wrong\nhint      look"
    assert "jail" in found["output"]
    assert "7" not in json.dumps(found["extra_data"]["isolation"])
    assert "seed" not in json.dumps(found)


def test_what_a_student_wrote_breaks_and_forges_nothing(nasty):
    found = read(gradescope.results(nasty, "ko"))
    assert found["score"] == 2.0
    (bad,) = [test for test in found["tests"] if test["status"] == "failed"]
    said = bad["name"] + bad["output"].replace("\n", "")
    assert said.isprintable()
    assert r"\x1b[2J\ud800\u202e" in said
    formats = {value for key, value in bad.items() if key.endswith("_format")}
    assert formats == {"text"}


def test_our_failure_is_said_and_takes_no_other_points(make):
    a_report, check = make
    ours = check(id="x", title="Broken.", outcome=Outcome.INTERNAL_ERROR, points=None)
    report = a_report(check(), ours, status="failed", points=None)
    found = read(gradescope.results(report, "en"))
    assert found["score"] == 2.0
    assert "our fault: Broken." in found["output"]


def test_limits_fit_into_the_container(course):
    for assignment in course.all_assignments():
        limits = gradescope_zip.settings(assignment, "ko", None).limits
        assert Limits.model_validate(limits.model_dump()) == limits
        assert limits.memory_mb <= 512
        assert limits.total_seconds <= 400
        assert limits.call_seconds >= assignment.limits.call_seconds


def test_the_wheel_holds_our_code_and_no_course():
    name, content = wheel()
    assert name == "convgrade-0.1.0-py3-none-any.whl"
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = archive.namelist()
    assert {"cli/main.py", "autograder/words/errors.yaml"} <= set(names)
    assert not [each for each in names if "assignments/" in each or "__pycache__" in each]
    record = archive.read("convgrade-0.1.0.dist-info/RECORD").decode()
    assert sorted(line.split(",")[0] for line in record.splitlines()) == sorted(names)
    assert wheel()[1] == content


def lay_out(root, course, slug):
    """Make a folder as Gradescope lays it out, but for the scripts, whose work the test does."""
    assignment = course.assignment(slug)
    chosen = gradescope_zip.settings(assignment, "en", None)
    content = gradescope_zip.autograder(course, assignment, chosen)
    zipfile.ZipFile(io.BytesIO(content)).extractall(root / "source")
    for name in ("submission", "results"):
        (root / name).mkdir()
    return root


@pytest.fixture
def laid_out(course, tmp_path):
    return lay_out(tmp_path / "autograder", course, "sizing")


def graded(root):
    code = gradescope_run.run(root)
    assert not list((root / "results").glob(".*"))
    return code, read(json.loads((root / "results" / "results.json").read_text()))


def test_the_zip_holds_one_assignment_and_two_programs(laid_out):
    found = {path.name for path in (laid_out / "source/course/assignments").iterdir()}
    assert found == {"course.yaml", "sizing"}
    assert (laid_out / "source/course/solutions/sizing/test_hidden.py").is_file()
    unfinished = json.loads((laid_out / "source/unfinished.json").read_text())
    assert "did not come to an end" in read(unfinished)["output"]


@pytest.mark.parametrize("garbage", [None, b"{", b'{"users": 3}', b"\xff\x00", b"[" * 100_000])
def test_a_run_writes_the_result_whatever_the_metadata(laid_out, root, garbage):
    if garbage is not None:
        (laid_out / "submission_metadata.json").write_bytes(garbage)
    right = (root / "solutions/sizing/sizing.py").read_bytes()
    (laid_out / "submission" / "sizing.py").write_bytes(right)
    code, found = graded(laid_out)
    assert (code, found["score"]) == (0, 20.0)


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["perceptron", "xor_mlp", "conv2d", "max_pool"])
def test_every_reference_earns_everything_within_the_limits_there(course, tmp_path, slug):
    root = lay_out(tmp_path / "autograder", course, slug)
    shutil.copy(course.assignment(slug).solutions / f"{slug}.py", root / "submission")
    code, found = graded(root)
    assert (code, found["score"]) == (0, 20.0)


def test_what_can_not_be_read_is_said(laid_out):
    code, found = graded(laid_out)
    assert (code, found["score"], found["tests"]) == (0, 0.0, [])
    assert "sizing.py" in found["output"]
    assert found["extra_data"]["status"] == "rejected"


def test_a_link_out_of_the_submission_is_not_followed(laid_out):
    reference = laid_out / "source/course/solutions/sizing/sizing.py"
    (laid_out / "submission" / "sizing.py").symlink_to(reference)
    code, found = graded(laid_out)
    assert (code, found["score"], found["tests"]) == (0, 0.0, [])


def test_no_more_is_shown_than_the_course_allows(laid_out, root):
    listing = laid_out / "source/course/assignments/course.yaml"
    text = re.sub("(?m)^feedback:.*$", "feedback: names", listing.read_text())
    assert "feedback: names" in text
    listing.write_text(text)
    wrong = root / "tests/submissions/sizing/wrong/forgot_bias.py"
    shutil.copy(wrong, laid_out / "submission" / "sizing.py")
    _, found = graded(laid_out)
    assert 0 < found["score"] < 20
    assert {test["output"] for test in found["tests"]} == {"", "failed"}


def test_without_walls_nothing_is_graded_unless_the_export_said_so(laid_out, root, monkeypatch):
    monkeypatch.setattr(gradescope_run, "best_level", lambda: "limits")
    right = (root / "solutions/sizing/sizing.py").read_bytes()
    (laid_out / "submission" / "sizing.py").write_bytes(right)
    code, found = graded(laid_out)
    assert (code, found["score"]) == (3, 0.0)
    assert "no walls" in found["output"]
    assert "our fault" in found["output"]
    settings = laid_out / "source" / "settings.json"
    settings.write_text(settings.read_text().replace("null", '"limits"'))
    code, found = graded(laid_out)
    assert (code, found["score"]) == (0, 20.0)
    assert found["extra_data"]["isolation"]["level"] == "limits"


def test_our_own_mistake_is_said_as_such(laid_out, monkeypatch, capsys):
    (laid_out / "submission" / "sizing.py").write_text("x = 1")

    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(gradescope_run.grading, "grade", fail)
    code, found = graded(laid_out)
    assert code == 3
    assert "our fault" in found["output"]
    assert "ZeroDivisionError" in capsys.readouterr().err  # for staff, in what was printed
    assert os.listdir(laid_out / "results") == ["results.json"]
