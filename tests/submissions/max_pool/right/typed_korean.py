"""Type hints, Korean names and comments; a running winner over the taps of the window."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

배열 = npt.NDArray[np.float64]
번호 = npt.NDArray[np.intp]


class 기록(NamedTuple):
    """역전파에 필요한 것만 남긴다."""

    모양: tuple[int, ...]
    행: 번호
    열: 번호


def max_pool_forward(x: 배열, size: int = 2, stride: int = 2) -> tuple[배열, 기록]:
    N, C, H, W = x.shape
    높이: int = (H - size) // stride + 1
    너비: int = (W - size) // stride + 1
    위, 왼쪽 = np.meshgrid(np.arange(높이) * stride, np.arange(너비) * stride, indexing="ij")
    최댓값 = x[:, :, 위, 왼쪽]  # 창의 왼쪽 위 픽셀에서 시작한다
    행, 열 = (np.broadcast_to(처음, 최댓값.shape).copy() for 처음 in (위, 왼쪽))
    for i in range(size):
        for j in range(size):
            후보 = x[:, :, 위 + i, 왼쪽 + j]
            더큼 = 후보 > 최댓값  # 같으면 먼저 나온 픽셀이 남는다
            최댓값 = np.where(더큼, 후보, 최댓값)
            행 = np.where(더큼, 위 + i, 행)
            열 = np.where(더큼, 왼쪽 + j, 열)
    return 최댓값, 기록(x.shape, 행, 열)


def max_pool_backward(dout: 배열, cache: 기록) -> 배열:
    N, C = cache.모양[:2]
    dx: 배열 = np.zeros(cache.모양)
    n = np.arange(N).reshape(N, 1, 1, 1)
    c = np.arange(C).reshape(1, C, 1, 1)
    np.add.at(dx, (n, c, cache.행, cache.열), dout)  # 겹치는 창의 기울기는 더한다
    return dx


if __name__ == "__main__":
    x = np.array([[[[1.0, 7, 0], [2, 5, 3], [4, 0, 6]]]])
    out, cache = max_pool_forward(x, size=2, stride=1)
    print(out, max_pool_backward(np.array([[[[1.0, 2], [3, 4]]]]), cache))
