"""`grade quiz ask` shows what it asks about, on any terminal."""

import json


def test_ask_shows_the_figure(here) -> None:
    ran = here("quiz", "ask", "filter_map", "--level", "2", "--seed", "5")
    assert ran.code == 0
    assert "· · · · ·" in ran.out
    assert "? ? ?" in ran.out


def test_ask_gives_the_figure_to_scripts(here) -> None:
    asked = json.loads(here("quiz", "ask", "filter_map", "--seed", "5", "--json").out)
    assert asked["figure"].startswith("<svg ")
    assert "key" not in asked


def test_a_terminal_without_dots_gets_zeros_and_no_false_signs(grade) -> None:
    ran = grade("quiz", "ask", "filter_map", "--level", "2", "--seed", "5", "--with-key",
                encoding="ascii")  # fmt: skip
    assert ran.code == 0
    assert "0 0 0 0 0" in ran.out
    assert "\\u" not in ran.out
    assert "0*1 + 0*(-1)" in ran.out
