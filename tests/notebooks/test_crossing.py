"""What of a student's is used in a test cell as if it were here, and what is not."""

import numpy as np
import pytest


def test_a_function_is_called_back_with_what_the_student_gives_it(hand_in):
    desk = hand_in("def derivative(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / (2 * h)")
    assert desk.passes("assert abs(derivative(lambda x: x ** 2, 3.0) - 6) < 1e-4")
    assert desk.passes("import math\nassert abs(derivative(math.sin, 0.0) - 1) < 1e-4")
    assert not desk.passes("derivative(lambda x: 1 / 0, 3.0)")


def test_a_function_of_the_test_s_is_decorated_and_keeps_its_name(hand_in):
    counted = """
    from functools import wraps
    def counted(f):
        @wraps(f)
        def inner(*args):
            inner.count += 1
            return f(*args)
        inner.count = 0
        return inner
    """
    decorated = (
        "@counted\ndef g(x): return x + 1\nassert (g(1), g.count, g.__name__) == (2, 1, 'g')"
    )
    assert hand_in(counted).passes(decorated)


def test_a_class_is_used_as_if_it_were_here(hand_in):
    stack = """
    class Stack:
        def __init__(self): self.items = []
        def push(self, x): self.items.append(x)
        def pop(self): return self.items.pop()
        def __len__(self): return len(self.items)
        def __iter__(self): return iter(self.items)
        def __getitem__(self, at): return self.items[at]
        def __contains__(self, x): return x in self.items
        def __add__(self, other): made = Stack(); made.items = self.items + other.items; return made
        def __eq__(self, other): return self.items == other.items
        def __repr__(self): return f"Stack({self.items})"
    """
    desk = hand_in(stack, classes="Stack")
    used = """
    s = Stack()
    s.push(3); s.push([4])
    assert isinstance(s, Stack) and not isinstance(3, Stack)
    assert len(s) == 2 and list(s) == [3, [4]] and s[0] == 3 and 3 in s and s
    assert repr(s) == "Stack([3, [4]])"
    assert len(s + s) == 4 and s == s
    assert s.pop() == [4] and s.items == [3]
    s.items = [1]
    assert s.pop() == 1 and len(s) == 0
    """
    assert desk.passes(used)
    assert desk.passes("try:\n    Stack().pop()\nexcept IndexError:\n    pass")


ACCOUNT = """
    class NoMoney(Exception):
        def __init__(self, need):
            super().__init__(f"need {need}")
            self.need = need
    class Account:
        count = 0
        def __init__(self, owner, balance=0):
            self.owner, self.balance = owner, balance
            Account.count += 1
        def take(self, x):
            if x > self.balance: raise NoMoney(x - self.balance)
        @classmethod
        def free(cls, owner): return cls(owner, 5)
        def __call__(self, x): return x + self.balance
        def __eq__(self, other): return self.balance == other.balance
        def __hash__(self): return 1
    class Savings(Account):
        "With interest."
"""


@pytest.mark.parametrize(
    "source",
    [
        "try: Account('a').take(4)\nexcept NoMoney as e: assert (str(e), e.need) == ('need 4', 4)",
        "import unittest\nwith unittest.TestCase().assertRaises(NoMoney): Account('a').take(1)",
        "import pytest\nwith pytest.raises(NoMoney, match='need'): Account('a').take(1)",
        "try: Account('a').take(1)\nexcept Exception as err: assert type(err) is NoMoney",
        "err = NoMoney(2)\nassert isinstance(err, Exception) and str(err) == 'need 2'",
        "assert issubclass(NoMoney, Exception) and issubclass(Savings, Account)",
        "assert type(Account('a')) is Account and Account('a').__class__.__name__ == 'Account'",
        "s = Savings('s', 3)\nassert isinstance(s, Account) and s.balance == 3 and s(1) == 4",
        "assert Savings.__bases__ == (Account,) and Savings.__doc__ == 'With interest.'",
        "n = Account.count\nAccount.free('a')\nassert Account.count == n + 1",
        "a = Account('a')\na.more = [1]\nassert vars(a)['more'] == [1] and 'take' in dir(a)",
        "import inspect\nassert inspect.isclass(Account) and isinstance(Account, type)",
        "import copy\nassert copy.deepcopy(Account('a', 3)).balance == 3 and {Account('a')}",
    ],
)
def test_a_class_is_a_class_here_too(hand_in, source):
    assert hand_in(ACCOUNT, asked=ACCOUNT).passes(source)


def test_a_class_that_is_asked_for_is_no_other_class(hand_in):
    desk = hand_in("NoMoney = Exception\ndef take(): pass", asked="class NoMoney(Exception): pass")
    assert not desk.passes("try:\n    take()\n    assert False\nexcept NoMoney: pass")


def test_a_generator_or_a_function_is_one_here_too(hand_in):
    desk = hand_in("def f():\n    'Say it.'\n    yield 1")
    kinds = """
    import inspect, types
    from collections.abc import Iterator
    assert isinstance(f, types.FunctionType) and inspect.isfunction(f) and f.__doc__ == 'Say it.'
    g = f()
    assert isinstance(g, types.GeneratorType) and inspect.isgenerator(g) and isinstance(g, Iterator)
    assert iter(g) is g and list(g) == [1] and [*f(), *zip(f(), "a")] == [1, (1, "a")]
    """
    assert desk.passes(kinds)


def test_many_keys_cross_unless_their_hashes_were_chosen(hand_in):
    desk = hand_in(
        "def f(n): return {str(i): i for i in range(n)}, set(range(n)), {(i,) for i in range(n)}"
    )
    assert desk.passes("words, numbers, _ = f(900)\nassert len(words) == len(numbers) == 900")
    assert desk.test("f(2000)").reason == "lost-value"
    desk = hand_in("def f(n): return {str(i): i for i in range(n)}, set(range(n))")
    assert desk.passes("words, numbers = f(5000)\nassert words['4999'] == 4999 in numbers")


@pytest.mark.parametrize(
    "value",
    [
        "{(1, 2): {3, 4}, 'a': 2 ** 200, 5: b'xy', None: frozenset()}", "-(1 << 70)", "1 + 2j",
        "range(3, 9, 2)", "slice(1, None)", "'x' * 100_000", "[[], (), {}, set()]", "True",
        "float('inf')", "Ellipsis",
    ],
)  # fmt: skip
def test_plain_data_crosses_as_it_is(hand_in, value):
    desk = hand_in(f"def f(x=None):\n    return {value} if x is None else x")
    assert desk.passes(f"assert f() == ({value}) and type(f()) is type({value})")
    assert desk.passes(f"assert f({value}) == ({value})")


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "bool", "complex128", "<U3", "O"])
def test_arrays_keep_shape_and_kind(hand_in, dtype):
    desk = hand_in(f"import numpy as np\ndef f(x): return np.zeros((2, 0, 3), '{dtype}'), x")
    asked = f"""
    import numpy as np
    x = np.ones((2, 3)).astype('{dtype}')
    zeros, back = f(x)
    assert zeros.shape == (2, 0, 3) and back.dtype.kind == x.dtype.kind
    np.testing.assert_array_equal(back, x)
    """
    assert desk.passes(asked)


def test_what_a_function_changes_in_place_is_changed_here(hand_in):
    desk = hand_in("def f(xs, d, a):\n    xs.sort(); d['k'] = 1; a += 1; a[0] = 9")
    changed = """
    import numpy as np
    xs, d, a = [3, 1, 2], {}, np.zeros(2)
    alias = xs
    f(xs, d, a)
    assert alias == [1, 2, 3] and d == {"k": 1} and a.tolist() == [9, 1]
    """
    assert desk.passes(changed)


def test_what_a_function_prints_is_heard_where_the_test_listens(hand_in):
    desk = hand_in("def hello(): print('hello')")
    listens = """
    import contextlib, io
    with contextlib.redirect_stdout(io.StringIO()) as heard:
        hello()
    assert heard.getvalue() == "hello\\n"
    """
    assert desk.passes(listens)
    assert desk.test("hello()").printed == "hello\n"


def test_a_seed_is_a_seed_on_both_sides(hand_in):
    desk = hand_in("import numpy as np, random\ndef f(): return np.random.rand(), random.random()")
    seeds = """
    import numpy as np, random
    np.random.seed(3); random.seed(4)
    got = f()
    np.random.seed(3); random.seed(4)
    assert got == (np.random.rand(), random.random())
    """
    assert desk.passes(seeds)
    assert np.random.seed.__module__ != "autograder.notebooks.trial"


@pytest.mark.parametrize(
    "source",
    ["assert f() == 4", "assert not f() != 4", "assert f() in [4]", "assert 4 == f()",
     "import numpy as np\nnp.testing.assert_allclose(f(), np.ones(2))",
     "import numpy as np\nassert np.array_equal(f(), np.ones(2))",
     "assert f() >= 4", "import unittest\nunittest.TestCase().assertEqual(f(), 4)"],
)  # fmt: skip
@pytest.mark.parametrize("base", ["object", "list", "int", "float", "str", "np.ndarray", "dict"])
def test_an_object_that_equals_everything_equals_nothing(hand_in, source, base):
    cell = f"""
    import numpy as np
    class Same({base}):
        def __eq__(self, other): return True
        def __ne__(self, other): return False
        def __ge__(self, other): return True
        def __sub__(self, other): return 0
        def __array_function__(self, *_): return True
        def __array_ufunc__(self, *_, **__): return True
        __hash__ = None
    def f():
        return np.zeros(2).view(Same) if "{base}" == "np.ndarray" else Same()
    """
    assert hand_in(cell).test(source).earned is None


@pytest.mark.parametrize(
    "source",
    ["assert abs(f() - 4) < 1e-9", "assert f().startswith('a')", "assert f().all()",
     "assert 4 in f()", "assert f() * 2 == 8", "assert 8 - f() == 4", "assert f().equals(4)"],
)  # fmt: skip
def test_an_object_that_nobody_asked_for_answers_no_question(hand_in, source):
    agrees = """
    class Yes:
        def __sub__(self, other): return 0
        def __rsub__(self, other): return 4
        def __mul__(self, other): return 8
        def __contains__(self, other): return True
        def __iter__(self): return iter(())
        def startswith(self, other): return True
        all = equals = lambda self, *_: True
        __call__ = all
    def f(): return Yes()
    """
    desk = hand_in(agrees, classes="Stack")
    assert desk.test(source).earned is None
    assert desk.test(source.replace("f()", "yes")).earned is None


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import inspect\ninspect.getsource(f)", "cannot-source"),
        ("f.__code__.co_varnames", "cannot-source"),
        ("import io\nf(io.StringIO())", "cannot-argument"),
        ("class Mine: pass\nf(Mine())", "cannot-argument"),
        ("class Mine(A): pass", "cannot-use"),
    ],
)
def test_a_test_that_reaches_inside_says_so(hand_in, source, reason):
    assert hand_in("def f(x): return 1\nclass A: pass").test(source).reason == reason


def test_a_student_can_choose_no_function_that_we_call(hand_in):
    # eval, were it a function of ours, would run what the test hands it on our side.
    desk = hand_in("import numpy, operator, os\ndef f(): return eval\ndef g(): return numpy.load")
    assert desk.passes("assert f()('1 + 1') == 2")
    outside = "import os\nassert f()('__import__(\"os\").getpid()') != os.getpid()"
    assert desk.passes(outside)
    assert not desk.passes("g()('/etc/hostname')")


def test_arithmetic_tells_an_object_nothing_of_what_is_expected(hand_in):
    keeps = """
    seen = []
    class Number:
        def __sub__(self, other):
            seen.append(other)
            return 0
        def __rsub__(self, other): return self - other
    def double(x): return Number() if not seen else seen[0]
    """
    desk = hand_in(keeps)
    assert desk.test("assert abs(double(7) - 14) < 1e-9").reason == "cannot-comparison"
    assert desk.test("assert abs(14 - double(7)) < 1e-9").reason == "cannot-comparison"
    assert not desk.passes("assert double(7) == 14")


def test_a_function_of_a_test_is_called_while_a_test_runs_and_no_later(hand_in):
    keeps = """
    kept = []
    class Other: pass
    def slope(f, x):
        kept.append(f)
        return f(x)
    """
    desk = hand_in(keeps)
    assert desk.passes("assert slope(lambda x: x ** 3, 2) == 8")
    for call in ("kept[0](Other())", "kept[0](int('f' * 500000, 16))", "kept[0](3)"):
        ran = desk.sandbox.run("cell 9", call)
        assert ran.raised or ran.died
    assert desk.test("slope(lambda x: x ** 3, Other)").earned is None


def test_an_object_as_a_key_is_an_error_of_that_test_alone(hand_in):
    odd = """
    import os
    class Odd:
        def __repr__(self): os._exit(0)
    class Plain: pass
    def grade(x): return Odd() if x else Plain()
    """
    desk = hand_in(odd)
    for argument in "01":
        verdict = desk.test(f"assert {{'A': 4}}[grade({argument})] == 4")
        assert isinstance(verdict.error, KeyError)
    assert desk.passes("assert 1")
