import pathlib

pathlib.Path(__file__).with_name("hostile-was-here").touch()


def pytest_runtest_makereport(item, call):
    call.excinfo = None
