"""Items of every kind for the browser, with texts that would break a careless page."""

from autograder.quiz.drawing import draw
from autograder.quiz.figure import Grid, Grids
from autograder.quiz.item import Item, Wrong, bilingual
from autograder.quiz.topics import topics

NASTY = "</script><script>boom()</script><!-- <img src=https://example.org/x> \u2028 & \"'`${1}]]>"

SHAPE = draw(topics()["conv_shape"], 3, 4)
NUMBER = Item(
    kind="number",
    stem=bilingual("What is 0.5 − 2?", "0.5 − 2는 얼마입니까?"),
    params={},
    key=-1.5,
    wrong=(
        Wrong("", 1.5, bilingual("You lost the sign.", "부호를 빠뜨렸습니다.")),
        Wrong("", 2.5, bilingual("You added.", "더했습니다.")),
        Wrong("", -1, bilingual("You rounded.", "반올림했습니다.")),
    ),
    solution=bilingual("0.5 − 2 = -1.5", "0.5에서 2를 빼면 -1.5"),
    choices=(1.5, -1.5, 2.5, -1),
)
GRID = Item(
    kind="grid",
    stem=bilingual("Max pool this 4 × 4 map.", "이 4 × 4 특징 맵에 최대 풀링을 하십시오."),
    params={},
    key=((8, 9), (4, 3)),
    wrong=(Wrong("", ((4, 4.5), (2, 2)), bilingual("That is the average.", "평균입니다.")),),
    solution=bilingual("The largest of each window: 8 9; 4 3", "창마다 가장 큰 값: 8 9; 4 3"),
    figure=Grids((Grid(((3, 1, 3, 4), (8, 4, 9, 2), (1, 4, 3, 1), (1, 2, 2, 0)), "x"),)),
    choices=(((4, 4.5), (2, 2)), ((8, 9), (4, 3))),
)
TABLE = Item(
    kind="grid",
    stem=bilingual("Fill in the table.", "표를 채우십시오."),
    params={},
    key=((10, 32, 32), (10, 16, 16)),
    wrong=(Wrong("", ((3, 32, 32), (3, 16, 16)), bilingual("That is C.", "입력 채널 수입니다.")),),
    solution=bilingual("10 32 32; 10 16 16", "차례대로 10 32 32; 10 16 16"),
    labels=(
        (
            bilingual("conv 5 × 5, 10, pad 2", "합성곱 5 × 5, 10, 패딩 2"),
            bilingual("max pool 2 × 2", "최대 풀링 2 × 2"),
        ),
        (
            bilingual("depth", "깊이"),
            bilingual("height", "높이"),
            bilingual("width", "너비"),
        ),
    ),
)
CHOICE = Item(
    kind="choice",
    stem=bilingual(f"Which of these?\n{NASTY}", f"어느 것입니까?\n{NASTY}"),
    params={},
    key="b",
    wrong=(
        Wrong("", "a", bilingual(f"Not a. {NASTY}", f"a는 아닙니다. {NASTY}")),
        Wrong("", "c", bilingual("Not c.", "c는 아닙니다.")),
    ),
    solution=bilingual("It is the second.", "두 번째가 맞습니다."),
    options={
        "a": bilingual(NASTY, NASTY),
        "b": bilingual("parameter sharing", "매개변수 공유"),
        "c": bilingual("pooling", "풀링"),
    },
    choices=("a", "b", "c"),
)
MULTI = Item(
    kind="multi",
    stem=bilingual("Which have weights?", "가중치가 있는 층을 모두 고르십시오."),
    params={},
    key=("a", "c"),
    wrong=(Wrong("", ("a", "b", "c"), bilingual("ReLU has none.", "ReLU에는 없습니다.")),),
    solution=bilingual("convolution; dense", "합성곱; 완전 연결"),
    options={
        "a": bilingual("convolution", "합성곱"),
        "b": bilingual("ReLU", "ReLU"),
        "c": bilingual("dense", "완전 연결"),
    },
    choices=("a", "b", "c"),
)
ALL = (SHAPE, NUMBER, GRID, TABLE, CHOICE, MULTI)
