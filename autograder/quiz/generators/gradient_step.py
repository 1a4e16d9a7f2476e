"""One step of gradient descent on the mean squared error.

Level 1 moves the weight of ŷ = w·x, level 2 a line over two samples, level 3 a network with ReLU.

Source: the chain rule; CS231n notes, "Backpropagation, Intuitions"; relu'(0) = 0.
"""

from collections.abc import Sequence

from autograder.course import Text
from autograder.quiz.item import Item, Number, Redraw, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.descent import (
    Line,
    Net,
    Trace,
    change,
    downhill,
    line_gradients,
    net_gradients,
    stepped,
    traced,
    wrong_net_gradients,
)
from autograder.quiz.workings.sums import Vector, plain, signed, vector, weighted

TITLE = Text(en="A step of gradient descent", ko="경사 하강법 한 걸음")
SKILL = "perceptron"
VERSION = 1
_AFTER = (Text(en="after", ko="갱신 후"),)


def generate(rng: Stream, level: int) -> Item:
    """Ask for one weight, for weight and bias, or for all four numbers of a 1-1-1 network."""
    return (_one_weight, _line, _net)[level - 1](rng)


def _named(*names: str) -> tuple[tuple[Text, ...], ...]:
    return (_AFTER, tuple(bilingual(name, name) for name in names))


def _one_weight(rng: Stream) -> Item:
    w, lr = plain(rng.choice((-3, -2, -1, 1, 2, 3, 4)) / 2), rng.choice((0.25, 0.5))
    x, y = rng.choice((-2, 2, 3, 4)), rng.integer(-3, 4)
    e = plain(w * x - y)
    if not 1 <= abs(e) <= 5:
        raise Redraw
    gradient = plain(2 * e * x)
    (key,) = stepped([w], [gradient], lr)

    def each(name: str, wrong: Number, how: str = "", *, is_needed: bool = False) -> Wrong:
        (value,) = stepped([w], [wrong], lr)
        return Wrong(name, value, how or change("w", w, lr, wrong), is_needed)

    wrong = [
        each("gradient-ascent", -gradient, f"w = {number(w)} + {number(lr)} · "
             f"{signed(gradient)} = {number(plain(w + lr * gradient))}", is_needed=True),
        each("mse-half", plain(e * x)),
        each("input-forgotten", plain(2 * e)),
        Wrong("lr-ignored", plain(w - gradient), change("w", w, 1, gradient)),
        Wrong("step-for-weight", plain(-lr * gradient),
              f"-{number(lr)} · {signed(gradient)} = {number(plain(-lr * gradient))}"),
    ]  # fmt: skip
    return Item(
        kind="number",
        stem=bilingual(
            f"A model ŷ = w·x has w = {number(w)}. Its loss is (ŷ - y)², and the only sample is "
            f"x = {x}, y = {y}. What is w after one step of gradient descent with learning rate "
            f"{lr}?",
            f"모델 ŷ = w·x에서 w = {number(w)}이고 손실은 (ŷ - y)²입니다. 샘플은 x = {x}, y = {y} "
            f"하나뿐입니다. 학습률 {lr}로 경사 하강법을 한 번 적용하면 w는 얼마가 됩니까?",
        ),
        params={"w": w, "x": x, "y": y, "lr": lr, "ask": "stepped_weight"},
        key=key,
        wrong=separated(key, wrong),
        solution=_one_weight_solution(w, x, e, lr),
    )


def _one_weight_solution(w: Number, x: int, e: Number, lr: float) -> Text:
    gradient = plain(2 * e * x)
    rows = (
        f"ŷ - y = {number(e)}\n2 · (ŷ - y) · x = 2 · {signed(e)} · {signed(x)} = {number(gradient)}"
    )
    last = change("w", w, lr, gradient)
    return bilingual(
        f"The gradient of (ŷ - y)² with respect to w is 2 · (ŷ - y) · x.\n{rows}\n"
        f"The step goes against it: {last}",
        f"(ŷ - y)²을 w로 미분하면 2 · (ŷ - y) · x입니다.\n{rows}\n"
        f"기울기의 반대쪽으로 움직입니다: {last}",
    )


def _line(rng: Stream) -> Item:
    line = Line(plain(rng.choice((-2, -1, 1, 2, 3)) / 2), rng.choice((-2, -1, 1, 2)))
    x = tuple(rng.sample((-2, -1, 1, 2, 3, 4), 2))
    y = (rng.integer(-3, 4), rng.integer(-3, 4))
    lr = rng.choice((0.25, 0.5))
    errors = line.errors(x, y)
    gradients = line_gradients(x, errors)
    if 0 in errors or 0 in gradients or max(map(abs, errors)) > 4:
        raise Redraw
    key = (stepped(line, gradients, lr),)
    wrong = [
        Wrong(name, (stepped(line, found, lr),), downhill(found), name in _NEEDED)
        for name, found in _wrong_line_gradients(x, errors, gradients).items()
    ]
    wrong.append(Wrong("lr-ignored", (stepped(line, gradients, 1),),
                       change("w", line.w, 1, gradients[0])))  # fmt: skip
    first = Line(*stepped(line, line_gradients(x[:1], errors[:1]), lr))
    second = stepped(first, line_gradients(x[1:], first.errors(x[1:], y[1:])), lr)
    wrong.append(Wrong("not-full-batch", (second,), f"(w, b) = {vector(first)} → {vector(second)}"))
    return Item(
        kind="grid",
        stem=_line_stem(line, x, y, lr),
        params={"w": line.w, "b": line.b, "x": list(x), "y": list(y), "lr": lr,
                "ask": "stepped_line"},
        key=key,
        wrong=separated(key, wrong),
        solution=_line_solution(line, x, errors, lr),
        labels=_named("w", "b"),
    )  # fmt: skip


_NEEDED = ("gradient-ascent", "mse-no-mean")


def _wrong_line_gradients(x: Vector, errors: Vector, right: Vector) -> dict[str, Vector]:
    return {
        "gradient-ascent": tuple(-each for each in right),
        "mse-half": line_gradients(x, errors, factor=1),
        "mse-no-mean": line_gradients(x, errors, factor=2 * len(x)),
        "input-forgotten": (right[1], right[1]),
        "bias-not-summed": (right[0], plain(2 * errors[-1] / len(x))),
        "biases-frozen": (right[0], 0),
    }


def _line_stem(line: Line, x: Vector, y: Vector, lr: float) -> Text:
    samples = ", ".join(f"({number(a)}, {number(b)})" for a, b in zip(x, y, strict=True))
    state = f"w = {number(line.w)}, b = {number(line.b)}"
    return bilingual(
        f"A model ŷ = w·x + b has {state}. The loss is the mean squared error over the two "
        f"samples (x, y) = {samples}. What are w and b after one step of gradient descent on "
        f"both together, with learning rate {lr}?",
        f"모델 ŷ = w·x + b에서 {state}입니다. 손실은 두 샘플 (x, y) = {samples}의 평균 제곱 "
        f"오차입니다. 두 샘플을 한꺼번에 써서 학습률 {lr}로 경사 하강법을 한 번 적용하면 w와 b는 "
        "얼마가 됩니까?",
    )


def _line_solution(line: Line, x: Vector, errors: Vector, lr: float) -> Text:
    dw, db = line_gradients(x, errors)
    rows = (
        f"ŷ - y: {vector(errors)}\n"
        f"dw = 2 · ({weighted(errors, x)}) / 2 = {number(dw)}\n"
        f"db = 2 · ({weighted(errors, (1, 1))}) / 2 = {number(db)}\n"
        f"{change('w', line.w, lr, dw)}; {change('b', line.b, lr, db)}"
    )
    key = written((stepped(line, (dw, db), lr),))
    return bilingual(
        f"dw is the mean of 2 · (ŷ - y) · x over the samples, db that of 2 · (ŷ - y).\n{rows}\n"
        f"w, b: {key}",
        f"dw는 2 · (ŷ - y) · x를, db는 2 · (ŷ - y)를 샘플에 걸쳐 평균한 값입니다.\n{rows}\n"
        f"w, b: {key}",
    )


def _net(rng: Stream) -> Item:
    lr, x = rng.choice((0.25, 0.5)), rng.choice((-2, -1, 2, 3))
    # Half of the units are off or just at 0: then nothing reaches what stands before ReLU.
    z = rng.choice((-2, -1, 0, 0.5, 2, 3))
    w1 = rng.choice((-2, -1, 1, 2))
    net = Net(w1, plain(z - w1 * x), rng.choice((-2, -1, 2, 3)), rng.integer(-2, 2))
    y = rng.integer(-3, 3)
    trace = traced(net, x, y)
    if not 0 < abs(trace.error) <= 3 or not 0 < abs(net.b1) <= 5:
        raise Redraw
    gradients = net_gradients(net, x, trace)
    key = (stepped(net, gradients, lr),)
    needed = ("gradient-ascent", "relu-slope-forgotten" if z < 0 else "relu-slope-at-zero")
    wrong = [
        Wrong(name, (stepped(net, found, lr),), how, name in needed)
        for name, (found, how) in wrong_net_gradients(net, x, trace, lr).items()
    ]
    wrong.append(
        Wrong("lr-ignored", (stepped(net, gradients, 1),), change("b2", net.b2, 1, gradients[-1]))
    )
    return Item(
        kind="grid",
        stem=_net_stem(net, x, y, lr),
        params={**net._asdict(), "x": x, "y": y, "lr": lr, "ask": "stepped_net"},
        key=key,
        wrong=separated(key, wrong),
        solution=_net_solution(net, x, trace, gradients, lr),
        labels=_named("w1", "b1", "w2", "b2"),
    )


def _net_stem(net: Net, x: int, y: int, lr: float) -> Text:
    state = ", ".join(f"{name} = {number(value)}" for name, value in net._asdict().items())
    return bilingual(
        f"A network ŷ = w2·relu(w1·x + b1) + b2 has {state}; relu'(0) = 0. "
        "The loss is (ŷ - y)², and the only "
        f"sample is x = {x}, y = {y}. What are w1, b1, w2 and b2 after one step of "
        f"gradient descent with learning rate {lr}?",
        f"신경망 ŷ = w2·relu(w1·x + b1) + b2에서 {state}이고 relu'(0) = 0입니다. "
        "손실은 (ŷ - y)²이고 샘플은 "
        f"x = {x}, y = {y} 하나뿐입니다. 학습률 {lr}로 경사 하강법을 한 번 적용하면 w1, "
        "b1, w2, b2는 얼마가 됩니까?",
    )


def _net_solution(net: Net, x: int, trace: Trace, gradients: Sequence[Number], lr: float) -> Text:
    slope = int(trace.z > 0)
    dw1, db1, dw2, db2 = gradients
    factors = f"{signed(db2)} · {signed(net.w2)} · {slope}"
    rows = (
        f"z = {weighted((net.w1,), (x,), net.b1)} = {number(trace.z)}, h = {number(trace.h)}, "
        f"ŷ = {number(trace.y_hat)}, ŷ - y = {number(trace.error)}\n"
        f"db2 = 2 · (ŷ - y) = {number(db2)}, dw2 = db2 · h = {number(dw2)}\n"
        f"db1 = db2 · w2 · relu'(z) = {factors} = {number(db1)}, dw1 = db1 · x = {number(dw1)}\n"
        + "; ".join(
            change(name, old, lr, gradient)
            for (name, old), gradient in zip(net._asdict().items(), gradients, strict=True)
        )
    )
    key = written((stepped(net, gradients, lr),))
    return bilingual(
        f"Go forward, then back, with the old weights throughout.\n{rows}\nw1, b1, w2, b2: {key}",
        f"순전파를 한 다음 역전파를 하고, 끝까지 갱신 전의 값을 씁니다.\n{rows}\n"
        f"w1, b1, w2, b2: {key}",
    )
