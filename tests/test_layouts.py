"""Downloads of a class: who handed in what, and a word for whatever is passed over."""

import os
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import layouts, submission
from autograder.course import Assignment
from autograder.errors import SubmissionError, UsageError
from autograder.layouts import Entry, Found, Layout
from autograder.words import error, say

SOURCE = "def conv2d_forward(): pass\n"
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write files into a folder of downloads; a name that ends with `/` is an empty folder."""

    def put_files(*names: str, content: str = SOURCE) -> Path:
        folder = tmp_path / "downloads"
        folder.mkdir(exist_ok=True)
        for name in names:
            path = folder / name
            if name.endswith("/"):
                path.mkdir(parents=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content)
        return folder

    return put_files


def students(found: Found) -> list[str]:
    return [entry.student for entry in found.entries]


def only(found: Found) -> Entry:
    assert len(found.entries) == 1
    return found.entries[0]


def reasons(found: Found) -> dict[str, str]:
    """Return why what was passed over, and check that it can be said."""
    for note in found.passed_over:
        for language in ("en", "ko"):
            say("notes", note.key, language, **note.values).encode()
    return {str(n.values["path"]): n.key.removeprefix("passed-over-") for n in found.passed_over}


def names(entry: Entry) -> list[str]:
    return [path.name for path in entry.paths]


def refused(folder: Path, layout: Layout, conv2d: Assignment) -> UsageError:
    """Check that a folder is refused in both languages."""
    with pytest.raises(UsageError) as caught:
        layouts.find(folder, layout, conv2d)
    for language in ("en", "ko"):
        text = error(caught.value, language)
        assert text.message
        assert text.hint
    return caught.value


# --- plain ------------------------------------------------------------------------------------
def test_a_student_is_a_file_or_a_folder(put: Put, conv2d: Assignment) -> None:
    folder = put("kim.py", "lee.ZIP", "park j. h.ipynb", "최 영희/conv2d.py")
    found = layouts.find(folder, "plain", conv2d)
    assert students(found) == ["kim", "lee", "park j. h", "최 영희"]
    assert found.entries[0] == Entry(student="kim", paths=(folder / "kim.py",))
    assert found.passed_over == []


def test_what_systems_add_is_left_out_silently(put: Put, conv2d: Assignment) -> None:
    junk = [".DS_Store", "Thumbs.db", "Desktop.ini", "._kim.py", "__MACOSX/kim.py"]
    folder = put("kim.py", *junk, ".ipynb_checkpoints/x.ipynb", "__pycache__/kim.pyc")
    found = layouts.find(folder, "plain", conv2d)
    assert (students(found), found.passed_over) == (["kim"], [])


def test_a_name_of_spaces_is_none(put: Put, conv2d: Assignment) -> None:
    found = layouts.find(put("kim.py", " .py"), "plain", conv2d)
    assert students(found) == ["kim"]
    assert reasons(found) == {" .py": "student"}


def test_what_is_no_submission_is_told(put: Put, conv2d: Assignment) -> None:
    folder = put("kim.py", "lee.pdf", "README", ".hidden.py", "grades.csv")
    found = layouts.find(folder, "plain", conv2d)
    assert students(found) == ["kim"]
    assert reasons(found) == dict.fromkeys(
        ["lee.pdf", "README", ".hidden.py", "grades.csv"], "name"
    )


@pytest.mark.parametrize(
    "rivals",
    [
        ("kim.py", "kim.zip"),
        ("kim.py", "kim/conv2d.py"),
        ("Kim.py", "kim.ipynb"),
        ("kim.py", "kim .py"),
        ("김.py", unicodedata.normalize("NFD", "김.zip")),
        ("straße.py", "STRASSE.py", "strasse.zip"),
    ],
)
def test_none_of_several_that_would_be_one_student_is_taken(
    put: Put, conv2d: Assignment, rivals: tuple[str, ...]
) -> None:
    found = layouts.find(put("lee.py", *rivals), "plain", conv2d)
    assert students(found) == ["lee"]
    assert list(reasons(found).values()) == ["rival"] * len(rivals)


def test_a_name_is_recorded_composed(put: Put, conv2d: Assignment) -> None:
    folder = put(unicodedata.normalize("NFD", "김민지.py"))
    found = layouts.find(folder, "plain", conv2d)
    assert students(found) == ["김민지"]
    assert submission.read(only(found).paths, conv2d).files == {"conv2d.py": SOURCE.encode()}


# --- Moodle -----------------------------------------------------------------------------------
def test_moodle_folders(put: Put, conv2d: Assignment) -> None:
    folder = put(
        "Kim Minji_101_assignsubmission_file/conv2d.py",
        "Kim Minji_205_assignsubmission_file_/conv2d.py",
        "김 민지_77_assignsubmission_file/sub/conv2d.ipynb",
        "Lee_Jun_8_assignsubmission_file/conv2d.py",
        "Default group_assignsubmission_file/conv2d.py",
    )
    found = layouts.find(folder, "moodle", conv2d)
    assert students(found) == [
        "Default group", "Kim Minji_101", "Kim Minji_205", "Lee_Jun_8", "김 민지_77",
    ]  # fmt: skip
    assert [entry.number for entry in found.entries] == [None, "101", "205", "8", "77"]
    assert {entry.is_late for entry in found.entries} == {None}
    assert names(found.entries[1]) == ["Kim Minji_101_assignsubmission_file"]
    assert submission.read(found.entries[1].paths, conv2d).files


def test_moodle_without_folders(put: Put, conv2d: Assignment) -> None:
    folder = put(
        "Kim_101_assignsubmission_file_conv2d.py",
        "Kim_101_assignsubmission_file_notes.pdf",
        "Lee_8_assignsubmission_file_my work.py",
        "Lee_8_assignsubmission_file_report.pdf",
        "Park_9_assignsubmission_file_x_3_assignsubmission_file_conv2d.py",
    )
    found = layouts.find(folder, "moodle", conv2d)
    assert students(found) == ["Kim_101", "Lee_8", "Park_9"]
    for entry in found.entries:
        read = submission.read(entry.paths, conv2d, called=entry.called)
        assert read.files == {"conv2d.py": SOURCE.encode()}


def test_moodle_text_is_told(put: Put, conv2d: Assignment) -> None:
    typed = ["Kim_101_assignsubmission_onlinetext", "Lee_8_assignsubmission_onlinetext_x.html"]
    folder = put("Kim_101_assignsubmission_file/conv2d.py", f"{typed[0]}/onlinetext.html", typed[1])
    put("Park_9_assignsubmission_comments/c.html", "Grades-1.csv", "Choi_3_assignsubmission_file")
    found = layouts.find(folder, "moodle", conv2d)
    assert students(found) == ["Kim_101"]
    assert reasons(found) == {
        **dict.fromkeys([*typed, "Park_9_assignsubmission_comments"], "typed"),
        **dict.fromkeys(["Grades-1.csv", "Choi_3_assignsubmission_file"], "name"),
    }


def test_several_that_fit_are_left_to_the_reading(put: Put, conv2d: Assignment) -> None:
    folder = put(
        "Kim_1_assignsubmission_file/conv2d.py",
        "Kim_1_assignsubmission_file_/conv2d.py",
        "Lee_2_assignsubmission_file_a.py",
        "Lee_2_assignsubmission_file_b.py",
    )
    for entry in layouts.find(folder, "moodle", conv2d).entries:
        assert len(entry.paths) == 2
        with pytest.raises(SubmissionError):
            submission.read(entry.paths, conv2d, called=entry.called)


# --- Canvas -----------------------------------------------------------------------------------
def test_canvas_files(put: Put, conv2d: Assignment) -> None:
    folder = put(
        "kimminji_1234_5678_conv2d.py",
        "leejun_LATE_1235_5680_conv2d-1.py",
        "김민지_1236_5681_20261234_2_conv2d.py",
        "20261234_1237_5682_my work.ipynb",
        "anon_Ab3dE_5683_conv2d.py",
        "LATE_anon_Zz9yX_5684_conv2d.py",
        "_1238_5685_conv2d.py",
        "late_1239_5686_conv2d.py",
    )
    found = layouts.find(folder, "canvas", conv2d)
    assert found.passed_over == []
    assert {entry.student: entry.is_late for entry in found.entries} == {
        "kimminji_1234": False,
        "leejun_1235": True,
        "김민지_1236": False,
        "20261234_1237": False,
        "anon_Ab3dE": False,
        "anon_Zz9yX": True,
        "1238": False,
        "late_1239": False,
    }
    late = next(entry for entry in found.entries if entry.number == "1235")
    assert list(late.called.values()) == ["conv2d.py"]
    assert submission.read(late.paths, conv2d, called=late.called).files


@pytest.mark.parametrize(
    ("handed_in", "kept"),
    [
        (["9_conv2d.py", "10_conv2d-1.py"], ["10_conv2d-1.py"]),
        (["10_conv2d.py", "9_conv2d-1.py"], ["10_conv2d.py"]),
        (["9_conv2d-9.py", "9_conv2d-10.py"], ["9_conv2d-10.py"]),
        (
            ["9_conv2d.py", "10_conv2d-0b5bd4a5-6f4f-4b1c-9c1e-7a3f0a4d2f11.py"],
            ["10_conv2d-0b5bd4a5-6f4f-4b1c-9c1e-7a3f0a4d2f11.py"],
        ),
        (["9_conv2d-1.py", "10_helper.py", "11_report.pdf"], ["9_conv2d-1.py"]),
        (["9_work.zip", "10_work-1.zip", "11_report.pdf"], ["10_work-1.zip"]),
        (["9_mine.py", "10_report.pdf"], ["9_mine.py"]),
        (["9_part-1.py", "10_part-2.py"], ["9_part-1.py", "10_part-2.py"]),
        (["9_conv2d.py", "10_conv2d.ipynb"], ["9_conv2d.py", "10_conv2d.ipynb"]),
        (["9_report.pdf"], ["9_report.pdf"]),
    ],
)
def test_the_latest_of_a_student_is_taken(
    put: Put, conv2d: Assignment, handed_in: list[str], kept: list[str]
) -> None:
    folder = put(*(f"kim_LATE_1_{name}" for name in handed_in), "lee_2_50_conv2d.py")
    found = layouts.find(folder, "canvas", conv2d)
    assert students(found) == ["kim_1", "lee_2"]
    assert names(found.entries[0]) == [f"kim_LATE_1_{name}" for name in kept]
    assert set(reasons(found).values()) <= {"older"}


def test_lateness_is_that_of_the_file_that_is_taken(put: Put, conv2d: Assignment) -> None:
    folder = put("kim_1_9_conv2d.py", "kim_LATE_1_10_conv2d-1.py")
    found = layouts.find(folder, "canvas", conv2d)
    assert only(found).is_late is True
    assert reasons(found) == {"kim_1_9_conv2d.py": "older"}


def test_several_declared_files_keep_their_names(put: Put, conv2d: Assignment) -> None:
    two = conv2d.model_copy(update={"files": ["conv2d.py", "extra.py"]})
    folder = put("kim_1_9_conv2d-2.py", "kim_1_10_extra.py", "kim_1_11_report.pdf")
    entry = only(layouts.find(folder, "canvas", two))
    assert submission.read(entry.paths, two, called=entry.called).files.keys() == set(two.files)


def test_canvas_text_is_told(put: Put, conv2d: Assignment) -> None:
    folder = put("kim_1_9_conv2d.py", "lee_2_text.html", "park_LATE_3_link.html", "x.csv")
    found = layouts.find(folder, "canvas", conv2d)
    assert students(found) == ["kim_1"]
    assert reasons(found) == {
        "lee_2_text.html": "typed", "park_LATE_3_link.html": "typed", "x.csv": "name",
    }  # fmt: skip


def test_a_file_name_can_not_name_another_student(put: Put, conv2d: Assignment) -> None:
    folder = put("kim_1_9_lee_2_99_conv2d.py", "lee_2_10_conv2d.py", "park_3_11_LATE_2_1_x.py")
    found = layouts.find(folder, "canvas", conv2d)
    assert [(entry.student, entry.is_late) for entry in found.entries] == [
        ("kim_1", False), ("lee_2", False), ("park_3", False),
    ]  # fmt: skip


# --- the wrong folder, the wrong layout -------------------------------------------------------
MOODLE = ("Kim_1_assignsubmission_file/a.py", "Lee_2_assignsubmission_file/a.py")
CANVAS = ("kim_1_9_conv2d.py", "lee_2_10_conv2d.py")
PLAIN = ("kim.py", "lee.zip")


@pytest.mark.parametrize(
    ("files", "layout", "key", "word"),
    [
        (MOODLE, "plain", "layout-other", "--layout moodle"),
        (MOODLE[:1], "plain", "layout-other", "--layout moodle"),
        (MOODLE, "canvas", "layout-other", "--layout moodle"),
        (CANVAS, "plain", "layout-other", "--layout canvas"),
        (CANVAS, "moodle", "layout-other", "--layout canvas"),
        (CANVAS[:1], "moodle", "layout-other", "--layout canvas"),
        (PLAIN, "moodle", "layout-plain", "--layout plain"),
        (PLAIN, "canvas", "layout-plain", "--layout plain"),
        (("x.txt",), "plain", "layout-misfit", "NAME.py"),
        (("x.txt",), "moodle", "layout-misfit", "assignsubmission"),
        ((".DS_Store",), "plain", "layout-empty", "folder"),
        ((), "canvas", "layout-empty", "folder"),
        (("submissions.zip",), "moodle", "layout-zip", "submissions.zip"),
    ],
)
def test_a_folder_of_another_layout_is_refused(
    put: Put, conv2d: Assignment, files: tuple[str, ...], layout: Layout, key: str, word: str
) -> None:
    err = refused(put(*files), layout, conv2d)
    assert err.key == key
    assert word in error(err, "en").hint
    assert word in error(err, "ko").hint or key == "layout-empty"


@pytest.mark.parametrize("layout", ["plain", "moodle", "canvas"])
@pytest.mark.parametrize("files", [MOODLE, CANVAS])
def test_a_folder_around_the_right_one_is_refused(
    put: Put, conv2d: Assignment, files: tuple[str, ...], layout: Layout
) -> None:
    folder = put(*(f"HW 1-4711/{name}" for name in files))
    err = refused(folder, layout, conv2d)
    assert (err.key, err.values["inner"]) == ("layout-deeper", folder / "HW 1-4711")


def test_names_of_a_course_s_own_are_not_taken_for_canvas(put: Put, conv2d: Assignment) -> None:
    folder = put("kim_2026_1_conv2d.py", "lee_2027_1_conv2d.py", "park_2028_1_conv2d.py")
    assert len(layouts.find(folder, "plain", conv2d).entries) == 3


def test_what_is_no_folder_is_refused(put: Put, conv2d: Assignment, tmp_path: Path) -> None:
    assert refused(tmp_path / "none", "plain", conv2d).key == "layout-no-folder"
    assert refused(put("kim.py") / "kim.py", "plain", conv2d).key == "layout-no-folder"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("kim.py", SOURCE)
    err = refused(tmp_path / "all.zip", "canvas", conv2d)
    assert err.key == "layout-zip"
    assert "all.zip" in error(err, "en").hint


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_folder_that_can_not_be_listed(put: Put, conv2d: Assignment) -> None:
    folder = put("kim.py")
    folder.chmod(0)
    try:
        assert refused(folder, "plain", conv2d).key == "layout-unreadable"
    finally:
        folder.chmod(0o700)


# --- hostile names ----------------------------------------------------------------------------
@pytest.mark.parametrize("layout", ["plain", "moodle", "canvas"])
def test_a_link_is_not_followed(
    put: Put, conv2d: Assignment, tmp_path: Path, layout: Layout
) -> None:
    good = {"plain": PLAIN, "moodle": MOODLE, "canvas": CANVAS}[layout]
    folder = put(*good)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "conv2d.py").write_text("SECRET = 1\n")
    links = {
        "plain": "evil", "moodle": "Evil_3_assignsubmission_file", "canvas": "evil_3_11_conv2d.py",
    }  # fmt: skip
    (folder / links[layout]).symlink_to(tmp_path / "secret")
    (folder / "evil_loop.py").symlink_to(folder / "evil_loop.py")
    found = layouts.find(folder, layout, conv2d)
    assert len(found.entries) == len(good)
    assert reasons(found) == {links[layout]: "link", "evil_loop.py": "link"}


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems refuse such names")
@pytest.mark.parametrize(
    "evil",
    [b"k\nim", b"\x1b[31mkim", "k\u202eim".encode(), "k\u200bim".encode(), b"kim\xff"],
)
@pytest.mark.parametrize("layout", ["plain", "moodle"])
def test_a_name_that_can_not_be_recorded_stops_nobody_else(
    put: Put, conv2d: Assignment, evil: bytes, layout: Layout
) -> None:
    folder = put(*{"plain": PLAIN, "moodle": MOODLE}[layout])
    ending = {"plain": b".py", "moodle": b"_3_assignsubmission_file_conv2d.py"}[layout]
    Path(os.fsdecode(os.fsencode(folder) + b"/" + evil + ending)).write_text(SOURCE)
    found = layouts.find(folder, layout, conv2d)
    assert len(found.entries) == 2
    assert list(reasons(found).values()) == ["student"]


def test_odd_names_are_only_names(put: Put, conv2d: Assignment) -> None:
    odd = [
        "...py",
        "-rf.py",
        "=1+1.py",
        "[red]x.py",
        "con.py",
        "{path}.py",
        "%s.py",
        "x" * 250 + ".py",
    ]
    found = layouts.find(put(*odd, "{0}.txt"), "plain", conv2d)
    assert students(found) == sorted(name.removesuffix(".py") for name in odd[1:])
    assert reasons(found) == {"...py": "name", "{0}.txt": "name"}


def test_one_that_can_not_be_read_is_refused_by_the_reading(put: Put, conv2d: Assignment) -> None:
    folder = put("kim.py", "lee/")
    os.mkfifo(folder / "park.py")
    found = layouts.find(folder, "plain", conv2d)
    assert students(found) == ["kim", "lee", "park"]
    for entry in found.entries[1:]:
        with pytest.raises(SubmissionError):
            submission.read(entry.paths, conv2d, called=entry.called)


@pytest.mark.parametrize("layout", ["plain", "moodle", "canvas"])
def test_ten_thousand(put: Put, conv2d: Assignment, layout: Layout) -> None:
    folder = put()
    form = {
        "plain": "김민지 {0}.py",
        "moodle": "김민지_{0}_assignsubmission_file_conv2d.py",
        "canvas": "김민지_{0}_{0}_conv2d-1.py",
    }[layout]
    for number in range(10_000):
        (folder / form.format(number)).touch()
        if number % 10 == 0:
            (folder / f"{'1_x_' * 60}{number}").touch()
    start = time.process_time()
    found = layouts.find(folder, layout, conv2d)
    assert time.process_time() - start < 3  # about 0.3 s, and more under coverage
    assert (len(found.entries), len(found.passed_over)) == (10_000, 1000)
