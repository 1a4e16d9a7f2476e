import pathlib

pathlib.Path(__file__).with_name("hostile-was-here").touch()
raise SystemExit("ESCAPED: sitecustomize.py was run")
