# class: HARM
# expect: points 0
# expect: outcomes MEMORY_LIMIT
# expect: words "your file ran out of memory while it was imported"
# expect: korean "불러오는 동안 메모리 한도를 넘었습니다"
# with: right
"""Ask for 10 GB while being imported."""

import numpy as np

everything = np.zeros(10 << 30, np.uint8)
