"""A store on every database that the suite knows, and a clock that the test moves."""

import os
import secrets
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, make_url, text

from autograder.model import Grading
from autograder.records import Store
from autograder.records.location import locate

# Names an empty database that the tests may fill; the contract then runs there as well.
POSTGRES = os.environ.get("GRADE_TEST_POSTGRES_URL")
# A process of its own waits until all of them are ready, then does its work.
START = """
import sys
from autograder.model import Grading
from autograder.records import Store

url, number = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
"""


class Clock:
    """Stands still until a test moves it."""

    def __init__(self):
        self.now = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)

    def __call__(self):
        return self.now

    def move(self, seconds):
        self.now += timedelta(seconds=seconds)


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def database_url(request):
    """The URL of a fresh database."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def sqlite_url(tmp_path):
    return locate(tmp_path, environ={}).render_as_string()


@pytest.fixture
def postgresql_url():
    url = make_url(POSTGRES)
    schema = f"test_{secrets.token_hex(8)}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    fresh = url.update_query_dict({"options": f"-csearch_path={schema}"})
    yield fresh.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(database_url, clock):
    with Store.open(database_url, clock=clock) as opened:
        yield opened


@pytest.fixture
def hand_in(store, clock):
    """Hand something in, a second after whatever came before."""

    def add(student="alice", assignment="conv2d", files=None, **options):
        clock.move(1)
        return store.add(
            assignment=assignment,
            student=student,
            files=files or {"conv2d.py": b"x = 1\n"},
            sha256="0" * 64,
            **options,
        )

    return add


@pytest.fixture
def grading():
    """Make a grading; nothing but its seed tells one from another."""

    def make(seed=1, **changes):
        fixed = {"status": "graded", "suite_sha256": "5" * 64, "toolkit_version": "0.1.0"}
        return Grading(**{**fixed, "seed": seed, "seconds": 0.25, **changes})

    return make


@pytest.fixture
def together(database_url):
    """Run a piece of work in many processes at the same moment; return their lines."""
    started = []

    def run(work, processes):
        started.extend(_start(START + work, database_url, number) for number in range(processes))
        for process in started:
            assert process.stdout.readline() == "ready\n"
        for process in started:
            process.stdin.write("go\n")
            process.stdin.flush()
        outputs = [process.communicate(timeout=120) for process in started]
        assert [stderr for _, stderr in outputs if stderr] == []
        return [line for stdout, _ in outputs for line in stdout.splitlines()]

    yield run
    for process in started:
        process.kill()
        process.wait()


def _start(program, url, number):
    pipe = subprocess.PIPE
    command = [sys.executable, "-W", "error", "-c", program, url, str(number)]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
