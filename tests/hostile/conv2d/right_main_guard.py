# class: ODD
# expect: points 20
# with: right
"""A right solution that would end everything if it were run as a script."""

import os

if __name__ == "__main__":
    os._exit(1)
