"""Change each reference in one place at a time and see the hidden suite notice: `make mutants`.

Exit code 0 when every mutant is killed or argued for in `equivalent.yaml`, 1 when one survived or
an argument does not hold.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from autograder import course as courses
from autograder.course import Assignment
from autograder.errors import CourseError
from tests.mutants import arguments
from tests.mutants.arguments import Sorted
from tests.mutants.mutate import mutants
from tests.mutants.run import fates

ROOT = Path(__file__).parents[2]
COLUMNS = ("mutants", "killed", "equivalent", "unpromised", "survived", "seconds")


def main() -> int:
    """Do what the options say; return the exit code."""
    course = courses.load(ROOT)
    options = _options([each.slug for each in course.all_assignments()])
    print(f"{'assignment':<12}" + "".join(f"{name:>12}" for name in COLUMNS), flush=True)
    notes: list[str] = []
    for slug in options.slugs:
        started = time.perf_counter()
        try:
            found = sort(course.assignment(slug), range(options.seeds), options.jobs)
        except CourseError as err:
            print(f"Error: {err}", file=sys.stderr)
            return 2
        lists = (found.killed, found.equivalent, found.unpromised, found.survived)
        counts = [len(each) for each in lists]
        cells = [sum(counts), *counts, round(time.perf_counter() - started)]
        print(f"{slug:<12}" + "".join(f"{cell:>12}" for cell in cells), flush=True)
        notes += [f"{slug}: {note}" for note in _notes(found)]
    print("".join(f"\n{note}\n" for note in notes), end="")
    return 1 if notes else 0


def sort(assignment: Assignment, seeds: Sequence[int], jobs: int) -> Sorted:
    """Run the mutants of an assignment's reference, and say what became of them.

    Raises:
        CourseError: `equivalent.yaml` can't be read.
    """
    argued = arguments.read(assignment.solutions)
    source = (assignment.solutions / assignment.files[0]).read_text(encoding="utf-8")
    made = mutants(source)
    return arguments.sort(made, fates(made, assignment, seeds=seeds, jobs=jobs), argued)


def _notes(found: Sorted) -> list[str]:
    """Tell each survivor and each fault of the arguments."""
    survivors = []
    for mutant, fate in found.survived:
        seeds = ", ".join(map(str, fate.passed))
        killed = f"; else killed by {fate.by}" if fate.by else ""
        told = arguments.told(mutant.key)
        survivors.append(f"a mutant passes with seed {seeds}{killed}:\n{told}")
    return [*survivors, *found.faults]


def _options(slugs: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    add = parser.add_argument
    add(
        "slugs", nargs="*", metavar="SLUG", default=slugs, help="assignments; all, if none is named"
    )
    add("--seeds", type=int, default=3, help="with how many seeds a mutant must be killed")
    add("--jobs", type=int, default=os.cpu_count(), help="how many run at the same time")
    options = parser.parse_args()
    for slug in options.slugs:
        if slug not in slugs:
            parser.error(f"no assignment `{slug}`: choose from {', '.join(slugs)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
