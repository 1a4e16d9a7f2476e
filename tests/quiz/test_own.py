"""A course's own generators: loaded by path, and named where they are wrong."""

from pathlib import Path

import pytest

from autograder import course as courses
from autograder.errors import CourseError, UsageError
from autograder.quiz.drawing import draw
from autograder.quiz.topics import topics
from autograder.words import error
from cli.main import run

GENERATOR = '''\
"""How many pixels?"""

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, separated

TITLE = Text(en="Pixels", ko="픽셀")
SKILL = "shapes"
VERSION = 1
LEVELS = (1, 3)


def generate(rng, level):
    n = rng.integer(5, 50)
    key = n * n
    said = bilingual("Not so.", "아닙니다.")
    wrong = [Wrong("", value, said) for value in (n, 2 * n, 4 * n)]
    return Item(
        kind="number",
        stem=bilingual(f"How many pixels has an image of {n} × {n}?", f"{n} × {n}은 몇 픽셀?"),
        params={"n": n},
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(f"Rows by columns: {key}", f"행 곱하기 열: {key}"),
    )
'''


class Place:
    """A course on disk with a generator in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "assignments/quizzes"

    def write(self, name: str, text: str = GENERATOR) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def refused(self) -> CourseError:
        """The error that the topics end in, which can be said in both languages."""
        with pytest.raises(CourseError) as caught:
            draw(topics(courses.load(self.root))["pixels"], 1, 0)
        for language in ("en", "ko"):
            said = error(caught.value, language)
            assert "{" not in said.message + said.hint
            assert "pixels" in said.message.lower()
        return caught.value


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "assignments").mkdir()
    (tmp_path / "assignments/course.yaml").write_text(
        "title: {en: T, ko: 강좌}\nlanguages: [en, ko]\ntimezone: Asia/Seoul\n"
        "assignments: [{slug: relu}]\n",
        encoding="utf-8",
    )
    return Place(tmp_path)


def test_a_module_in_the_course_is_a_topic_of_that_course_alone(place: Place) -> None:
    place.write("generators/pixels.py")
    place.write("generators/_shared.py", "raise RuntimeError")
    place.write("generators/notes.txt", "not a topic")
    known = topics(courses.load(place.root))
    assert list(known) == [*topics(), "pixels"]
    topic = known["pixels"]
    assert (topic.title.ko, topic.skill, topic.levels) == ("픽셀", "shapes", (1, 3))
    item = draw(topic, 3, 7)
    assert item == draw(topic, 3, 7)
    assert item.id == "pixels-v1-l3-7"
    assert item.key == item.params["n"] ** 2


def test_a_course_without_quizzes_has_ours(place: Place) -> None:
    assert topics(courses.load(place.root)) == topics()


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        pytest.param('TITLE = Text(en="Pixels", ko="픽셀")', 'TITLE = "Pixels"',
                     "generator-lacks", "TITLE", id="title of one language"),
        pytest.param('SKILL = "shapes"', 'SKILL = "poetry"', "generator-lacks", "SKILL",
                     id="skill"),
        pytest.param("VERSION = 1", "", "generator-lacks", "VERSION", id="no version"),
        pytest.param("LEVELS = (1, 3)", "LEVELS = (0, 1)", "generator-lacks", "LEVELS",
                     id="levels"),
        pytest.param("LEVELS = (1, 3)", "LEVELS = ()", "generator-lacks", "LEVELS",
                     id="no level"),
        pytest.param("def generate", "def generated", "generator-lacks", "generate",
                     id="no function"),
        pytest.param("def generate", "def def", "generator-broken", "SyntaxError",
                     id="not Python"),
        pytest.param("LEVELS = (1, 3)", "raise SystemExit(3)", "generator-broken", "SystemExit",
                     id="exits"),
        pytest.param("import Item", "import Itemm", "generator-broken", "Itemm", id="import"),
        pytest.param("key = n * n", "key = n / 0", "generator-broken", "ZeroDivisionError",
                     id="fails when it draws"),
        pytest.param("return Item(", "return dict(", "generator-broken", "dict",
                     id="returns no item"),
        pytest.param('Wrong("", value, said)', 'Wrong("my-idea", value, "n")', "generator-broken",
                     "my-idea", id="idea without words"),
        pytest.param("wrong=separated(key, wrong)", "wrong=(Wrong('', key, said),)",
                     "item-unsound", "not all different", id="wrong value is the key"),
        pytest.param('f"Rows by columns: {key}"', '"Rows by columns."', "item-unsound",
                     "does not end in the key in en", id="solution without the key"),
        pytest.param('"아닙니다."', '"No."', "item-unsound", "not in ko", id="no Korean"),
        pytest.param('{"n": n}', '{"n": (n,)}', "item-unsound", "JSON", id="params"),
        pytest.param('{"n": n}', '{"n": {n}}', "generator-broken", "JSON", id="params are a set"),
    ],
)  # fmt: skip
def test_a_wrong_generator_is_named(place: Place, old: str, new: str, key: str, said: str) -> None:
    assert old in GENERATOR
    place.write("generators/pixels.py", GENERATOR.replace(old, new))
    err = place.refused()
    assert err.key == key
    assert str(err.values["file"]).endswith("generators/pixels.py")
    assert said in " ".join(map(str, err.values.values()))


def test_one_that_never_finds_enough_wrong_values_says_so(place: Place) -> None:
    place.write("generators/pixels.py", GENERATOR.replace("(n, 2 * n, 4 * n)", "(n, 2 * n, key)"))
    with pytest.raises(UsageError) as caught:
        draw(topics(courses.load(place.root))["pixels"], 1, 0)
    assert (caught.value.key, caught.value.values["topic"]) == ("quiz-never-draws", "pixels")


@pytest.mark.parametrize(
    ("files", "key"),
    [
        (["generators/Pixels.py"], "topic-name"),
        (["generators/pixels-2.py"], "topic-name"),
        (["generators/pixels.py", "bank/pixels.yaml"], "topic-taken"),
    ],
)
def test_a_name_that_is_no_topics_is_refused(place: Place, files: list[str], key: str) -> None:
    for name in files:
        text = GENERATOR
        if name.endswith(".yaml"):
            bank = Path(__file__).parents[2] / "assignments/quizzes/bank/correlation.yaml"
            text = bank.read_text(encoding="utf-8")
        place.write(name, text)
    assert place.refused().key == key


@pytest.mark.parametrize("name", ["conv_shape", "shapes"])
def test_the_name_of_ours_or_of_a_skill_is_taken(place: Place, name: str) -> None:
    place.write(f"generators/{name}.py")
    with pytest.raises(CourseError) as caught:
        topics(courses.load(place.root))
    assert caught.value.key == "topic-taken"


def test_the_command_tells_it_without_a_traceback(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRADE_COURSE", str(place.root))
    monkeypatch.setenv("GRADE_LANG", "en")
    place.write("generators/pixels.py")
    assert run(["quiz", "ask", "pixels", "--seed", "1", "--with-key"]) == 0
    assert "How many pixels" in capsys.readouterr().out
    place.write("generators/points.py", GENERATOR.replace("key = n * n", "key = n / 0"))
    assert run(["quiz", "ask", "points"]) == 2
    err = capsys.readouterr().err
    assert "points.py" in err
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err
