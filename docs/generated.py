"""The generated parts of the docs: `make docs` writes them, a test holds them.

Cog calls these functions from the Markdown files; as a program it prints the JSON Schema.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import BaseModel

from autograder.course import Assignment, Course, Entry, Function, Task, Text, load
from autograder.diagnosis import load as known_ideas
from autograder.model import GradeReport, Limits, Outcome
from autograder.quiz import bank
from autograder.quiz.quizfile import Entry as QuizEntry
from autograder.quiz.quizfile import Quiz, Section
from autograder.rules import FORBIDDEN_IMPORTS, AdviceRules, RuleCheck
from autograder.words import catalogue
from cli.main import grade
from cli.session import Session

_ROOT = Path(__file__).parent.parent


def help_of(command: str = "") -> str:
    """Return the English help of a command, such as `course check`, as a Markdown block."""
    session = Session(["--help", "--lang", "en"])
    found: click.Command = grade
    context = click.Context(found, info_name="grade", obj=session, terminal_width=92)
    for name in command.split():
        assert isinstance(found, click.Group)
        child = found.get_command(context, name)
        assert child
        found = child
        context = click.Context(
            found, parent=context, info_name=name, obj=session, terminal_width=92
        )
    return f"```text\n{found.get_help(context)}\n```\n"


def commands() -> str:
    """Return the help of every command, each under a heading."""
    return "\n".join(f"## grade {name}\n\n{help_of(name)}" for name in command_names(grade))


def command_names(group: click.Group, prefix: str = "") -> Iterator[str]:
    """Name the commands of a group, and those of the groups in it: `course`, `course check`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        yield prefix + name
        child = group.get_command(context, name)
        if isinstance(child, click.Group):
            yield from command_names(child, f"{prefix}{name} ")


def errors() -> str:
    """Return every error with its hint, under a heading that is its key."""
    return "\n".join(
        f"### {key}\n\n> Error: {text['message']['en']}\n>\n> hint: {text['hint']['en']}\n"
        for key, text in catalogue("errors").items()
    )


def faults() -> str:
    """Return what `grade course check` finds, as a list."""
    return "".join(
        f"- `{key}`: {text['message']['en'].format_map(_Places())}\n"
        for key, text in catalogue("faults").items()
    )


def misconceptions() -> str:
    """Return the wrong ideas of every assignment that are known as code, as tables."""
    tables = []
    for assignment in load(_ROOT).all_assignments():
        ideas = {each.id: each.idea for each in reversed(known_ideas(assignment.solutions))}
        rows = [f"| `{name}` | {ideas[name].en} | {ideas[name].ko} |\n" for name in sorted(ideas)]
        head = f"## {assignment.slug}\n\n| id | wrong idea | 오개념 |\n|---|---|---|\n"
        tables.append(head + "".join(rows))
    return "\n".join(tables)


def rules() -> str:
    """Return the rules of advice and what each says, as a list."""
    return "".join(
        f"- `{rule}`: {text['message']['en'].format_map(_Places())}\n"
        for rule, text in catalogue("advice").items()
    )


def forbidden() -> str:
    """Return the modules that may not be imported where a course names no others."""
    return ", ".join(f"`{module}`" for module in FORBIDDEN_IMPORTS) + "\n"


class _Places(dict[str, str]):
    """Write a place of a text as its name."""

    def __missing__(self, name: str) -> str:
        return name.upper()


def keys(**records: type[BaseModel]) -> str:
    """Return a table of the keys of YAML records, each record under the place it stands at."""
    rows = ["| where | key | meaning | default |", "|---|---|---|---|"]
    for place, record in records.items():
        for name, field in record.model_fields.items():
            if field.description is None:  # known without the file
                continue
            plain = isinstance(field.default, str | int | float) and field.default != ""
            default = (
                f"`{field.default}`" if plain else "" if not field.is_required() else "required"
            )
            rows.append(f"| {place} | `{name}` | {field.description} | {default} |")
    return "\n".join(rows) + "\n"


def outcomes() -> str:
    """Return the outcomes of a check."""
    return ", ".join(f"`{outcome}`" for outcome in Outcome) + "\n"


def course_keys() -> str:
    """Return the keys of course.yaml."""
    return keys(top=Course, assignments=Entry)


def assignment_keys() -> str:
    """Return the keys of assignment.yaml."""
    records: dict[str, type[BaseModel]] = {
        "top": Assignment, "tasks": Task, "functions": Function, "limits": Limits,
        "advice": AdviceRules, "advice.checks": RuleCheck, "texts": Text,
    }  # fmt: skip
    return keys(**records)


def bank_keys() -> str:
    """Return the keys of a quiz bank."""
    return keys(top=bank.Bank, entries=bank.Entry, options=bank.Option, texts=Text)


def quiz_keys() -> str:
    """Return the keys of a graded quiz."""
    return keys(top=Quiz, sections=Section, items=QuizEntry)


def schema() -> dict[str, object]:
    """Return the JSON Schema of a report."""
    generated = GradeReport.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **generated}


if __name__ == "__main__":
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
