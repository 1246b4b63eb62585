"""share.json: intervals for a share count / total, at 40 digits, agreeing with statsmodels."""

import warnings

import mpmath
import scipy
import statsmodels
from mpmath import mp, mpf
from statsmodels.stats.proportion import proportion_confint

from reference import agree, critical, tools, write
from special import beta_quantile

mp.dps = 45
warnings.simplefilter("error")


def wilson(count, total, confidence):
    """Wilson 1927: the roots p of (count - n p)^2 = z^2 n p (1 - p), a quadratic."""
    count, total, z2 = mpf(count), mpf(total), critical(confidence) ** 2
    a, b, c = total * (total + z2), -total * (2 * count + z2), count**2
    root = mp.sqrt(b * b - 4 * a * c)
    high = (root - b) / (2 * a)
    low = c / (a * high)
    return low, high


def agresti_coull(count, total, confidence):
    z = critical(confidence)
    total_with = total + z * z
    middle = (count + z * z / 2) / total_with
    half = z * mp.sqrt(middle * (1 - middle) / total_with)
    return max(mpf(0), middle - half), min(mpf(1), middle + half)


def clopper_pearson(count, total, confidence):
    tail = (1 - mpf(confidence)) / 2
    low = mpf(0) if count == 0 else beta_quantile(count, total - count + 1, tail)[0]
    high = mpf(1) if count == total else beta_quantile(count + 1, total - count, tail, upper=True)[0]
    return low, high


def jeffreys(count, total, confidence):
    tail = (1 - mpf(confidence)) / 2
    parameters = (count + mpf(1) / 2, total - count + mpf(1) / 2)
    return beta_quantile(*parameters, tail)[0], beta_quantile(*parameters, tail, upper=True)[0]


methods = [("wilson", wilson, "wilson"), ("clopperPearson", clopper_pearson, "beta"),
           ("jeffreys", jeffreys, "jeffreys"), ("agrestiCoull", agresti_coull, "agresti_coull")]
grid = [(0, 1), (1, 1), (0, 2), (1, 2), (1, 3), (2, 3), (0, 5), (4, 5), (0, 10), (1, 10), (5, 10), (9, 10), (10, 10),
        (0, 20), (20, 20), (1, 29), (28, 29), (15, 148), (81, 263), (50, 100), (99, 100), (100, 100), (450, 1000),
        (9999, 10000), (0, 10000), (10000, 10000), (1, 1000000), (999999, 1000000), (123456, 1000000)]

intervals = []
for count, total in grid:
    for confidence in (0.8, 0.9, 0.95, 0.99):
        row = {"count": count, "total": total, "confidence": confidence}
        for key, ours, theirs in methods:
            low, high = ours(count, total, confidence)
            low_theirs, high_theirs = proportion_confint(count, total, alpha=1 - confidence, method=theirs)
            agree(low, low_theirs, 0, f"{key} low of {count}/{total}", absolute=1e-13)
            agree(high, high_theirs, 0, f"{key} high of {count}/{total}", absolute=1e-13)
            row[key] = {"low": low, "high": high}
        intervals.append(row)

# Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I:
# method 3 (score, here Wilson) and method 5 (exact, here Clopper-Pearson), four decimals.
published = [
    (81, 263, "wilson", 0.2553, 0.3662), (15, 148, "wilson", 0.0624, 0.1605), (0, 20, "wilson", 0, 0.1611),
    (1, 29, "wilson", 0.0061, 0.1718),
    (15, 148, "clopperPearson", 0.0578, 0.1617),
    (0, 20, "clopperPearson", 0, 0.1684), (1, 29, "clopperPearson", 0.0009, 0.1776),
]
rows = {(row["count"], row["total"]): row for row in intervals if row["confidence"] == 0.95}
for count, total, key, low, high in published:
    ours = rows[count, total][key]
    agree(ours["low"], low, 0, f"Newcombe {key} {count}/{total}", absolute=5.1e-5)
    agree(ours["high"], high, 0, f"Newcombe {key} {count}/{total}", absolute=5.1e-5)

write("share.json",
      f"share.py ({tools(mpmath, scipy, statsmodels)}; 40 digits, agrees with statsmodels proportion_confint; Wilson checked with R prop.test by check.R)",
      {"intervals": intervals,
       "published": [{"count": count, "total": total, "confidence": 0.95, "method": key, "low": low, "high": high,
                      "decimals": 4, "from": "Newcombe 1998, Statistics in Medicine 17:857, table I"}
                     for count, total, key, low, high in published]})
print(len(intervals), "intervals")
