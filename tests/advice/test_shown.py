"""Advice in reports: both languages, every feedback policy, the terminal, JSON, and old records."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

from autograder import grading, submission
from autograder.course import Assignment
from autograder.feedback import HandedIn, View, report
from autograder.model import Advice, GradeReport, Grading, SourceLine
from autograder.rules import RULES
from cli import causes
from cli import report as rendering
from cli.page import Page
from cli.terminal import FANCY, PLAIN

ROOT = Path(__file__).parents[2]
SOURCE = b"""import numpy as np

def conv2d_forward(x, w, b, stride=1, pad=0):
    x -= x.mean()
    x[:, :, pad:-pad] = w + b
    return x, None
"""
HOSTILE = b"import torch  # \x1b[31m [red] {0.__class__} \xe2\x80\xae <script>\n"
VALUES = {
    "module": "torch", "function": "f", "name": "x", "slice": ":-p", "count": 4, "after": "return",
    "line": 3, "call": "np.pad(...)", "handler": "except:",
}  # fmt: skip


def graded(assignment: Assignment, source: bytes) -> Grading:
    return grading.grade(
        submission.from_files({"conv2d.py": source}, assignment), assignment, seed=1
    )


def shown(found: Grading, assignment: Assignment, **view: object) -> GradeReport:
    handed_in = HandedIn(
        id="0123456789", student="kim", attempt=1, submitted_at=datetime.now(UTC), source_sha256="0"
    )
    return report(found, handed_in, assignment, View.model_validate({"language": "en", **view}))


def rendered(
    record: GradeReport, assignment: Assignment, *, language: str = "en", encoding: str = "utf-8",
    width: int = 90,
) -> str:  # fmt: skip
    page = Page(
        language="ko" if language == "ko" else "en",
        signs=FANCY if encoding == "utf-8" else PLAIN,
        zone="Asia/Seoul",
        width=width,
    )
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    out = Console(file=stream, width=width, markup=False, emoji=False)
    out.print(rendering.graded(record, assignment, page))
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)


def given(*advice: Advice, **changes: object) -> Grading:
    """A grading that holds advice and little else."""
    known = {"status": "graded", "seed": 1, "suite_sha256": "", "toolkit_version": "0"}
    return Grading.model_validate({**known, "seconds": 0.0, "advice": advice, **changes})


def at(rule: str, line: int = 1, more: int = 0, **values: str | int) -> Advice:
    place = SourceLine(file="conv2d.py", line=line, text=f"text {line}")
    return Advice(rule=rule, values={**VALUES, **values}, place=place, more=more)


def test_advice_is_recorded_with_the_grading_and_costs_nothing(conv2d: Assignment) -> None:
    found = graded(conv2d, SOURCE)
    assert [(each.rule, each.place.line) for each in found.advice] == [
        ("argument-changed", 4),
        ("argument-changed", 5),
        ("unused-parameter", 3),
        ("minus-zero-slice", 5),
    ]
    again = Grading.model_validate_json(found.model_dump_json())
    assert again == found


def test_a_grading_from_before_there_was_advice_still_loads(conv2d: Assignment) -> None:
    document = json.loads(given().model_dump_json())
    del document["advice"]
    old = Grading.model_validate_json(json.dumps(document))
    record = shown(old, conv2d)
    assert record.advice == ()
    assert "Advice" not in rendered(record, conv2d)


@pytest.mark.parametrize("feedback", ["full", "shapes", "names"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_advice_is_said_in_both_languages_whatever_the_policy(
    conv2d: Assignment, language: str, feedback: str
) -> None:
    record = shown(given(*map(at, RULES)), conv2d, language=language, feedback=feedback)
    assert [each.rule for each in record.advice] == list(RULES)
    for each in record.advice:
        assert (each.file, each.line, each.text) == ("conv2d.py", 1, "text 1")
        assert each.message
        assert "{" not in each.message + each.hint
        assert bool(re.search("[가-힣]", each.message + each.hint)) == (language == "ko")
    schema = json.loads((ROOT / "docs/report.schema.json").read_text())
    jsonschema.validate(json.loads(record.model_dump_json()), schema)


def test_the_terminal_shows_what_where_and_what_to_try(conv2d: Assignment) -> None:
    text = rendered(shown(graded(conv2d, SOURCE), conv2d), conv2d)
    section = text[text.index("Advice on your code") : text.index("isolation:")]
    assert section.count("`conv2d_forward` changes its argument `x` in place") == 1
    assert "  at    conv2d.py:4  x -= x.mean()\n" in re.sub(" +\n", "\n", section)
    assert "        conv2d.py:5  x[:, :, pad:-pad] = w + b\n" in re.sub(" +\n", "\n", section)
    assert "never uses the value of its parameter `stride`" in section
    assert section.count("hint") == 3
    assert text.index("Task 2") < text.index("Advice")


def test_the_terminal_counts_further_places_and_says_a_hint_once(conv2d: Assignment) -> None:
    found = given(
        at("global-variable", 1, name="a"), at("global-variable", 2, name="b", more=7),
        at("hidden-errors", 9),
    )  # fmt: skip
    text = rendered(shown(found, conv2d), conv2d)
    assert "global variable `a`" in text
    assert "global variable `b`" in text
    assert "and 7 more" in text
    assert text.count("hint") == 2


def test_a_korean_console_can_show_it(conv2d: Assignment) -> None:
    record = shown(given(*map(at, RULES)), conv2d, language="ko")
    text = rendered(record, conv2d, language="ko", encoding="cp949", width=60)
    assert "코드에 대한 조언" in text
    assert all(len(line) <= 60 for line in text.splitlines())


def test_an_english_report_needs_nothing_but_ascii(conv2d: Assignment) -> None:
    record = shown(given(*(at(rule, more=2) for rule in RULES)), conv2d)
    text = rendered(record, conv2d, encoding="ascii")
    assert "- the slice `:-p` is empty where `x` is 0" in text


def test_what_a_student_wrote_cannot_steer_the_terminal(conv2d: Assignment) -> None:
    record = shown(graded(conv2d, HOSTILE), conv2d)
    assert record.advice[0].text.startswith("import torch  # \x1b[31m")
    text = rendered(record, conv2d)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert r"import torch  # \x1b[31m [red] {0.__class__} \u202e <script>" in text


def test_a_rule_that_a_check_has_told_is_not_told_again(conv2d: Assignment) -> None:
    rules = {"checks": [{"rule": "forbidden-import", "task": 1, "points": 1}]}
    advice = type(conv2d.advice).model_validate(rules)
    assignment = conv2d.model_copy(update={"advice": advice})
    source = (ROOT / "tests/submissions/conv2d/right/loops.py").read_bytes()
    source += b"\ntry:\n    import torch\nexcept ImportError:\n    pass\n"
    found = graded(assignment, source)
    text = rendered(shown(found, assignment), assignment)
    assert "Advice" not in text
    assert "No library does the work of the exercise." in text
    assert text.count("`torch` may not be used here") == 1
    assert "import torch" in text
    names = shown(found, assignment, feedback="names")  # then the check says nothing
    assert "`torch` may not be used here" in rendered(names, assignment)


def test_a_file_that_cannot_be_loaded_is_one_cause_for_rules_too(conv2d: Assignment) -> None:
    rules = {"checks": [{"rule": "forbidden-import", "task": 1, "points": 1}]}
    advice = type(conv2d.advice).model_validate(rules)
    assignment = conv2d.model_copy(update={"advice": advice})
    for source in (b"def f(:", b"import torch"):
        record = shown(graded(assignment, source), assignment)
        assert causes.load_failure(record)
        assert bool(record.advice) == (source == b"import torch")


def test_a_notebook_is_quoted_by_the_lines_of_its_module(
    conv2d: Assignment, tmp_path: Path
) -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "%matplotlib inline"},
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["!ls\n", "import torch"]},
    ]
    path = tmp_path / "conv2d.ipynb"
    path.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    )
    handed_in = submission.read([path], conv2d)
    place = grading.check(handed_in, conv2d).advice[0].place
    assert place.text == "import torch"
    assert handed_in.lines("conv2d.py")[place.line - 1] == "import torch"
