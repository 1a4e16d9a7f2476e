"""Items about perceptrons and small networks agree with the lectures, and give nothing away."""

from importlib import resources

import numpy as np
import pytest
import yaml

from autograder.quiz.drawing import draw
from autograder.quiz.marking import mark
from autograder.quiz.topics import topics
from autograder.quiz.workings.mlp import Layer, forward, relu, threshold
from autograder.quiz.workings.perceptron_rules import Sample, learned, rosenblatt
from autograder.quiz.workings.threshold_unit import CORNERS, GATES, Unit

OURS = {name: topic for name, topic in topics().items() if topic.skill == "perceptron"}
SUM_AND_BOTH = Layer(((1, 1), (1, 1)), (0, -1))


@pytest.mark.parametrize("beta", [0.8, 0.5])
def test_the_lectures_weights_are_and(beta: float) -> None:
    assert tuple(map(Unit((0.5, 0.5), beta).fires, CORNERS)) == GATES["AND"]


def test_the_rule_learns_or_as_in_the_handout() -> None:
    samples = [Sample(x, y) for x, y in zip(CORNERS, GATES["OR"], strict=True)]
    unit = Unit((0, 0), 0)
    after = []
    for _ in range(4):
        unit = learned(unit, samples, 1, rosenblatt)
        after.append(unit)
    assert after == [Unit((0, 1), -1), Unit((1, 1), -1), Unit((1, 1), 0), Unit((1, 1), 0)]


@pytest.mark.parametrize(
    ("activation", "hidden"),
    [(relu, [(0, 0), (1, 0), (1, 0), (2, 1)]), (threshold, [(0, 0), (1, 0), (1, 0), (1, 1)])],
)
def test_the_lectures_hidden_layer(activation, hidden) -> None:
    assert [forward(activation)(SUM_AND_BOTH.reached_by(x)).h for x in CORNERS] == hidden


@pytest.mark.parametrize("level", [1, 2, 3])
def test_one_output_unit_makes_xor_of_every_hidden_layer(level: int) -> None:
    for seed in range(100):
        item = draw(OURS["xor_hidden"], level, seed)
        h = np.column_stack([np.array(item.key, dtype=float), np.ones(4)])
        xor = np.array(GATES["XOR"])
        output = np.linalg.lstsq(h, xor, rcond=None)[0]
        if item.params["activation"] == "relu":
            assert h @ output == pytest.approx(xor)
        else:  # a threshold unit only has to part the inputs
            assert np.array_equal(h @ output > 0.3, xor == 1)


@pytest.mark.parametrize("name", ["gate_weights", "separable"])
def test_yes_and_no_are_both_common_and_both_offered(name: str) -> None:
    for level in (1, 2) if name == "gate_weights" else (1, 2, 3):
        items = [draw(OURS[name], level, seed) for seed in range(300)]
        yes = sum(item.options[item.key].en.startswith("Yes") for item in items)
        assert 90 < yes < 210
        for item in items:
            starts = {text.en.split()[0].strip(",:") for text in item.options.values()}
            assert starts == {"Yes", "No"}


@pytest.mark.parametrize("level", [1, 2, 3])
def test_separable_offers_as_much_whichever_is_right(level: int) -> None:
    """Else the number of options that say yes would tell."""
    items = [draw(OURS["separable"], level, seed) for seed in range(200)]
    counts = {sum(text.en.startswith("Yes") for text in item.options.values()) for item in items}
    assert counts == {3}


@pytest.mark.parametrize("name", ["gate_weights", "which_fire"])
def test_above_level_one_equality_matters(name: str) -> None:
    for seed in range(100):
        item = draw(OURS[name], 2, seed)
        assert "ge-at-threshold" in {each.misconception for each in item.wrong}


def test_an_update_is_read_in_one_row_and_a_wrong_sign_of_beta_named() -> None:
    item = draw(OURS["rosenblatt_step"], 1, 7)
    ((w1, w2, beta),) = item.key
    assert mark(item, f"({w1}, {w2}, {beta})").verdict == "right"
    (wrong,) = (each for each in item.wrong if each.misconception == "beta-wrong-way")
    marked = mark(item, " ".join(map(str, wrong.value[0])))
    assert marked.verdict == "wrong"
    assert "β" in marked.explained("ko")


def test_every_idea_that_is_described_occurs() -> None:
    text = (resources.files("autograder.quiz.ideas") / "perceptron.yaml").read_text("utf-8")
    found = {
        wrong.misconception
        for topic in OURS.values()
        for level in topic.levels
        for seed in range(60)
        for wrong in draw(topic, level, seed).wrong
    }
    assert set(yaml.safe_load(text)) <= found
