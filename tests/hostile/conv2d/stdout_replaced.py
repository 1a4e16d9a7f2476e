# class: ODD
# expect: points 20
# with: right
"""A right solution behind standard streams that raise whatever is done with them."""

import sys


class Broken:
    def __getattr__(self, name):
        raise SystemExit(name)


sys.stdout = sys.stderr = sys.stdin = sys.__stdout__ = sys.__stderr__ = Broken()
