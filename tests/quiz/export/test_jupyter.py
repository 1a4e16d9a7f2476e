"""The quizzes of jupyterquiz, loaded by it, and the notebook, validated by nbformat."""

import json

import nbformat
import pytest
from hypothesis import given
from IPython.display import Javascript
from jupyterquiz import display_quiz

from autograder.quiz.export import jupyterquiz, notebook
from autograder.quiz.export.sheet import Sheet, said
from tests.quiz.export import items
from tests.quiz.export.items import NASTY, STARTS, flat, read, sheet


def questions(*made, **options) -> list[dict]:
    text = "".join(jupyterquiz.export(sheet(*made, **options)))
    assert text.isascii()  # the widget opens the file in whatever encoding the system prefers
    return json.loads(text)


@pytest.fixture
def loaded(monkeypatch):
    """Return a function that tells which questions the widget hands to the browser."""

    def load(run) -> list[dict]:
        shown = []
        monkeypatch.setattr("jupyterquiz.dynamic.display.display", shown.append)
        run()
        (script,) = (each.data for each in shown if isinstance(each, Javascript))
        start = script.index("=", script.index("var questions")) + 1
        return json.JSONDecoder().raw_decode(script[start:].lstrip())[0]

    return load


def means_nothing(html: str) -> bool:
    """Whether the widget's page finds neither a formula nor a link in a text."""
    return "$" not in html and "[" not in html and "\\" not in html and "<http" not in html


@given(items.texts)
def test_every_text_survives(text: str) -> None:
    made = items.every(text)
    for item, question in zip(made, questions(*made), strict=True):
        assert read(question["question"]) == flat(said(item.stem, "en"))
        told = [question["question"]]
        for answer in question["answers"]:
            told += [answer.get("answer", ""), answer.get("feedback", "")]
        assert all(map(means_nothing, told))


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_wrong_answers_are_explained(text: str) -> None:
    number, shape, several = questions(items.number(text), items.shape(text), items.multi(text))
    found = {each.get("value"): each for each in number["answers"]}
    assert found[896]["correct"]
    assert read(found[864]["feedback"]) == flat(f"E because 0 {text}")
    assert number["answers"][-1]["type"] == "default"
    found = {read(each["answer"]): each for each in shape["answers"]}
    assert found["6 × 28 × 28"]["correct"]
    assert read(found["3 × 28 × 28"]["feedback"]) == flat(f"E two {text}")
    assert several["type"] == "many_choice"
    assert [each["correct"] for each in several["answers"]] == [True, False, True, False]


def test_the_widget_loads_the_file(loaded, tmp_path) -> None:
    file = tmp_path / "quiz.json"
    file.write_text("".join(jupyterquiz.export(sheet(*items.every(NASTY)))), encoding="ascii")
    assert loaded(lambda: display_quiz(str(file))) == questions(*items.every(NASTY))


def made_notebook(made: Sheet) -> nbformat.NotebookNode:
    found = nbformat.reads("".join(notebook.export(made)), as_version=4)
    nbformat.validate(found)
    return found


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_a_notebook_marks_itself(loaded, text: str) -> None:
    made = items.every(text)
    cells = made_notebook(sheet(*made, title=text)).cells
    quizzes = [cell.source for cell in cells if "display_quiz" in cell.source]
    for item, source in zip(made, quizzes, strict=True):
        (question,) = loaded(lambda source=source: exec(source, {}))
        assert [question] == questions(item)


def test_a_notebook_without_the_key_has_room_for_answers() -> None:
    cells = made_notebook(sheet(*items.every(), with_key=False)).cells
    text = "".join(cell.source for cell in cells)
    assert "because" not in text
    assert "896" not in text
    assert [cell.source for cell in cells if cell.cell_type == "code"] == [
        f"answer_{n} = None" for n in range(1, 8)
    ]


@given(items.texts)
def test_every_text_of_a_notebook_survives(text: str) -> None:
    item = items.choice(text)
    _, question, _ = made_notebook(sheet(item, with_key=False)).cells
    heading, asked = question.source.split("\n\n", 1)
    assert heading == "### 1"
    assert "\n\n" not in asked  # a blank line would end the HTML, and Markdown begin
    assert read(asked, more={"ul", "li"}).startswith(flat(said(item.stem, "en")))
    assert means_nothing(asked)
