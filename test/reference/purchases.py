"""purchases.json: fits of purchase models to simulated customers, and readings of those models over a grid.

Everything is from the published formulas with mpmath: hypergeometric and confluent functions at many digits, where the
package sums and integrates. Fits are found by scipy and refined by Newton's method with mpmath.
"""

import itertools
import random

import mpmath
import numpy
import scipy
from mpmath import mp, mpf
from scipy import special as sp

from peaks import peak
from reference import agree, tools, write

mp.dps = 50


def beta_ratio(a, b, c, d):
    """B(a, b) / B(c, d)"""
    return mp.exp(mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b) - mp.loggamma(c) - mp.loggamma(d) + mp.loggamma(c + d))


def rising(p, n):
    return mp.exp(mp.loggamma(p + n) - mp.loggamma(p))


# BG/NBD and MBG/NBD
def bg_log_likelihood(rows, r, alpha, a, b, more):
    total = mpf(0)
    for x, t, age, n in rows:
        alive = beta_ratio(a, b + x + more, a, b) * (alpha + age) ** -(r + x)
        gone = beta_ratio(a + 1, b + x + more - 1, a, b) * (alpha + t) ** -(r + x) if x + more > 0 else 0
        total += n * (mp.log(rising(r, x)) + r * mp.log(alpha) + mp.log(alive + gone))
    return total


def bg_alive(r, alpha, a, b, more, x, t, age):
    if x + more == 0:
        return mpf(1)
    return 1 / (1 + a / (b + x + more - 1) * ((alpha + age) / (alpha + t)) ** (r + x))


def bg_expected_new(r, alpha, a, b, h):
    if a == 1:
        a += mpf(10) ** -25
    try:
        return (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + h)) ** r * mp.hyp2f1(r, b, a + b - 1, h / (alpha + h)))
    except mpmath.libmp.NoConvergence:  # of series whose argument is too near 1: over the chance to leave
        def inside(y):
            p = 1 / (1 + mp.exp(-y))
            q = 1 / (1 + mp.exp(y))
            return (1 - (1 + p * h / alpha) ** -r) / p * mp.exp(a * mp.log(p) + b * mp.log(q)) / mp.beta(a, b)
        with mp.workdps(25):
            return mp.quad(inside, mp.linspace(-60 - 60 / a, 60 + 60 / b, 241))


def bg_pmf(r, alpha, a, b, n, h):
    z, stay = h / (alpha + h), (alpha / (alpha + h)) ** r
    exactly = beta_ratio(a, b + n, a, b) * rising(r, n) / mp.factorial(n) * stay * z**n
    if n == 0:
        return exactly
    below = mp.fsum(rising(r, j) / mp.factorial(j) * z**j for j in range(n))
    return exactly + beta_ratio(a + 1, b + n - 1, a, b) * (1 - stay * below)


# Pareto/NBD
def pareto_likelihood(r, alpha, s, beta, x, t, age):
    """Without Γ(r + x) / Γ(r) α^r β^s: Fader and Hardie 2005, by hypergeometric functions."""
    k = r + s + x
    alive = (alpha + age) ** -(r + x) * (beta + age) ** -s

    def part(time):
        if alpha >= beta:
            return mp.hyp2f1(k, s + 1, k + 1, (alpha - beta) / (alpha + time)) / (alpha + time) ** k
        return mp.hyp2f1(k, r + x, k + 1, (beta - alpha) / (beta + time)) / (beta + time) ** k

    try:
        return alive, s / k * (part(t) - part(age))
    except mpmath.libmp.NoConvergence:  # of series whose argument is too near 1: by the definition
        least = min(alpha, beta)
        first, length = mp.log(least + t), mp.log((least + age) / (least + t))
        points = [first + length * (mpf(i) / 200) ** 2 for i in range(201)]  # it falls fastest at first
        return alive, mp.quad(lambda w: s * (alpha - least + mp.exp(w)) ** -(r + x) * (beta - least + mp.exp(w)) ** -(s + 1) * mp.exp(w), points)


def pareto_log_likelihood(rows, r, alpha, s, beta):
    return mp.fsum(n * (mp.log(rising(r, x)) + r * mp.log(alpha) + s * mp.log(beta)
                        + mp.log(sum(pareto_likelihood(r, alpha, s, beta, x, t, age)))) for x, t, age, n in rows)


def pareto_alive(r, alpha, s, beta, x, t, age):
    alive, gone = pareto_likelihood(r, alpha, s, beta, x, t, age)
    return alive / (alive + gone)


def pareto_expected_new(r, alpha, s, beta, h):
    if s == 1:
        return r * beta / alpha * mp.log1p(h / beta)
    return r * beta / alpha / (s - 1) * (1 - (beta / (beta + h)) ** (s - 1))


def pareto_pmf(r, alpha, s, beta, n, h):
    def poisson(time):
        return rising(r, n) / mp.factorial(n) * (alpha / (alpha + time)) ** r * (time / (alpha + time)) ** n
    least = min(alpha, beta)
    points = mp.linspace(0, mp.log1p(h / least), 41)
    left = mp.quad(lambda w: poisson(least * mp.expm1(w)) * s * beta**s / (beta + least * mp.expm1(w)) ** (s + 1) * least * mp.exp(w), points)
    return poisson(h) * (beta / (beta + h)) ** s + left


def pareto_discounted(r, alpha, s, beta, rate):
    return r / alpha * beta**s * rate ** (s - 1) * mp.hyperu(s, s, rate * beta)


# BG/BB
def bb_parts(alpha, beta, gamma, delta, x, t, n):
    alive = beta_ratio(alpha + x, beta + n - x, alpha, beta) * beta_ratio(gamma, delta + n, gamma, delta)
    gone = mp.fsum(beta_ratio(alpha + x, beta + q - x, alpha, beta) * beta_ratio(gamma + 1, delta + q, gamma, delta) for q in range(t, n))
    return alive, gone


def bb_log_likelihood(rows, *parameters):
    return mp.fsum(c * mp.log(sum(bb_parts(*parameters, x, t, n))) for x, t, n, c in rows)


def bb_expected_new(alpha, beta, gamma, delta, h):
    return alpha / (alpha + beta) * mp.fsum(beta_ratio(gamma, delta + k, gamma, delta) for k in range(1, h + 1))


def bb_pmf(alpha, beta, gamma, delta, n, h):
    if n > h:
        return mpf(0)
    stayed = mp.binomial(h, n) * beta_ratio(alpha + n, beta + h - n, alpha, beta) * beta_ratio(gamma, delta + h, gamma, delta)
    return stayed + mp.fsum(mp.binomial(q, n) * beta_ratio(alpha + n, beta + q - n, alpha, beta) * beta_ratio(gamma + 1, delta + q, gamma, delta) for q in range(n, h))


def bb_discounted(alpha, beta, gamma, delta, d):
    return alpha / (alpha + beta) * delta / (gamma + delta) / (1 + d) * mp.hyp2f1(1, delta + 1, gamma + delta + 1, 1 / (1 + d))


# Gamma-gamma
def spend_log_likelihood(rows, p, q, v):
    return mp.fsum(n * (mp.loggamma(p * x + q) - mp.loggamma(p * x) - mp.loggamma(q) + q * mp.log(v) + (p * x - 1) * mp.log(z)
                        + p * x * mp.log(x) - (p * x + q) * mp.log(x * z + v)) for x, z, n in rows)


# Simulated customers, rounded so that few histories repeat.
draw = random.Random(20_05)


def simulated(count, leave):
    """Rows of repeats, last, age, 1; `leave` says whether a customer leaves after a purchase, or when."""
    rows = []
    for _ in range(count):
        age = draw.randint(27, 39)
        rate = draw.gammavariate(0.8, 1 / 6.0)
        p, end = leave()
        time, x, last = 0.0, 0, 0.0
        while draw.random() >= p:
            time += draw.expovariate(rate)
            if time > min(age, end):
                break
            last = round(time, 2)
            x = x + 1 if last > 0 else x
        rows.append([x, last, age, 1])
    return rows


never = float("inf")
bg_rows = simulated(150, lambda: (draw.betavariate(0.8, 2.5), never))
pareto_rows = simulated(120, lambda: (0.0, draw.expovariate(draw.gammavariate(0.9, 1 / 12.0))))
bb_rows = []
for _ in range(300):
    p, leave = draw.betavariate(1.2, 0.8), draw.betavariate(0.7, 2.8)
    x = t = 0
    for k in range(1, 8):
        if draw.random() < leave:
            break
        if draw.random() < p:
            x, t = x + 1, k
    bb_rows.append([x, t, 7, 1])
spend_rows = []
for _ in range(150):
    scale = draw.gammavariate(3.7, 1 / 15.4)
    x = 1 + int(draw.expovariate(0.6))
    spend_rows.append([x, round(sum(draw.gammavariate(6.2, 1 / scale) for _ in range(x)) / x, 2), 1])


def grouped(rows):
    """Equal rows once, the last place their number."""
    counts = {}
    for row in rows:
        counts[tuple(row[:-1])] = counts.get(tuple(row[:-1]), 0) + row[-1]
    return [[*key, count] for key, count in sorted(counts.items())]


def quick_bg(rows, more):
    x, t, age, n = (numpy.array(column, dtype=float) for column in zip(*rows))

    def f(logs):
        r, alpha, a, b = numpy.exp(logs)
        alive = sp.betaln(a, b + x + more) - (r + x) * numpy.log(alpha + age)
        last = numpy.maximum(x + more, 1)
        gone = numpy.where(x + more > 0, sp.betaln(a + 1, b + last - 1) - (r + x) * numpy.log(alpha + t), -numpy.inf)
        return numpy.sum(n * (sp.gammaln(r + x) - sp.gammaln(r) + r * numpy.log(alpha) - sp.betaln(a, b) + numpy.logaddexp(alive, gone)))

    return f


def quick_pareto(rows):
    x, t, age, n = (numpy.array(column, dtype=float) for column in zip(*rows))
    u, w = numpy.polynomial.legendre.leggauss(64)

    def f(logs):
        r, alpha, s, beta = numpy.exp(logs)
        time = t[:, None] + (age - t)[:, None] * (u + 1) / 2
        inside = numpy.exp(-(r + x)[:, None] * numpy.log(alpha + time) - (s + 1) * numpy.log(beta + time)) * s
        gone = numpy.sum(inside * w, axis=1) * (age - t) / 2
        alive = numpy.exp(-(r + x) * numpy.log(alpha + age) - s * numpy.log(beta + age))
        return numpy.sum(n * (sp.gammaln(r + x) - sp.gammaln(r) + r * logs[1] + s * logs[3] + numpy.log(alive + gone)))

    return f


samples = {"bg": grouped(bg_rows), "pareto": grouped(pareto_rows), "opportunities": grouped(bb_rows), "spend": grouped(spend_rows)}


def fit(kind, sample, log_likelihood, start, quick=None):
    rows = samples[sample]
    parameters, height, errors = peak(lambda logs: log_likelihood(rows, *map(mp.exp, logs)), start, quick)
    return {"kind": kind, "sample": sample, "parameters": parameters, "logLikelihood": height, "standardErrors": errors}


with mp.workdps(32):
    fits = [
        fit("bg-nbd", "bg", lambda rows, *p: bg_log_likelihood(rows, *p, 0), [-0.3, 1.8, -0.2, 0.9], quick_bg(samples["bg"], 0)),
        fit("mbg-nbd", "bg", lambda rows, *p: bg_log_likelihood(rows, *p, 1), [-0.3, 1.8, -0.2, 0.9], quick_bg(samples["bg"], 1)),
        fit("pareto-nbd", "pareto", pareto_log_likelihood, [-0.3, 1.8, -0.2, 2.4], quick_pareto(samples["pareto"])),
        fit("bg-bb", "opportunities", bb_log_likelihood, [0.2, -0.2, -0.3, 1.0]),
        fit("gamma-gamma", "spend", spend_log_likelihood, [1.8, 1.3, 2.7]),
    ]

# Readings over a grid, every edge among them: rows of parameters, history, horizon, n, and what comes out.
SHAPES = ["0.01", "0.6", "1", "2.5", "60", "5000"]
HISTORIES = [(0, "0", "0"), (0, "0", "38.86"), (1, "0.5", "38.86"), (2, "30.43", "38.86"), (26, "30.86", "31"), (26, "31", "31"), (400, "100", "160")]


def pick(rows, share):
    return [row for row in rows if draw.random() < share]


readings = []
corners = [("0.243", "4.414", "0.793", "2.426"), ("0.6", "10", "1", "2"), ("0.6", "10", "0.3", "0.5"), ("0.01", "0.01", "0.01", "0.01"),
           ("5000", "5000", "5000", "5000"), ("0.553", "10.58", "0.606", "11.67"), ("2.5", "11", "1", "11")]
grid = corners + pick(itertools.product(SHAPES, SHAPES, SHAPES, SHAPES), 0.045)
for parameters in grid:
    r, alpha, a, b = map(mpf, parameters)
    for x, t, age in pick(HISTORIES, 0.4):
        t, age = mpf(t), mpf(age)
        horizon = mpf(draw.choice(["0.001", "1", "39", "300", "1e6"]))
        n = draw.choice([0, 1, 3, 20, 300])
        with mp.workdps(60):
            for more, kind in enumerate(("bg-nbd", "mbg-nbd")):
                alive = bg_alive(r, alpha, a, b, more, x, t, age)
                known = (r + x, alpha + age, a, b + x + more)
                probability = alive * bg_pmf(*known, n, horizon) + (1 - alive if n == 0 else 0)
                expected = alive * bg_expected_new(*known, horizon)
                readings.append([kind, parameters, x, t, age, horizon, n, alive, expected, probability])
            alive = pareto_alive(r, alpha, a, b, x, t, age)
            known = (r + x, alpha + age, a, b + age)
            expected = alive * pareto_expected_new(*known, horizon)
        with mp.workdps(25):
            probability = alive * pareto_pmf(*known, n, horizon) + (1 - alive if n == 0 else 0)
        rate = mpf(draw.choice(["1e-6", "0.0027", "0.1", "5"]))
        with mp.workdps(40):
            discounted = alive * pareto_discounted(*known, rate)
        readings.append(["pareto-nbd", parameters, x, t, age, horizon, n, alive, expected, probability, rate, discounted])
for parameters in [("1.204", "0.75", "0.657", "2.783"), ("2", "1", "1", "3")] + pick(itertools.product(SHAPES, SHAPES, SHAPES, SHAPES), 0.03):
    alpha, beta, gamma, delta = map(mpf, parameters)
    for x, t, age in pick([(0, 0, 0), (0, 0, 6), (1, 4, 6), (5, 5, 6), (6, 6, 6), (40, 77, 90)], 0.5):
        alive, gone = bb_parts(alpha, beta, gamma, delta, x, t, age)
        alive /= alive + gone
        known = (alpha + x, beta + age - x, gamma, delta + age)
        horizon, n = draw.choice([0, 1, 5, 60]), draw.choice([0, 1, 4, 30])
        rate = mpf(draw.choice(["0.001", "0.1", "2"]))
        probability = alive * bb_pmf(*known, n, horizon) + (1 - alive if n == 0 else 0)
        following = alive * (delta + age) / (gamma + delta + age)
        readings.append(["bg-bb", parameters, x, t, age, horizon, n, following, alive * bb_expected_new(*known, horizon), probability,
                         rate, alive * bb_discounted(*known, rate)])

# Log-likelihoods of single customers over a grid of their own.
LIVES = HISTORIES + [(1, "39", "39"), (3, "0.01", "1000"), (400, "1", "1e5"), (0, "0", "1e6")]
likelihoods = []
for parameters in corners + pick(itertools.product(SHAPES, SHAPES, SHAPES, SHAPES), 0.03):
    known = [mpf(parameter) for parameter in parameters]
    for x, t, age in pick(LIVES, 0.35):
        row = [[x, mpf(t), mpf(age), 1]]
        with mp.workdps(60):
            for more, kind in enumerate(("bg-nbd", "mbg-nbd")):
                likelihoods.append([kind, known, x, mpf(t), mpf(age), bg_log_likelihood(row, *known, more)])
        with mp.workdps(80):
            likelihoods.append(["pareto-nbd", known, x, mpf(t), mpf(age), pareto_log_likelihood(row, *known)])
    for x, t, age in pick([(0, 0, 0), (0, 0, 6), (1, 4, 6), (5, 5, 6), (6, 6, 6), (40, 77, 90), (400, 400, 401)], 0.3):
        likelihoods.append(["bg-bb", known, x, t, age, bb_log_likelihood([[x, t, age, 1]], *known)])
    x, z = draw.choice([1, 3, 60, 400]), mpf(draw.choice(["0.01", "1", "35", "1e4"]))
    likelihoods.append(["gamma-gamma", known[:3], x, z, None, spend_log_likelihood([[x, z, 1]], *known[:3])])

# Two ways agree: the formulas of the papers, and the definitions by quadrature.
with mp.workdps(30):
    r, alpha, a, b = map(mpf, ("0.243", "4.414", "0.793", "2.426"))
    total = mp.fsum(n * bg_pmf(r, alpha, a, b, n, mpf(39)) for n in range(400))
    agree(bg_expected_new(r, alpha, a, b, mpf(39)), total, 1e-12, "mean of the BG/NBD probabilities")
    alive, gone = pareto_likelihood(mpf("0.55"), mpf("10.6"), mpf("0.6"), mpf("11.7"), 3, mpf(20), mpf(38))
    direct = mp.quad(lambda u: mpf("0.6") * (mpf("10.6") + u) ** -(mpf("0.55") + 3) * (mpf("11.7") + u) ** -mpf("1.6"), [20, 38])
    agree(gone, direct, 1e-20, "the integral of the Pareto/NBD likelihood")
    direct = mp.quad(lambda u: mp.exp(-mpf("0.0027") * u) * (mpf(11) / (11 + u)) ** mpf("0.6"), [0, 10, 100, 1000, 10000, 100000])
    agree(pareto_discounted(mpf(1), mpf(1), mpf("0.6"), mpf(11), mpf("0.0027")), direct, 1e-15, "discounted time")

for row in readings:
    row[1] = [mpf(parameter) for parameter in row[1]]
for row in readings:
    # Less likely than this, the differences and integrals above run out of digits.
    row[9] = row[9] if row[9] > mpf("1e-30") else None
readings = [row if all(not isinstance(v, mpf) or v == 0 or abs(v) > mpf("1e-300") for v in row) else None for row in readings]
readings = [row for row in readings if row]
write("purchases.json", f"purchases.py ({tools(mpmath, numpy, scipy)}; 25 to 60 digits)",
      {"samples": samples, "fits": fits, "readings": readings, "likelihoods": likelihoods})
