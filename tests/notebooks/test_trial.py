"""Test cells on our side, a student's functions behind their walls."""

import numpy as np
import pytest

from autograder.jupyter_lines import python_lines

SQUARES = """
def squares(n):
    if n < 1:
        raise ValueError("n must be positive")
    return [i ** 2 for i in range(1, n + 1)]

def sum_of_squares(n):
    return sum(squares(n))
"""


def test_plain_asserts_see_what_a_function_returns(hand_in):
    desk = hand_in(SQUARES)
    assert desk.passes("assert squares(3) == [1, 4, 9]")
    failed = desk.test("x = 1\nassert squares(2) == [1, 5]")
    assert failed.earned is None
    assert failed.lines[-1] == 2
    assert "[1, 4] == [1, 5]" in str(failed.error)
    assert "squares(2)" in str(desk.test("assert not squares(2)").error)


def test_an_exception_is_caught_as_what_it_derives_from(hand_in):
    desk = hand_in(SQUARES, "class Own(KeyError): pass\ndef own(): raise Own('k')")
    caught = """
    try:
        squares(0)
    except ValueError as err:
        assert "positive" in str(err)
    else:
        raise AssertionError("did not raise")
    """
    assert desk.passes(caught)
    assert desk.passes("try:\n    own()\nexcept LookupError:\n    pass")
    verdict = desk.test("own()")
    assert type(verdict.error).__name__ == "Own"
    assert verdict.error.raised.lines == (("cell 2", 2, "own"),)


def test_a_test_may_take_a_name_away_and_put_it_back(hand_in):
    # nbgrader's quickstart asks in this way whether one function uses another.
    desk = hand_in(SQUARES, asked=SQUARES)
    uses = """
    kept = squares
    del squares
    try:
        sum_of_squares(1)
    except NameError:
        pass
    else:
        raise AssertionError("does not use squares")
    finally:
        squares = kept
    """
    assert desk.passes(uses)
    assert desk.passes("assert sum_of_squares(3) == 14")


def test_a_test_may_put_a_function_of_its_own_in_the_place_of_one(hand_in):
    desk = hand_in(SQUARES, asked=SQUARES)
    assert desk.passes("squares = lambda n: [7] * n\nassert sum_of_squares(2) == 14")


COUNTER = """
    counter = 0
    history = []
    def bump(by=1):
        global counter
        counter += by
        history.append(by)
"""


def test_a_test_and_a_function_share_the_names_that_the_reference_uses(hand_in):
    desk = hand_in(COUNTER, asked=COUNTER)
    assert desk.passes("counter = 0\nbump(); bump(3)\nassert counter == 4")
    assert desk.passes("seen = history\nhistory.clear()\nbump(7)\nassert seen == history == [7]")
    assert desk.passes("before = counter\nbump(2)\nassert counter == before + 2")


def test_a_name_of_the_test_s_own_is_neither_told_nor_taken(hand_in):
    guess = """
    expected, close = [], lambda a, b: True
    def double(x):
        globals()["close"] = lambda a, b: True
        globals()["expected"] += [0]
        return expected[0] if expected else 0
    """
    desk = hand_in(guess, asked="def double(x): return 2 * x")
    assert not desk.passes("expected = [14]\nassert [double(7)] == expected")
    desk.trial.prepare("helper", "def close(a, b): return abs(a - b) < 1e-9")
    assert not desk.passes("assert close(double(7), 14)")
    assert not desk.passes("assert close(double(7), 14)")


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


def test_a_name_may_be_given_as_text(hand_in):
    desk = hand_in("answer = 42\ndef f(x): return x")
    assert desk.passes("assert 'answer' in globals() and 'nope' not in dir()")
    assert desk.passes("for name in ('f',): assert globals()[name](1) == eval(name)(1) == 1")


INPUTS = [
    "from unittest.mock import patch\nwith patch('builtins.input', side_effect=['a', 'b']): {}",
    "import builtins\nbuiltins.input = lambda prompt='': 'ab'[prompt == '2 ']\n{}",
    "import io, sys\nsys.stdin = io.StringIO('a\\nb\\n')\n{}",
    "input = iter('ab').__next__\ninput = lambda prompt, draw=input: draw()\n{}",
]


@pytest.mark.parametrize("source", INPUTS)
def test_input_is_answered_where_a_test_answers_it(hand_in, source):
    desk = hand_in("def ask(): return input('1 ') + input('2 ')")
    assert desk.passes(source.format("assert ask() == 'ab'"))
    assert desk.passes("input = None\ndel input\ntry: ask()\nexcept RuntimeError: pass")


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


def test_files_are_read_from_memory_and_written_nowhere(hand_in):
    cells = [
        "import numpy as np\ndef table(): return np.loadtxt('data.csv', delimiter=',')",
        "from tool import double\nwith open('out.txt', 'w') as out: out.write('kept')",
        "def read(): return open('out.txt').read(), double(2)",
    ]
    files = {"data.csv": b"1,2\n3,4\n", "tool.py": b"def double(x): return 2 * x\n"}
    desk = hand_in(*cells, files=files)
    assert [ran.raised for ran in desk.ran] == [None] * 3
    assert desk.passes("assert table().tolist() == [[1, 2], [3, 4]]")
    assert desk.passes("assert read() == ('kept', 4)")


def test_plots_magics_and_widgets_are_passed_over(hand_in):
    cell = """
    %matplotlib inline
    import matplotlib.pyplot as plt
    from IPython.display import Image
    fig, axes = plt.subplots(2, 2)
    axes[0, 0].plot([1, 2])
    plt.show()
    get_ipython().run_line_magic("time", "1")
    def f(): return 1
    """
    python = "\n".join(python_lines([line.strip() for line in cell.splitlines()]).lines)
    desk = hand_in(python)
    assert desk.ran[0].raised is None
    assert desk.passes("import seaborn as sns\nsns.set()\n%time f()\nassert f() == 1")


def test_input_is_refused(hand_in):
    desk = hand_in("name = input('who?')")
    assert "input" in desk.ran[0].raised.text


def test_one_cell_that_fails_does_not_stop_the_others(hand_in):
    desk = hand_in("x = 1\n1 / 0", "def f(): return x")
    assert desk.ran[0].raised.type == "ZeroDivisionError"
    assert desk.passes("assert f() == 1")


def test_a_process_that_dies_costs_the_cell_that_killed_it(hand_in):
    desk = hand_in("import os\ndef f(): return 1", "os._exit(3)", "def die(): os._exit(4)")
    assert desk.ran[1].died.cause == "exit"
    assert desk.passes("assert f() == 1")
    assert desk.test("die()").reason == "lost-exit"
    assert desk.passes("assert f() == 1")


def test_what_was_kept_in_a_process_is_gone_with_it(hand_in):
    desk = hand_in("import os\nclass A: pass\ndef die(): os._exit(1)")
    died = """
    a = A()
    try:
        die()
    except BaseException:
        pass
    a.x
    """
    assert desk.test(died).reason.startswith("lost")


@pytest.mark.parametrize("clause", ["except Exception", "except BaseException", "except"])
def test_no_except_clause_of_a_test_takes_a_crash_for_an_exception(hand_in, clause):
    desk = hand_in("import os\ndef f(x): os._exit(0)\nclass A: pass\ndef g(): return A()")
    assert desk.test(f"try:\n    f(-1)\n{clause}:\n    pass").reason == "lost-exit"
    assert desk.test(f"try:\n    g() == 4\n{clause}:\n    pass").earned is None
    assert desk.test(f"try:\n    g()(1)\n{clause}:\n    pass").earned == 2.0  # a TypeError


# The alarm may go off in a callback of the garbage collector, which swallows it: then the next one
# ends the test.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("source", ["while True: pass", "while True:\n    try: f()\n    except: 1"])
def test_a_test_that_does_not_end_is_ended(hand_in, source):
    desk = hand_in("def f(): return 1", call_seconds=0.5)
    assert desk.test(source).reason == "test-time"
    assert desk.passes("assert f() == 1")


def test_a_function_that_does_not_end_is_ended(hand_in):
    desk = hand_in("def f():\n    while True: pass", call_seconds=0.5)
    assert desk.test("f()").reason in ("lost-time", "test-time")


@pytest.mark.parametrize(
    ("source", "earned"),
    [
        ("f(2)", 2.0), ("1.5", 1.5), ("f(0)", 0.0), ("import numpy as np\nnp.float64(0.5)", 0.5),
        ("f(2.5)", None), ("f(-1)", None), ("f(float('nan'))", None), ("f(float('inf'))", None),
        ("f(True)", None), ("f('2')", None), ("f([2])", None), ("f(None)", 2.0),
        ("f", None), ("assert f(1) == 1\n'all passed'", 2.0),
        ("import matplotlib.pyplot as p\np.plot()", 2.0),
        ("f(", None), ("", 2.0),
    ],
)  # fmt: skip
def test_a_test_earns_one_finite_number_of_points_or_none(hand_in, source, earned):
    assert hand_in("def f(x): return x").test(source).earned == earned


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


def test_a_test_that_is_ended_costs_the_next_one_nothing(hand_in):
    desk = hand_in("import time\ndef f(x): time.sleep(x); return x\ndef call(g): return g()")
    desk.trial._seconds = 0.3  # the test's own, which ends while f still runs
    assert desk.test("f(1)").reason == "test-time"
    assert desk.passes("assert f(0) == 0")
    assert desk.test("def g():\n    while True: pass\ncall(g)").reason == "test-time"
    assert desk.passes("assert f(0) == 0")


def test_a_function_takes_little_of_our_memory_and_time(hand_in):
    greedy = """
    import numpy as np
    def counts(): return range(600_000_000)
    def column(): return np.ones((8_000_000, 1))
    def call(g): return g(10 ** 9)
    """
    desk = hand_in(greedy, call_seconds=1)
    assert desk.test("sum(counts())").reason in ("test-time", "lost-time")
    assert isinstance(desk.test("list(counts())").error, MemoryError)  # by its length
    broadcast = desk.test("import numpy as np\nassert np.allclose(column(), np.arange(40.0))")
    assert isinstance(broadcast.error, MemoryError)
    assert "MemoryError" in str(desk.test("call(lambda n: sum(list(range(n))))").error)
    assert desk.passes("assert len(list(range(1_000_000))) == 1_000_000")


def test_no_exception_of_a_function_ends_the_loop_of_a_test(hand_in):
    stops = """
    def double(x): raise StopIteration
    def three(): return iter([1, 2, 3])
    """
    desk = hand_in(stops)
    assert not desk.passes("for got, want in zip(map(double, [1, 2]), [2, 4]): assert got == want")
    assert not desk.passes("assert all(map(lambda x: double(x) == 2 * x, [1, 2]))")
    assert not desk.passes("assert sum(map(double, [1, 2])) == 0")
    ends = """
    steps = three()
    assert [next(steps), *steps] == [1, 2, 3]
    try:
        next(steps)
    except StopIteration:
        pass
    else:
        raise AssertionError
    """
    assert desk.passes(ends)


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


SCORE = ("score = 0\nscore += double(1) == 2", "score += double(2) == 4\nscore")


def test_what_the_instructor_names_first_is_never_the_student_s(hand_in):
    takes = """
    score, check = 2, lambda *a: None
    def double(x):
        globals().update(score=2, check=lambda *a: None)
        if x == 3:
            raise ValueError
        return 0
    """
    helper = "sample = double(3)\ndef close(a, b): return abs(a - b) < 1e-9"
    check = "def check(x, want): assert double(x) == want\ncheck(0, 0)"
    uses = "check(8, 16)"
    desk = hand_in(takes + "    close = lambda *a: True", asked="def double(x): return 2 * x",
                   ours=(helper, check, uses, *SCORE))  # fmt: skip
    desk.trial.prepare("helper 1", helper)  # ends before it defines `close`
    assert not desk.passes("assert close(double(0.5), 1.0)")
    assert not desk.passes(uses)  # before the cell that defines it
    assert desk.passes(check)
    assert not desk.passes(uses)
    assert [desk.test(each).earned for each in SCORE] == [2, 0]  # the first only counts


def test_what_a_solution_imports_is_the_same_for_all(hand_in):
    takes = """
    isclose = lambda *a: True
    class np: allclose = staticmethod(lambda *a: True)
    def double(x): return 0
    """
    asked = "import numpy as np\nfrom math import isclose\ndef double(x): return 2 * x"
    desk = hand_in(takes, asked=asked)
    assert not desk.passes("assert isclose(double(2.0), 4.0)")
    assert not desk.passes("assert np.allclose(double(2.0), 4.0)")


def test_a_function_named_as_a_builtin_is_the_student_s(hand_in):
    asked = "def sum(values): ..."
    desk = hand_in("def sum(values): return 0", asked=asked)
    assert not desk.passes("assert sum([1, 2]) == 3")
    desk = hand_in("def sum(values): return values[0] + values[1]", asked=asked)
    assert desk.passes("assert sum([1, 2]) == 3")


def test_files_that_a_cell_writes_are_kept_whatever_the_mode(hand_in):
    writes = """
    with open("log.txt", "w") as file: file.write("a")
    with open("log.txt", "a") as file: file.write("b")
    with open("log.txt", "r+") as file: file.write("c")
    def log(): return open("log.txt").read()
    """
    desk = hand_in(writes)
    assert desk.ran[0].raised is None
    assert desk.passes("assert log() == 'cb'")


def test_what_a_cell_prints_before_it_ends_the_process_is_shown(hand_in):
    desk = hand_in("import os\nprint('so far', flush=True)\nos._exit(0)")
    assert desk.ran[0].died
    assert desk.ran[0].printed == "so far\n"


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


def test_a_small_number_is_the_instructor_s_once_the_instructor_has_named_it(hand_in):
    desk = hand_in("n = 50\ndef double(x): return 0", asked="def double(x): return 2 * x")
    helper = "def trials(n): return [double(i) == 2 * i for i in range(n)]\nn = 50"
    desk.trial.prepare("helper 1", helper)
    desk.sandbox.run("cell 2", "n = 0")
    assert not desk.passes("assert all(trials(n))")


def test_a_parameter_named_so_leaves_a_name_the_instructor_s(hand_in):
    close = "def close(expected, got): return abs(expected - got) < 1e-9"
    first = "assert double(1) == 2\nexpected = [14, 42]"
    second = "assert [double(7), double(21)] == expected"
    desk = hand_in("expected = [0, 0]\ndef double(x): return 0",
                   asked="def double(x): return 2 * x", ours=(close, first, second))  # fmt: skip
    assert not desk.passes(first)
    assert not desk.passes(second)


def test_a_builtin_stands_for_no_class_that_is_asked_for(hand_in):
    asked = "class Stack:\n    class Empty(Exception): pass\n    def pop(self): raise Stack.Empty"
    test = "try:\n    Stack().pop()\n    assert False\nexcept Stack.Empty:\n    pass"
    fakes = "class Stack:\n    Empty = Exception\n    def pop(self): pass"
    assert not hand_in(fakes, asked=asked).passes(test)
    assert hand_in(asked, asked=asked).passes(test)


def test_a_place_that_is_told_is_in_the_cell(hand_in):
    hides = "def double(x):\n    exec(compile('\\n' * x + '1 / 0', 'cell 1', 'exec'))"
    raised = hand_in(hides).test("double(4242)").error.raised
    assert {line for _, line, _ in raised.lines} == {2}


def test_what_a_test_imports_is_the_instructor_s_in_the_next_one(hand_in):
    first = "assert double(1) == 2\nfrom math import isclose"
    second = "assert isclose(double(2.0), 4.0)"
    desk = hand_in("isclose = lambda *a: True\ndef double(x): return 0",
                   asked="def double(x): return 2 * x", ours=(first, second))  # fmt: skip
    assert not desk.passes(first)
    assert not desk.passes(second)
