# class: HARM
# expect: points 0
# expect: outcomes TIMEOUT
# expect: limits call_seconds=0.5 total_seconds=0.7
# expect: words "was stopped"
# with: right
"""Replace sys.stdout by something whose flush never returns."""

import sys


class Stuck:
    def write(self, text):
        return len(text)

    def flush(self):
        while True:
            pass


sys.stdout = Stuck()
