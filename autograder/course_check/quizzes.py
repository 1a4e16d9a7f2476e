"""A course's quizzes: each entry of a bank, each generator over many seeds, each graded quiz."""

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course import ASSIGNMENT_FILE, Course
from autograder.course_check.faults import Fault, found, from_error
from autograder.course_check.graded_quizzes import graded_quiz_faults
from autograder.errors import ConvgradeError, CourseError
from autograder.quiz.bank import asked, read_bank
from autograder.quiz.drawing import Topic, draw
from autograder.quiz.own import ENDINGS, own_files, own_topic, quiz_files
from autograder.quiz.soundness import faults
from autograder.quiz.stream import Stream
from autograder.quiz.topics import topics

SEEDS = 50  # of each level of a generator
_ENTRY_SEEDS = 5  # of each entry of a bank, which may hold more options than are shown


@dataclass(frozen=True)
class QuizReport:
    """What was checked of a course's own quiz topics.

    Attributes:
        topics: how many files are topics, sound or not.
    """

    topics: int
    faults: tuple[Fault, ...]


def check_quizzes(course: Course) -> QuizReport:
    """Check the banks and generators of a course; no fault ends the search."""
    files = own_files(course)
    taken = set(topics())
    everything: list[Fault] = []
    for path in files:
        try:
            topic = own_topic(path, taken)
        except CourseError as err:
            everything.append(_told(err, path, str(err.values.get("name", "file"))))
            continue
        taken.add(topic.name)
        is_bank = path.suffix == ENDINGS["bank"]
        everything += _bank_faults(path) if is_bank else _generator_faults(path, topic)
    everything += [_ignored(path) for path in quiz_files(course) if path not in files]
    if all(fault.severity == "warning" for fault in everything):  # else nothing can be asked
        known = topics(course)
        everything += graded_quiz_faults(course, known)
        everything += _task_faults(course, known)
    return QuizReport(len(files), tuple(everything))


def _task_faults(course: Course, known: Mapping[str, Topic]) -> Iterator[Fault]:
    """Name the tasks of assignments that send a learner to a topic that there is not."""
    for slug in course.slugs:
        with contextlib.suppress(CourseError):  # what can't be read is told elsewhere
            for at, task in enumerate(course.assignment(slug).tasks):
                if task.quiz is not None and task.quiz not in known:
                    path = course.folder / slug / ASSIGNMENT_FILE
                    yield found(path, f"tasks.{at}.quiz", task.quiz, "quiz-topic")


def _told(err: ConvgradeError, path: Path, place: str) -> Fault:
    """Return the fault that an error names, at `place` where it says no key."""
    fault = from_error(err, path)
    return dataclasses.replace(fault, place=fault.place or place, value=fault.value or path.name)


def _bank_faults(path: Path) -> Iterator[Fault]:
    """Name what is wrong with each entry, once."""
    for entry in read_bank(path).entries:
        items = (asked(entry, Stream(entry.id, seed)) for seed in range(_ENTRY_SEEDS))
        for problem in dict.fromkeys(fault for item in items for fault in faults(item)):
            yield found(path, f"entries.{entry.id}", problem, "quiz-entry")


def _generator_faults(path: Path, topic: Topic) -> Iterator[Fault]:
    """Name the first seed of each level whose item is wrong, or is another the second time."""
    for level in topic.levels:
        for seed in range(SEEDS):
            place = f"level {level}, seed {seed}"
            try:
                item = draw(topic, level, seed)
                if item == draw(topic, level, seed):
                    continue
            except ConvgradeError as err:
                yield _told(err, path, place)
            else:
                yield found(path, place, item.id, "quiz-seed")
            break


def _ignored(path: Path) -> Fault:
    ignored = found(path, "file", path.name, "quiz-file", wanted=ENDINGS[path.parent.name])
    return dataclasses.replace(ignored, severity="warning")
