"""Writes agreement.json beside it: reference values by statsmodels and scipy, and Gwet's AC1 written out.

    python3 test/stats/agreement.py
"""

import json
import pathlib

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa

TABLES = {
    # Fleiss, Cohen & Everitt 1969, as counts of 200.
    "Fleiss 1969": [[106, 10, 4], [22, 28, 10], [2, 12, 6]],
    # Cohen 1960, table 1, as counts of 200.
    "Cohen 1960": [[88, 14, 18], [10, 40, 10], [2, 6, 12]],
    "2 by 2": [[45, 15], [25, 15]],
    "skewed": [[118, 5], [2, 0]],
    "worse than chance": [[5, 20], [18, 7]],
    "one disagreement": [[30, 1], [0, 29]],
}


def ac1(table):
    """Gwet 2008: subject by subject, both raters a rating each."""
    ratings = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    n, q = len(ratings), len(table)
    share = np.array([[((i == k) + (j == k)) / 2 for k in range(q)] for i, j in ratings])
    pi = share.mean(axis=0)
    pe = (pi * (1 - pi)).sum() / (q - 1)
    pa = np.array([float(i == j) for i, j in ratings])
    value = (pa.mean() - pe) / (1 - pe)
    pe_i = (share * (1 - pi)).sum(axis=1) / (q - 1)
    subject = (pa - pe) / (1 - pe) - 2 * (1 - value) * (pe_i - pe) / (1 - pe)
    return value, np.sqrt(((subject - value) ** 2).sum() / (n * (n - 1)))


def kappa_of(units):
    """Kappa of 0/1 pairs, vectorised over resamples."""

    def statistic(a, b, axis=-1):
        po = np.mean(a == b, axis=axis)
        pa, pb = np.mean(a, axis=axis), np.mean(b, axis=axis)
        pe = pa * pb + (1 - pa) * (1 - pb)
        return (po - pe) / (1 - pe)

    a, b = np.array(units).T
    found = stats.bootstrap(
        (a, b), statistic, paired=True, vectorized=True, n_resamples=100_000, method="BCa", rng=1
    )
    return float(statistic(a, b)), *map(float, found.confidence_interval)


def spearman(x, y):
    r = stats.spearmanr(x, y).statistic
    half = stats.norm.ppf(0.975) * np.sqrt((1 + r**2 / 2) / (len(x) - 3))
    return float(r), float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def main():
    tables = []
    for name, table in TABLES.items():
        plain = cohens_kappa(np.array(table))
        weighted = cohens_kappa(np.array(table), wt="quadratic")
        gwet, gwet_se = ac1(table)
        tables.append(
            {
                "name": name,
                "table": table,
                "kappa": [plain.kappa, plain.std_kappa],
                "quadratic": [weighted.kappa, weighted.std_kappa],
                "ac1": [gwet, gwet_se],
            }
        )
    pairs = [[1, 1]] * 14 + [[1, 0]] * 4 + [[0, 1]] * 2 + [[0, 0]] * 12
    draw = np.random.default_rng(7)
    x = draw.integers(0, 12, 30).tolist()
    y = [float(v) for v in np.round((np.array(x) + draw.normal(0, 5, 30)) / 4) / 4]
    points = [-9, -3.2, -1.5, -0.4, 0, 0.7, 1.96, 3, 6.5]
    result = {
        "by": {"statsmodels": statsmodels.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
        "tables": tables,
        "bca": {"pairs": pairs, "kappa": kappa_of(pairs)},
        "spearman": {"x": x, "y": y, "correlation": spearman(x, y)},
        "normal": [[p, float(stats.norm.cdf(p))] for p in points],
    }
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, default=float) + "\n")


main()
