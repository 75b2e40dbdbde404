"""Writes methods.json beside it: reference values by scipy, statsmodels and R's clubSandwich; what none of them has is
written out from its paper, another way than Assay does it.

    python3 test/stats/methods.py        # and Rscript with clubSandwich on the path
"""

import itertools
import json
import math
import pathlib
import subprocess
from fractions import Fraction

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

RNG = np.random.default_rng(20261125)


def t_quantile(p, df):
    """Through the beta distribution, whose quantile scipy has from Boost."""
    x = stats.beta.ppf(2 * (1 - p), df / 2, 0.5)
    return math.sqrt(df * (1 - x) / x)


def mulberry32():
    """Its first outputs, as the author's C has it."""

    def first(seed):
        x = np.uint32(seed)
        with np.errstate(over="ignore"):
            for _ in range(4):
                x += np.uint32(0x6D2B79F5)
                z = (x ^ (x >> np.uint32(15))) * (x | np.uint32(1))
                z ^= z + (z ^ (z >> np.uint32(7))) * (z | np.uint32(61))
                yield int(z ^ (z >> np.uint32(14)))

    return [{"seed": seed, "first": list(first(seed))} for seed in (0, 1, 20_261_125, 4_294_967_295)]


def mcnemar():
    def mid_p(b, c):
        k, n = min(b, c), b + c
        if n == 0:
            return 1.0
        at = stats.binom.pmf(k, n, 0.5)
        return 1 - at / 2 if b == c else 2 * stats.binom.cdf(k, n, 0.5) - at

    pairs = [(0, 0), (0, 1), (0, 4), (0, 5), (0, 6), (1, 7), (3, 3), (5, 6), (12, 2), (9, 4), (40, 61), (500, 500)]
    pairs += [(0, 60), (480, 610), (20_000, 20_600)]
    return [{"b": b, "c": c, "p": mid_p(b, c)} for b, c in pairs]


def sign_flip():
    """scipy exchanges each cluster's sum with a 0."""

    def p(sums):
        found = stats.permutation_test(
            (sums, np.zeros(len(sums))), lambda x, y, axis=-1: np.sum(x - y, axis=axis),
            permutation_type="samples", n_resamples=np.inf, vectorized=True,
        )
        return float(found.pvalue)

    drawn = [np.round(RNG.normal(0.3, 1, m), 3).tolist() for m in (2, 5, 7, 11)]
    fixed = [[1, 1, 1, 1, 1], [1, 1, -1, 1, 1, 1, 1, 1], [0.1, 0.2, -0.3, 0.4, 0.7], [2, -1, -1]]
    many = np.round(RNG.normal(0.45, 1, 18), 3)
    return {
        "exact": [{"sums": sums, "p": p(np.array(sums, dtype=float))} for sums in drawn + fixed],
        "many": {"sums": many.tolist(), "p": p(many)},
    }


def multiplicity():
    lists = [[0.01, 0.04, 0.03, 0.005], [0.2], [0.5, 0.9, 0.9, 0.01, 0.01], RNG.uniform(0, 0.3, 12).tolist()]
    return [
        {
            "p": p,
            "holm": multipletests(p, method="holm")[1].tolist(),
            "bh": multipletests(p, method="fdr_bh")[1].tolist(),
        }
        for p in lists
    ]


def pass_at_k():
    found = []
    for n, c, k in [(1, 0, 1), (1, 1, 1), (5, 2, 1), (10, 3, 5), (10, 8, 3), (10, 10, 4), (10, 0, 4), (200, 7, 10), (60, 55, 30)]:
        all_of = Fraction(math.comb(c, k), math.comb(n, k))
        one_of = 1 - Fraction(math.comb(n - c, k), math.comb(n, k))
        found.append({"n": n, "c": c, "k": k, "at": float(one_of), "hat": float(all_of)})
    return found


def order_statistic():
    found = []
    for n, q, alpha in [(5, 0.5, 0.05), (6, 0.5, 0.05), (20, 0.5, 0.05), (71, 0.95, 0.05), (72, 0.95, 0.05), (200, 0.95, 0.05),
                        (200, 0.5, 0.01), (1000, 0.95, 0.05), (1000, 0.05, 0.05), (137, 0.9, 0.1), (5000, 0.99, 0.05)]:
        ranks = np.arange(1.0, n + 1)
        limits = stats.quantile_test(ranks, p=q).confidence_interval(confidence_level=1 - alpha)
        value = np.quantile(ranks, q, method="inverted_cdf")
        low, high = (None if math.isnan(end) else end for end in limits)
        found.append({"n": n, "q": q, "alpha": alpha, "value": value, "low": low, "high": high})
    return found


def club_sandwich(values, clusters):
    """CR2 standard error of a mean and its Satterthwaite degrees of freedom."""
    program = """
        suppressMessages(library(clubSandwich))
        given <- strsplit(readLines(file("stdin")), " ")
        value <- as.numeric(given[[1]]); cluster <- as.integer(given[[2]])
        fit <- lm(value ~ 1)
        found <- coef_test(fit, vcovCR(fit, cluster, "CR2"), test = "Satterthwaite")
        cat(sprintf("%.17g %.17g %s", found$SE, found$df, packageVersion("clubSandwich")))
    """
    text = " ".join(map(repr, map(float, values))) + "\n" + " ".join(map(str, clusters)) + "\n"
    out = subprocess.run(["Rscript", "-e", program], input=text, capture_output=True, text=True, check=True).stdout
    se, df, version = out.split()
    return float(se), float(df), version


LAYOUTS = {
    "each its own": list(range(12)),
    "equal": [i // 4 for i in range(20)],
    "unequal": [7] * 14 + [1] * 2 + [900] * 2 + [4] * 2 + [4_000_000_000] * 1 + [3] * 5,
    "two, one of them large": [1] * 15 + [0] * 3,
    "in any order": RNG.permutation([0] * 6 + [1] * 9 + [2] * 1 + [3] * 4 + [4] * 4).tolist(),
}


def cluster_robust():
    found = []
    for name, clusters in LAYOUTS.items():
        effect = {cluster: RNG.normal() for cluster in sorted(set(clusters))}
        x = np.round([effect[c] + RNG.normal() for c in clusters], 3)
        codes = [sorted(set(clusters)).index(c) for c in clusters]
        se, df, _ = club_sandwich(x - x.mean(), codes)
        sizes = np.bincount(codes)
        kish = sizes.sum() ** 2 / (sizes**2).sum()
        found.append({"name": name, "values": x.tolist(), "clusters": clusters, "se": se, "df": df, "kish": kish})
    return found


def ratio():
    found = []
    for name, clusters in LAYOUTS.items():
        codes = [sorted(set(clusters)).index(c) for c in clusters]
        a = np.round(RNG.lognormal(0, 0.6, len(codes)) * 100, 2)
        b = np.round(a * RNG.lognormal(-0.4, 0.3, len(codes)) + 3, 2)
        r = b.mean() / a.mean()
        u = (b - r * a) / (a.mean() * r)
        se, df, version = club_sandwich(u, codes)
        for alpha in (0.05, 0.01):
            half = t_quantile(1 - alpha / 2, df) * se
            found.append(
                {"name": name, "a": a.tolist(), "b": b.tolist(), "clusters": clusters, "alpha": alpha,
                 "ratio": r, "low": r * math.exp(-half), "high": r * math.exp(half)}
            )
    return found, version


def noise():
    """From the samples themselves."""
    cases = [RNG.binomial(1, p, (2, int(k))).tolist() for p, k in zip(RNG.beta(3, 1, 15), RNG.integers(2, 6, 15))]
    arms = [[np.array(case[arm], dtype=float) for case in cases] for arm in (0, 1)]

    def parts(values, noises):
        total, chance = np.var(values, ddof=1), np.mean(noises)
        between = max(0.0, total - chance)
        return {"total": total, "noise": chance, "between": between, "share": min(1, chance / total),
                "seIfKInfinite": math.sqrt(between / len(values))}

    def chance(arm):
        return np.array([np.var(s, ddof=1) / len(s) for s in arm])

    means = [np.array([s.mean() for s in arm]) for arm in arms]
    return {
        "a": [s.tolist() for s in arms[0]],
        "b": [s.tolist() for s in arms[1]],
        "ofA": parts(means[0], chance(arms[0])),
        "ofDifference": parts(means[1] - means[0], chance(arms[0]) + chance(arms[1])),
    }


def power():
    found = []
    for alpha, chance in [(0.05, 0.8), (0.01, 0.9), (0.1, 0.5)]:
        za, zb = stats.norm.ppf(1 - alpha / 2), stats.norm.ppf(chance)
        for flips, difference in [(0.1, 0.05), (0.2, 0.2), (0.05, 0.01)]:
            needed = (za * math.sqrt(flips) + zb * math.sqrt(flips - difference**2)) ** 2 / difference**2
            variance = flips - difference**2
            found.append(
                {"alpha": alpha, "power": chance, "flips": flips, "difference": difference,
                 "casesForFlips": math.ceil(needed), "variance": variance,
                 "casesForDifference": math.ceil((za + zb) ** 2 * variance / difference**2),
                 "detectable": (za + zb) * math.sqrt(variance / 100),
                 "powerOf": stats.norm.cdf(difference / math.sqrt(variance / 100) - za)}
            )
    return found


def ppi():
    """ppi_mean of the paper (arXiv 2311.01453, example 6.1), its gradients written out, with Wilson around it.

    The variance of what is left of the labels is that with half a case more of either error of the judge.
    """

    def combine(y, f, u, errors):
        n, rest = len(y), len(u)
        gradients = np.stack([y - y.mean(), f - f.mean()])
        covariance = (gradients[0] * gradients[1]).sum() / n
        lam = np.clip(covariance / ((1 + n / rest) * np.cov(np.concatenate([f, u]))), 0, 1)
        value = np.mean(lam * u) + np.mean(y - lam * f)
        left = np.append(y - lam * f, errors(lam) if lam > 0 else [])
        weights = np.append(np.ones(n), np.full(len(left) - n, 0.5))
        deviations = left - np.average(left, weights=weights)
        variance = (weights * deviations**2).sum() / (weights.sum() - 1)
        se = math.sqrt(np.cov(lam * u) / rest + variance / n)
        return float(lam), value, se

    def truth(size, rate, tpr, tnr):
        y = RNG.binomial(1, rate, size)
        return y.astype(float), np.where(y == 1, RNG.binomial(1, tpr, size), 1 - RNG.binomial(1, tnr, size)).astype(float)

    means, differences = [], []
    for n, rest, rate, tpr, tnr in [(30, 400, 0.8, 0.95, 0.85), (60, 100, 0.6, 0.9, 0.9), (25, 300, 0.7, 0.5, 0.45), (20, 2000, 0.5, 1, 1)]:
        y, f = truth(n + rest, rate, tpr, tnr)
        lam, value, se = combine(y[:n], f[:n], f[n:], lambda trust: [1, -trust])
        q, effective = t_quantile(0.975, n - 1), value * (1 - value) / se**2
        # Wilson's limits are where the score statistic is q: roots of a quadratic.
        low, high = sorted(np.roots([1 + q**2 / effective, -(2 * value + q**2 / effective), value**2]).real)
        means.append({"labels": y[:n].tolist(), "judged": f[:n].tolist(), "unlabelled": f[n:].tolist(),
                      "lambda": lam, "value": value, "se": se, "low": low, "high": high})
    for n, rest in [(50, 300), (80, 120)]:
        (ya, fa), (yb, fb) = truth(n + rest, 0.8, 0.9, 0.8), truth(n + rest, 0.7, 0.9, 0.8)
        y, f = yb - ya, fb - fa
        lam, value, se = combine(y[:n], f[:n], f[n:], lambda trust: [1, -1])
        half = t_quantile(0.975, n - 1) * se
        differences.append({"labels": y[:n].tolist(), "judged": f[:n].tolist(), "unlabelled": f[n:].tolist(),
                            "lambda": lam, "value": value, "se": se, "low": value - half, "high": value + half})
    return {"means": means, "differences": differences}


def rogan_gladen():
    """Lang & Reiczigel 2014, as their own script for R has it; in fractions as far as they go."""
    found = []
    for alpha, judged, passes, failures in [
        (0.05, (860, 1000), (97, 100), (58, 100)),
        (0.05, (12, 78), (50, 100), (199, 200)),
        (0.01, (700, 1000), (45, 50), (42, 50)),
        (0.05, (2, 100), (19, 20), (27, 30)),
    ]:
        z = stats.norm.ppf(1 - alpha / 2)
        p, n = (judged[0] + z**2 / 2) / (judged[1] + z**2), judged[1] + z**2
        se, nse = (passes[0] + 1) / (passes[1] + 2), passes[1] + 2
        sp, nsp = (failures[0] + 1) / (failures[1] + 2), failures[1] + 2
        rate = (p + sp - 1) / (se + sp - 1)
        shift = 2 * z**2 * (rate * se * (1 - se) / nse - (1 - rate) * sp * (1 - sp) / nsp)
        gradient = np.array([1, -rate, 1 - rate]) / (se + sp - 1)
        spread = np.diag([p * (1 - p) / n, se * (1 - se) / nse, sp * (1 - sp) / nsp])
        half = z * math.sqrt(gradient @ spread @ gradient)
        raw = [Fraction(*pair) for pair in (judged, passes, failures)]
        point = (raw[0] + raw[2] - 1) / (raw[1] + raw[2] - 1)
        value, low, high = (float(np.clip(x, 0, 1)) for x in (float(point), rate + shift - half, rate + shift + half))
        found.append({"alpha": alpha, "judged": judged, "passes": passes, "failures": failures,
                      "value": value, "low": low, "high": high})
    return found


def alpha_of(units, level):
    """Krippendorff 2011 by his matrix of coincidences."""
    values = sorted({r for unit in units for r in unit if r is not None})
    o = np.zeros((len(values), len(values)))
    for unit in units:
        given = [values.index(r) for r in unit if r is not None]
        for i, j in itertools.permutations(range(len(given)), 2):
            o[given[i], given[j]] += 1 / (len(given) - 1)
    totals = o.sum(axis=1)

    def apart(c, k):
        if level == "nominal":
            return float(c != k)
        if level == "interval":
            return (values[c] - values[k]) ** 2
        c, k = min(c, k), max(c, k)
        return (totals[c : k + 1].sum() - (totals[c] + totals[k]) / 2) ** 2

    distance = np.array([[apart(c, k) for k in range(len(values))] for c in range(len(values))])
    expected = (np.outer(totals, totals) * distance).sum() / (totals.sum() - 1)
    return 1 - (o * distance).sum() / expected


def krippendorff():
    raters = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    published = [list(unit) for unit in zip(*raters)]
    drawn = []
    for _ in range(40):
        level = RNG.integers(0, 5)
        unit = np.clip(level + RNG.integers(-1, 2, 3), 0, 4) / 4
        drawn.append([None if RNG.random() < 0.2 else float(r) for r in unit])
    two = [[int(x), int(x if RNG.random() < 0.8 else 1 - x)] for x in RNG.binomial(1, 0.7, 30)]
    return [
        {"name": name, "units": units, **{level: alpha_of(units, level) for level in ("nominal", "ordinal", "interval")}}
        for name, units in {"published": published, "three raters": drawn, "two raters": two}.items()
    ]


def main():
    ratios, club = ratio()
    result = {
        "by": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__, "clubSandwich": club},
        "mulberry32": mulberry32(),
        "mcnemar": mcnemar(),
        "signFlip": sign_flip(),
        "multiplicity": multiplicity(),
        "passAtK": pass_at_k(),
        "orderStatistic": order_statistic(),
        "clusterRobust": cluster_robust(),
        "ratio": ratios,
        "noise": noise(),
        "power": power(),
        "ppi": ppi(),
        "roganGladen": rogan_gladen(),
        "krippendorff": krippendorff(),
    }
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, default=float) + "\n")


main()
