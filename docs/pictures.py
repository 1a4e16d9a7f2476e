"""Draw reports as they look in the terminal: `python docs/pictures.py` writes docs/pictures/*.svg.

What differs from run to run (id, time, walls of this machine) is filled in here.
"""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from rich.console import Console, Group
from rich.text import Text

from autograder import feedback, grading, submission
from autograder.course import Course, load
from autograder.model import Isolation, Language
from cli import next_step, report, terminal
from cli.page import Page
from cli.session import Session

_ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pictures"
_WIDTH, _SEED = 100, 1


class Picture(NamedTuple):
    """A wrong sample, as a learner hands it in."""

    slug: str
    sample: str
    language: Language

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.slug}-{self.sample.replace('_', '-')}.{self.language}.svg"


_SAMPLES = [
    ("conv2d", "crop_pad_zero"),
    ("max_pool", "overwrites_overlap"),
    ("conv2d", "assumes_square"),
]
PICTURES = [Picture(*sample, language) for sample in _SAMPLES for language in ("en", "ko")]


def drawn(picture: Picture) -> str:
    """Grade a sample and return its report as SVG."""
    course = load(_ROOT)
    screen = Console(
        record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True,
        color_system="standard", markup=False, highlight=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    screen.print(Text(f"$ grade submit {picture.slug}", "bold"), _report(picture, course))
    svg = screen.export_svg(
        title=f"grade submit {picture.slug}", unique_id=picture.path.stem.replace(".", "-")
    )
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # no page fetches fonts


def _report(picture: Picture, course: Course) -> Group:
    assignment = course.assignment(picture.slug)
    path = _ROOT / "tests/submissions" / picture.slug / "wrong" / f"{picture.sample}.py"
    handed_in = submission.read([path], assignment)
    with grading.Judge(assignment, assignment.hidden_suite, patience=10) as judge:
        found = judge.grade(handed_in, seed=_SEED)
    walls = Isolation(
        level="jail", layers=("bubblewrap", "namespaces", "landlock", "seccomp", "rlimits")
    )
    found = found.model_copy(update={"seconds": 0.3, "isolation": walls})
    attempt = feedback.HandedIn(
        id="7c2f19d05e4b",
        student="kim",
        attempt=1,
        submitted_at=datetime(2026, 12, 20, 14, 50, tzinfo=UTC),
        source_sha256=handed_in.sha256,
    )
    shown = feedback.report(found, attempt, assignment, feedback.View(language=picture.language))
    page = Page(picture.language, terminal.FANCY, course.timezone, _WIDTH)
    session = Session(["--lang", picture.language])
    last = next_step.after_grading(shown, assignment, session)
    return Group(report.graded(shown, assignment, page), Text(), *map(Text, last))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in PICTURES:
        each.path.write_text(drawn(each), encoding="utf-8")
