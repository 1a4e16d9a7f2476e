"""Arguments that are changed in place, and copies that may be."""

import pytest

from tests.advice.conftest import Advise, forward, lines, marked

CHANGES = [
    ["x[...] = 0  # !"],
    ["x[x < 0] = 0  # !"],
    ["x[0] += 1  # !"],
    ["x[0][1] = 1  # !"],
    ["x.shape", "x += 1  # !"],
    ["x -= x.mean()  # !"],
    ["x.sort()  # !"],
    ["x.fill(0)  # !"],
    ["np.add(x, 1, out=x)  # !"],
    ["np.add(x, 1, out=(x,))  # !"],
    ["y = np.maximum(x, 0, out=x)  # !"],
    ["np.copyto(x, 0)  # !"],
    ["np.add.at(x, 0, 1)  # !"],
    ["np.random.shuffle(x)  # !"],
    ["np.random.default_rng().shuffle(x)  # !"],
    ["y = x", "y[0] = 1  # !"],
    ["y = x.reshape(-1)", "y[0] = 1  # !"],
    ["x.reshape(-1)[0] = 1  # !"],
    ["x.T[0] = 1  # !"],
    ["x.flat[0] = 1  # !"],
    ["y = np.asarray(x)", "y[0] = 1  # !"],
    ["y = np.transpose(x)", "y += 1  # !"],
    ["y = x[:, 0]", "y *= 2  # !"],
    ["y = x[None]", "y *= 2  # !"],
    ["y = x[1:]", "y[0] = 2  # !"],
    ["y = x[1:]", "y -= y.mean()  # !"],
    ["for n in range(3):", "    y = x[n, :, 0:2]", "    y -= y.max()  # !"],
    ["for row in x:", "    row[0] = 1  # !"],
    ["for i, row in enumerate(x):", "    row[0] = 1  # !"],
    ["for row, one in zip(x, w):", "    one[0] = 1  # !"],
    ["for i, j in np.ndindex(2, 2):", "    x[i, j] = 1  # !"],
    ["if pad:", "    x = x.copy()", "else:", "    x[0] = 1  # !"],
    ["if pad:", "    x = x.copy()", "    return x", "x[0] = 1  # !"],
    ["try:", "    x[0] = 1  # !", "finally:", "    pass"],
    ["with np.errstate():", "    x[0] = 1  # !"],
    ["match pad:", "    case 0:", "        x[0] = 1  # !"],
    ["while pad:", "    x[0] = 1  # !"],
    ["a, b = x, w", "a[0] = 1  # !"],
    ["x[0], y = 1, 2  # !"],
    ["x, w = w, x", "x[0] = 1  # !"],
]
KEEPS = [
    ["x = x.copy()", "x[0] = 1"],
    ["x = np.array(x)", "x += 1"],
    ["x = x - x.mean()", "x[0] = 1"],
    ["x = np.pad(x, 1)", "x[0] = 1"],
    ["x = np.asarray(x, dtype=float)", "x[0] = 1"],
    ["x, w = x.copy(), w.copy()", "x[0] = w[0] = 1"],
    ["x: object = x.copy()", "x[0] = 1"],
    ["(x := x.copy())[0] = 1"],
    ["stride += 1", "pad *= 2", "pad -= 1"],
    ["y = b[0]", "y += 1"],
    ["total = x[0, 0]", "total += 1"],
    ["y = x[x > 0]", "y[0] = 1"],
    ["y = x[[0, 1]]", "y[0] = 1"],
    ["y = x[w, :]", "y += 1"],
    ["y = x.reshape(-1).T.reshape(-1)", "y[0] = 1"],
    ["y = np.zeros_like(x)", "y[0] = 1", "np.add(x, 1, out=y)"],
    ["out = x.sum()", "out += 1"],
    ["if x.ndim == 3:", "    x = x.copy()", "x[0] = 1"],
    ["for x in [x.copy()]:", "    x[0] = 1"],
    ["for _ in range(2):", "    x = x.copy()", "    x[0] = 1"],
    ["for _ in range(2):", "    if pad:", "        x = x.copy()", "        break", "x[0] = 1"],
    ["match w:", "    case x:", "        x[0] = 1"],
    ["with open('a') as x:", "    x[0] = 1"],
    ["try:", "    x = x.copy()", "except ValueError:", "    x = x + 1", "x[0] = 1"],
    ["y = [x.sort() for x in [[1], [2]]]"],
    ["f = lambda x: x.sort()"],
    ["def inner(x):", "    x[0] = 1"],
    ["a, *rest = x, w", "rest[0] = 1"],
    ["shape = x[1:]", "shape += (1, 1)"],
    ["x.partition('a')"],
    ["sorted(x)", "np.sort(x)", "x.sum(0)"],
    ["w.cached = x"],
]


@pytest.mark.parametrize("body", CHANGES, ids="; ".join)
def test_a_changed_argument_is_found(advise: Advise, body: list[str]) -> None:
    source = forward(*body)
    assert lines(advise, "argument-changed", source) == marked(source)


@pytest.mark.parametrize("body", KEEPS, ids="; ".join)
def test_a_copy_may_be_changed(advise: Advise, body: list[str]) -> None:
    assert lines(advise, "argument-changed", forward(*body)) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x, w, pad = cache\n    x[...] = 0", [3]),
        ("x = cache['x']\n    x.fill(0)", [3]),
        ("cache['x'][0] = 1", [2]),
        ("cache['dx'] = 1", []),
        ("cache.dx = 1", []),
        ("N, C = cache[0].shape\n    N += 1", []),
    ],
)
def test_a_cache_may_not_be_changed_either(advise: Advise, body: str, expected: list[int]) -> None:
    source = f"def conv2d_backward(dout, cache):\n    {body}\n    return dout, cache\n"
    assert lines(advise, "argument-changed", source) == expected


def test_an_annotated_array_is_one_without_a_further_sign(advise: Advise) -> None:
    source = (
        "def conv2d_forward(x: np.ndarray, n: int, out):\n    x += 1\n    n += 1\n    out += 1\n"
    )
    assert lines(advise, "argument-changed", source) == [2]


def test_only_graded_functions_owe_their_caller_unchanged_arguments(advise: Advise) -> None:
    helper = "def fill(x, y):\n    x[0] = 1\n"
    assert advise(helper).every == ()
    twice = "def conv2d_forward(x):\n    x[0] = 1\ndef conv2d_forward(x):\n    return x\n"
    assert advise(twice).every == ()
