"""Every frame that was of interest once: an answer comes of it, and no more."""

from pathlib import Path

import pytest

from tests.sandbox.fuzz import frames, run
from tests.sandbox.fuzz.harness import decode_greeting, decode_reply

SEEDS = sorted(run.CORPUS.iterdir())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_a_seed(seed: Path) -> None:
    frame = seed.read_bytes()
    decode_reply(frame)
    decode_greeting(frame)


def test_whole_frames_are_seeds() -> None:
    names = {seed.name for seed in SEEDS}
    assert {name for name, _ in frames.whole_frames()} <= names


def test_the_corpus_is_small() -> None:
    assert len(SEEDS) <= 60
    assert sum(seed.stat().st_size for seed in SEEDS) <= 200_000


def test_a_fuzz_needs_atheris(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert run.main([]) == 2
    assert "pip install atheris" in capsys.readouterr().err
