# class: HARM
# expect: points 0
# expect: outcomes TIMEOUT
# expect: limits call_seconds=0.5
# expect: words "your file was not imported after 0.5 s and was stopped"
# expect: korean "초 안에 불러오지 못해 중단했습니다"
# with: right
"""Never finish being imported."""

while True:
    pass
