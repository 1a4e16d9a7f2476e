"""`results.json` for Gradescope: what a student sees of a grading there.

Every text is declared as plain text, so that nothing in it is markup, and whatever could steer a
screen is made visible. Nothing that only staff may see is in it: no seed, no hidden check.

Source:
    Gradescope, "Autograder specifications", "Output format".
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from autograder import words
from autograder.characters import safe, safe_text
from autograder.exchange.told import told
from autograder.model import GradeReport, Language, Outcome, ReportedCheck

_TEXT = {
    "output_format": "text",
    "test_output_format": "text",
    "test_name_format": "text",
    "visibility": "visible",
    "stdout_visibility": "hidden",
}


def results(report: GradeReport, language: Language) -> dict[str, Any]:
    """Return the document of a report.

    Args:
        report: within the course's feedback policy, as its student may see it.
        language: of the words that are added to it.

    Returns:
        The score, and a test for each check. Where some checks are not graded by our fault, the
        score is what the others earned, and the text above the tests says so.
    """
    known = sum(check.points or 0.0 for check in report.checks)
    return {
        "score": known if report.points is None else report.points,
        "execution_time": round(report.seconds),
        "output": "\n".join(_summary(report, language)),
        **_TEXT,
        "tests": [_test(*place, language) for place in _numbered(report.checks)],
        "extra_data": {
            "status": report.status,
            "isolation": report.isolation and report.isolation.model_dump(mode="json"),
            "source_sha256": report.source_sha256,
            "suite_sha256": report.suite_sha256,
            "toolkit_version": report.toolkit_version,
        },
    }


def without_result(text: str) -> dict[str, Any]:
    """Return the document of a grading that found nothing out, by our fault."""
    told = safe_text(text)
    return {"score": 0.0, "output": told, **_TEXT, "tests": [], "extra_data": {"status": "failed"}}


def dumped(document: dict[str, Any]) -> str:
    """Return a document as JSON in ASCII alone, which every reader takes the same way."""
    return json.dumps(document, indent=1, allow_nan=False) + "\n"


def _numbered(checks: Sequence[ReportedCheck]) -> Iterator[tuple[str, ReportedCheck]]:
    """Number the checks of each task: 1.1, 1.2, then 2.1."""
    seen: dict[int, int] = {}
    for check in checks:
        seen[check.task] = seen.get(check.task, 0) + 1
        yield f"{check.task}.{seen[check.task]}", check


def _test(number: str, check: ReportedCheck, language: Language) -> dict[str, Any]:
    return {
        "number": number,
        "name": safe(check.title),
        "name_format": "text",
        "score": check.points or 0.0,
        "max_score": check.max_points,
        "status": "passed" if check.outcome is Outcome.PASSED else "failed",
        "output": told(check, language),
        "output_format": "text",
        "visibility": "visible",
    }


def _summary(report: GradeReport, language: Language) -> Iterator[str]:
    """Say what holds for the grading as a whole."""
    ours = [safe(check.title) for check in report.checks if check.points is None]
    if report.status == "failed":
        titles = "; ".join(ours) or safe_text(report.message or "")
        yield words.say("exchange", "gradescope.ours", language, titles=titles)
    elif report.message:
        yield safe_text(report.message)
    if report.isolation:
        layers = ", ".join(report.isolation.layers)
        level = report.isolation.level
        yield words.say("cli", "report.walls", language, level=level, layers=layers)
    said = {check.id for check in report.checks if check.message}
    for each in report.advice:
        if each.rule not in said:  # a rule that earns points is a check too
            yield f"- {safe(each.file)}:{each.line}  {safe(each.message)}"
