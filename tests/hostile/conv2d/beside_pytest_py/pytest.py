import pathlib

pathlib.Path(__file__).with_name("hostile-was-here").touch()
raise SystemExit("ESCAPED: pytest.py was run")
