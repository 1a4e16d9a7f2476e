"""A sandbox from outside: handles, deaths, budgets, digests; whatever happens, an answer."""

import gc
import time
from typing import Any

import numpy as np
import pytest

from autograder.model import Level, Limits
from autograder.sandbox import Answer, RemoteHandle, Sandbox, best_level

SOURCE = """
import os
import time
import weakref

import numpy as np

kept = weakref.WeakValueDictionary()


class Cache:
    def __init__(self, number):
        self.number = number
        kept[number] = self


def make(number):
    return np.full(2, float(number)), Cache(number)


def use(cache):
    return float(cache.number)


def alive():
    return len(kept)


def change(x, y, z=None):
    y[...] = 0
    return None


def reshape(x):
    x.shape = (x.size,)


def draw(rng):
    return rng.random(3)


def echo(x):
    return x


def die():
    os._exit(3)


def sleep(seconds):
    time.sleep(seconds)


def chat(text):
    print(text)


def limit(name):
    import resource
    return resource.getrlimit(getattr(resource, name))


def fail():
    return fail_deeper()


def fail_deeper():
    raise ValueError("no")


number = 3
"""


BIG = """
import numpy as np

life = []


def big(kind):
    life.append(1)
    return np.zeros(1 << 18) if kind else ["x" * 60_000] * 50


def count():
    return len(life)
"""


@pytest.fixture(scope="module", params=["best", "limits"])
def level(request: pytest.FixtureRequest) -> Level:
    return best_level() if request.param == "best" else "limits"


def opened(level: Level, source: str = SOURCE, **limits: Any) -> Sandbox:
    return Sandbox({"a.py": source.encode()}, "a.py", Limits(**limits), level=level)


def call(sandbox: Sandbox, name: str, *arguments: Any, returns: Any = "array") -> Answer:
    return sandbox.call(name, arguments, {}, returns=returns)


def test_a_handle_stays_and_is_released_when_it_is_dropped(level: Level) -> None:
    with opened(level) as sandbox:
        handles = []
        for number in range(3):
            array, handle = call(sandbox, "make", number, returns=["array", "handle"]).value
            assert array.tolist() == [number, number]
            assert isinstance(handle, RemoteHandle)
            handles.append(handle)
        assert call(sandbox, "use", handles[1]).value == 1.0
        assert call(sandbox, "alive").value == 3
        del handles[1], handle
        gc.collect()
        assert call(sandbox, "use", handles[1]).value == 2.0
        assert call(sandbox, "alive").value == 2


def test_a_handle_of_a_dead_worker_is_lost(level: Level) -> None:
    with opened(level) as sandbox:
        _, handle = call(sandbox, "make", 1, returns=["array", "handle"]).value
        died = call(sandbox, "die").died
        assert died is not None
        assert (died.cause, died.detail) == ("exit", "3")
        assert call(sandbox, "use", handle).problem == "lost"
        _, handle = call(sandbox, "make", 2, returns=["array", "handle"]).value
        assert call(sandbox, "use", handle).value == 2.0


def test_a_dead_worker_is_replaced(level: Level) -> None:
    with opened(level) as sandbox:
        for _ in range(2):
            assert call(sandbox, "echo", 1).value == 1
            assert call(sandbox, "die").died is not None
        assert call(sandbox, "echo", 2).value == 2


def test_changed_arguments_are_told_by_position(level: Level) -> None:
    with opened(level) as sandbox:
        x, y, z = np.ones(3), np.ones((2, 2)), np.ones(4)
        assert sandbox.call("change", [x, y], {"z": z}, returns="array").changed == (1,)
        assert y.all()
        assert call(sandbox, "echo", x).changed == ()
        assert call(sandbox, "reshape", np.ones((2, 3))).changed == (0,)
        assert call(sandbox, "echo", np.asfortranarray(np.arange(6.0).reshape(2, 3))).changed == ()
        assert call(sandbox, "change", 1, np.zeros(3)).changed == ()


def test_a_generator_is_used_where_it_stands(level: Level) -> None:
    with opened(level) as sandbox:
        value = call(sandbox, "draw", np.random.default_rng(5)).value
    np.testing.assert_array_equal(value, np.random.default_rng(5).random(3))


def test_a_failed_import_is_remembered(level: Level) -> None:
    with opened(level, "import time\ntime.sleep(0.2)\nraise KeyError('x')\n") as sandbox:
        first = call(sandbox, "echo", 1)
        assert first.is_loading
        assert first.raised is not None
        assert first.raised.type == "KeyError"
        assert first.raised.lines == (("a.py", 3, "<module>"),)
        before = time.monotonic()
        assert call(sandbox, "echo", 1) == first
        assert time.monotonic() - before < 0.1


def test_a_death_while_importing_is_remembered(level: Level) -> None:
    with opened(level, "import os\nos._exit(7)\n") as sandbox:
        for _ in range(3):
            answer = call(sandbox, "echo", 1)
            assert answer.is_loading
            assert answer.died is not None
            assert answer.died.detail == "7"
            assert sandbox._life is None  # and no other worker was started


def test_one_call_has_its_own_time(level: Level) -> None:
    with opened(level, call_seconds=1) as sandbox:
        call(sandbox, "echo", 1)
        died = call(sandbox, "sleep", 30).died
        assert died is not None
        assert (died.cause, died.detail) == ("time", "1")
        assert call(sandbox, "echo", 1).value == 1


def test_all_calls_share_the_total_time(level: Level) -> None:
    with opened(level, call_seconds=10, total_seconds=2) as sandbox:
        causes = []
        for _ in range(5):
            died = call(sandbox, "sleep", 0.9).died
            causes.append(died and (died.cause, died.detail))
        assert causes[0] is None
        assert causes[-1] == ("total", "2")
        before = time.monotonic()
        answer = call(sandbox, "echo", 1)
        assert answer.died is not None
        assert answer.died.cause == "total"
        assert not answer.is_loading
        assert time.monotonic() - before < 0.1


def test_what_is_printed_comes_with_the_call(level: Level) -> None:
    with opened(level, output_kb=8) as sandbox:
        assert call(sandbox, "chat", "한글").printed == "한글\n"
        assert call(sandbox, "echo", 1).printed == ""
        died = call(sandbox, "chat", "x" * 9000).died
        assert died is not None
        assert (died.cause, died.detail) == ("output", "8")
        assert call(sandbox, "chat", "again").printed == "again\n"


def test_an_exception_is_told_with_its_lines(level: Level) -> None:
    with opened(level) as sandbox:
        raised = call(sandbox, "fail").raised
    assert raised is not None
    assert (raised.type, raised.text) == ("ValueError", "no")
    assert raised.bases == ("ValueError", "Exception", "BaseException")
    assert [(file, name) for file, _, name in raised.lines] == [
        ("a.py", "fail"),
        ("a.py", "fail_deeper"),
    ]


def test_what_is_no_function_is_missing(level: Level) -> None:
    with opened(level) as sandbox:
        for name in ("nothing", "number"):
            answer = call(sandbox, name)
            assert (answer.problem, answer.detail) == ("missing", "a.py")


def test_too_large_a_value_leaves_the_worker_alive(level: Level) -> None:
    with opened(level, BIG, array_mb=1) as sandbox:
        assert call(sandbox, "big", 1).problem == "too-large"
        assert call(sandbox, "big", 0).problem == "too-large"
        assert call(sandbox, "count").value == 2


def test_the_limit_of_cpu_time_is_told_from_a_lack_of_memory() -> None:
    if best_level() == "limits":
        pytest.skip("no walls here")
    with opened(best_level(), total_seconds=10) as sandbox:
        soft, hard = call(sandbox, "limit", "RLIMIT_CPU").value
    assert soft < hard


def test_a_module_may_be_named_like_one_of_the_workers() -> None:
    source = b"def where():\n    return __file__\n"
    with Sandbox({"program.py": source}, "program.py", Limits(), level="limits") as sandbox:
        assert call(sandbox, "where").value == "program.py"


def test_two_files_import_each_other(level: Level) -> None:
    files = {"a.py": b"import b\ndef f():\n    return b.value\n", "b.py": b"value = 'b'\n"}
    with Sandbox(files, "a.py", Limits(), level=level) as sandbox:
        assert call(sandbox, "f").value == "b"


FLIGHT = """
import os, time
import numpy as np
seen = []
def note(value):
    seen.append(value)
    return len(seen)
def make(value):
    return value, [value]
def first(kept):
    return kept[0]
def die(code):
    os._exit(code)
def wait(seconds):
    time.sleep(seconds)
    return seconds
def double(x):
    return x * 2
"""


def test_calls_that_are_asked_for_together_run_in_order(level: Level) -> None:
    with opened(level, FLIGHT) as sandbox:
        asked = [sandbox.ask("note", [number], {}, returns="int") for number in range(300)]
        assert asked[-1].answer().value == 300
        assert [each.answer().value for each in asked] == list(range(1, 301))


def test_a_handle_can_be_passed_on_before_it_is_there(level: Level) -> None:
    with opened(level, FLIGHT) as sandbox:
        made = [sandbox.ask("make", [number], {}, returns=["int", "handle"]) for number in range(3)]
        used = [sandbox.ask("first", [each.handles[1]], {}, returns="int") for each in made]
        assert [each.answer().value for each in used] == [0, 1, 2]


def test_large_arrays_go_together_too(level: Level) -> None:
    with opened(level, FLIGHT) as sandbox:
        arrays = [np.full(n, float(n)) for n in (10, 200_000, 3_000, 3_000, 500_000, 1)]
        asked = [sandbox.ask("double", [x], {}, returns="array") for x in arrays]
        for x, each in zip(arrays, asked, strict=True):
            np.testing.assert_array_equal(each.answer().value, x * 2)


def test_after_a_death_among_several_calls_each_waits_for_the_one_before(level: Level) -> None:
    with opened(level, FLIGHT) as sandbox:
        asked = [
            sandbox.ask(name, [value], {}, returns="int")
            for name, value in (("note", 1), ("die", 5))
        ]
        for each in asked:
            answer = each.answer()
            assert answer.is_blurred
            assert answer.died is not None
        again = [
            sandbox.ask(name, [value], {}, returns="int")
            for name, value in (("note", 1), ("die", 5))
        ]
        first, second = (each.answer() for each in again)
        assert first.value == 1
        assert second.died is not None
        assert (second.died.detail, second.is_blurred) == ("5", False)


def test_calls_that_are_slow_together_get_their_own_time_alone(level: Level) -> None:
    with opened(level, FLIGHT, call_seconds=1, total_seconds=4) as sandbox:
        asked = [sandbox.ask("wait", [0.7], {}, returns="number") for _ in range(3)]
        assert asked[0].answer().is_blurred
        again = [sandbox.ask("wait", [0.7], {}, returns="number") for _ in range(3)]
        assert [each.answer().value for each in again] == [0.7] * 3


def test_answers_that_nobody_waited_for_are_taken(level: Level) -> None:
    with opened(level, FLIGHT) as sandbox:
        asked = [sandbox.ask("note", [number], {}, returns="int") for number in range(5)]
        assert asked[0].answer().value == 1
        sandbox.forget()
        assert call(sandbox, "note", 9, returns="int").value == 6
