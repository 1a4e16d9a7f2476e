"""JUnit XML: a suite for each report, a case for each check.

What XML can't carry, and what could steer a screen, is made visible.

Source:
    The fields that Jenkins, GitLab and most readers take, as in the schema of Apache Ant.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from autograder import words
from autograder.characters import safe, safe_text
from autograder.exchange.told import told
from autograder.model import GradeReport, Language, Outcome, ReportedCheck

_KINDS = {Outcome.SKIPPED: "skipped", Outcome.INTERNAL_ERROR: "error"}


def junit(reports: Sequence[GradeReport], language: Language) -> bytes:
    """Return reports as one XML document.

    Args:
        reports: as their readers may see them.
        language: of the words that are added.
    """
    suites = [_suite(report, language) for report in reports]
    root = ET.Element("testsuites", {"name": "convgrade", **_totals(suites)})
    root.extend(suites)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _suite(report: GradeReport, language: Language) -> ET.Element:
    cases = [_case(check, report, language) for check in report.checks]
    if report.status == "rejected" or not cases:
        cases.append(_ungraded(report, language))
    name = " ".join(filter(None, (report.assignment, safe(report.student))))
    suite = ET.Element("testsuite", {"name": name, "timestamp": _moment(report)})
    for key in ("tests", "failures", "errors", "skipped"):
        tag = {"tests": "testcase", "failures": "failure", "errors": "error"}.get(key, key)
        count = len(cases) if key == "tests" else sum(len(case.findall(tag)) for case in cases)
        suite.set(key, str(count))
    suite.set("time", f"{report.seconds:.3f}")
    properties = ET.SubElement(suite, "properties")
    for key, value in _properties(report):
        ET.SubElement(properties, "property", {"name": key, "value": value})
    suite.extend(cases)
    return suite


def _properties(report: GradeReport) -> Iterator[tuple[str, str]]:
    """Yield what JUnit has no place for; what is not known is left out."""
    if report.id:
        for key in ("id", "student", "attempt", "points", "max_points"):
            value = getattr(report, key)
            if value is not None:
                yield key, safe(value)
    yield "status", report.status
    yield "source_sha256", report.source_sha256
    yield "toolkit_version", report.toolkit_version


def _case(check: ReportedCheck, report: GradeReport, language: Language) -> ET.Element:
    group = f"{report.assignment}.task{check.task}"
    named = {"classname": group, "name": safe(check.title), "time": f"{check.seconds:.3f}"}
    case = ET.Element("testcase", named)
    if check.outcome is not Outcome.PASSED:
        text = told(check, language)
        message = text.partition("\n")[0]
        kind = _KINDS.get(check.outcome, "failure")
        found = ET.SubElement(case, kind, {"type": str(check.outcome), "message": message})
        found.text = text
    properties = ET.SubElement(case, "properties")
    ET.SubElement(properties, "property", {"name": "id", "value": check.id})
    ET.SubElement(properties, "property", {"name": "max_points", "value": f"{check.max_points:g}"})
    return case


def _ungraded(report: GradeReport, language: Language) -> ET.Element:
    """Return the case of a submission that could not be graded as a whole."""
    title = words.say("exchange", "junit.submission", language)
    case = ET.Element("testcase", {"classname": report.assignment, "name": title, "time": "0"})
    kind = "failure" if report.status == "rejected" else "error"
    found = ET.SubElement(case, kind, {"type": report.status})
    found.text = safe_text(report.message or "")
    found.set("message", found.text.partition("\n")[0])
    return case


def _moment(report: GradeReport) -> str:
    return f"{report.submitted_at:%Y-%m-%dT%H:%M:%S}"


def _totals(suites: Sequence[ET.Element]) -> dict[str, str]:
    counted = {
        key: str(sum(int(suite.get(key, 0)) for suite in suites))
        for key in ("tests", "failures", "errors", "skipped")
    }
    seconds = sum(float(suite.get("time", 0)) for suite in suites)
    return {**counted, "time": f"{seconds:.3f}"}
