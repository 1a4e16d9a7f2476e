# class: FORGE
# expect: points 0
# expect: outcomes ERROR
# expect: words "your file imports a module that is not there (ModuleNotFoundError)"
# expect: korean "없는 모듈을 불러옵니다"
# with: right
"""Import pytest and the grader to patch them."""

for name in ("_pytest.outcomes", "pytest", "autograder.suite.asserts"):
    try:
        module = __import__(name)
    except ModuleNotFoundError:
        continue
    print("ESCAPED", module)
import autograder.suite.asserts

autograder.suite.asserts.assert_close = lambda *arguments, **options: None
