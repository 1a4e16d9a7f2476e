"""A GitHub Actions workflow that runs the visible checks in a student's repository."""

import shlex
from collections.abc import Sequence
from importlib import resources
from string import Template

from autograder import __version__, words
from autograder.candidates import names
from autograder.course import Assignment
from autograder.model import Language


def workflow(
    assignments: Sequence[Assignment], language: Language, requirement: str | None = None
) -> str:
    """Return the workflow.

    Args:
        assignments: a step for each; where there are several, only those are run that are begun.
        language: of what is printed.
        requirement: what pip installs; by default this version of convgrade.
    """
    wanted = " ".join((requirement or f"convgrade=={__version__}").split())
    steps = [_step(assignment, is_alone=len(assignments) == 1) for assignment in assignments]
    return _template("workflow").substitute(
        language=language,
        requirement=shlex.quote(wanted),
        steps="\n".join(steps),
        notice=shlex.quote(words.say("exchange", "workflow.visible-only", language)),
    )


def _step(assignment: Assignment, *, is_alone: bool) -> str:
    slug = assignment.slug
    places = [place for name in names(assignment.files[0]) for place in (name, f"{slug}/{name}")]
    begun = ", ".join(f"'{place}'" for place in places)
    condition = "" if is_alone else f" && hashFiles({begun}) != ''"
    return _template("step").substitute(slug=slug, condition=condition).rstrip()


def _template(name: str) -> Template:
    place = resources.files("autograder") / "templates" / "actions" / f"{name}.yml.tmpl"
    return Template(place.read_text(encoding="utf-8"))
