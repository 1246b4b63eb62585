"""netDifference.json: two Net Promoter Scores compared, by square-and-add of the limits in tango.json, and by Wald.

The p value is found as it is defined: for a z the four limits are solved, and z is moved until the interval of the
difference ends at 0. The limits come from Tango's closed statistic, which tango.py compares with the restricted fit.
"""

import json

import mpmath
from mpmath import mp, mpf

from reference import HERE, critical, tools, write

mp.dps = 30
limits = {(row["promoters"], row["passives"], row["detractors"], row["confidence"]): row
          for row in json.loads((HERE / "tango.json").read_text())["intervals"]}


def statistic(promoters, passives, detractors, t):
    if t < 0:
        return -statistic(detractors, passives, promoters, -t)
    n = promoters + passives + detractors
    a, b, c = 2 * n, -detractors - promoters + (2 * n - promoters + detractors) * t, -detractors * t * (1 - t)
    q = (mp.sqrt(b * b - 4 * a * c) - b) / (2 * a)
    return (promoters - detractors - n * t) / mp.sqrt(n * (2 * q + t * (1 - t)))


def score(counts):
    promoters, passives, detractors = map(mpf, counts)
    return (promoters - detractors) / (promoters + passives + detractors)


def bisect(rises_above, low, high):
    while high - low > mpf(10) ** -26 * max(abs(low), abs(high), mpf(10) ** -10):
        middle = (low + high) / 2
        low, high = (low, middle) if rises_above(middle) else (middle, high)
    return (low + high) / 2


def high_limit(counts, z):
    counts = tuple(map(mpf, counts))
    if counts[0] == sum(counts):
        return mpf(1)
    return bisect(lambda t: statistic(*counts, t) < -z, score(counts), mpf(1))


def low_limit(counts, z):
    return -high_limit(counts[::-1], z)


def p_value(before, after):
    gap = score(after) - score(before)
    if gap == 0:
        return mpf(1)
    if gap < 0:
        return p_value(after, before)

    def holds_zero(z):
        return (score(after) - low_limit(after, z)) ** 2 + (high_limit(before, z) - score(before)) ** 2 > gap**2

    high = mpf(1)
    while not holds_zero(high):
        high *= 2
    return mp.erfc(bisect(holds_zero, mpf(0), high) / mp.sqrt(2))


def moments(counts, added=(0, 0, 0)):
    promoters, passives, detractors = (mpf(count) + mpf(more) for count, more in zip(counts, added))
    n = promoters + passives + detractors
    s = (promoters - detractors) / n
    return s, ((promoters + detractors) / n - s * s) / n


def wald(before, after, confidence, added=(0, 0, 0)):
    (s1, v1), (s2, v2) = moments(before, added), moments(after, added)
    if v1 + v2 == 0:
        return None
    reach = critical(confidence) * mp.sqrt(v1 + v2)
    return {"centre": 100 * (s2 - s1), "low": 100 * (s2 - s1 - reach), "high": 100 * (s2 - s1 + reach),
            "pValue": mp.erfc(abs(s2 - s1) / mp.sqrt(2 * (v1 + v2)))}


pairs = [
    ((1, 0, 0), (0, 0, 1)), ((1, 0, 0), (1, 0, 0)), ((0, 1, 0), (1, 1, 1)), ((10, 0, 0), (0, 0, 10)), ((0, 0, 10), (10, 0, 0)),
    ((0, 10, 0), (10, 0, 0)), ((9, 1, 0), (9, 0, 1)), ((1, 9, 0), (0, 9, 1)), ((1, 0, 9), (3, 1, 0)), ((5, 0, 5), (5, 10, 5)),
    ((50, 0, 50), (40, 20, 40)), ((6, 2, 2), (5, 3, 2)), ((2, 3, 5), (12, 5, 3)), ((30, 20, 10), (45, 35, 20)), ((45, 35, 20), (60, 25, 15)),
    ((70, 20, 10), (15, 25, 60)), ((120, 60, 70), (423, 301, 276)), ((423, 301, 276), (2512, 1203, 1285)), ((3, 1, 0), (612345, 212345, 175310)),
    ((33333, 33334, 33333), (2512, 1203, 1285)), ((999, 0, 1), (1000, 0, 0)), ((999999, 0, 1), (1000000, 0, 0)), ((1, 998, 1), (0, 1000, 0)),
    ((45.6, 30.15, 24.25), (12.5, 3.25, 7.75)), ((0.1, 0.2, 0.3), (101.7, 0, 0.3)), ((16, 62, 8), (9, 20, 3)),
]
names = ("promoters", "passives", "detractors")
rows = []
for before, after in pairs:
    p = p_value(before, after)
    for confidence in (0.9, 0.95, 0.99):
        b, a = limits[(*before, confidence)], limits[(*after, confidence)]
        value = 100 * (score(after) - score(before))
        from_before, from_after = 100 * score(before), 100 * score(after)
        rows.append({"before": dict(zip(names, before)), "after": dict(zip(names, after)), "confidence": confidence, "value": value,
                     "low": value - mp.hypot(from_after - mpf(a["low"]), mpf(b["high"]) - from_before),
                     "high": value + mp.hypot(mpf(a["high"]) - from_after, from_before - mpf(b["low"])), "pValue": p,
                     "wald": wald(before, after, confidence),
                     "adjustedWald": wald(before, after, confidence, ("0.75", "1.5", "0.75"))})

# One score by Wald, with nothing added and with what three papers add.
single = []
for counts in [(1, 0, 0), (0, 7, 0), (10, 0, 0), (9, 1, 0), (6, 2, 2), (60, 25, 15), (2, 3, 5), (423, 301, 276), (612345, 212345, 175310), (45.6, 30.15, 24.25)]:
    for confidence in (0.8, 0.95, 0.99):
        row = {**dict(zip(names, counts)), "confidence": confidence, "value": 100 * score(counts)}
        for key, added in (("wald", ("0", "0", "0")), ("rocks", ("0.75", "1.5", "0.75")), ("agrestiMin", ("0.5", "1", "0.5")), ("bonettPrice", ("1", "0", "1"))):
            s, v = moments(counts, added)
            reach = critical(confidence) * mp.sqrt(v)
            row[key] = {"centre": 100 * s, "low": 100 * (s - reach), "high": 100 * (s + reach)}
        single.append(row)

write("netDifference.json", f"net-difference.py ({tools(mpmath)}; 30 digits)", {"differences": rows, "wald": single})
print(len(pairs), "pairs,", len(single), "Wald intervals")
