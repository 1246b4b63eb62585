"""A second opinion from scipy, statsmodels and mpmath on twoSamples.json. Writes nothing; stops at a disagreement."""

import json
import warnings

import numpy
import scipy
import statsmodels
from mpmath import mp, mpf
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, multinomial_proportions_confint, proportions_ztest

from reference import HERE, agree, tools
from special import beta_quantile, beta_tails, gamma_tails

mp.dps = 40
warnings.simplefilter("ignore")
numbers = json.loads((HERE / "twoSamples.json").read_text())


def normal_p(z2):
    """Two-sided p of a squared z."""
    return mp.erfc(mp.sqrt(mpf(z2) / 2))


def chi_square_p(x, df):
    return gamma_tails(mpf(df) / 2, mpf(x) / 2)[1]


def t_p(t, df):
    t = mpf(t)
    return beta_tails(mpf(df) / 2, mpf(1) / 2, df / (df + t * t), t * t / (df + t * t))[0]


def t_interval(scores, confidence):
    """The t quantile of scipy 1.10 is off by 1e-11, so it is solved here."""
    n = len(scores)
    x, y = beta_quantile(mpf(n - 1) / 2, mpf(1) / 2, 1 - mpf(confidence))
    half = mp.sqrt((n - 1) * y / x) * mpf(float(stats.sem(scores)))
    mean = mpf(float(scores.mean()))
    return mean - half, mean + half


def codes(counts, first=0):
    return numpy.repeat(numpy.arange(len(counts)) + first, counts)


for row in numbers["differenceOfShares"]:
    before, after = row["before"], row["after"]
    low, high = confint_proportions_2indep(after["count"], after["total"], before["count"], before["total"], method="newcomb",
                                           alpha=1 - row["confidence"])
    agree(row["low"], low, 0, "Newcombe low", absolute=1e-12)
    agree(row["high"], high, 0, "Newcombe high", absolute=1e-12)
    if row["pValue"] is not None:
        _, p = proportions_ztest([after["count"], before["count"]], [after["total"], before["total"]])
        agree(row["pValue"], p, 1e-11, "pooled z")

for row in numbers["mcnemar"]:
    b, c = row["gained"], row["lost"]
    n = b + c
    if n <= 10000:
        exact = min(mpf(1), 2 * sum(mp.binomial(n, i) for i in range(min(b, c) + 1)) / mpf(2) ** n)
        agree(row["exact"], exact, 1e-11, "McNemar exact")
    agree(row["exact"], mcnemar([[0, b], [c, 0]], exact=True).pvalue if n else 1, 1e-9, "McNemar exact of statsmodels")
    if n:
        agree(row["asymptotic"], normal_p(mpf(b - c) ** 2 / n), 1e-12, "McNemar asymptotic")
        corrected = mpf(abs(b - c) - 1) ** 2 / n if b != c else mpf(0)
        agree(row["corrected"], normal_p(corrected), 1e-12, "McNemar corrected")

for row in numbers["mannWhitney"]:
    before, after = codes(row["before"]), codes(row["after"])
    higher = sum(a * b for j, a in enumerate(row["after"]) for i, b in enumerate(row["before"]) if j > i)
    lower = sum(a * b for j, a in enumerate(row["after"]) for i, b in enumerate(row["before"]) if j < i)
    pairs = len(before) * len(after)
    agree(row["delta"], mpf(higher - lower) / pairs, 1e-15, "Cliff's delta", absolute=1e-16)
    agree(row["u"], (mpf(higher - lower) + pairs) / 2, 0, "U")
    if row["pValue"] is not None:
        for key, corrected in (("pValue", True), ("uncorrected", False)):
            p = stats.mannwhitneyu(after, before, use_continuity=corrected, method="asymptotic").pvalue
            agree(row[key], p, 1e-9, f"Mann-Whitney {key}")

for row in numbers["trend"]:
    if row["pValue"] is not None:
        counts, totals, scores = ([mpf(x) for x in row[key]] for key in ("counts", "totals", "scores"))
        whole, share = sum(totals), sum(counts) / sum(totals)
        slope = sum(s * (x - n * share) for s, x, n in zip(scores, counts, totals))
        middle = sum(s * n for s, n in zip(scores, totals)) / whole
        variance = share * (1 - share) * sum(n * (s - middle) ** 2 for s, n in zip(scores, totals))
        agree(row["statistic"], slope**2 / variance, 1e-10, "trend", absolute=1e-20)
        agree(row["pValue"], normal_p(slope**2 / variance), 1e-9, "trend p")

for row in numbers["homogeneityOfShares"]:
    x, n = numpy.array(row["counts"]), numpy.array(row["totals"])
    chi2, p, df, _ = stats.chi2_contingency([x, n - x], correction=False)
    agree(row["statistic"], chi2, 1e-11, "homogeneity of shares", absolute=1e-15)
    agree(row["pValue"], p, 1e-11, "homogeneity of shares p")
    assert row["degreesOfFreedom"] == df

for row in numbers["homogeneityOfScores"]:
    scores, weights = [], []
    for group in row["groups"]:
        p, n, d = (mpf(count) / sum(map(mpf, group)) for count in group)
        scores.append(p - d)
        weights.append(sum(map(mpf, group)) / (p + d - (p - d) ** 2))
    pooled = sum(a * b for a, b in zip(weights, scores)) / sum(weights)
    q = sum(a * (b - pooled) ** 2 for a, b in zip(weights, scores))
    agree(row["statistic"], q, 1e-9, "Q of scores", absolute=1e-20)
    agree(row["pValue"], chi_square_p(q, row["degreesOfFreedom"]), 1e-9, "p of Q of scores")
    every = [sum(mpf(group[i]) for group in row["groups"]) for i in range(3)]
    score = (every[0] - every[2]) / sum(every)
    variance = (every[0] + every[2]) / sum(every) - score**2
    pooled_q = sum(sum(map(mpf, group)) * (s - score) ** 2 for group, s in zip(row["groups"], scores)) / variance
    agree(row["pooledStatistic"], pooled_q, 1e-9, "pooled Q of scores", absolute=1e-20)
    agree(row["pooledPValue"], chi_square_p(pooled_q, row["degreesOfFreedom"]), 1e-9, "p of pooled Q")

for row in numbers["planOfMargin"]:
    reach = mpf(float(stats.norm.ppf(0.975))) * mp.sqrt(mpf(row["variance"]) / mpf(row["responses"]))
    if row["population"]:
        reach *= mp.sqrt((row["population"] - mpf(row["responses"])) / (row["population"] - 1))
    agree(row["margin"], reach, 1e-11, "margin of a plan")

for row in numbers["planOfDifference"]:
    effect = row["difference"] / numpy.sqrt(row["variance"])
    theirs = NormalIndPower().solve_power(effect, power=row["power"], alpha=1 - row["confidence"])
    agree(row["responses"], theirs, 1e-4, "plan of statsmodels, which counts the far tail")

for row in numbers["homogeneity"]:
    y, w = [mpf(x) for x in row["estimates"]], [1 / mpf(x) ** 2 for x in row["standardErrors"]]
    pooled = sum(a * b for a, b in zip(w, y)) / sum(w)
    q = sum(a * (b - pooled) ** 2 for a, b in zip(w, y))
    agree(row["pooled"], pooled, 1e-12, "pooled")
    agree(row["standardError"], 1 / mp.sqrt(sum(w)), 1e-12, "standard error")
    agree(row["q"], q, 1e-10, "Q", absolute=1e-20)
    agree(row["pValue"], chi_square_p(q, len(y) - 1), 1e-9, "Q p")

for row in numbers["goodman"]:
    limits = multinomial_proportions_confint(row["counts"], alpha=1 - row["confidence"], method="goodman")
    for (low, high), ours_low, ours_high in zip(limits, row["low"], row["high"]):
        agree(ours_low, low, 0, "Goodman low", absolute=1e-13)
        agree(ours_high, high, 0, "Goodman high", absolute=1e-13)

for row in numbers["paired"]:
    differences = numpy.concatenate([numpy.repeat(j - i, count) for i, line in enumerate(row["moves"]) for j, count in enumerate(line)])
    test = stats.ttest_1samp(differences, 0)
    interval = t_interval(differences, row["confidence"])
    for key, theirs in (("value", differences.mean()), ("low", interval[0]), ("high", interval[1]), ("t", test.statistic)):
        agree(row[key], theirs, 1e-12, f"paired {key}", absolute=1e-14)
    agree(row["pValue"], t_p(row["t"], row["degreesOfFreedom"]), 1e-11, "paired p")

for row in numbers["mean"]:
    scores = codes(row["counts"], row["min"])
    interval = t_interval(scores, row["confidence"])
    for key, theirs in (("value", scores.mean()), ("low", interval[0]), ("high", interval[1])):
        agree(row[key], theirs, 1e-12, f"mean {key}")

for row in numbers["adjusted"]:
    for key, method in (("holm", "holm"), ("benjaminiHochberg", "fdr_bh"), ("bonferroni", "bonferroni")):
        for ours, theirs in zip(row[key], multipletests(row["pValues"], method=method)[1]):
            agree(ours, theirs, 1e-12, key)

print(tools(scipy, statsmodels), "agree")
