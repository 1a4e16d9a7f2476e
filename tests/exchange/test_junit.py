"""JUnit XML and result.json, read back by others."""

import json
import re

import junitparser
import pytest

from autograder.exchange import classroom
from autograder.exchange.junit import junit
from autograder.model import Outcome


def read(reports, language="en"):
    return junitparser.JUnitXml.fromstring(junit(reports, language))


def test_another_reader_finds_every_check(make):
    a_report, check = make
    checks = [
        check(),
        check(id="b", outcome=Outcome.TIMEOUT, points=0.0, message="too slow\nby far"),
        check(id="c", outcome=Outcome.SKIPPED, points=0.0, message="later"),
        check(id="d", outcome=Outcome.INTERNAL_ERROR, points=None, message="ours"),
    ]
    found = read([a_report(*checks), a_report(check(), student="bob")])
    assert (found.tests, found.failures, found.errors, found.skipped) == (5, 1, 1, 1)
    first, second = list(found)
    assert (first.name, second.name) == ("conv2d alice", "conv2d bob")
    assert {each.name: each.value for each in second.properties()}["points"] == "2.0"
    passed, late, *_ = list(first)
    assert passed.is_passed
    assert passed.classname == "conv2d.task1"
    (failure,) = late.result
    assert (failure.type, failure.message) == ("TIMEOUT", "too slow")
    assert failure.text == "too slow\nby far"


def test_what_xml_can_not_carry_is_made_visible(nasty):
    content = junit([nasty], "ko")
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\u202e]", content.decode())
    (suite,) = list(junitparser.JUnitXml.fromstring(content))
    good, bad = list(suite)
    assert good.is_passed
    assert r"\x00\x1b[2J\ud800\u202e\ufffe" in bad.name
    assert "</output>]]><b>&amp;" in bad.result[0].text
    assert (suite.tests, suite.failures) == (2, 1)


@pytest.mark.parametrize(("status", "count"), [("rejected", (1, 0)), ("failed", (0, 1))])
def test_a_submission_that_was_not_graded_is_a_case_too(make, status, count):
    a_report, _ = make
    found = read([a_report(status=status, points=None, message="no conv2d.py")])
    assert (found.failures, found.errors) == count
    assert next(iter(next(iter(found)))).result[0].message == "no conv2d.py"


def test_the_result_of_a_classroom_counts_checks(make):
    a_report, check = make
    report = a_report(check(), check(id="pad", outcome=Outcome.FAILED, points=0.0))
    environ = {"CLASSROOM": "cnn", "USERNAME": "alice", "SUBMISSION_TAG": "submit/1"}
    found = json.loads(json.dumps(classroom.result(report, environ)))
    assert found == {
        "schema": "classroom50/result/v1",
        "classroom": "cnn", "assignment": "conv2d", "usernames": ["alice"],
        "submission": "submit/1", "commit": "", "release": "", "review": "",
        "datetime": "2026-11-22T03:02:00Z", "score": 1, "max-score": 2,
        "tests": [
            {"test-name": "stride", "passed": True, "score": 1, "max-score": 1},
            {"test-name": "pad", "passed": False, "score": 0, "max-score": 1},
        ],
    }  # fmt: skip
    assert classroom.result(report, {})["usernames"] == []
