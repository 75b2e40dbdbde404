"""Writes macro-f1.json beside it: macro F1 with its interval, computed another way than Assay does it: the influence of
a trial is the derivative by its weight, by a complex step (Squire & Trapp 1998, SIAM Review 40, 110-112).

    python3 test/stats/macro-f1.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

from cr2 import clopper_pearson, t_quantile, weights

RNG = np.random.default_rng(20261126)


def macro_f1(weight, expected, predicted, labels):
    total = 0
    for label in labels:
        correct = (weight * ((expected == label) & (predicted == label))).sum()
        total += 2 * correct / ((weight * (expected == label)).sum() + (weight * (predicted == label)).sum())
    return total / len(labels)


def reference(name, expected, predicted, clusters, labels, alpha=0.05):
    n = len(expected)
    ones = np.ones(n, dtype=complex)
    mean = float(macro_f1(ones, expected, predicted, labels).real)
    step = 1e-30
    influence = np.zeros(n)
    for i in range(n):
        moved = ones.copy()
        moved[i] += 1j * step
        influence[i] = macro_f1(moved, expected, predicted, labels).imag / step
    by_cluster, df = weights(clusters)
    se = float(np.sqrt(((by_cluster @ (n * influence)) ** 2).sum()))
    support = {label: int((expected == label).sum()) for label in labels}
    if se < 1e-12:
        of_cluster = {}
        for label, cluster in zip(expected.tolist(), clusters):
            of_cluster[cluster] = of_cluster.get(cluster, 0) + (1 / support[label] if label in support else 0)
        n_eff = len(labels) ** 2 / sum(weight**2 for weight in of_cluster.values())
    else:
        n_eff = min(len(labels) ** 2 / sum(1 / s for s in support.values()), mean * (1 - mean) / se**2)
    k = n_eff * (stats.norm.isf(alpha / 2) / t_quantile(1 - alpha / 2, df)) ** 2
    low, high = clopper_pearson(mean * k, k, alpha)
    return {"name": name, "expected": expected.tolist(), "predicted": predicted.tolist(), "clusters": clusters,
            "labels": labels, "alpha": alpha, "mean": mean, "low": low, "high": high}


def drawn(name, shares, right, sizes, alpha=0.05, labels=None):
    """Trials in clusters of these sizes; a wrong answer is any label, or 255: none."""
    clusters = [g for g, size in enumerate(sizes) for _ in range(size)]
    n = len(clusters)
    expected = RNG.choice(len(shares), n, p=shares)
    wrong = RNG.choice([*range(len(shares)), 255], n)
    predicted = np.where(RNG.random(n) < right, expected, wrong)
    labels = sorted(set(expected.tolist())) if labels is None else labels
    return reference(name, expected, predicted, clusters, labels, alpha)


TABLES = [
    drawn("two labels, even", [0.5, 0.5], 0.8, [1] * 40),
    drawn("two labels, one rare", [0.9, 0.1], 0.8, [1] * 40),
    drawn("ten labels", [0.3, 0.2, 0.12, 0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02], 0.7, [1] * 120),
    drawn("five labels, equal groups, 99 %", [0.2] * 5, 0.7, [5] * 20, 0.01),
    drawn("three labels, unequal groups", [0.5, 0.3, 0.2], 0.8, [14, 2, 1] * 6),
    drawn("one label of three", [0.5, 0.3, 0.2], 0.8, [1, 3] * 15, labels=[1]),
    drawn("all right", [0.5, 0.3, 0.2], 1.0, [1] * 25),
    drawn("all right, groups", [0.6, 0.4], 1.0, [4, 1] * 8),
    reference("all wrong", np.array([0, 0, 1, 1]), np.array([1, 255, 0, 255]), [0, 1, 2, 3], [0, 1]),
]

page = {"by": f"numpy {np.__version__}, scipy {scipy.__version__}", "classifications": TABLES}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(page, default=float) + "\n")
