"""Test cells on our side: what they earn, what ends them, what they leave behind."""

import pytest

from autograder.jupyter_lines import python_lines
from tests.notebooks.conftest import SQUARES


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
@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "while True:\n    try: f()\n    except: 1",
        "def again():\n    while True:\n        try: return f(0)\n        except: pass\nagain()",
        "class Again:\n    while True:\n        try: f(0)\n        except BaseException: pass",
    ],
)
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


def test_a_place_that_is_told_is_in_the_cell(hand_in):
    hides = "def double(x):\n    exec(compile('\\n' * x + '1 / 0', 'cell 1', 'exec'))"
    raised = hand_in(hides).test("double(4242)").error.raised
    assert {line for _, line, _ in raised.lines} == {2}
