"""The autograder that Gradescope runs: a zip of scripts, our wheel and one assignment."""

from importlib import resources

from pydantic import Field

from autograder import words
from autograder.course import Assignment, Course
from autograder.exchange import gradescope
from autograder.exchange.wheel import tree, wheel, zipped
from autograder.model import Language, Level, Limits, Record

# Gradescope gives a run 10 minutes, 768 MB and half a core, and shows nothing of one that takes
# longer: ours has to end itself before.
_RUN_SECONDS, _CALLS_SECONDS, _MEMORY_MB, _SLOWER = 540.0, 400.0, 512, 2
SETTINGS, UNFINISHED = "settings.json", "unfinished.json"
_SCRIPTS = ("setup.sh", "run_autograder")


class Settings(Record):
    """What an exported autograder goes by, as `settings.json` in the zip.

    Attributes:
        slug: of the assignment.
        language: of everything that a student reads.
        level: the walls; by default the best that work there, and none is no choice.
        limits: what a submission may use there.
        seconds: after which the grading gives up [s].
    """

    slug: str
    language: Language
    level: Level | None = None
    limits: Limits
    seconds: float = Field(_RUN_SECONDS, gt=0)


def settings(assignment: Assignment, language: Language, level: Level | None) -> Settings:
    """Return settings whose limits fit into what Gradescope gives."""
    wanted = assignment.limits
    fitting = {
        "call_seconds": min(_SLOWER * wanted.call_seconds, _CALLS_SECONDS),
        "total_seconds": min(_SLOWER * wanted.total_seconds, _CALLS_SECONDS),
        "memory_mb": min(wanted.memory_mb, _MEMORY_MB),
    }
    limits = wanted.model_copy(update=fitting)
    return Settings(slug=assignment.slug, language=language, level=level, limits=limits)


def autograder(course: Course, assignment: Assignment, chosen: Settings) -> bytes:
    """Return the zip to upload.

    Args:
        course: with its solutions.
        assignment: which of it.
        chosen: what holds there.

    Raises:
        ToolError: convgrade can't pack itself.
    """
    scripts = resources.files("autograder") / "templates" / "gradescope"
    files = {name: (scripts / f"{name}.tmpl").read_bytes() for name in _SCRIPTS}
    name, content = wheel()
    files[name] = content
    files[SETTINGS] = chosen.model_dump_json(indent=1).encode()
    unfinished = words.say("exchange", "gradescope.unfinished", chosen.language)
    files[UNFINISHED] = gradescope.dumped(gradescope.without_result(unfinished)).encode()
    listing = "course/assignments/course.yaml"
    files[listing] = (course.folder / "course.yaml").read_bytes()
    files |= tree(assignment.folder, f"course/assignments/{assignment.slug}")
    files |= tree(assignment.solutions, f"course/solutions/{assignment.slug}")
    return zipped(files, programs=frozenset(_SCRIPTS))
