"""The log of answers: whole lines or none, whatever happens; rounds and tables follow from it."""

import json
import multiprocessing
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course import Text
from autograder.errors import UsageError
from autograder.quiz.drawing import Topic
from autograder.quiz.history import Log, Question, Replied
from autograder.quiz.mastery import mastery, skills
from autograder.quiz.practice import begun, plan, rounds, unfinished
from autograder.quiz.standing import Result, by_topic, ready_level, results
from autograder.quiz.topics import topics
from tests.quiz.items import made

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
QUESTIONS = [Question(topic="conv_shape", level=1, seed=seed) for seed in range(3)]


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path / "home" / "quiz.jsonl")


def reply(started, number, said="right", outcome="first", **others):
    values = {
        "item": f"conv_shape-v1-l1-{number}", "topic": "conv_shape", "skill": "shapes", "level": 1,
        "reply": "1", "said": said, "outcome": outcome, "round": started.round, "number": number,
    }  # fmt: skip
    return Replied(**(values | others))


def test_what_is_added_is_read_again(log):
    started = begun("practice", ["conv_shape"], QUESTIONS)
    lines = [started, reply(started, 0, reply="6 × 28 한글 \x1b\0 \n"), reply(started, 1)]
    for line in lines:
        log.add(line)
    assert log.read() == lines
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700
    assert log.path.read_bytes().count(b"\n") == 3


def test_there_may_be_no_log_yet(log):
    assert log.read() == []
    assert not log.path.exists()


def test_a_torn_last_line_is_left_out_and_spoils_no_other(log):
    started = begun("practice", [], QUESTIONS)
    for number in range(3):
        log.add(started if number == 0 else reply(started, number))
    whole = log.path.read_bytes()
    for cut in range(1, len(whole.splitlines()[-1]), 25):
        log.path.write_bytes(whole[: -cut - 1])
        assert len(log.read()) == 2
    log.add(reply(started, 2))
    assert [line.event for line in log.read()] == ["started", "replied", "replied"]


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe", b"[]", b"null", b'"x"', b"{" * 10_000, b"1" * 5000, b'{"event":"replied"}',
        b'{"event":"later","v":1,"round":"a","at":"2026-11-25T09:00:00Z"}',
        b'{"event":"started","v":2,"round":"a","at":"2026-11-25T09:00:00Z","kind":"practice","questions":[]}',
        b'{"event":"started","v":1,"round":"a","at":"2026-11-25T09:00:00","kind":"practice","questions":[]}',
        b'{"event":"started","v":1,"round":"a","at":"0001-01-01T00:00:00+14:00","kind":"practice","questions":[]}',
        b'{"event":"started","v":1,"round":"a","at":"9999-12-31T23:59:59-14:00","kind":"practice","questions":[]}',
    ],
    ids=str,
)  # fmt: skip
def test_a_line_that_means_nothing_is_left_out(log, line):
    started = begun("practice", [], QUESTIONS)
    log.add(started)
    with log.path.open("ab") as file:
        file.write(line + b"\n")
    log.add(reply(started, 0))
    assert len(log.read()) == 2


def test_a_later_version_may_say_more(log):
    started = begun("practice", [], QUESTIONS)
    log.path.parent.mkdir()
    log.path.write_text(json.dumps(json.loads(started.model_dump_json()) | {"mood": "good"}) + "\n")
    assert log.read() == [started]


def _write(path: Path, name: int) -> None:
    started = begun("practice", [str(name)], QUESTIONS * 20)
    for _ in range(50):
        Log(path).add(started)


def test_who_writes_at_the_same_time_adds_whole_lines(log):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(log.path, name)) for name in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(log.read()) == 100
    # Who looks while another's line is half there begins a new one, which leaves an empty one.
    assert all(json.loads(line) for line in log.path.read_text().splitlines() if line)


def test_what_cannot_be_kept_or_read_is_said(log, tmp_path):
    started = begun("practice", [], QUESTIONS)
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "quiz.jsonl", tmp_path, Path("/dev/full")):
        with pytest.raises(UsageError) as caught:
            Log(path).add(started)
        assert caught.value.key == "quiz-log"
    with pytest.raises(UsageError):
        Log(tmp_path).read()


# --- rounds -----------------------------------------------------------------------------------


def test_a_stopped_round_goes_on_and_a_finished_one_does_not():
    started = begun("practice", ["conv_shape"], QUESTIONS)
    lines = [started, reply(started, 0), reply(started, 1, "wrong", None)]
    (held,) = rounds(lines)
    assert held.open_numbers() == [1, 2]
    assert unfinished([held], "practice") == held
    assert unfinished([held], "practice", ["conv_shape"]) == held
    assert unfinished([held], "practice", ["--level=2"]) is None
    assert unfinished([held], "review") is None
    lines += [reply(started, 1), reply(started, 2)]
    assert unfinished(rounds(lines), "practice") is None


def test_only_the_last_round_goes_on():
    first, second = (begun("practice", [], QUESTIONS) for _ in range(2))
    lines = [first, second, *(reply(second, number) for number in range(3))]
    assert unfinished(rounds(lines), "practice") is None


def test_a_half_answered_question_goes_on_where_it_was():
    known = topics()
    started = begun("practice", [], QUESTIONS)
    miss = reply(started, 0, "wrong", None, reply="1 1 1")
    (held,) = rounds([started, miss])
    assert held.turn(0, known).misses == 1
    assert held.turn(0, known).offered
    (held,) = rounds([started, reply(started, 0, "choices", None, reply="")])
    assert held.turn(0, known).was_helped
    # Another version of the generator asks another question: that one begins anew.
    (held,) = rounds([started, miss.model_copy(update={"item": "conv_shape-v0-l1-0"})])
    assert held.turn(0, known).misses == 0


def test_two_terminals_count_a_question_once():
    started = begun("practice", [], QUESTIONS)
    lines = [started, reply(started, 0, "wrong", "wrong"), reply(started, 0), reply(started, 7)]
    (result,) = results(lines)
    assert result.outcome == "wrong"


def test_replies_without_a_round_and_skipped_questions_count_for_nothing():
    started = begun("practice", [], QUESTIONS)
    assert results([reply(started, 0)]) == []
    assert results([started, reply(started, 0, "skipped", "skipped")]) == []


# --- what a round asks ------------------------------------------------------------------------


def topic(name, count, levels=(1, 2, 3)):
    """A topic that has only so many questions."""

    def generate(rng, level):
        number = rng.integer(1, count)
        item = made("number", number, -1, -2, -3)
        return type(item)(
            **{name: getattr(item, name) for name in item.__slots__}
            | {"stem": Text(en=f"{number}?", ko=f"{number}?")}
        )

    return Topic(name, Text(en=name, ko=name), "shapes", 1, generate, levels)


def test_the_same_seed_asks_the_same_and_no_question_comes_twice():
    wanted = [(topics()["conv_shape"], 1), (topic("few", 1000), 2)]
    planned = plan(wanted, 20, 5)
    assert planned == plan(wanted, 20, 5)
    assert planned != plan(wanted, 20, 6)
    assert len({(each.topic, each.seed) for each in planned.questions}) == 20
    assert [each.topic for each in planned.questions].count("few") == 10
    assert not planned.exhausted


def test_a_topic_without_enough_to_ask_says_so():
    planned = plan([(topic("few", 3), 1)], 10, 1)
    assert len(planned.questions) == 3
    assert planned.exhausted == {"few": 3}


def test_another_topic_fills_the_round():
    planned = plan([(topic("few", 2), 1), (topic("many", 1000), 1)], 10, 1)
    assert len(planned.questions) == 10
    assert planned.exhausted == {"few": 2}


def test_a_topic_without_the_level_is_exhausted_at_once():
    assert plan([(topic("few", 3, levels=(2,)), 1)], 10, 1) == ((), {"few": 0})


# --- tables -----------------------------------------------------------------------------------


def result(outcome="first", level=1, days=0, topic="conv_shape", ideas=()):
    return Result(topic, "shapes", level, NOW - timedelta(days=days), outcome, tuple(ideas))


def test_results_are_counted_by_topic_with_their_mistakes():
    started = begun("practice", [], QUESTIONS)
    lines = [
        started, reply(started, 0),
        reply(started, 1, "wrong", None, misconception="forgot-pad"),
        reply(started, 1, "right", "second"),
        reply(started, 2, "wrong", None, misconception="forgot-pad"),
        reply(started, 2, "wrong", "wrong", misconception="forgot-stride"),
    ]  # fmt: skip
    (tally,) = by_topic(results(lines)).values()
    assert (tally.asked, tally.first, tally.second, tally.wrong) == (3, 1, 1, 1)
    assert list(tally.misconceptions.items()) == [("forgot-pad", 2), ("forgot-stride", 1)]


@pytest.mark.parametrize(
    ("outcomes", "level"),
    [
        ("", 1), ("ff", 1), ("fff", 2), ("fffff", 2), ("ffffff", 3), ("fffffffff", 3),
        ("ffsf", 1), ("ffwf", 1), ("ww", 1), ("fffw", 2), ("fffww", 1), ("fffwfw", 2),
    ],
)  # fmt: skip
def test_the_level_follows_the_last_answers(outcomes, level):
    names = {"f": "first", "s": "second", "w": "wrong"}
    found, ready = [], 1
    for each in outcomes:
        found.append(result(names[each], level=ready))
        ready = ready_level(found, (1, 2, 3))
    assert ready == level


def test_answers_at_a_level_that_is_not_the_topics_change_nothing():
    assert ready_level([result(level=1)] * 5, (2, 3)) == 2


# --- when to ask again ------------------------------------------------------------------------


def test_the_better_it_went_the_later_it_comes_back():
    dues = [
        mastery([result(outcome)], NOW)["conv_shape"].due
        for outcome in ("wrong", "second", "first")
    ]
    assert dues == sorted(dues)
    assert dues[0] >= NOW + timedelta(days=1)
    assert dues[2] > dues[0]
    often = [result(days=20), result(days=15), result(days=0)]
    assert mastery(often, NOW)["conv_shape"].due > dues[2]


def test_a_topic_is_due_after_a_while_and_fades():
    soon = mastery([result()] * 3, NOW)["conv_shape"]
    assert not soon.is_due(NOW)
    assert soon.share == pytest.approx(1)
    later = mastery([result(days=40)] * 3, NOW)["conv_shape"]
    assert later.is_due(NOW)
    assert 0 < later.share < soon.share


def test_one_right_answer_is_not_mastery_and_a_wrong_one_counts_against_it():
    assert mastery([result()], NOW)["conv_shape"].share < 0.5
    assert mastery([result("wrong")], NOW)["conv_shape"].share == 0


def test_a_clock_that_was_wrong_breaks_nothing():
    future = [result(days=-3000), result(days=0), result(days=9000), result(days=-1)]
    assert mastery(future, NOW)["conv_shape"].due < NOW + timedelta(days=400)


def test_the_same_log_gives_the_same_days():
    found = [result(days=days) for days in (90, 60, 30, 10)]
    assert mastery(found, NOW) == mastery(found, NOW)


def test_a_skill_counts_the_topics_that_were_never_asked():
    known = [topic("a", 1), topic("b", 1)]
    mastered = mastery([result(topic="a", days=30)] * 3, NOW)
    (skill,) = skills(known, mastered, NOW)
    assert (skill.topics, skill.met, skill.due) == (2, 1, 1)
    assert skill.share == pytest.approx(mastered["a"].share / 2)
