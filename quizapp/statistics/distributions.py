"""Distributions that the standard library lacks: the incomplete beta function and the quantiles of F."""

import math

_TINY = 1e-300
_PRECISE = 1e-15
_MOST_TERMS = 10_000


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function: the share of a beta distribution that lies below `x`, from 0 to 1.

    `x` is from 0 to 1; `a` and `b` are above 0. The continued fraction is that of Abramowitz and Stegun (1964),
    "Handbook of Mathematical Functions", 26.5.8, evaluated forward as by Lentz (1976), "Generating Bessel functions in
    Mie scattering calculations using continued fractions". It converges fast below the mean; above it the other tail is
    taken.
    """
    return 1 - _lower_tail(1 - x, b, a) if x > a / (a + b) else _lower_tail(x, a, b)


def _lower_tail(x: float, a: float, b: float) -> float:
    if x <= 0:
        return 0.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x) - math.log(a)
    )
    value, up, down = 2.0, 2.0, 1.0
    for term in range(1, _MOST_TERMS):
        half = term // 2
        numerator = -(a + half) * (a + b + half) if term % 2 else half * (b - half)
        factor = numerator * x / ((a + term - 1) * (a + term))
        down = 1 / ((1 + factor * down) or _TINY)
        up = (1 + factor / up) or _TINY
        value *= up * down
        if abs(up * down - 1) < _PRECISE:
            break
    return front * (value - 1)


def beta_quantile(p: float, a: float, b: float) -> float:
    """The value below which the share `p` of a beta distribution lies: the inverse of `incomplete_beta`, by halving."""
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return middle
        if incomplete_beta(middle, a, b) < p:
            low = middle
        else:
            high = middle


def f_quantile(p: float, numerator: float, denominator: float) -> float:
    """The value below which the share `p` of an F distribution lies; its degrees of freedom are above 0.

    A share x of a beta distribution with half the degrees of freedom is F = denominator·x ÷ (numerator·(1 − x)); see
    Abramowitz and Stegun (1964), 26.6.2.
    """
    x = beta_quantile(p, numerator / 2, denominator / 2)
    return denominator * x / (numerator * (1 - x))
