"""The docs can't drift: what is generated is up to date, and every setting is in them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.words import catalogue
from docs.pictures import PICTURES, Picture, drawn

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))


def test_generated_parts_are_up_to_date() -> None:
    check = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "-I", "docs", *map(str, DOCS)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert check.returncode == 0, f"run `make docs`\n{check.stdout}{check.stderr}"


def test_the_schema_is_up_to_date(tmp_path: Path) -> None:
    made = tmp_path / "schema.json"
    subprocess.run([sys.executable, ROOT / "docs/generated.py", made], check=True)
    assert made.read_text() == (ROOT / "docs/report.schema.json").read_text(), "run `make docs`"


@pytest.mark.slow
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.path.stem)
def test_pictures_show_what_a_report_says(picture: Picture) -> None:
    """The text alone: Rich draws a little differently with each version."""

    def texts(svg: str) -> list[str]:
        return re.findall(r">([^<]*)</text>", svg)

    shown = texts(picture.path.read_text(encoding="utf-8"))
    assert len(shown) > 40
    assert texts(drawn(picture)) == shown, "run `python docs/pictures.py`"


def test_every_setting_is_documented() -> None:
    code = "".join(
        path.read_text()
        for package in ("autograder", "cli")
        for path in (ROOT / package).rglob("*.py")
    )
    text = (ROOT / "docs/commands.md").read_text()
    for name in set(re.findall(r'"(GRADE_[A-Z_]+)"', code)):
        assert f"`{name}`" in text, name


@pytest.mark.parametrize("path", [ROOT / "README.md", *DOCS], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", path.read_text()):
        assert (path.parent / link).exists(), link


def places(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)", text))


@pytest.mark.parametrize(
    "name",
    [
        "advice",
        "autograde",
        "errors",
        "findings",
        "wanted",
        "notes",
        "notebooks",
        "faults",
        "cli",
        "quiz",
        "exchange",
    ],
)
def test_every_text_exists_in_both_languages_with_the_same_places(name: str) -> None:
    def compare(key: str, entry: object) -> None:
        assert isinstance(entry, dict), key
        if "en" in entry or "ko" in entry:
            assert set(entry) == {"en", "ko"}, key
            assert places(str(entry["en"])) == places(str(entry["ko"])), key
            return
        for part, inner in entry.items():
            compare(f"{key}.{part}", inner)

    for key, entry in catalogue(name).items():
        compare(key, entry)


def test_the_words_have_no_key_that_nothing_uses() -> None:
    code = "".join(
        path.read_text()
        for package in ("autograder", "cli", "solutions")
        for path in (ROOT / package).rglob("*.py")
    )
    for key in catalogue("errors"):
        assert f'"{key}"' in code or f'"{key.removesuffix("-near")}"' in code, key


def test_every_text_that_the_command_says_exists() -> None:
    """A key that is written out where it is said; those that are put together have own tests."""
    known = catalogue("cli")
    for path in (ROOT / "cli").rglob("*.py"):
        for key in re.findall(r'(?:session|page)\.say\(\s*"([\w.-]+)"', path.read_text()):
            assert key in known, f"{path.name}: {key}"
