# class: ODD
# expect: points 0
# expect: outcomes ERROR
# expect: words "your file can't be imported: it raised NotImplementedError"
# with: right
"""Raise NotImplementedError where there is nothing to implement."""

raise NotImplementedError
