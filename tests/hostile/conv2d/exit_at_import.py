# class: FORGE
# expect: points 0
# expect: outcomes ERROR
# expect: words "your file ended the whole process (exit code 0) while it was imported"
# expect: korean "불러오는 동안 프로세스가 끝났습니다 (종료 코드 0)"
# with: right
"""End the process before there is anything to check."""

import os

os._exit(0)
