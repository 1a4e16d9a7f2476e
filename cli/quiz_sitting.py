"""Hold an attempt at a graded quiz in the terminal: ask, keep, say what may be said."""

import contextlib

from autograder.quiz.item import Item
from autograder.quiz.quizfile import Quiz
from autograder.quiz.session import PATIENCE, begin, is_stop
from autograder.quiz.sitting import Replied, Sitting
from cli import quiz_lines, terminal
from cli.page import points
from cli.quiz_round import prepare, read
from cli.session import Session

_LATER = {">", "＞"}


class Exam:
    """One run of `grade quiz take`.

    Args:
        sitting: the attempt.
        session: says everything in its language.
        again: what names this quiz, and its student, to the command that goes on.
    """

    def __init__(self, sitting: Sitting, session: Session, again: str) -> None:
        self._sitting, self._session, self._again = sitting, session, again
        self._waiting = sitting.sheet.open_numbers
        self._earned = sitting.sheet.points
        self._is_late = False

    def hold(self) -> None:
        """Ask what is left until all is answered, the time is over, or it is stopped.

        Raises:
            RecordsError: a reply can't be kept.
        """
        prepare()
        self._opening()
        passed = 0  # questions that were left for later, one after the other
        with contextlib.suppress(KeyboardInterrupt):
            while self._waiting and passed < PATIENCE * len(self._waiting):
                said = self._ask(self._waiting[0])
                if said in ("stop", "late"):
                    break
                number = self._waiting.pop(0)
                passed = passed + 1 if said == "later" else 0
                if said == "later":
                    self._waiting.append(number)
        self._closing()

    def _ask(self, number: int) -> str:
        """Ask one question until its reply can be read; return what became of it."""
        item = self._sitting.item(number)
        if item is None:
            terminal.paragraph(self._session.say("quiz.paper.gone", number=number + 1))
            return "gone"
        self._question(number, item)
        for _ in range(PATIENCE):  # a script may be lost
            typed = read()
            if typed is None or is_stop(item, typed):
                return "stop"
            if typed.strip() in _LATER:
                return "later"
            replied = self._sitting.reply(number, item, typed)
            self._answered(replied, item)
            if replied.said != "unreadable":
                return replied.said
        return "stop"

    def _opening(self) -> None:
        say, sheet, quiz = self._session.say, self._sitting.sheet, self._sitting.quiz
        title = quiz.title.in_(self._session.language)
        terminal.paragraph(
            say("quiz.paper", title=title, attempt=sheet.attempt, attempts=quiz.attempts,
                count=len(sheet.answers), points=points(sheet.max_points))
        )  # fmt: skip
        if self._sitting.is_continued:
            terminal.paragraph(say("quiz.paper.again", **self._counts()))
        if self._sitting.until:
            terminal.paragraph(say("quiz.paper.until", when=quiz.written(self._sitting.until)))
        terminal.paragraph(say("quiz.paper.keys"))

    def _question(self, number: int, item: Item) -> None:
        sheet, session = self._sitting.sheet, self._session
        asked = sheet.answers[number]
        terminal.line("")
        terminal.paragraph(
            session.say(
                "quiz.paper.question",
                number=number + 1,
                count=len(sheet.answers),
                section=section_title(self._sitting.quiz, asked.section, session),
                points=points(asked.max_points),
            )
        )
        quiz_lines.write(quiz_lines.question(item, session))
        quiz_lines.write(quiz_lines.choices(begin(item), session))

    def _answered(self, replied: Replied, item: Item) -> None:
        session = self._session
        if replied.said == "unreadable":
            quiz_lines.write(quiz_lines.marked(replied.marked, session))
            return
        if replied.mark is None:
            self._is_late = replied.said == "late"
            terminal.paragraph(session.say(f"quiz.paper.{replied.said}"))
            return
        self._earned += replied.mark.points
        if self._sitting.quiz.feedback == "after_close":
            terminal.paragraph(session.say("quiz.paper.kept"))
            return
        quiz_lines.write(quiz_lines.marked(replied.marked, session))
        if replied.mark.verdict == "wrong":
            quiz_lines.write(quiz_lines.solution(item, session))

    def _closing(self) -> None:
        say, quiz, sheet = self._session.say, self._sitting.quiz, self._sitting.sheet
        terminal.line("")
        if self._is_late:
            terminal.paragraph(say("quiz.paper.over", **self._counts()))
        elif self._waiting:
            terminal.paragraph(say("quiz.paper.stopped", again=self._again, **self._counts()))
        elif quiz.feedback == "after_close" and quiz.closes:
            when = quiz.written(quiz.closes)
            terminal.paragraph(say("quiz.paper.wait", again=self._again, when=when))
        else:
            earned, most = points(self._earned), points(sheet.max_points)
            terminal.paragraph(say("quiz.paper.score", points=earned, max_points=most))

    def _counts(self) -> dict[str, int]:
        count = len(self._sitting.sheet.answers)
        return {"answered": count - len(self._waiting), "count": count}


def section_title(quiz: Quiz, section: int, session: Session) -> str:
    """Return the title of a section; a quiz may have lost it since the attempt began."""
    if section >= len(quiz.sections):
        return "-"
    return quiz.sections[section].title.in_(session.language)
