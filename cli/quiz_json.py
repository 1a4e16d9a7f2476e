"""Quizzes for programs: a round as JSON lines, and the documents that commands print."""

from typing import TYPE_CHECKING, Any

from autograder.model import Language
from autograder.quiz.document import document
from autograder.quiz.marking import Marked
from autograder.quiz.practice import Round
from autograder.quiz.session import Answer, Turn
from autograder.quiz.standing import Tally, results_of, tally
from cli import terminal
from cli.session import Session

if TYPE_CHECKING:
    from autograder.quiz.mastery import Skill


class Lines:
    """Tell a program: a JSON document a line, out at once.

    Args:
        session: whose language the texts have.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def opening(self, held: Round, *, is_continued: bool) -> None:
        """Say which round it is, and how many questions it has."""
        started = held.started
        self._tell(
            "round",
            round=started.round,
            kind=started.kind,
            count=len(started.questions),
            continued=is_continued,
        )

    def question(self, number: int, count: int, turn: Turn) -> None:
        """Tell an item without its key, and what is offered."""
        language = self._session.language
        item, offered = document(turn.item, language, with_key=False), _offered(turn, language)
        self._tell("question", number=number + 1, count=count, item=item, offered=offered)

    def answered(self, answer: Answer) -> None:
        """Tell what a reply was read as and is worth; the solution where the item is over."""
        turn, marked, language = answer.turn, answer.marked, self._session.language
        told: dict[str, Any] = {"said": answer.said, "outcome": turn.outcome}
        if marked:
            told |= marking(marked, language)
        if turn.outcome is None:
            told["offered"] = _offered(turn, language)
        elif turn.outcome == "wrong":
            told["key"] = turn.item.key
            told["solution"] = turn.item.solution.in_(language)
        self._tell("answer", **told)

    def closing(self, held: Round, *, is_stopped: bool) -> None:
        """Tell how many questions were right, and which wrong ideas were met."""
        found = tally(results_of(held))
        self._tell("summary", stopped=is_stopped, **counts(found))

    def _tell(self, event: str, **values: Any) -> None:
        terminal.write_json({"event": event, **values}, indent=None)


def marking(marked: Marked, language: Language) -> dict[str, Any]:
    """Return what a reply was read as and is worth."""
    return {
        "verdict": marked.verdict,
        "value": marked.value,
        "misconception": marked.misconception,
        "explanation": marked.explained(language),
    }


def counts(found: Tally) -> dict[str, Any]:
    """Return counted results."""
    return {
        "asked": found.asked,
        "first": found.first,
        "second": found.second,
        "wrong": found.wrong,
        "misconceptions": dict(found.misconceptions),
    }


def skill_document(skill: "Skill") -> dict[str, Any]:
    """Return how well a skill is known."""
    return {
        "skill": skill.name,
        "topics": skill.topics,
        "met": skill.met,
        "due": skill.due,
        "mastery": round(skill.share, 3),
    }


def _offered(turn: Turn, language: Language) -> list[dict[str, Any]]:
    return [
        {"name": name, "value": value, "text": text}
        for name, value, text in zip(turn.names, turn.offered, turn.texts(language), strict=True)
    ]
