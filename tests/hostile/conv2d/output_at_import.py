# class: HARM
# expect: points 0
# expect: outcomes OUTPUT_LIMIT
# expect: words "your file printed more than 1024 kB while it was imported"
# expect: korean "1024 kB 넘게 출력하여 중단했습니다"
# with: right
"""Print without end while being imported."""

while True:
    print("한" * 1000)
