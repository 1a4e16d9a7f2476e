# class: FORGE
# expect: points 0
# expect: outcomes ERROR
# expect: words "your file disturbed the connection to the grader while it was imported, and was stopped"
# expect: korean "불러오는 동안 채점기와의 연결을 방해하여 중단했습니다"
# with: right
"""Send a reply to the request to come, with a guessed nonce, on every descriptor."""

import json
import os
import struct


def frame(header, payload=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack(">IQ", len(text), len(payload)) + text + payload


def everywhere(content):
    for number in range(3, 64):
        try:
            os.write(number, content)
        except OSError:
            pass


for nonce in ("", None, 0, 1, "0" * 32):
    everywhere(frame({"nonce": nonce, "loaded": True}))
