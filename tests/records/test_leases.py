"""A submission is graded by one at a time, and by another where the first one died."""

from autograder.records import State


def test_a_lease_keeps_others_away(store, hand_in):
    id_ = hand_in().id
    assert store.lease(id_, seconds=60, owner="first")
    assert not store.lease(id_, seconds=60, owner="second")
    assert store.lease_next(seconds=60, owner="second") is None
    assert store.get(id_).state is State.GRADING


def test_a_lease_that_ran_out_is_taken_again(store, hand_in, clock):
    id_ = hand_in().id
    store.lease(id_, seconds=60, owner="first")
    clock.move(59.9)
    assert not store.lease(id_, seconds=60, owner="second")
    clock.move(0.1)
    assert store.lease(id_, seconds=60, owner="second")
    assert not store.lease(id_, seconds=60, owner="third")


def test_who_lost_the_lease_does_not_overwrite(store, hand_in, grading, clock):
    id_ = hand_in().id
    store.lease(id_, seconds=60, owner="slow")
    clock.move(61)
    store.lease(id_, seconds=60, owner="quick")
    kept = store.record(id_, grading(seed=2))
    assert store.record(id_, grading(seed=1)) == kept
    assert store.grading(id_) == kept


def test_what_is_graded_is_not_leased_again(store, hand_in, grading, clock):
    id_ = hand_in().id
    store.lease(id_, seconds=60, owner="me")
    store.record(id_, grading())
    clock.move(3600)
    assert not store.lease(id_, seconds=60, owner="me")
    assert store.lease_next(seconds=60, owner="me") is None


def test_what_is_not_there_is_not_leased(store):
    assert not store.lease("0" * 32, seconds=60, owner="me")
    assert store.lease_next(seconds=60, owner="me") is None


def test_the_queue_gives_the_oldest_first(store, hand_in, clock):
    first, second = hand_in(), hand_in(student="bob")
    taken = store.lease_next(seconds=10, owner="me")
    assert taken == first.model_copy(update={"state": State.GRADING})
    assert store.lease_next(seconds=60, owner="me").id == second.id
    clock.move(11)
    assert store.lease_next(seconds=60, owner="me").id == first.id
    assert store.lease_next(seconds=60, owner="me") is None


def test_the_queue_of_one_assignment(store, hand_in):
    hand_in()
    pool = hand_in(assignment="max_pool")
    assert store.lease_next(seconds=60, owner="me", assignment="max_pool").id == pool.id
    assert store.lease_next(seconds=60, owner="me", assignment="max_pool") is None
