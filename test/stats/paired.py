"""Writes paired.json beside it: comparisons of two variants on the same cases, computed another way than Assay does it:
CR2 with matrices (Bell & McCaffrey 2002), quantiles of scipy, sign flips one by one.

    python3 test/stats/paired.py
"""

import itertools
import json
import math
import pathlib

import numpy as np
import scipy
from scipy import stats

from cr2 import clopper_pearson, t_quantile, weights

RNG = np.random.default_rng(20261125)


def wilson(p, n, q):
    """The roots of (p - x)^2 = q^2 x (1 - x) / n."""
    roots = np.roots([1 + q * q / n, -(2 * p + q * q / n), p * p])
    low, high = sorted(np.real(roots))
    return [0.0 if p == 0 else max(0.0, low), 1.0 if p == 1 else min(1.0, high)]


def arm(samples, clusters, alpha):
    means = np.array([np.mean(own) for own in samples])
    flat = [score for own in samples for score in own]
    n, mean = len(means), float(np.mean(means))
    binary = all(score in (0, 1) for score in flat)
    groups = len(set(clusters))
    found = {"means": means, "mean": mean, "groups": groups, "constant": False, "se": None,
             "plain": binary and len(flat) == n and groups == n}
    if groups >= 2:
        by_cluster, df = weights(clusters)
        found["parts"] = by_cluster @ (means - mean)
        se = float(np.sqrt((found["parts"] ** 2).sum()))
        found["se"] = se = 0.0 if se < 1e-12 else se
        found["q"] = t_quantile(1 - alpha / 2, df)
        kish = n**2 / sum(clusters.count(cluster) ** 2 for cluster in set(clusters))
        n_eff = kish if se == 0 else mean * (1 - mean) / se**2
        found["n_eff"] = min(n_eff, len(flat)) if binary else n_eff
        found["constant"] = se == 0 and 0 < mean < 1
    z = stats.norm.isf(alpha / 2)
    if found["plain"]:
        found["limits"] = found["interval"] = wilson(mean, n, z)
    elif groups < 2:
        found["limits"] = found["interval"] = None
    elif found["constant"]:
        b = 1 - alpha ** (1 / found["n_eff"])
        found["limits"] = found["interval"] = [mean * (1 - b), mean + (1 - mean) * b]
    else:
        found["limits"] = wilson(mean, found["n_eff"], found["q"])
        k = found["n_eff"] * (z / found["q"]) ** 2
        found["interval"] = clopper_pearson(mean * k, k, alpha)
    return found


def correlation(a, b):
    if a["plain"] and b["plain"]:
        n = len(a["means"])
        table = [[sum((a["means"] == i) & (b["means"] == j)) for j in (1, 0)] for i in (1, 0)]
        (n11, n10), (n01, n00) = [[int(cell) for cell in row] for row in table]
        margins = (n11 + n10) * (n01 + n00) * (n11 + n01) * (n10 + n00)
        if margins == 0:
            return 0.0
        u = n11 * n00 - n10 * n01
        return (u - n / 2 if u > n / 2 else min(u, 0)) / math.sqrt(margins)
    if not a["se"] or not b["se"]:
        return 0.0
    r = float(a["parts"] @ b["parts"]) / (a["se"] * b["se"])
    if r <= 0:
        return r
    spread = math.sqrt(a["mean"] * (1 - a["mean"]) * b["mean"] * (1 - b["mean"]))
    return max(0.0, r - 1 / (2 * math.sqrt(a["n_eff"] * b["n_eff"]) * spread))


def p_value(a, b, clusters):
    d = b["means"] - a["means"]
    if a["plain"] and b["plain"]:
        lost, won = int(sum(d < 0)), int(sum(d > 0))
        if lost + won == 0:
            return 1.0
        k = min(lost, won)
        pmf = stats.binom.pmf(k, lost + won, 0.5)
        return float(1 - pmf / 2 if lost == won else 2 * stats.binom.cdf(k, lost + won, 0.5) - pmf)
    if a["groups"] < 2:
        return None
    sums = [float(sum(d[np.array(clusters) == cluster])) for cluster in dict.fromkeys(clusters)]
    if a["groups"] >= 20:
        by_cluster, df = weights(clusters)
        se = math.sqrt(((by_cluster @ (d - d.mean())) ** 2).sum())
        return float(2 * stats.t.sf(abs(d.mean()) / se, df))
    sums = [size for size in sums if abs(size) > 1e-12]
    if len(sums) > 16:
        return None
    totals = [abs(sum(sign * size for sign, size in zip(signs, sums)))
              for signs in itertools.product((1, -1), repeat=len(sums))]
    return sum(total >= abs(sum(sums)) - 1e-9 for total in totals) / len(totals)


def compared(name, a, b, clusters=None, alpha=0.05, **shown):
    own = clusters or list(range(len(a)))
    one, other = arm(a, own, alpha), arm(b, own, alpha)
    mean = other["mean"] - one["mean"]
    low = high = None
    if one["limits"] and other["limits"]:
        r = correlation(one, other)
        side = lambda x, y: math.sqrt(max(0.0, x * x - 2 * r * x * y + y * y))
        low = max(-1, mean - side(other["mean"] - other["limits"][0], one["limits"][1] - one["mean"]))
        high = min(1, mean + side(one["mean"] - one["limits"][0], other["limits"][1] - other["mean"]))
    se = None
    if one["groups"] >= 2:
        se = math.sqrt(((other["parts"] - one["parts"]) ** 2).sum())
    return {"name": name, **(shown or {"a": a, "b": b, "clusters": clusters}), "alpha": alpha,
            "mean": mean, "low": low, "high": high, "standardError": se, "p": p_value(one, other, own),
            "estimates": [found["interval"] for found in (one, other)]}


def of_cells(*cells, alpha=0.05):
    pairs = [pair for pair, count in zip([(1, 1), (1, 0), (0, 1), (0, 0)], cells) for _ in range(count)]
    a, b = ([[pair[side]] for pair in pairs] for side in (0, 1))
    return compared(f"{'/'.join(map(str, cells))} at {alpha}", a, b, alpha=alpha, cells=cells)


def drawn(sizes, samples, kind, alpha=0.05):
    """Cases of a cluster, and samples of a case, resemble each other."""
    a, b, clusters = [], [], []
    for cluster, size in enumerate(sizes):
        level = RNG.beta(3, 1)
        for _ in range(size):
            rates = level, min(1, max(0, level + RNG.normal(0, 0.1)))
            count = RNG.integers(*samples) if isinstance(samples, tuple) else samples
            for column, rate in zip((a, b), rates):
                scores = RNG.random(count) < rate if kind == "0/1" else np.round(RNG.beta(5 * rate + 0.1, 1, count), 3)
                column.append([float(score) for score in scores])
            clusters.append(cluster)
    alone = all(size == 1 for size in sizes)
    name = f"{kind}, {len(a)} cases, {len(sizes)} groups, {samples} samples, at {alpha}"
    return compared(name, a, b, None if alone else clusters, alpha)


def constant(n, before, after, clusters=None):
    return compared(f"{n} of {before} and {after}", [[before]] * n, [[after]] * n, clusters)


TABLES = [
    *(of_cells(*cells) for cells in [
        (36, 2, 12, 0), (20, 2, 12, 16), (1, 7, 1, 12), (1, 0, 0, 0), (0, 1, 0, 0), (30, 0, 0, 0), (0, 0, 0, 30),
        (0, 30, 0, 0), (25, 0, 0, 25), (12, 13, 13, 12), (90, 5, 0, 5), (90, 6, 0, 4), (170, 15, 3, 12), (10, 1, 1, 1),
    ]),
    of_cells(170, 15, 3, 12, alpha=0.0042),
    of_cells(465, 21, 4, 10, alpha=0.000052),
    drawn([5] * 8, 1, "0/1"), drawn([5] * 25, 1, "0/1"), drawn([14, 2] * 6, 1, "0/1"), drawn([14, 2] * 12, 1, "0/1"),
    drawn([1] * 12 + [3, 9], 1, "0/1"), drawn([2, 2], 1, "0/1"), drawn([6], 1, "0/1"), drawn([5] * 25, 1, "0/1", 0.0194),
    drawn([1] * 15, 5, "0/1"), drawn([1] * 40, 5, "0/1"), drawn([1] * 30, (1, 5), "0/1"), drawn([4] * 10, 2, "0/1"),
    drawn([7, 1, 3] * 8, (1, 4), "0/1", 0.01), drawn([1] * 2, 2, "0/1"),
    drawn([1] * 10, 1, "0 to 1"), drawn([1] * 50, 1, "0 to 1"), drawn([3] * 22, 1, "0 to 1"), drawn([14, 2] * 5, 3, "0 to 1"),
    drawn([1] * 60, 2, "0 to 1", 0.01), drawn([1], 1, "0 to 1"),
    constant(10, 0.8, 0.9), constant(12, 0.5, 0.5), constant(10, 1.0, 1.0, [0, 0, 0, 0, 1, 1, 1, 2, 2, 3]),
    constant(9, 0.25, 0.75, [0, 0, 0, 1, 1, 2, 3, 4, 5]),
]

page = {"by": f"numpy {np.__version__}, scipy {scipy.__version__}", "comparisons": TABLES}
text = "{\n" + f'  "by": {json.dumps(page["by"])},\n  "comparisons": [\n    '
text += ",\n    ".join(json.dumps(table) for table in TABLES) + "\n  ]\n}\n"
pathlib.Path(__file__).with_name("paired.json").write_text(text)
