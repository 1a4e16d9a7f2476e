"""The generated parts of the docs: `make docs` writes them, a test holds them.

Cog calls these functions from the Markdown files; as a program it prints the JSON Schema.
"""

import json
import sys
from pathlib import Path

import click
from pydantic import BaseModel

from autograder.course import Assignment, Course, Entry, Function, Task, Text
from autograder.model import GradeReport, Limits, Outcome
from autograder.words import catalogue
from cli.main import grade
from cli.session import Session


def help_of(command: str = "") -> str:
    """Return the English help of a command as a Markdown block."""
    args = [*command.split(), "--help", "--lang", "en"]
    group = click.Context(grade, info_name="grade", obj=Session(args), terminal_width=92)
    if not command:
        text = grade.get_help(group)
    else:
        child = grade.get_command(group, command)
        assert child
        context = click.Context(
            child, parent=group, info_name=command, obj=group.obj, terminal_width=92
        )
        text = child.get_help(context)
    return f"```text\n{text}\n```\n"


def commands() -> str:
    """Return the help of every command, each under a heading."""
    context = click.Context(grade)
    return "\n".join(f"## grade {name}\n\n{help_of(name)}" for name in grade.list_commands(context))


def errors() -> str:
    """Return every error with its hint, under a heading that is its key."""
    return "\n".join(
        f"### {key}\n\n> Error: {text['message']['en']}\n>\n> hint: {text['hint']['en']}\n"
        for key, text in catalogue("errors").items()
    )


def keys(**records: type[BaseModel]) -> str:
    """Return a table of the keys of YAML records, each record under the place it stands at."""
    rows = ["| where | key | meaning | default |", "|---|---|---|---|"]
    for place, record in records.items():
        for name, field in record.model_fields.items():
            if field.description is None:  # known without the file
                continue
            plain = isinstance(field.default, str | int | float)
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
    return keys(top=Assignment, tasks=Task, functions=Function, limits=Limits, texts=Text)


def schema() -> dict[str, object]:
    """Return the JSON Schema of a report."""
    generated = GradeReport.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **generated}


if __name__ == "__main__":
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
