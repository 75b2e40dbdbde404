"""Writes cascade.json beside it: what cascades of made-up answers score and cost, by numpy and scipy, written out from
the formulas (docs/cascade.md) and not from Assay's code.

    python3 test/stats/cascade.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

ALPHA = 0.05


def wilson(p, n, q):
    middle, half = p + q * q / (2 * n), q * np.sqrt(p * (1 - p) / n + q * q / (4 * n * n))
    low, high = (middle - half) / (1 + q * q / n), (middle + half) / (1 + q * q / n)
    return (0.0 if p == 0 else max(0.0, low)), (1.0 if p == 1 else min(1.0, high))


def robust(deviations, groups):
    """CR2 of a mean by its definition: the parts of the clusters, and Bell and McCaffrey's degrees of freedom."""
    n, names = len(deviations), np.unique(groups)
    members = [groups == name for name in names]
    sizes = np.array([m.sum() for m in members], float)
    parts = np.array([deviations[m].sum() for m in members]) / np.sqrt(1 - sizes / n) / n
    # E[v] and Var[v] of the quadratic form in independent normal errors.
    g = np.zeros((n, len(names)))
    for j, m in enumerate(members):
        g[:, j] = (m.astype(float) - sizes[j] / n) / np.sqrt(1 - sizes[j] / n) / n
    eigen = np.linalg.eigvalsh(g.T @ g)
    return parts, np.sqrt((parts**2).sum()), eigen.sum() ** 2 / (eigen**2).sum(), n**2 / (sizes**2).sum()


def difference(a, b, groups):
    """Of means, b − a: Newcombe 1998 method 10 for one 0/1 score a case, else square-and-add at the effective n."""
    n, (ma, mb) = len(a), (a.mean(), b.mean())
    z = stats.norm.ppf(1 - ALPHA / 2)
    plain = [np.isin(x, (0, 1)).all() and len(np.unique(groups)) == n for x in (a, b)]
    if all(plain):
        (la, ua), (lb, ub) = wilson(ma, n, z), wilson(mb, n, z)
        n11, n10 = (a * b).sum(), (a * (1 - b)).sum()
        n01, n00 = ((1 - a) * b).sum(), ((1 - a) * (1 - b)).sum()
        margins, u = (n11 + n10) * (n01 + n00) * (n11 + n01) * (n10 + n00), n11 * n00 - n10 * n01
        r = 0 if margins == 0 else (u - n / 2 if u > n / 2 else min(u, 0)) / np.sqrt(margins)
    else:
        arms = []
        for x, alone in zip((a, b), plain):
            m = x.mean()
            parts, se, df, kish = robust(x - m, groups)
            effective = m * (1 - m) / se**2
            if np.isin(x, (0, 1)).all():
                effective = min(effective, n)
            limits = wilson(m, n, z) if alone else wilson(m, effective, stats.t.ppf(1 - ALPHA / 2, df))
            arms.append((parts, se, effective, limits))
        (pa, sa, na, (la, ua)), (pb, sb, nb, (lb, ub)) = arms
        r = (pa * pb).sum() / (sa * sb)
        if r > 0:
            r = max(0, r - 1 / (2 * np.sqrt(na * nb * ma * (1 - ma) * mb * (1 - mb))))
    d, below, above = mb - ma, (mb - lb, ua - ma), (ma - la, ub - mb)
    add = lambda x, y: np.sqrt(max(0, x * x - 2 * r * x * y + y * y))
    return [d, max(-1, d - add(*below)), min(1, d + add(*above))]


def ratio(a, b, groups):
    """Of means, b / a: linearised logarithm."""
    value = b.mean() / a.mean()
    _, se, df, _ = robust((b - value * a) / (a.mean() * value), groups)
    half = stats.t.ppf(1 - ALPHA / 2, df) * se
    return [value, value * np.exp(-half), value * np.exp(half)]


def cascade(signal, cheap, strong, cheap_cost, strong_cost, groups, thresholds):
    points = []
    for threshold in [np.inf, *thresholds, -np.inf]:
        up = signal < threshold
        score, cost = np.where(up, strong, cheap), cheap_cost + up * strong_cost
        random = cheap + up.mean() * (strong - cheap)
        points.append(
            {
                "escalated": up.mean(),
                "score": score.mean(),
                "cost": cost.mean(),
                "difference": difference(strong, score, groups),
                "costRatio": ratio(strong_cost, cost, groups),
                "random": random.mean(),
                "againstRandom": difference(random, score, groups),
            }
        )
    ups = np.array([signal < threshold for threshold in thresholds]).mean(axis=0)
    routed, random = cheap + ups * (strong - cheap), cheap + ups.mean() * (strong - cheap)
    return {"points": points, "gain": difference(random, routed, groups)}


def made_up(name, n, clusters, graded, seed):
    draw = np.random.default_rng(seed)
    hard = draw.random(n)
    cheap, strong = (draw.random(n) > hard) * 1.0, (draw.random(n) > hard * 0.5) * 1.0
    if graded:
        cheap, strong = np.round(cheap * draw.random(n), 2), np.round(0.3 + 0.7 * strong * draw.random(n), 2)
    signal = np.round(1 - hard + draw.normal(0, 0.2, n), 2)
    costs = np.round(draw.lognormal(-7, 0.4, n), 7), np.round(draw.lognormal(-5, 0.4, n), 7)
    groups = np.arange(n) if clusters is None else draw.integers(0, clusters, n)
    thresholds = [0.9, 0.7, 0.5, 0.3]
    given = {"signal": signal, "cheap": cheap, "strong": strong, "cheapCost": costs[0], "strongCost": costs[1]}
    found = cascade(signal, cheap, strong, *costs, groups, thresholds)
    return {
        "name": name,
        **{key: value.tolist() for key, value in given.items()},
        "clusters": None if clusters is None else groups.tolist(),
        "thresholds": thresholds,
        **found,
    }


def main():
    result = {
        "by": {"scipy": scipy.__version__, "numpy": np.__version__},
        "cascades": [
            made_up("0/1", 120, None, False, 1),
            made_up("0/1 in clusters", 120, 30, False, 2),
            made_up("graded", 80, None, True, 3),
            made_up("graded in clusters", 90, 25, True, 4),
        ],
    }
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, default=float) + "\n")


if __name__ == "__main__":
    main()
