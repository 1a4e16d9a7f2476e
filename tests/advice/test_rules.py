"""Each rule: what it finds, at which line, and what it leaves alone."""

import pytest

from tests.advice.conftest import FORWARD, Advise, forward, lines, marked

FORBIDDEN = [
    "import torch  # !",
    "import numpy, torch.nn.functional as F  # !",
    "from torch import nn  # !",
    "from torch.nn import functional  # !",
    "def f():\n    import tensorflow as np  # !",
    "if True:\n    try:\n        import jax  # !\n    except ImportError:\n        jax = None",
    "from scipy import signal  # !",
    "from scipy import linalg, signal as s  # !",
    "from scipy.signal import convolve2d  # !",
    "import scipy.ndimage  # !",
    "import scipy\nx = scipy.signal.convolve2d  # !",
    "import scipy as sp\nx = sp.signal.convolve2d  # !",
    'import importlib\nt = importlib.import_module("torch")  # !',
    'import importlib as il\nt = il.import_module("torch.nn")  # !',
    'from importlib import import_module as get\nt = get(name="torch")  # !',
    'from importlib import import_module\nt = import_module(".signal", "scipy")  # !',
    'from importlib import import_module\nt = import_module(".signal", package="scipy")  # !',
    't = __import__("torch")  # !',
    'import builtins\nt = builtins.__import__("sklearn.svm")  # !',
]
ALLOWED = [
    "import numpy as np",
    "import torchlike",
    "from . import torch",
    "from .torch import nn",
    "import scipy",
    "from scipy import linalg",
    "import scipy as sp\nsp.linalg.norm(1)",
    "torch = 1\ntorch.nn",
    '"import torch"  # torch',
    'import importlib\nname = "os"\nimportlib.import_module(name)\nimportlib.import_module()',
    "def torch(): pass",
]


@pytest.mark.parametrize("source", FORBIDDEN)
def test_a_forbidden_import_is_found_in_every_disguise(advise: Advise, source: str) -> None:
    assert lines(advise, "forbidden-import", source) == marked(source)


@pytest.mark.parametrize("source", ALLOWED)
def test_other_imports_are_left_alone(advise: Advise, source: str) -> None:
    assert lines(advise, "forbidden-import", source) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (FORWARD + "    return x + w + b\n", ["stride", "pad"]),
        (FORWARD + "    stride = 1\n    pad = 0\n    return x + w + b + stride + pad\n",
         ["stride", "pad"]),
        (FORWARD + "    stride: int = 2\n    return x + w + b + stride + pad\n", ["stride"]),
        (FORWARD + "    pad = pad or 0\n    return x + w + b + stride + pad\n", []),
        (FORWARD + "    pad += 1\n    return x + w + b + stride\n", []),
        (FORWARD + "    if x:\n        pad = 0\n    return x + w + b + stride + pad\n", []),
        (FORWARD + "    f = lambda: x + w + b\n    return [f(stride) for _ in pad]\n", []),
        (FORWARD + "    return conv(**locals())\n", []),
        (FORWARD + '    raise NotImplementedError("task 1")\n', []),
        (FORWARD + '    """Doc."""\n    print(x)\n    raise NotImplementedError("task 1")\n', []),
        ("def conv2d_backward(dout, _):\n    return dout\n", []),
        ("def conv2d_backward(*args, **more):\n    return 1\n", []),
        ("def helper(x, stride):\n    return x\n", []),
    ],
)  # fmt: skip
def test_a_parameter_without_use_is_named(advise: Advise, source: str, names: list[str]) -> None:
    found = [each for each in advise(source).every if each.rule == "unused-parameter"]
    assert [each.values["name"] for each in found] == names


@pytest.mark.parametrize(
    ("body", "slices"),
    [
        (["x = x[:, pad:-pad]  # !"], ["pad:-pad"]),
        (["x = x[:-pad]  # !"], [":-pad"]),
        (["if w:", "    x = x[pad:-pad, pad:-pad]  # !"], ["pad:-pad"]),
        (["x = x[pad:-pad] if pad else x"], []),
        (["if pad > 0:", "    x = x[pad:-pad]"], []),
        (["if not pad:", "    return x", "x = x[pad:-pad]"], []),
        (["while pad:", "    x = x[pad:-pad]"], []),
        (["x = x[pad:-pad or None]"], []),
        (["x = x[pad:x.shape[0] - pad]"], []),
        (["x = x[1:-1]"], []),
        (["pad = 1", "x = x[pad:-pad]"], []),
        (["k = 3", "x = x[k:-k]"], []),
        (["H, k = x.shape[0], 3", "x = x[k:-k]"], []),
        (["x = x[pad:-pad:2]"], []),
        (["def crop(a, k):", "    return a[k:-k]"], []),
    ],
    ids=str,
)
def test_a_slice_that_ends_at_minus_zero_is_named(
    advise: Advise, body: list[str], slices: list[str]
) -> None:
    source = forward(*body)
    found = [each for each in advise(source).every if each.rule == "minus-zero-slice"]
    assert [each.values["slice"] for each in found] == slices
    assert [each.place.line for each in found] == marked(source)


def test_a_number_out_of_the_cache_may_be_zero(advise: Advise) -> None:
    for taken in ("x, pad = cache", "pad = cache['pad']", "x, pad = cache.x, cache.pad"):
        source = f"def conv2d_backward(dout, cache):\n    {taken}\n    return dout[pad:-pad]\n"
        assert lines(advise, "minus-zero-slice", source) == [3]


def nest(depth: int, innermost: str) -> list[str]:
    rows = [f"{'    ' * n}for {name} in range(3):" for n, name in enumerate("nfijkcd"[:depth])]
    return [*rows, "    " * depth + innermost]


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        (nest(4, "y[n, f, i, j] = x[n, f, i, j]"), [4]),
        (nest(6, "y[n][f] += x[n][k] * float(w[c])"), [6]),
        (nest(4, "y[n, f, i, j] = max(0, x[n, f, i, j])"), [4]),
        ([*nest(4, "pass"), "                s = 0",
          *(f"                {row}" for row in ("for k in range(2):", "    s += x[i + k]"))], [5]),
        (nest(3, "y[n, f, i] = x[n, f, i]"), []),
        (nest(4, "y[n, f, i, j] = np.sum(x[n, :, i:i + 2, j:j + 2] * w[f])"), []),
        (nest(4, "y[n, f, i, j] = x[n, rows[i], cols[j]].max()"), []),
        (nest(4, "y[n, f, i, j] = dot(x[n, i, j], w[f])"), []),
        (nest(4, "y[n, f, i, j] = x[n, i, j] @ w[f]"), []),
        (nest(4, "total += 1"), []),
        (["y = [[[[x[a, b, c, d] for a in x] for b in x] for c in x] for d in x]"], []),
        ([*nest(3, "def f():"), *(f"                {row}" for row in nest(2, "x[n, f]"))], []),
    ],
    ids=str,
)  # fmt: skip
def test_loops_around_single_numbers_are_counted(
    advise: Advise, body: list[str], counts: list[int]
) -> None:
    found = [each for each in advise(forward(*body)).every if each.rule == "nested-loops"]
    assert [each.values["count"] for each in found] == counts


@pytest.mark.parametrize(
    "source",
    [
        "for i in a:\n    for i in b:  # !\n        pass",
        "for i in a:\n if i:\n  for j in b:\n   for i, k in c:  # !\n    pass",
        "for i, _ in a:\n    for j, _ in b:\n        pass",
        "for i in a:\n    pass\nfor i in b:\n    pass",
        "for i in a:\n    def f():\n        for i in b:\n            pass",
        "for i in a:\n    y = [i for i in b]",
        "while a:\n for i in b:\n  while c:\n   for i in d:  # !\n    pass",
    ],
)
def test_one_variable_for_two_loops_is_found(advise: Advise, source: str) -> None:
    assert lines(advise, "loop-variable-reused", source) == marked(source)


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    return 1\n    x = 2  # !\n    y = 3",
        "def f():\n    raise NotImplementedError('task 1')\n    x = 2  # !",
        "for i in a:\n    break\n    x = 1  # !",
        "for i in a:\n    if i:\n        continue\n        x = 1  # !",
        "def f():\n if a:\n  return 1\n else:\n  raise ValueError\n x = 1  # !",
        "while True:\n    x = 1\nx = 2  # !",
        "while 1:\n    for i in a:\n        break\nx = 2  # !",
        "if False:\n    x = 1  # !",
        "if 0:\n    x = 1  # !\nelse:\n    x = 2",
        "while False:\n    x = 1  # !",
        "def f():\n    try:\n        return 1\n        x = 2  # !\n    finally:\n        pass",
        "def f():\n    return 1\n    def g():  # !\n        return 1\n        x = 2  # !",
        "class A:\n    def f(self):\n        with a:\n            return 1\n            x = 2  # !",
        "def f():\n    match a:\n        case 1:\n            return 1\n            x = 2  # !",
        # What does run, and what nobody meant to run.
        "def f():\n    if a:\n        return 1\n    x = 2",
        "def f():\n    return 1\n    raise NotImplementedError('task 1')",
        "def f():\n    return 1\n    raise NotImplementedError",
        "def f():\n    raise ValueError\n    return None",
        "def f():\n    return\n    yield",
        "def f():\n    try:\n        return 1\n    except ValueError:\n        pass\n    x = 2",
        "def f():\n    with a:\n        raise ValueError\n    x = 2",
        "while True:\n    if a:\n        break\nx = 2",
        "while True:\n    try:\n        break\n    except ValueError:\n        pass\nx = 2",
        "while a:\n    x = 1\nx = 2",
        "if DEBUG:\n    x = 1",
        "if False:\n    pass",
        "if b'':\n    x = 1",
    ],
)
def test_code_that_never_runs_is_found(advise: Advise, source: str) -> None:
    assert lines(advise, "unreachable-code", source) == marked(source)


def test_advice_on_unreachable_code_names_what_keeps_it_from_running(advise: Advise) -> None:
    for source, after, line in [
        ("def f():\n    return 1\n    x = 2", "return", 2),
        ("while True:\n    x = 1\nx = 2", "while True", 1),
        ("\nif 0:\n    x = 1", "if 0", 2),
        ("while None:\n    x = 1", "while None", 1),
    ]:
        assert advise(source).every[0].values == {"after": after, "line": line}


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    f()\nexcept:  # !\n    pass",
        "try:\n    f()\nexcept:  # !\n    x = 1",
        "try:\n    f()\nexcept Exception:  # !\n    pass",
        "try:\n    f()\nexcept (ValueError, BaseException):  # !\n    ...",
        "def g():\n    try:\n        f()\n    except Exception as err:  # !\n        return 0",
        "def g():\n    try:\n        f()\n    except Exception:  # !\n        return -1, None",
        "def g():\n    try:\n        f()\n    except Exception:  # !\n        return -1",
        "import contextlib\nwith contextlib.suppress(Exception):  # !\n    f()",
        "from contextlib import suppress\nwith suppress(ValueError, BaseException):  # !\n    f()",
        "try:\n    f()\nexcept:\n    x = 1\n    raise",
        "try:\n    f()\nexcept ValueError:\n    pass",
        "try:\n    f()\nexcept Exception as err:\n    print(err)",
        "try:\n    f()\nexcept Exception as err:\n    raise ValueError from err",
        "from contextlib import suppress\nwith suppress(ValueError):\n    f()",
        "with suppress(Exception):\n    f()",
    ],
)
def test_a_hidden_error_is_found(advise: Advise, source: str) -> None:
    assert lines(advise, "hidden-errors", source) == marked(source)


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nx == np.nan  # !",
        "import numpy\nx[numpy.nan != x] = 0  # !",
        "from math import nan\na = x == nan  # !",
        "a = x == float('NaN')  # !",
        "import numpy as np\nnp.isnan(x)\nx is np.nan\nx = np.nan",
        "nan = 0\nx == nan",
        "x == float('1')",
    ],
)
def test_a_comparison_with_nan_is_found(advise: Advise, source: str) -> None:
    assert lines(advise, "comparison-with-nan", source) == marked(source)


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ("np.pad(x, 1)", "np.pad(...)"),
        ("x.reshape(3, 3)", "x.reshape(...)"),
        ("x[0].astype(float)", ".astype(...)"),
        ("np.maximum(x, 0)", "np.maximum(...)"),
        ("np.maximum(x, 0, out=y)", None),
        ("np.maximum(x, 0, **more)", None),
        ("y = np.pad(x, 1)", None),
        ("x.sort()", None),
        ("x.append(1)", None),
        ("self.reshape(1)", None),
        ("np.random.seed(0)", None),
        ("reshape(x)", None),
    ],
)
def test_a_result_thrown_away_is_named(advise: Advise, statement: str, call: str | None) -> None:
    inside = advise(f"import numpy as np\ndef f(x):\n    {statement}\n").every
    assert [each.values["call"] for each in inside] == ([call] if call else [])
    assert advise(f"import numpy as np\n{statement}\n").every == ()  # a notebook shows it


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("global last\n    last = 1", ["last"]),
        ("global a, b\n    a, b = 1, 2", ["a", "b"]),
        ("global last\n    return last", []),
        ("last = 1", []),
        ("cache['x'] = 1", []),
    ],
)
def test_a_written_global_is_named(advise: Advise, body: str, names: list[str]) -> None:
    found = advise(f"def f():\n    {body}\n").every
    assert [each.values["name"] for each in found] == names
