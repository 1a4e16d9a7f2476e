"""Type hints, Korean names and comments; one einsum for each window."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

배열 = NDArray[np.floating]
캐시 = dict[str, object]


def 패딩하기(이미지: 배열, 두께: int) -> 배열:
    """높이와 너비에만 0을 두른다."""
    N, C, H, W = 이미지.shape
    큰판: 배열 = np.zeros((N, C, H + 2 * 두께, W + 2 * 두께), dtype=이미지.dtype)
    큰판[:, :, 두께 : 두께 + H, 두께 : 두께 + W] = 이미지
    return 큰판


def 창들(높이: int, 너비: int, 필터: tuple[int, int], 간격: int) -> Iterator[tuple[int, int, slice, slice]]:
    """출력 위치와, 그 위치가 보는 창을 차례로 준다."""
    for i, 위 in enumerate(range(0, 높이 - 필터[0] + 1, 간격)):
        for j, 왼쪽 in enumerate(range(0, 너비 - 필터[1] + 1, 간격)):
            yield i, j, slice(위, 위 + 필터[0]), slice(왼쪽, 왼쪽 + 필터[1])


def conv2d_forward(x: 배열, w: 배열, b: 배열, stride: int = 1, pad: int = 0) -> tuple[배열, 캐시]:
    판 = 패딩하기(x, pad)
    필터: tuple[int, int] = w.shape[2:]  # type: ignore[assignment]
    출력높이 = (판.shape[2] - 필터[0]) // stride + 1
    출력너비 = (판.shape[3] - 필터[1]) // stride + 1
    결과: 배열 = np.empty((x.shape[0], w.shape[0], 출력높이, 출력너비), dtype=x.dtype)
    for i, j, 행, 열 in 창들(*판.shape[2:], 필터, stride):
        # 채널과 필터의 두 축을 한꺼번에 곱해서 더한다
        결과[:, :, i, j] = np.einsum("nchw,fchw->nf", 판[:, :, 행, 열], w)
    결과 += b[np.newaxis, :, np.newaxis, np.newaxis]
    return 결과, {"판": 판, "w": w, "간격": stride, "두께": pad}


def conv2d_backward(dout: 배열, cache: 캐시) -> tuple[배열, 배열, 배열]:
    판, w, 간격, 두께 = (cache[이름] for 이름 in ("판", "w", "간격", "두께"))
    d판, dw = np.zeros_like(판), np.zeros_like(w)
    for i, j, 행, 열 in 창들(*판.shape[2:], w.shape[2:], 간격):
        몫 = dout[:, :, i, j]
        dw += np.einsum("nf,nchw->fchw", 몫, 판[:, :, 행, 열])
        d판[:, :, 행, 열] += np.einsum("nf,fchw->nchw", 몫, w)  # 겹치면 더한다
    H, W = 판.shape[2] - 2 * 두께, 판.shape[3] - 2 * 두께
    return d판[:, :, 두께 : 두께 + H, 두께 : 두께 + W], dw, dout.sum(axis=(0, 2, 3))
