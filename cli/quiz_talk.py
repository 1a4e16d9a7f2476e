"""Hold a round of questions with a person at a terminal."""

from collections.abc import Mapping

from autograder.quiz.drawing import Topic
from autograder.quiz.practice import Round
from autograder.quiz.session import Answer, Turn
from autograder.quiz.standing import results_of, tally
from cli import quiz_lines, terminal
from cli.page import Page
from cli.session import Session


class Talk:
    """Talk to a person.

    Args:
        session: says everything in its language.
        page: what the reader's screen is.
        known: topics by name, for their titles.
    """

    def __init__(self, session: Session, page: Page, known: Mapping[str, Topic]) -> None:
        self._session, self._page, self._known = session, page, known

    def opening(self, held: Round, *, is_continued: bool) -> None:
        """Say that a round begins, or goes on."""
        say, count = self._session.say, len(held.started.questions)
        if is_continued:
            when = self._page.when(held.started.at)
            number = held.open_numbers()[0] + 1
            text = say("quiz.continued", when=when, number=number, count=count)
        else:
            text = say("quiz.begun.one" if count == 1 else "quiz.begun", count=count)
        terminal.paragraph(text)
        terminal.paragraph(say("quiz.keys"))

    def question(self, number: int, count: int, turn: Turn) -> None:
        """Ask a question, with its choices where there are any by now."""
        item, session = turn.item, self._session
        terminal.line("")
        title = self._known[item.topic].title.in_(session.language)
        seed = session.say("quiz.seed", topic=item.topic, level=item.level, seed=item.seed)
        terminal.paragraph(f"{number + 1} / {count}  {title} {seed}")
        quiz_lines.write(quiz_lines.question(item, session))
        quiz_lines.write(quiz_lines.choices(turn, session))

    def answered(self, answer: Answer) -> None:
        """Say what follows a reply."""
        session, turn = self._session, answer.turn
        if answer.marked:
            quiz_lines.write(quiz_lines.marked(answer.marked, session))
        if turn.outcome == "wrong":
            quiz_lines.write(quiz_lines.solution(turn.item, session))
        elif turn.outcome == "skipped":
            terminal.paragraph(session.say("quiz.skipped"))
        elif answer.said in ("wrong", "choices"):
            is_same = turn.item.kind == "multi"  # all options stay
            terminal.paragraph(session.say("quiz.again" if is_same else "quiz.choose"))
            if not is_same:
                quiz_lines.write(quiz_lines.choices(turn, session))
        elif turn.was_empty:
            terminal.paragraph(session.say("quiz.empty"))

    def closing(self, held: Round, *, is_stopped: bool) -> None:
        """Say how it went, by topic and by wrong idea."""
        from cli import quiz_tables  # noqa: PLC0415 - Rich is slow to load

        say, found = self._session.say, results_of(held)
        terminal.line("")
        if found:
            counted = tally(found)
            first, second = counted.first, counted.second
            terminal.paragraph(
                say("quiz.score", first=first, second=second, wrong=counted.wrong, asked=len(found))
            )
            tables = [quiz_tables.topics(found, self._known, self._page)]
            if any(each.misconceptions for each in found):
                tables.append(quiz_tables.mistakes(found, self._page))
            for each in tables:
                terminal.write("", each)
            terminal.line("")
        kind = held.started.kind
        terminal.paragraph(say(f"quiz.stopped.{kind}") if is_stopped else say("quiz.done"))
