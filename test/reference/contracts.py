"""contracts.json: fits of contract models and their readings, from the definitions with mpmath."""

import mpmath
import numpy
import scipy
from mpmath import mp, mpf

from peaks import peak
from reference import agree, tools, write

mp.dps = 40

HIGH = [1000, 869, 743, 653, 593, 551, 517, 491]
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]


def survival(alpha, beta, c, t):
    return mp.exp(log_survival(alpha, beta, c, t))


def log_survival(alpha, beta, c, t):
    y = mpf(t) ** c if t > 0 else mpf(0)
    return mp.loggamma(beta + y) - mp.loggamma(alpha + beta + y) - mp.loggamma(beta) + mp.loggamma(alpha + beta)


def rows_of(cohorts):
    rows = []
    for line in cohorts:
        rows += [(t, line[t - 1] - line[t], 0, 0) for t in range(1, len(line))] + [(len(line) - 1, 0, line[-1], 0)]
    return rows


def log_likelihood(rows, alpha, beta, c):
    """Rows of duration, left, censored, entered: customers who entered there had stayed until then."""
    total = mpf(0)
    for t, left, censored, entered in rows:
        if left:
            total += left * mp.log(survival(alpha, beta, c, t - 1) - survival(alpha, beta, c, t))
        total += (censored - entered) * log_survival(alpha, beta, c, t)
    return total


LATE = [(1, 40, 12, 0), (2, 25, 8, 30), (3, 18, 9, 25), (4, 14, 30, 0), (5, 6, 31, 10), (8, 5, 60, 0)]
samples = [
    ("high end", rows_of([HIGH])), ("regular", rows_of([REGULAR])),
    ("high end, five periods", rows_of([HIGH[:6]])), ("regular, five periods", rows_of([REGULAR[:6]])),
    ("three cohorts", rows_of([[500, 410, 352, 311], [450, 377, 330], [600, 489]])),
    ("late entries", LATE),
]
fits = []
for name, rows in samples:
    parameters, height, errors = peak(lambda x: log_likelihood(rows, mp.exp(x[0]), mp.exp(x[1]), mpf(1)), [0, 0.5])
    fits.append({"sample": name, "kind": "sbg", "parameters": parameters, "logLikelihood": height, "standardErrors": errors})
    if name == "three cohorts":
        continue
    parameters, height, errors = peak(lambda x: log_likelihood(rows, *map(mp.exp, x)), [-0.5, 0.2, 0.3])
    fits.append({"sample": name, "kind": "bdw", "parameters": parameters, "logLikelihood": height, "standardErrors": errors})

GRID = ["0.01", "0.704", "1", "1.5", "30", "5000"]
lifetimes = []
for alpha in map(mpf, GRID):
    for beta in map(mpf, GRID):
        for discount in map(mpf, ["1e-6", "0.01", "0.1", "3"]):
            for payments in (0, 1, 7, 400):
                z = 1 / (1 + discount)
                n = max(0, payments - 1)
                if payments == 0:
                    value = mp.hyp2f1(1, beta, alpha + beta, z)
                else:
                    value = (beta + n) / (alpha + beta + n) * mp.hyp2f1(1, beta + payments, alpha + beta + payments, z)
                if discount == 3 and payments < 10:
                    total = mp.nsum(lambda k: survival(alpha, beta, 1, payments + k) / survival(alpha, beta, 1, n) * z**k, [0, 60])
                    agree(value, total, 1e-25, "discounted lifetime", 1e-25)
                lifetimes.append([alpha, beta, discount, payments, value])

means = []
for alpha, beta, c in [("2", "3", "0.7"), ("0.5", "2", "3"), ("1.2", "0.05", "1.1"), ("3", "40", "0.5"), ("0.3", "1.5", "4"), ("1.01", "1", "1")]:
    a, b, k = map(mpf, (alpha, beta, c))
    with mp.workdps(120):
        def f(t):
            return survival(a, b, k, t)
        end = 300
        far = (90 + 3 * mp.log(1 + a + b)) / k
        points = mp.linspace(mp.log(end), far, 200)
        total = mp.fsum(f(t) for t in range(end)) + mp.quad(lambda w: f(mp.exp(w)) * mp.exp(w), points)
        total += f(mp.exp(far)) * mp.exp(far) / (a * k - 1)
        total += f(end) / 2 - mp.diff(f, end) / 12 + mp.diff(f, end, 3) / 720 - mp.diff(f, end, 5) / 30240
    if k == 1:
        agree(total, (a + b - 1) / (a - 1), 1e-18, "mean lifetime")
    means.append([a, b, k, total])

write("contracts.json", f"contracts.py ({tools(mpmath, numpy, scipy)}; 40 digits)",
      {"samples": {name: rows for name, rows in samples}, "fits": fits, "lifetimes": lifetimes, "means": means})
