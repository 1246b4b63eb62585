"""tango.json: Tango's score interval for promoters less detractors, by its definition and not by its formula.

The three counts are multinomial. For a difference t = pP - pD held fixed, the likelihood is maximised over the one
probability that stays free; the score statistic of that fit is inverted at 40 digits. For a multinomial the squared
score statistic of a restricted fit is Pearson's sum of (observed - expected)^2 / expected, and where the fit lies inside
the parameter space it is also compared with score^2 / information, computed from derivatives of the log-likelihood.
"""

import mpmath
from mpmath import mp, mpf

from reference import critical, tools, write

mp.dps = 50


def restricted_fit(promoters, passives, detractors, t):
    """pD that maximises the likelihood when pP = pD + t, by bisection of its derivative (the logarithm is concave)."""
    low, high = max(mpf(0), -t), (1 - t) / 2

    def slope(q):
        value = mpf(0)
        for count, probability, weight in ((promoters, q + t, 1), (detractors, q, 1), (passives, 1 - t - 2 * q, -2)):
            if count > 0:
                if probability <= 0:
                    return mpf("inf") * weight
                value += weight * count / probability
        return value

    if slope(low) <= 0:
        return low, False
    if slope(high) >= 0:
        return high, False
    # ends of the interval where the slope is infinite are moved in by halving, then regula falsi (Illinois)
    a, b = low, high
    fa, fb = slope(a), slope(b)
    side = 0
    while b - a > mpf(10) ** -47 * max(b, mpf(10) ** -20):
        c = (a + b) / 2 if mp.isinf(fa) or mp.isinf(fb) or side >= 3 or side <= -3 else (a * fb - b * fa) / (fb - fa)
        if not a < c < b:
            c = (a + b) / 2
        fc = slope(c)
        if fc == 0:
            return c, True
        if fc > 0:
            a, fa, side = c, fc, max(side, 0) + 1
            if side > 1 and not mp.isinf(fb):
                fb /= 2
        else:
            b, fb, side = c, fc, min(side, 0) - 1
            if side < -1 and not mp.isinf(fa):
                fa /= 2
        if abs(side) > 3:
            fa, fb, side = slope(a), slope(b), 0
    return (a + b) / 2, True


def signed_root(promoters, passives, detractors, t):
    """The score statistic of t; positive where t lies below the estimate."""
    n = promoters + passives + detractors
    q, inside = restricted_fit(promoters, passives, detractors, t)
    pearson = mpf(0)
    for count, probability in ((promoters, q + t), (detractors, q), (passives, 1 - t - 2 * q)):
        expected = n * probability
        if expected > 0:
            pearson += (count - expected) ** 2 / expected
        elif count > 0:
            return mpf("inf") * mp.sign(promoters - detractors - n * t)
    if inside and min(q, q + t, 1 - t - 2 * q) > mpf(10) ** -8:
        promoter, passive = q + t, 1 - t - 2 * q
        score = promoters / promoter - passives / passive
        about_t = n * (1 / promoter + 1 / passive)
        about_q = n * (1 / promoter + 1 / q + 4 / passive)
        both = n * (1 / promoter + 2 / passive)
        efficient = score**2 / (about_t - both**2 / about_q)
        assert abs(efficient - pearson) <= mpf(10) ** -25 * (1 + pearson), (promoters, passives, detractors, t)
    return mp.sqrt(pearson) * mp.sign(promoters - detractors - n * t)


def invert(statistic, target, a, b):
    """t in (a, b) with statistic(t) = target, the statistic falling from above the target to below it."""
    fa, fb = statistic(a) - target, statistic(b) - target
    assert fa > 0 > fb
    while b - a > mpf(10) ** -42:
        c = (a + b) / 2
        if mp.isfinite(fa) and mp.isfinite(fb):
            # Ridders: a bisection step and an exponential correction
            fc = statistic(c) - target
            if fc == 0:
                return c
            d = c + (c - a) * fc / mp.sqrt(fc * fc - fa * fb)
            for x, fx in ((c, fc), (d, statistic(d) - target)):
                if fx == 0:
                    return x
                if a < x < b:
                    a, fa, b, fb = (x, fx, b, fb) if fx > 0 else (a, fa, x, fx)
        else:
            fc = statistic(c) - target
            a, fa, b, fb = (c, fc, b, fb) if fc > 0 else (a, fa, c, fc)
    return (a + b) / 2


def closed(promoters, passives, detractors, t):
    """Tango 1998, equations for the statistic with q in closed form: only a check on the above."""
    n = promoters + passives + detractors
    a, b, c = 2 * n, -detractors - promoters + (2 * n - promoters + detractors) * t, -detractors * t * (1 - t)
    q = (mp.sqrt(b * b - 4 * a * c) - b) / (2 * a)
    return (promoters - detractors - n * t) / mp.sqrt(n * (2 * q + t * (1 - t)))


def interval(counts, confidence):
    counts = tuple(mpf(count) for count in counts)
    promoters, passives, detractors = counts
    n = sum(counts)
    z = critical(confidence)
    estimate = (promoters - detractors) / n
    # monotone between the estimate and the end of the range: the root is the limit
    low, high = mpf(-1), mpf(1)
    if detractors < n:
        low = invert(lambda t: signed_root(*counts, t), z, mpf(-1), estimate)
        assert abs(closed(*counts, low) - z) < mpf(10) ** -18 * z, counts
    if promoters < n:
        high = invert(lambda t: signed_root(*counts, t), -z, estimate, mpf(1))
        assert abs(closed(*counts, high) + z) < mpf(10) ** -18 * z, counts
    return low, high


vectors = [
    # one, two and three answers
    (1, 0, 0), (0, 1, 0), (0, 0, 1), (2, 0, 0), (1, 1, 0), (1, 0, 1), (0, 2, 0), (0, 1, 1), (1, 1, 1), (2, 1, 0),
    # every answer alike
    (10, 0, 0), (0, 10, 0), (0, 0, 10), (1000, 0, 0), (0, 1000, 0), (0, 0, 1000), (1000000, 0, 0), (0, 1000000, 0),
    # one answer differs
    (9, 1, 0), (9, 0, 1), (1, 9, 0), (0, 9, 1), (1, 0, 9), (999, 0, 1), (999, 1, 0), (1, 998, 1), (999999, 0, 1),
    (1, 999999, 0), (0, 999999, 1),
    # promoters and detractors balance
    (5, 0, 5), (5, 10, 5), (50, 0, 50), (40, 20, 40), (500000, 0, 500000), (250000, 500000, 250000),
    # everyday surveys
    (3, 1, 0), (6, 2, 2), (5, 3, 2), (2, 3, 5), (12, 5, 3), (30, 20, 10), (45, 35, 20), (60, 25, 15), (70, 20, 10),
    (15, 25, 60), (120, 60, 70), (423, 301, 276), (2512, 1203, 1285), (33333, 33334, 33333), (612345, 212345, 175310),
    # published examples, with the two kinds of discordant pairs as promoters and detractors
    (9, 20, 3), (0, 43, 1), (16, 62, 8), (1, 13, 7), (3, 10, 1), (25, 75, 2), (12, 36, 2),
    # weighted answers
    (0.5, 0, 0), (0.5, 0.25, 0.25), (12.5, 3.25, 7.75), (45.6, 30.15, 24.25), (0.1, 0.2, 0.3), (101.7, 0, 0.3),
    (1e-3, 2e-3, 1e-3),
]
assert len(set(vectors)) == len(vectors)

intervals = []
for counts in vectors:
    for confidence in (0.8, 0.9, 0.95, 0.99, 0.999):
        low, high = interval(counts, confidence)
        intervals.append({"promoters": counts[0], "passives": counts[1], "detractors": counts[2],
                          "confidence": confidence, "low": 100 * low, "high": 100 * high})

# n pairs, b and c discordant; limits of (b - c) / n as printed, all as quoted in the tests of the R package ratesci
published = [
    (32, 9, 3, 0.95, -0.027, 0.390, 3, "Tango 1998, Statistics in Medicine 17:891"),
    (44, 0, 1, 0.9, -0.096, 0.037, 3, "Tango 1998, Statistics in Medicine 17:891"),
    (86, 16, 8, 0.95, -0.020, 0.207, 3, "Agresti and Min 2005, Statistics in Medicine 24:729"),
    (21, 1, 7, 0.95, -0.517, -0.026, 3, "Fagerland, Lydersen and Laake 2014, Statistics in Medicine 33:2850"),
    (14, 3, 1, 0.95, -0.1670, 0.4327, 4, "Tang 2010"),
    (102, 25, 2, 0.95, 0.139, 0.321, 3, "Chang 2024"),
]
rows = {(row["promoters"], row["passives"], row["detractors"], row["confidence"]): row for row in intervals}
printed = []
for n, b, c, confidence, low, high, decimals, where in published:
    row = rows[b, n - b - c, c, confidence]
    half = mpf(10) ** -decimals * mpf("0.501")
    assert abs(row["low"] / 100 - low) < half and abs(row["high"] / 100 - high) < half, (where, row)
    printed.append({"promoters": b, "passives": n - b - c, "detractors": c, "confidence": confidence,
                    "low": round(100 * low, 2), "high": round(100 * high, 2), "decimals": decimals - 2, "from": f"{where}, as quoted in the tests of ratesci"})

write("tango.json", f"tango.py ({tools(mpmath)}; 40 digits, restricted maximum likelihood; agrees with Tango's closed form)",
      {"intervals": intervals, "published": printed})
print(len(vectors), "vectors,", len(intervals), "intervals")
