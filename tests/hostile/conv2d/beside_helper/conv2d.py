# class: ODD
# expect: points 0
# expect: outcomes ERROR
# expect: words "your file imports a module that is not there (ModuleNotFoundError)"
# expect: folder
"""Import a file that was not asked for."""

from helper import conv2d_backward, conv2d_forward
