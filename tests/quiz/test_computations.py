"""What an explanation or a solution about shapes computes is true, and leads to its value."""

import ast
import math
import operator
import re

import pytest

from autograder.quiz.drawing import draw
from autograder.quiz.topics import topics

SHAPES = [topic for topic in topics().values() if topic.skill == "shapes"]
SEEDS = 40
SIGNS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
TERM = r"[\d(⌈][\d ()+·/⌈⌉-]*"
# Not what stands behind a letter and a sign, as the 1 of `(n - f) / s + 1 = 28`.
EQUATION = re.compile(rf"(?<![+·/-] )(?<!\w)({TERM}(?: = {TERM})*) = ([\d.,]*\d)(…?)")


def computed(text: str) -> float:
    """Compute `(32 + 2 · 2 - 5) / 1 + 1`, or `⌈33 / 2⌉`."""
    if text.startswith("⌈"):
        return math.ceil(computed(text.strip("⌈⌉")))
    return value(ast.parse(text.replace("·", "*"), mode="eval").body)


def value(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp):
        return SIGNS[type(node.op)](value(node.left), value(node.right))
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    return node.value


def equations(text: str) -> list[tuple[str, float, float]]:
    """Every `… = 28` of a text: what is written, what it gives, what it is said to give."""
    found = []
    for terms, said, cut in EQUATION.findall(text):
        number = float(said.replace(",", ""))
        for term in terms.split(" = "):
            gives = computed(term.strip())
            found.append((term, math.floor(gives * 100) / 100 if cut else gives, number))
    return found


@pytest.mark.parametrize("topic", SHAPES, ids=lambda topic: topic.name)
def test_what_is_computed_is_true(topic) -> None:
    count = 0
    for level in topic.levels:
        for seed in range(SEEDS):
            item = draw(topic, level, seed)
            texts = [item.solution.en, item.solution.ko]
            texts += [each.because for each in item.wrong if isinstance(each.because, str)]
            for text in texts:
                for term, gives, said in equations(text):
                    assert gives == said, f"{item.id}: {term} = {said} in {text!r}"
                    count += 1
    assert count


@pytest.mark.parametrize("topic", SHAPES, ids=lambda topic: topic.name)
def test_a_computation_leads_to_the_value_it_explains(topic) -> None:
    for level in topic.levels:
        for seed in range(SEEDS):
            item = draw(topic, level, seed)
            if item.kind != "number":
                continue
            for each in item.wrong:
                assert isinstance(each.because, str)
                if found := equations(each.because):
                    assert found[-1][2] == each.value, f"{item.id}: {each.because}"
