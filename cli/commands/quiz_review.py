"""`grade quiz review`: topics that are due come back, with fresh numbers."""

import click

from autograder.quiz.drawing import Topic
from autograder.quiz.mastery import mastery, skills
from autograder.quiz.standing import results
from autograder.quiz.topics import chosen
from cli import terminal
from cli.command import Command, json_option
from cli.quiz_begin import COUNT, Desk, count_option, new_option, request, seed_option
from cli.quiz_json import skill_document
from cli.session import Session


@click.command("quiz.review", cls=Command)
@click.argument("names", nargs=-1, metavar="[TOPIC]...")
@count_option
@seed_option
@new_option
@json_option
@click.pass_obj
def review_command(
    session: Session, *, names: tuple[str, ...], count: int | None, seed: int | None,
    is_new: bool, as_json: bool,
) -> None:  # fmt: skip
    """Ask one question of each topic that is due, then show how well each skill is known."""
    desk = Desk(session)
    found = chosen(names, desk.known)
    asked = request(names, count=count, seed=seed)
    held = None if is_new else desk.unfinished("review", asked)
    is_continued = held is not None
    if held is None:
        due = _due(found, desk)[: count or COUNT]
        if due:
            wanted = [(topic, desk.level(topic)) for topic in due]
            held = desk.begin("review", asked, wanted, count=len(due), seed=seed)
    if held:
        desk.hold(held, is_continued=is_continued, as_json=as_json)
    _show_mastery(found, desk, was_held=held is not None, as_json=as_json)


def _due(found: list[Topic], desk: Desk) -> list[Topic]:
    """Return the topics that it is time to ask again, those first that are forgotten most."""
    mastered = mastery(desk.results, desk.now)
    due = [each for each in found if each.name in mastered and mastered[each.name].is_due(desk.now)]
    return sorted(due, key=lambda topic: mastered[topic.name].recall)


def _show_mastery(found: list[Topic], desk: Desk, *, was_held: bool, as_json: bool) -> None:
    mastered = mastery(results(desk.log.read()), desk.now)
    shares = skills(found, mastered, desk.now)
    if as_json:
        told = [skill_document(each) for each in shares]
        terminal.write_json({"event": "mastery", "skills": told}, indent=None)
        return
    from cli import quiz_tables  # noqa: PLC0415 - --json does without Rich

    page = desk.page()
    met = [mastered[topic.name].due for topic in found if topic.name in mastered]
    if not met:
        terminal.paragraph(page.say("quiz.unknown"))
    elif not was_held:
        terminal.paragraph(page.say("quiz.later", day=page.when(min(met))))
    terminal.write("", quiz_tables.skills(shares, page))
