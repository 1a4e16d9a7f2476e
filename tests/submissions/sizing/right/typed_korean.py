"""Type hints, a match statement, Korean names and comments, and tests under the main guard."""

from __future__ import annotations

커널 = int | tuple[int, int]


def 두변(kernel: 커널) -> tuple[int, int]:
    match kernel:
        case (높이, 너비):
            return 높이, 너비
        case 한변:
            return 한변, 한변


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    if stride < 1 or f < 1 or pad < 0:
        raise ValueError(f"설정이 잘못되었습니다: {f=} {stride=} {pad=}")
    if (남은거리 := n + pad + pad - f) < 0:
        raise ValueError("필터가 패딩된 입력보다 큽니다")
    걸음, 나머지 = divmod(남은거리, stride)
    if 나머지:
        raise ValueError("스트라이드로 나누어떨어지지 않습니다")
    return 걸음 + 1  # 처음 자리까지 센다


def same_padding(f: int) -> int:
    match f % 2:
        case 1 if f > 0:
            return f // 2
        case _:
            raise ValueError("f는 1 이상의 홀수여야 합니다")


def conv_output_shape(
    input_shape: tuple[int, int, int], filters: int, kernel: 커널, stride: int = 1, pad: int = 0
) -> tuple[int, int, int]:
    _, 높이, 너비 = input_shape
    필터높이, 필터너비 = 두변(kernel)
    return (
        filters,
        output_size(높이, 필터높이, stride=stride, pad=pad),
        output_size(너비, 필터너비, stride=stride, pad=pad),
    )


def conv_params(in_channels: int, filters: int, kernel: 커널, bias: bool = True) -> int:
    필터높이, 필터너비 = 두변(kernel)
    필터하나 = in_channels * 필터높이 * 필터너비
    if bias:
        필터하나 += 1  # 편향은 필터마다 하나
    return 필터하나 * filters


if __name__ == "__main__":
    assert conv_output_shape((3, 32, 32), 10, 5, pad=2) == (10, 32, 32)
    assert conv_params(3, 10, 5) == 760
    print("모두 맞습니다")
