"""posterior.json: the posterior of a net score under a Dirichlet prior, and which of two scores is the greater.

The shares for, neither and against have a Dirichlet distribution; the score is the share for less the share against. Its
density at t >= 0 is the integral of the Dirichlet density over the share against. Three ways, each where it can go:

exact   whole parameters: the density is a polynomial on either side of 0, so everything is a fraction
mpmath  the density by quadrature of elementary functions at 30 digits, its tail by quadrature of the density
scipy   few answers: the tail by conditioning on the share against, with scipy's incomplete beta function

Where two ways can go, they must agree. None of them conditions on the share of those who are not neither.
"""

from fractions import Fraction
from math import comb, factorial
from multiprocessing import Pool

import mpmath
import numpy
import scipy
from mpmath import mp, mpf
from scipy import special as sp

from reference import agree, tools, write

mp.dps = 30


def mirrored(shapes):
    return shapes[::-1]


# Polynomials as lists of fractions, lowest power first.
def product(a, b):
    out = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out


def definite(a, low, high):
    return sum(c * (Fraction(high) ** (i + 1) - Fraction(low) ** (i + 1)) / (i + 1) for i, c in enumerate(a))


def value(a, t):
    total = Fraction(0)
    for c in reversed(a):
        total = total * t + c
    return total


def exact_density(shapes):
    """The polynomial on 0 to 1: over d from 0 to c = (1 - t) / 2 of (d + t)^(p-1) (2c - 2d)^(n-1) d^(q-1), over B(p, n, q)."""
    p, n, q = shapes
    front = Fraction(factorial(p + n + q - 1), factorial(p - 1) * factorial(n - 1) * factorial(q - 1))
    out = [Fraction(0)] * (p + n + q)
    for i in range(p):
        power = i + q - 1 + n
        beta = Fraction(factorial(i + q - 1) * factorial(n - 1), factorial(i + q + n - 1))
        factor = front * comb(p - 1, i) * 2 ** (n - 1) * beta / 2**power
        for j in range(power + 1):
            out[p - 1 - i + j] += factor * comb(power, j) * (-1) ** j
    return out


def exact_upper(shapes, t):
    if t < 0:
        return 1 - exact_upper(mirrored(shapes), -t)
    return definite(exact_density(shapes), t, 1)


def exact_greater(a, b):
    """P(score of b > score of a)."""

    def half(a, b):  # over a > 0, of the density of a times P(b > a)
        f, g = exact_density(a), exact_density(b)
        tail = [definite(g, 0, 1)] + [-c / (i + 1) for i, c in enumerate(g)]
        return definite(product(f, tail), 0, 1)

    negative = half(mirrored(a), mirrored(b))  # P(a < 0, b < a)
    return half(a, b) + definite(exact_density(mirrored(a)), 0, 1) - negative


def over_line(log_f, start=0):
    """The integral of exp(log_f), which has one peak, over all real numbers: trapezoids, halved until 11 digits stand.

    Each halving doubles their number, so that the last sum is good to more than 17.
    """
    step, top = mpf(1), mpf(start)
    height = log_f(top)
    while True:
        left, right = log_f(top - step), log_f(top + step)
        if max(left, right) > height:
            top, height = (top - step, left) if left > right else (top + step, right)
            step *= 2
        elif min(left, right) > height - 2:
            break
        else:
            step /= 4

    def edge(sign):
        far = step
        while log_f(top + sign * far) > height - 44:
            far *= 2
        near = far / 2
        for _ in range(6):
            middle = (near + far) / 2
            near, far = (middle, far) if log_f(top + sign * middle) > height - 44 else (near, middle)
        return top + sign * far

    low, high = edge(-1), edge(1)
    parts, h = 16, (high - low) / 16
    total = sum(mp.exp(log_f(low + i * h) - height) for i in range(parts + 1))
    before = mpf(0)
    while True:
        if abs(total * h - before) < mpf("1e-11") * total * h:
            return total * h * mp.exp(height)
        before = total * h
        parts, h = 2 * parts, h / 2
        total += sum(mp.exp(log_f(low + i * h) - height) for i in range(1, parts, 2))


def sides(u):
    """Shares u / (1 - u) on the logit scale: (logistic(u), logistic(-u))."""
    e = mp.exp(-abs(u))
    return (1 / (1 + e), e / (1 + e)) if u > 0 else (e / (1 + e), 1 / (1 + e))


def log_front(shapes):
    return mp.loggamma(sum(shapes)) - sum(mp.loggamma(a) for a in shapes)


def logit(x):
    return mp.log(x / (1 - x))


def log_density(shapes, t, rest):
    """log of the density at t > 0; rest is 1 - t."""
    p, n, q = shapes
    front = log_front(shapes)

    def log_f(u):
        near, far = sides(u)
        d = rest / 2 * near
        return front + (p - 1) * mp.log(d + t) + (n - 1) * mp.log(rest * far) + q * mp.log(d) + mp.log(far)

    mode = max(min((q / sum(shapes)) / (rest / 2), mpf("0.999")), mpf("1e-9"))
    return mp.log(over_line(log_f, logit(mode)))


def upper(shapes, t):
    t = mpf(t)
    if t < 0:
        return 1 - upper(mirrored(shapes), -t)
    rest = 1 - t
    mean = (shapes[0] - shapes[2]) / sum(shapes)

    def log_f(v):
        near, far = sides(v)
        return log_density(shapes, t + rest * near, rest * far) + mp.log(rest * near * far)

    start = logit(min(max((mean - t) / rest, mpf("1e-3")), mpf("0.999")))
    return over_line(log_f, start)


def panel(order):
    """Gauss-Legendre nodes on -1 to 1, their weights, and the weights of the integral from each node to 1."""
    nodes = []
    for x in numpy.polynomial.legendre.leggauss(order)[0]:
        for _ in range(3):  # Newton
            slope = order * (mp.legendre(order - 1, x) - x * mp.legendre(order, x)) / (1 - mpf(x) ** 2)
            x -= mp.legendre(order, x) / slope
        nodes.append(x)
    weights = [2 * (1 - x**2) / (order * mp.legendre(order - 1, x)) ** 2 for x in nodes]
    # through the expansion in Legendre polynomials, whose integrals are differences of their neighbours
    values = [[mp.legendre(k, x) for k in range(order + 1)] for x in nodes]
    rest = []
    for i in range(order):
        integral = [1 - nodes[i]] + [(values[i][k - 1] - values[i][k + 1]) / (2 * k + 1) for k in range(1, order)]
        rest.append([weights[j] * sum((mpf(2 * k + 1) / 2) * values[j][k] * integral[k] for k in range(order)) for j in range(order)])
    return nodes, weights, rest


def greater(a, b, panels=24, order=20):
    nodes, weights, rest = panel(order)

    def half(a, b):
        """Over a > 0, of the density of a times P(b > a): panels on the logit scale, from the top down."""

        def log_f(shapes, v):
            near, far = sides(v)
            return log_density(shapes, near, far) + mp.log(near * far)

        mean, total = (a[0] - a[2]) / sum(a), sum(a)
        top = logit(min(max(mean, 1 / total), 1 - 1 / total))
        peak = max(log_f(a, top + i * mpf("0.25") / mp.sqrt(total)) for i in range(-40, 41))

        def edge(sign):
            far = 1 / mp.sqrt(total)
            while log_f(a, top + sign * far) > peak - 42:
                far *= mpf("1.25")
            return top + sign * far

        low, high = edge(-1), edge(1)
        above, sum_ = upper(b, sides(high)[0]), mpf(0)
        width = (high - low) / panels
        for index in reversed(range(panels)):
            middle = low + (index + mpf("0.5")) * width
            of_a, of_b = ([mp.exp(log_f(shapes, middle + x * width / 2)) * width / 2 for x in nodes] for shapes in (a, b))
            sum_ += sum(w * f * (above + sum(r * g for r, g in zip(row, of_b))) for w, f, row in zip(weights, of_a, rest))
            above += sum(w * g for w, g in zip(weights, of_b))
        return sum_

    # P(a > 0, b > a) + P(a < 0) - P(a < 0, b < a)
    return half(a, b) + upper(mirrored(a), 0) - half(mirrored(a), mirrored(b))


GRID = numpy.arange(-800, 800, 0.125)


def scipy_upper(shapes, t, rest):
    """P(score > t) for t > 0, over the share against d = rest / 2 * logistic(u)."""
    p, n, q = shapes
    near, far = sp.expit(GRID), sp.expit(-GRID)
    log_d = numpy.log(rest / 2) + sp.log_expit(GRID)
    d = numpy.exp(log_d)
    log_density = q * log_d + (p + n - 1) * numpy.log1p(-d) + sp.log_expit(-GRID) - sp.betaln(q, p + n)
    # P(p > t + d given d): the rest of the others is at most (1 - t - 2d) / (1 - d)
    return float(numpy.sum(numpy.exp(log_density) * sp.betainc(n, p, numpy.minimum(1, rest * far / (1 - d)))) * 0.125)


def scipy_greater(a, b):
    def half(a, b):
        p, n, q = a
        front = sp.gammaln(p + n + q) - sp.gammaln(p) - sp.gammaln(n) - sp.gammaln(q)
        total = 0.0
        for v in numpy.arange(-340, 340, 0.125):
            t, rest = float(sp.expit(v)), float(sp.expit(-v))
            log_d = numpy.log(rest / 2) + sp.log_expit(GRID)
            log_f = (p - 1) * numpy.logaddexp(log_d, numpy.log(t)) + q * log_d + (n - 1) * (numpy.log(rest) + sp.log_expit(-GRID)) + sp.log_expit(-GRID)
            density = numpy.exp(sp.logsumexp(log_f) + numpy.log(0.125) + front + numpy.log(t) + numpy.log(rest))
            if density > 1e-18:
                total += 0.125 * density * scipy_upper(b, t, rest)
        return total

    return half(a, b) + float(sp.betainc(a[0], a[2], 0.5)) - half(mirrored(a), mirrored(b))


def quantile(shapes, p):
    """t with P(score > t) = p."""
    if p == 0.5 and shapes[0] == shapes[2]:
        return mpf(0)
    mean = (shapes[0] - shapes[2]) / sum(shapes)
    spread = mp.sqrt(((shapes[0] + shapes[2]) / sum(shapes) - mean**2) / (sum(shapes) + 1))
    whole = all(a == int(a) for a in shapes) and sum(shapes) < 300
    if whole:
        integers = [int(a) for a in shapes]
        positive, negative = exact_density(integers), exact_density(mirrored(integers))

        def tail(t):
            # exact in t as it stands; 200 digits before rounding, since the powers cancel
            with mp.workdps(400):
                f, x = (positive, t) if t >= 0 else (negative, -t)
                total = sum(mpf(c.numerator) / c.denominator * (1 - mpf(x) ** (i + 1)) / (i + 1) for i, c in enumerate(f))
                return +(total if t >= 0 else 1 - total)

    else:

        def tail(t):
            if sum(shapes) > 1000:
                return upper(shapes, t)
            f, x = ([float(a) for a in shapes], float(t)) if t >= 0 else ([float(a) for a in mirrored(shapes)], float(-t))
            return mpf(scipy_upper(f, x, 1 - x)) if t >= 0 else 1 - mpf(scipy_upper(f, x, 1 - x))
    target = mp.log(p / (1 - mpf(p)))

    def excess(t):
        tail_ = min(tail(t), 1 - mpf("1e-20"))
        return mp.log(tail_ / (1 - tail_)) - target

    z = mp.sqrt(2) * mp.erfinv(1 - 2 * mpf(p))
    low, high = mpf(-1), mpf(1)
    t = mean + z * spread
    t = t if -1 < t < 1 else (mean + mp.sign(t)) / 2
    before = None
    for _ in range(60):
        at = excess(t)
        low, high = (t, high) if at > 0 else (low, t)
        if before is None:
            following = t + spread * mp.sign(at) / 4
        else:
            following = t - at * (t - before[0]) / (at - before[1])
        if abs(following - t) < mpf("1e-15") and before is not None:
            return following
        if not low < following < high:
            following = (low + high) / 2
        before, t = (t, at), following
    raise AssertionError("no quantile")


def shapes_of(counts, prior):
    return [mpf(c) + mpf(a) for c, a in zip(counts, prior)]


def named(shapes):
    return dict(zip(("promoters", "passives", "detractors"), shapes))


ONES, HALVES, ADJUSTED = (1, 1, 1), (0.5, 0.5, 0.5), (0.75, 1.5, 0.75)


def posterior(row):
    counts, prior, confidence = row
    shapes = shapes_of(counts, prior)
    total = sum(shapes)
    p, _, d = (a / total for a in shapes)
    low, median, high = (100 * quantile(shapes, q) for q in ((1 + mpf(confidence)) / 2, mpf(1) / 2, (1 - mpf(confidence)) / 2))
    print(counts, prior, mp.nstr(low, 10), mp.nstr(median, 10), mp.nstr(high, 10), flush=True)
    return {"counts": named(counts), "prior": named(prior), "confidence": confidence, "value": 100 * (p - d),
            "variance": 10000 * (p + d - (p - d) ** 2) / (total + 1), "low": low, "median": median, "high": high}


def comparison(row):
    before, after, prior = row
    a, b = shapes_of(before, prior), shapes_of(after, prior)
    if prior == ONES:
        probability, how = exact_greater([int(x) for x in a], [int(x) for x in b]), "exact"
        probability = mpf(probability.numerator) / probability.denominator
    elif sum(a) + sum(b) < 1000:
        a, b = [float(x) for x in a], [float(x) for x in b]
        probability, how = scipy_greater(a, b), "scipy"
        agree(1 - probability, scipy_greater(b, a), 1e-11, "scipy both ways")
    else:
        probability, how = greater(a, b), "mpmath"
    print(before, after, prior, how, mp.nstr(probability, 12), flush=True)
    return {"before": named(before), "after": named(after), "prior": named(prior), "probability": probability, "how": how}


with Pool(4) as pool:
    # the slow ones first
    posteriors = pool.map_async(posterior, [
        ((612345, 212345, 175310), HALVES, 0.95),
        ((0, 0, 0), ONES, 0.95), ((0, 0, 0), (2, 3, 1), 0.8), ((3, 0, 0), ONES, 0.95), ((0, 0, 4), ONES, 0.99), ((60, 25, 15), ONES, 0.95),
        ((80, 74, 46), ONES, 0.9), ((1, 40, 2), ONES, 0.95), ((20, 0, 20), ONES, 0.999),
        ((0, 0, 0), HALVES, 0.95), ((2, 1, 1), HALVES, 0.95), ((10, 0, 0), HALVES, 0.95), ((60, 25, 15), HALVES, 0.95),
        ((60, 25, 15), ADJUSTED, 0.5), ((5, 3, 2), (45, 35, 20), 0.95), ((12.5, 3.25, 7.75), ADJUSTED, 0.95),
    ], chunksize=1)
    comparisons = pool.map_async(comparison, [
        ((612345, 212345, 175310), (613345, 211345, 175310), HALVES), ((500000, 1, 499999), (60, 25, 15), HALVES),
        ((612345, 212345, 175310), (7, 1, 2), HALVES),
        ((0, 0, 0), (3, 0, 0), (0.05, 0.05, 0.05)), ((3, 2, 0), (4, 0, 1), (0.05, 0.1, 0.05)),
        ((60, 25, 15), (55, 25, 20), HALVES), ((2, 1, 1), (0, 0, 0), HALVES), ((10, 0, 0), (9, 1, 0), HALVES), ((5, 3, 2), (6, 3, 1), ADJUSTED),
        ((0, 0, 0), (1, 0, 0), ONES), ((0, 0, 0), (0, 0, 0), ONES), ((60, 25, 15), (55, 25, 20), ONES), ((6, 2, 2), (12, 5, 3), ONES),
        ((30, 20, 10), (0, 0, 5), ONES), ((10, 0, 0), (0, 40, 0), ONES), ((40, 20, 40), (35, 30, 35), ONES), ((3, 1, 0), (60, 40, 30), ONES),
    ], chunksize=1)
    posteriors, comparisons = posteriors.get(), comparisons.get()

# the ways agree where more than one can go
for shapes in ([4, 3, 2], [1, 1, 1], [12, 1, 5]):
    for t in (Fraction(-1, 3), Fraction(0), Fraction(1, 8), Fraction(9, 10)):
        fraction = exact_upper(shapes, t)
        fraction = mpf(fraction.numerator) / fraction.denominator
        agree(fraction, upper([mpf(a) for a in shapes], mpf(t.numerator) / t.denominator), 1e-17, "tail by mpmath")
        if t > 0:
            agree(fraction, scipy_upper([float(a) for a in shapes], float(t), float(1 - t)), 1e-11, "tail by scipy")
for a, b in (([4, 3, 2], [2, 3, 3]), ([1, 1, 1], [5, 1, 1])):
    fraction = exact_greater(a, b)
    fraction = mpf(fraction.numerator) / fraction.denominator
    agree(fraction, greater([mpf(x) for x in a], [mpf(x) for x in b]), 1e-15, "comparison by mpmath")
    agree(fraction, scipy_greater([float(x) for x in a], [float(x) for x in b]), 1e-11, "comparison by scipy")

write("posterior.json", f"posterior.py ({tools(mpmath, numpy, scipy)}; fractions, 30 digits, or scipy to 1e-11 where `how` says so)",
      {"posteriors": posteriors, "comparisons": comparisons})
