"""anytime.json: ends at which bets against a mean, or against a difference of two, have made 2 / (1 - confidence).

Answers one by one, with NumPy; the ends by Brent's method, the least favourable pair of means by SciPy's bounded search.
"""

import numpy
import scipy
from scipy.optimize import brentq, minimize_scalar

from reference import tools, write

SIZES = 0.5 ** numpy.arange(1, 13)


def log_wealth(answers, mean):
    """Logarithm of the mean, over the sizes of the bets, of prod(1 - c + c y / m)."""
    with numpy.errstate(divide="ignore", invalid="ignore"):
        odds = numpy.where(answers == 0, 0.0, answers / mean)
    terms = numpy.log((1 - SIZES)[:, None] + SIZES[:, None] * odds[None, :]).sum(1)
    return numpy.logaddexp.reduce(terms) - numpy.log(len(SIZES))


def low(answers, confidence):
    if not answers.any():
        return 0.0
    need = numpy.log(2 / (1 - confidence))
    return brentq(lambda mean: log_wealth(answers, mean) - need, 1e-12, answers.mean(), xtol=1e-16, rtol=1e-15)


def interval(answers, confidence):
    return low(answers, confidence), 1 - low(1 - answers, confidence)


def least(before, after, delta):
    """The least that bets on a higher mean before and on a lower mean after make, over the means that differ by delta."""
    both = lambda mean: log_wealth(before, mean) + log_wealth(1 - after, max(0.0, 1 - mean - delta))
    start, end = max(0.0, -delta), min(1.0, 1 - delta)
    found = minimize_scalar(both, bounds=(start, end), method="bounded", options={"xatol": 1e-11, "maxiter": 500})
    edges = [both(edge) for edge in (start, end)]
    return min([found.fun] + [edge for edge in edges if not numpy.isnan(edge)])


def high(before, after, confidence):
    need = numpy.log(2 / (1 - confidence))
    seen = after.mean() - before.mean()
    if seen == 1:
        return 1.0
    return brentq(lambda delta: least(before, after, delta) - need, seen, 1 - 1e-9, xtol=1e-15, rtol=1e-15)


def difference(before, after, confidence):
    p = 2 * numpy.exp(-max(least(before, after, 0.0), least(after, before, 0.0)))
    return -high(after, before, confidence), high(before, after, confidence), min(1.0, p)


def answers_of(counts):
    """Counts of equal steps from 0 to 1, the lowest first, as answers."""
    return numpy.repeat(numpy.arange(len(counts)) / (len(counts) - 1), counts)


nets = []
for counts in ((50, 30, 20), (1, 0, 0), (3, 0, 0), (0, 0, 40), (0, 25, 0), (104, 56, 40), (17, 2, 1), (500, 300, 200), (2600, 900, 1500), (1, 0, 999)):
    for confidence in (0.95, 0.8, 0.999):
        ends = interval(answers_of(counts[::-1]), confidence)
        nets.append({"promoters": counts[0], "passives": counts[1], "detractors": counts[2], "confidence": confidence, "low": 200 * ends[0] - 100, "high": 200 * ends[1] - 100})

shares = []
for count, total in ((60, 100), (0, 20), (20, 20), (1, 1), (1, 1000), (81, 263), (4321, 9000)):
    ends = interval(answers_of((total - count, count)), 0.95)
    shares.append({"count": count, "total": total, "low": ends[0], "high": ends[1]})

means = []
for lowest, counts in ((0, (6, 2, 3, 4, 5, 14, 12, 30, 44, 38, 42)), (1, (3, 5, 12, 40, 40)), (1, (0, 0, 9, 0, 0)), (-2, (10, 20, 30, 20, 10)), (1, (2, 1, 4, 9, 30, 55, 60))):
    ends = interval(answers_of(counts), 0.95)
    steps = len(counts) - 1
    means.append({"min": lowest, "counts": counts, "low": lowest + steps * ends[0], "high": lowest + steps * ends[1]})

differences = []
pairs = (
    ((104, 56, 40), (94, 66, 40)),
    ((1000, 600, 400), (400, 300, 300)),
    ((400, 300, 300), (1000, 600, 400)),
    ((0, 0, 12), (9, 0, 0)),
    ((0, 5, 7), (9, 1, 0)),
    ((0, 0, 7), (0, 0, 5)),
    ((3, 0, 0), (1, 2, 1)),
    ((1, 0, 0), (0, 0, 1)),
    ((30, 40, 30), (38, 40, 22)),
    ((2000, 1500, 900), (150, 80, 20)),
)
for before, after in pairs:
    for confidence in (0.95, 0.8):
        ends = difference(answers_of(before[::-1]), answers_of(after[::-1]), confidence)
        names = ("promoters", "passives", "detractors")
        row = {"before": dict(zip(names, before)), "after": dict(zip(names, after)), "confidence": confidence}
        differences.append({**row, "low": 200 * ends[0], "high": 200 * ends[1], "pValue": ends[2]})

write("anytime.json", f"anytime.py ({tools(numpy, scipy)})", {"nets": nets, "shares": shares, "means": means, "differences": differences})
