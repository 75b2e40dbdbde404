"""CR2 with matrices (Bell & McCaffrey 2002) and quantiles of scipy, for the scripts beside it."""

import math

import numpy as np
from scipy import stats


def t_quantile(p, df):
    """Through the beta distribution, whose quantile scipy has from Boost."""
    x = stats.beta.ppf(2 * (1 - p), df / 2, 0.5)
    return math.sqrt(df * (1 - x) / x)


def clopper_pearson(x, n, alpha):
    low = 0.0 if x < 1e-9 else stats.beta.ppf(alpha / 2, x, n - x + 1)
    high = 1.0 if n - x < 1e-9 else stats.beta.isf(alpha / 2, x + 1, n - x)
    return [float(low), float(high)]


def weights(clusters):
    """Of each case in the sum whose square, by cluster, is the variance: A_g X_g / n, with A_g = (I - H_gg)^(-1/2)."""
    n = len(clusters)
    hat = np.full((n, n), 1 / n)
    columns, by_cluster = [], []
    for cluster in dict.fromkeys(clusters):
        own = np.flatnonzero(np.array(clusters) == cluster)
        values, vectors = np.linalg.eigh(np.eye(len(own)) - hat[np.ix_(own, own)])
        adjust = vectors @ np.diag(values**-0.5) @ vectors.T
        weight = np.zeros(n)
        weight[own] = adjust @ np.ones(len(own)) / n
        by_cluster.append(weight)
        columns.append((np.eye(n) - hat) @ weight)
    gram = np.array(columns) @ np.array(columns).T
    return np.array(by_cluster), np.trace(gram) ** 2 / (gram**2).sum()
