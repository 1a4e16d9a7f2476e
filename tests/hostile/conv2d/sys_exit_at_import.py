# class: FORGE
# expect: points 0
# expect: outcomes ERROR
# expect: words "your file can't be imported: it raised SystemExit"
# expect: korean "SystemExit 예외가 발생했습니다"
# with: right
"""Leave by sys.exit at the top level."""

import sys

sys.exit(0)
