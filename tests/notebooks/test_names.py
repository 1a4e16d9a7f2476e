"""Whose a name is in a test cell: the student's, the instructor's or the test's own."""

from tests.notebooks.conftest import SQUARES


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


def test_a_name_may_be_given_as_text(hand_in):
    desk = hand_in("answer = 42\ndef f(x): return x")
    assert desk.passes("assert 'answer' in globals() and 'nope' not in dir()")
    assert desk.passes("for name in ('f',): assert globals()[name](1) == eval(name)(1) == 1")


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


def test_what_a_test_imports_is_the_instructor_s_in_the_next_one(hand_in):
    first = "assert double(1) == 2\nfrom math import isclose"
    second = "assert isclose(double(2.0), 4.0)"
    desk = hand_in("isclose = lambda *a: True\ndef double(x): return 0",
                   asked="def double(x): return 2 * x", ours=(first, second))  # fmt: skip
    assert not desk.passes(first)
    assert not desk.passes(second)
