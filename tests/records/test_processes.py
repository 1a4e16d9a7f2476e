"""Many processes use one database at once, and nothing is lost or done twice."""

from collections import Counter

from autograder.records import Store

PROCESSES = 8
EACH = 5

OPEN_AND_ADD = """
with Store.open(url) as store:
    for turn in range({each}):
        student = "alice" if turn % 2 else f"student {{turn}}"
        files = {{"conv2d.py": f"{{number}} {{turn}}".encode()}}
        print(store.add(assignment="conv2d", student=student, files=files, sha256="0" * 64).id)
"""
GRADE_ALL = """
with Store.open(url) as store:
    while (found := store.lease_next(seconds=60, owner=str(number))) is not None:
        store.record(found.id, Grading(
            status="graded", seed=number, suite_sha256="5" * 64, toolkit_version="0", seconds=0))
        print(found.id)
"""
RECORD_ONE = """
with Store.open(url) as store:
    for id_ in [attempt.id for attempt in store.attempts()]:
        print(id_, store.record(id_, Grading(
            status="graded", seed=number, suite_sha256="5" * 64, toolkit_version="0", seconds=0
        )).seed)
"""


def test_processes_open_a_fresh_database_at_once_and_hand_in(together, database_url):
    ids = together(OPEN_AND_ADD.format(each=EACH), PROCESSES)

    assert len(set(ids)) == PROCESSES * EACH
    with Store.open(database_url) as store:
        attempts = store.attempts()
        contents = {store.get(id_).files["conv2d.py"] for id_ in ids}
    assert {attempt.id for attempt in attempts} == set(ids)
    assert len(contents) == PROCESSES * EACH
    for student, count in Counter(attempt.student for attempt in attempts).items():
        numbers = [attempt.attempt for attempt in attempts if attempt.student == student]
        assert numbers == list(range(1, count + 1))


def test_each_submission_is_leased_by_one_process(together, hand_in, store):
    ids = [hand_in().id for _ in range(40)]
    graded = together(GRADE_ALL, 4)
    assert sorted(graded) == sorted(ids)
    assert {attempt.state for attempt in store.attempts()} == {"graded"}


def test_processes_that_record_the_same_submission_agree(together, hand_in, store):
    ids = [hand_in().id for _ in range(5)]
    told = together(RECORD_ONE, 4)
    assert len(told) == 4 * 5
    assert {tuple(line.split()) for line in told} == {
        (id_, str(store.grading(id_).seed)) for id_ in ids
    }
