"""Writes special.json beside it: reference values of the special functions, by mpmath with 60 digits.

    python3 test/stats/special.py

Every argument is the double that the test passes, exactly. Distribution functions are summed (hypergeometric
series of positive terms; beyond a + b = 400 the classical continued fraction), quantiles are refined on them by
Newton's method until 25 digits stand.
"""

import json
import math
import pathlib
import platform

import mpmath
from mpmath import mp, mpf

mp.dps = 60
SETTLED = mpf(10) ** -40


def density(x, y, a, b):
    """x^a y^b / B(a, b), the density of log(x / y)."""
    gammas = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    return mp.exp(a * mp.log(x) + b * mp.log(y) + gammas)


def smaller_tail(x, y, a, b):
    if a + b < 400:
        term = total = mpf(1)
        k = 0
        while True:
            term *= (a + b + k) / (a + 1 + k) * x
            total += term
            k += 1
            ratio = (a + b + k) / (a + 1 + k) * x
            if ratio < 1 and term / (1 - ratio) < total * mpf(10) ** -50:
                return density(x, y, a, b) / a * total
    c = mpf(1)
    d = 1 / (1 - (a + b) * x / (a + 1))
    value = d
    m = 0
    while True:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + even * d)
        c = 1 + even / c
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + odd * d)
        c = 1 + odd / c
        value *= d * c
        if abs(d * c - 1) < SETTLED:
            return density(x, y, a, b) / a * value


def lower_tail(x, y, a, b):
    if x * (a + b + 2) <= a + 1:
        return smaller_tail(x, y, a, b)
    return 1 - smaller_tail(y, x, b, a)


def beta_quantile(p, a, b):
    """x and 1 - x with I_x(a, b) = p, by Newton's method on the log of the smaller tail in log(x / y)."""
    if p > mpf(1) / 2:
        return beta_quantile(1 - p, b, a)[::-1]
    tau = (
        mp.log(a / b)
        if min(a, b) > 1
        else (mp.log(p * a) + mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)) / a
    )
    while True:
        x, y = 1 / (1 + mp.exp(-tau)), 1 / (1 + mp.exp(tau))
        value = lower_tail(x, y, a, b)
        step = -mp.log(value / p) * value / density(x, y, a, b)
        tau += step
        if abs(step) < mpf(10) ** -25 * min(1, 1 / a):
            x, y = 1 / (1 + mp.exp(-tau)), 1 / (1 + mp.exp(tau))
            return x, y


def t_tail(t, df):
    square = t * t
    return lower_tail(df / (df + square), square / (df + square), df / 2, mpf(1) / 2) / 2


def t_quantile(p, df):
    if p == mpf(1) / 2:
        return mpf(0)
    tail = min(p, 1 - p)
    x, y = beta_quantile(2 * tail, df / 2, mpf(1) / 2)
    return mp.sqrt(df * y / x) * (1 if p > tail else -1)


def normal_cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def normal_quantile(p):
    tail = min(p, 1 - p)
    if tail == mpf(1) / 2:
        return mpf(0)
    x = -mp.sqrt(-2 * mp.log(2 * tail))
    while True:
        step = mp.log(normal_cdf(x) / tail) * normal_cdf(x) * mp.sqrt(2 * mp.pi) * mp.exp(x * x / 2)
        x -= step
        if abs(step) < SETTLED:
            return x if p == tail else -x


def table(function, points):
    """Points whose value a double holds in full."""
    rows = []
    for point in points:
        value = float(function(*map(mpf, point)))
        if value == 0 or 1e-305 < abs(value) < 1e305:
            rows.append([*point, value])
    return rows


def around(a, b):
    """Places on Beta(a, b) from far below its mean to far above."""
    spread = math.sqrt(1 / a + 1 / b) if min(a, b) >= 1 else 1.5
    for z in (-20, -6, -1.5, 0.01, 2, 7):
        tau = math.log(a / b) + z * spread
        if tau > -700:
            x = 1 / (1 + math.exp(-tau))
            if x < 1:
                yield x


LEVELS = [1e-300, 1e-100, 1e-12, 1e-4, 0.005, 0.025, 0.2, 0.4999, 0.5, 0.7, 0.975, 0.9999, 1 - 1e-12]
# Where one rational approximation of the normal quantile hands over to the next.
SEAMS = [1e-200, 1e-20, 1e-11, 1.3e-11, 0.07, 0.08, 0.5 + 1e-9, 0.93]
# fmt: off
DEVIATES = [-37.4, -30, -12.5, -6, -5.7, -3.3, -1.96, -0.67, -0.66, -0.2, -1e-9, 0, 0.3, 0.7, 1.96, 3, 5.6, 5.7, 8]
GAMMAS = [
    1e-300, 1e-8, 1e-3, 0.1, 0.49, 0.5, 0.99, 1 - 1e-9, 1, 1 + 1e-9, 1.2, 1.46, 1.5, 1.9, 2, 2 + 1e-9, 2.4, 2.5, 3,
    5.5, 9.9, 10, 10.1, 33.3, 171, 1e3, 1e6, 1e10, 1e100,
]
# fmt: on
SHAPES = [1e-3, 1e-2, 0.3, 1, 1.5, 2.7, 9.3, 100, 1234.5, 1e6]
PAIRS = [(a, b) for a in SHAPES for b in SHAPES] + [(5e6, 5e6), (9.9e6, 1e5)]
FREEDOM = [0.5, 1, 1.5, 2, 2.7, 9.3, 29.9, 30, 77.7, 1e3, 1e6, 1e8]


def main():
    result = {
        "by": {"mpmath": mpmath.__version__, "python": platform.python_version(), "digits": mp.dps},
        "normalCdf": table(normal_cdf, [[x] for x in DEVIATES]),
        "normalQuantile": table(normal_quantile, [[p] for p in LEVELS + SEAMS]),
        "logGamma": table(mp.loggamma, [[x] for x in GAMMAS]),
        "incompleteBeta": table(
            lambda x, a, b: lower_tail(x, 1 - x, a, b), [[x, a, b] for a, b in PAIRS for x in around(a, b)]
        ),
        "betaQuantile": table(
            lambda p, a, b: beta_quantile(p, a, b)[0],
            [[p, a, b] for a, b in PAIRS for p in (1e-300, 1e-12, 0.025, 0.6, 1 - 1e-12)],
        ),
        "tCdf": table(
            lambda t, df: t_tail(-t, df) if t < 0 else 1 - t_tail(t, df),
            [
                [t, df]
                for df in FREEDOM
                for t in (-1e200, -1e12, -1e4, -50, -12, -2.2, -0.8, -1e-3, 0, 0.5, 3)
            ],
        ),
        "tQuantile": table(t_quantile, [[p, df] for df in FREEDOM for p in LEVELS]),
        "binomialCdf": table(
            lambda k, n, p: lower_tail(1 - p, p, n - k, k + 1),
            [
                [k, n, p]
                for n in (1, 5, 20, 400, 10_000, 1_000_000)
                for p in (1e-6, 0.03, 0.5, 0.98)
                for share in (0, 0.02, 0.4, 0.5, 0.97)
                for k in [int(share * n)]
                if k < n
            ],
        ),
    }
    for name, rows in result.items():
        print(name, len(rows))
    lines = [
        f"  {json.dumps(name)}: "
        + (json.dumps(rows) if name == "by" else "[\n    " + ",\n    ".join(map(json.dumps, rows)) + "\n  ]")
        for name, rows in result.items()
    ]
    pathlib.Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


main()
