# class: HARM
# expect: points 20
# with: right
"""A right solution that sets timers, alarms and handlers for every signal."""

import signal


def hostile(number, frame):
    raise SystemExit(number)


for number in range(1, 64):
    try:
        signal.signal(number, hostile)
    except (OSError, ValueError):
        pass
for action in (lambda: signal.alarm(1), lambda: signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)):
    try:
        action()
    except OSError:
        pass
