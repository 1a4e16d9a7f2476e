# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`"
"""Put an object that has every function in the place of the own module."""

import sys


class Everything:
    __path__ = []
    __spec__ = None

    def __getattr__(self, name):
        return lambda *arguments, **options: (arguments[0], None)


sys.modules["conv2d"] = Everything()
sys.meta_path.clear()
sys.path.clear()
