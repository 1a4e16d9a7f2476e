"""`result.json` of the visible checks, with the fields of Classroom 50's `classroom50/result/v1`.

Source:
    The wiki of foundation50/classroom50, "The result.json contract" (June 2026).
"""

from collections.abc import Mapping
from typing import Any

from autograder.model import GradeReport, Outcome, ReportedCheck

# What its runner says of a submission, by the field that repeats it; empty elsewhere.
_CONTEXT = {
    "classroom": "CLASSROOM",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def result(report: GradeReport, environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the document of a report of `grade check`: a point for each check that passed.

    Args:
        report: of the visible checks; their points are not those of the assignment.
        environ: what the runner says of the submission.
    """
    tests = [_test(check) for check in report.checks]
    return {
        "schema": "classroom50/result/v1",
        "assignment": environ.get("ASSIGNMENT") or report.assignment,
        "usernames": [environ["USERNAME"]] if environ.get("USERNAME") else [],
        **{field: environ.get(name, "") for field, name in _CONTEXT.items()},
        "datetime": f"{report.submitted_at:%Y-%m-%dT%H:%M:%SZ}",
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def _test(check: ReportedCheck) -> dict[str, Any]:
    passed = check.outcome is Outcome.PASSED
    return {"test-name": check.id, "passed": passed, "score": int(passed), "max-score": 1}
