"""Type hints, data classes, Korean names and comments."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

배열 = NDArray[np.float64]


@dataclass
class 매개변수:
    w1: 배열
    b1: 배열
    w2: 배열
    b2: float

    def 내려가기(self, 기울기: dict[str, 배열 | float], 학습률: float) -> 매개변수:
        """기울기의 반대 방향으로 한 걸음 움직인 새 매개변수."""
        새값 = {칸.name: getattr(self, 칸.name) - 학습률 * 기울기[칸.name] for 칸 in fields(self)}
        return 매개변수(**새값)


@dataclass(frozen=True)
class 기록:
    x: 배열
    은닉: 배열
    w2: 배열


def relu(z: 배열) -> 배열:
    return np.maximum(z, 0)


def forward(x: 배열, w1: 배열, b1: 배열, w2: 배열, b2: float) -> tuple[배열, 기록]:
    은닉 = relu(x @ w1 + b1)  # (N, H)
    return 은닉 @ w2 + b2, 기록(x, 은닉, w2)


def mse(y_hat: 배열, y: 배열) -> float:
    return float(np.mean(np.square(y_hat - y)))


def backward(dy_hat: 배열, cache: 기록) -> dict[str, 배열 | float]:
    # 은닉값이 0이면 ReLU의 입력이 0 이하였다는 뜻이다
    dz = np.where(cache.은닉 > 0, dy_hat[:, None] * cache.w2[None, :], 0.0)
    return {
        "w1": cache.x.T @ dz,
        "b1": dz.sum(axis=0),
        "w2": cache.은닉.T @ dy_hat,
        "b2": float(dy_hat.sum()),
    }


def xor_weights() -> tuple[배열, 배열, 배열, float]:
    # 첫 유닛은 x1 - x2, 둘째 유닛은 x2 - x1이 양수일 때 켜진다
    w1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    return w1, np.zeros(2), np.ones(2), 0.0


def train(
    x: 배열, y: 배열, hidden: int, lr: float, epochs: int, rng: np.random.Generator
) -> tuple[배열, 배열, 배열, float]:
    p = 매개변수(
        w1=rng.normal(0, 0.8, (x.shape[1], hidden)),
        b1=np.zeros(hidden),
        w2=rng.normal(0, 0.5, hidden),
        b2=0.0,
    )
    for _ in range(epochs):
        y_hat, 캐시 = forward(x, p.w1, p.b1, p.w2, p.b2)
        p = p.내려가기(backward(2 * (y_hat - y) / len(y), 캐시), lr)
    return p.w1, p.b1, p.w2, p.b2


if __name__ == "__main__":
    점 = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    배운것 = train(점, np.array([0.0, 1, 1, 0]), 16, 0.05, 2000, np.random.default_rng(0))
    print(forward(점, *배운것)[0].round(2))
