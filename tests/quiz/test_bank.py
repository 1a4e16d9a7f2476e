"""Banks: what a file asks, what it says to each answer, and how a wrong file is told."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from autograder.errors import CourseError, UsageError
from autograder.model import Language
from autograder.quiz.bank import bank_topic, read_bank
from autograder.quiz.drawing import draw
from autograder.quiz.export import FORMATS
from autograder.quiz.marking import mark
from autograder.words import say
from cli.main import run
from tests.quiz.sweep import swept

OURS = sorted((Path(__file__).parents[2] / "assignments/quizzes/bank").glob("*.yaml"))

BANK = """\
title: {en: Layers, ko: 층}
skill: ideas
version: 3
entries:
  - id: one-right
    level: 1
    kind: choice
    stem: {en: "Which one is right?", ko: "옳은 것은 어느 것입니까?"}
    options:
      - {text: {en: right, ko: 옳음}, right: true, why: {en: It is., ko: 맞습니다.}}
      - {text: {en: w1, ko: 오답1}, why: {en: Not w1., ko: 오답1은 아닙니다.}}
      - {text: {en: w2, ko: 오답2}, why: {en: Not w2., ko: 오답2는 아닙니다.},
         misconception: flipped-kernel}
      - {text: {en: w3, ko: 오답3}, why: {en: Not w3., ko: 오답3은 아닙니다.}}
      - {text: {en: w4, ko: 오답4}, why: {en: Not w4., ko: 오답4는 아닙니다.}}
  - id: some-right
    level: 3
    kind: multi
    stem: {en: "Which are right?", ko: 옳은 것을 모두 고르십시오.}
    options:
      - {text: {en: r1, ko: 정답1}, right: true, why: {en: r1 is., ko: 정답1은 맞습니다.}}
      - {text: {en: r2, ko: 정답2}, right: true, why: {en: r2 is., ko: 정답2는 맞습니다.}}
      - {text: {en: w1, ko: 오답1}, why: {en: Not w1., ko: 오답1은 아닙니다.}}
      - {text: {en: w2, ko: 오답2}, why: {en: Not w2., ko: 오답2는 아닙니다.}}
      - {text: {en: w3, ko: 오답3}, why: {en: Not w3., ko: 오답3은 아닙니다.}}
    solution: {en: Count them., ko: 세어 봅니다.}
"""

Write = Callable[[str, str], Path]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_a_bank_of_ours_is_worth_asking(path: Path) -> None:
    entries = read_bank(path).entries
    assert len(entries) >= 12
    for level in (1, 2, 3):
        assert sum(entry.level == level for entry in entries) >= 4


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_every_entry_of_ours_is_sound_and_its_key_right(path: Path) -> None:
    topic = bank_topic(path)
    for level in topic.levels:
        assert not list(swept(topic, level, range(200)))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_the_right_option_does_not_stand_out_by_its_length(path: Path, language: Language) -> None:
    entries = [entry for entry in read_bank(path).entries if entry.kind == "choice"]
    stand_out = 0
    for entry in entries:
        lengths = {each.right: 0 for each in entry.options}
        for each in entry.options:
            lengths[each.right] = max(lengths[each.right], len(each.text.in_(language)))
        stand_out += lengths[True] > lengths[False]
    assert stand_out <= 0.4 * len(entries)


@pytest.fixture
def bank(write: Write) -> Path:
    return write("bank/layers.yaml", BANK)


def test_a_file_is_a_topic_with_the_levels_of_its_entries(bank: Path) -> None:
    topic = bank_topic(bank)
    assert (topic.name, topic.title.ko, topic.skill, topic.version) == ("layers", "층", "ideas", 3)
    assert topic.levels == (1, 3)
    with pytest.raises(UsageError) as caught:
        draw(topic, 2, seed=0)
    assert caught.value.key == "quiz-not-enough"


def test_a_choice_shows_one_right_option_among_three_wrong_ones(bank: Path) -> None:
    topic = bank_topic(bank)
    texts, keys = set(), set()
    for seed in range(60):
        item = draw(topic, 1, seed)
        assert item.options[str(item.key)].en == "right"
        assert {item.options[str(each.value)].en for each in item.wrong} < {"w1", "w2", "w3", "w4"}
        assert list(item.options) == ["a", "b", "c", "d"]
        texts |= {text.en for text in item.options.values()}
        keys.add(item.key)
    assert texts == {"right", "w1", "w2", "w3", "w4"}
    assert keys == {"a", "b", "c", "d"}


def test_a_wrong_option_is_explained_by_its_own_words(bank: Path) -> None:
    items = (draw(bank_topic(bank), 1, seed) for seed in range(60))
    item, name = next(
        (item, name) for item in items for name, text in item.options.items() if text.en == "w2"
    )
    marked = mark(item, name)
    assert (marked.verdict, marked.explained("en")) == ("wrong", "Not w2.")
    assert marked.wrong
    assert marked.wrong.misconception == "flipped-kernel"
    assert mark(item, "옳음").verdict == mark(item, str(item.key)).verdict == "right"


def test_of_several_right_ones_each_choice_has_an_answer(bank: Path) -> None:
    seen = set()
    for seed in range(60):
        item = draw(bank_topic(bank), 3, seed)
        names = {text.en: name for name, text in item.options.items()}
        right = [name for text, name in names.items() if text.startswith("r")]
        wrong = {text: name for text, name in names.items() if text.startswith("w")}
        assert right
        assert wrong
        seen.add(len(right))
        assert mark(item, ",".join(right)).verdict == "right"
        text, name = next(iter(wrong.items()))
        too_much = mark(item, ",".join([*right, name]))
        assert too_much.explained("en") == f"Not {text}."
        missing = mark(item, name)
        assert missing.explained("en") == f"Not {text}. Something that is right is missing."
        nothing = mark(item, "-")
        assert nothing.explained("ko") == "고르지 않은 것 가운데 옳은 것이 있습니다."
    assert seen == {1, 2}


def test_the_solution_is_what_is_right_and_why(bank: Path) -> None:
    topic = bank_topic(bank)
    assert draw(topic, 1, 0).solution.en == "It is.\nRight: right"
    assert draw(topic, 3, 0).solution.ko.startswith("세어 봅니다.\n정답: 정답")


def test_the_same_seed_asks_the_same_for_ever(bank: Path) -> None:
    drawn = [draw(bank_topic(bank), level, seed) for level in (1, 3) for seed in range(3)]
    assert [(item.key, item.params["options"]) for item in drawn] == PINNED


PINNED = [
    ("b", [4, 0, 3, 1]),
    ("a", [0, 1, 3, 2]),
    ("a", [0, 3, 2, 1]),
    (("b", "d"), [3, 1, 2, 0]),
    (("c",), [3, 2, 1, 4]),
    (("b", "d"), [4, 1, 2, 0]),
]


@pytest.mark.parametrize(
    ("old", "new", "key", "place"),
    [
        pytest.param("skill: ideas", "skill: poetry", "yaml-bad-value", "skill", id="skill"),
        pytest.param("version: 3", "version: 0", "yaml-bad-value", "version", id="version"),
        pytest.param("level: 1", "level: 4", "yaml-bad-value", "entries.0.level", id="level"),
        pytest.param("kind: choice", "kind: number", "yaml-bad-value", "entries.0.kind", id="kind"),
        pytest.param("id: one-right", "id: One right", "yaml-bad-value", "entries.0.id", id="id"),
        pytest.param("some-right", "one-right", "yaml-bad-value", "entries", id="id twice"),
        pytest.param("w4, ko: 오답4}, why: {en: Not w4., ko: 오답4는 아닙니다.}",
                     "w4, ko: 오답4}", "yaml-missing-key", "entries.0.options.4", id="no why"),
        pytest.param("{en: w4, ko: 오답4}", "{en: w4}", "yaml-missing-key",
                     "entries.0.options.4.text", id="one language"),
        pytest.param("en: w4", "en: W1", "yaml-bad-value", "entries.0.options", id="text twice"),
        pytest.param("right: true, why: {en: It", "right: no, why: {en: It", "yaml-bad-value",
                     "entries.0.options", id="nothing right"),
        pytest.param("right: true, why: {en: It", "right: maybe, why: {en: It", "yaml-bad-value",
                     "entries.0.options.0.right", id="neither true nor false"),
        pytest.param("right: true", "correct: true", "yaml-unknown-key", "entries.0.options.0",
                     id="unknown key"),
        pytest.param("entries:", "entries: []\nmore:", "yaml-bad-value", "entries", id="empty"),
        pytest.param("stem: {en", "stem: [en", "yaml-unreadable", "", id="not YAML"),
    ],
)  # fmt: skip
def test_a_wrong_bank_is_named_by_file_and_key(
    write: Write, old: str, new: str, key: str, place: str
) -> None:
    assert old in BANK
    path = write("bank/layers.yaml", BANK.replace(old, new, 1))
    with pytest.raises(CourseError) as caught:
        bank_topic(path)
    assert caught.value.key == key
    assert str(caught.value.values["file"]).endswith("bank/layers.yaml")
    assert caught.value.values.get("where", "") == place


def test_too_few_wrong_options_are_told_in_both_languages(write: Write) -> None:
    loaded = yaml.safe_load(BANK)
    del loaded["entries"][0]["options"][3:]
    with pytest.raises(CourseError) as caught:
        bank_topic(write("bank/few.yaml", yaml.safe_dump(loaded, allow_unicode=True)))
    wanted = caught.value.values["wanted"]
    assert format(wanted, "en") == say("wanted", "entry-options", "en", detail="")
    assert "넷 이상" in format(wanted, "ko")


STEERING = "\x1b[2J \x07 \x7f \x9b31m \u061c \u202e"


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_a_bank_steers_a_terminal(
    write: Write,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    loaded = yaml.safe_load(BANK)
    for text in (loaded["title"], loaded["entries"][0]["stem"]):
        text |= {language: f"{STEERING} {said}" for language, said in text.items()}
    course = write("assignments/quizzes/bank/layers.yaml", yaml.safe_dump(loaded)).parents[2]
    (course / "course.yaml").write_text(
        "title: {en: T, ko: 강좌}\nlanguages: [en, ko]\ntimezone: Asia/Seoul\n"
        "assignments: [{slug: relu}]\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GRADE_COURSE", str(course))
    export = ["export", "--format", name, "--topic", "layers", "--seed", "1", "--with-key"]
    for command in (["topics"], ["topics", "--json"], ["ask", "layers", "--with-key"], export):
        assert run(["quiz", *command]) == 0
        out = capfdbinary.readouterr().out
        if name == "canvas" and command is export:
            files = zipfile.ZipFile(io.BytesIO(out))
            out = b"".join(map(files.read, files.namelist()))
        said = out.decode()
        assert not [sign for sign in STEERING if not sign.isprintable() and sign in said]
