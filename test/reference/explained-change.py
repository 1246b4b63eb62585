"""explainedChange.json: a change within segments and through their mix, and what a theme costs, with numpy.

Every answer is a row of its own. Errors come from one number an answer, its influence: how far the result moves, times the
number of answers, if that answer counts a little more. These are found by counting it more, not from a formula.
"""

import numpy
import scipy
from scipy.stats import norm

from reference import agree, tools, write

POINTS = numpy.arange(11)
READINGS = {
    "nps": 100.0 * ((POINTS >= 9).astype(float) - (POINTS <= 6)),
    "meanScore": POINTS.astype(float),
    "csat": (POINTS >= 8).astype(float),
}
STEP = 1e-25


def counts(promoters, passives, detractors):
    row = [0] * 11
    row[10], row[8], row[3] = promoters, passives, detractors
    return row


def parts(before, after, x):
    """Within and mix of each segment (Kitagawa 1955) for masses of answers by segment and point; complex masses too."""
    waves = []
    for masses in (before, after):
        total = sum(mass.sum() for mass in masses.values())
        waves.append({key: (mass.sum() / total, (mass * x).sum() / mass.sum()) for key, mass in masses.items() if mass.sum() != 0})
    middle = sum(w * s for wave in waves for w, s in wave.values()) / 2
    found = {}
    for key in sorted(set(waves[0]) | set(waves[1])):
        first, second = waves[0].get(key), waves[1].get(key)
        w0, s0 = first or (0, second[1])
        w1, s1 = second or (0, first[1])
        found[key] = ((w0 + w1) / 2 * (s1 - s0), ((s0 + s1) / 2 - middle) * (w1 - w0))
    return found


def totals(before, after, x):
    found = parts(before, after, x)
    return numpy.array([sum(part[i] for part in found.values()) for i in (0, 1)])


def error_of(of, waves):
    """Of each of the results: an answer counts by a step more, in the imaginary direction, so that no digit is lost."""
    variance = 0
    for wave, masses in enumerate(waves):
        n = sum(mass.sum() for mass in masses.values())
        influence, often = [], []
        for key, mass in masses.items():
            for point in numpy.flatnonzero(mass):
                moved = [{name: one.astype(complex) for name, one in each.items()} for each in waves]
                moved[wave][key][point] += 1j * STEP
                influence.append(numpy.atleast_1d(of(*moved)).imag / STEP * n)
                often.append(mass[point])
        influence, often = numpy.array(influence), numpy.array(often) / n
        centre = (often[:, None] * influence).sum(0)
        variance = variance + (often[:, None] * (influence - centre) ** 2).sum(0) / n
    return numpy.sqrt(variance)


def explained(before, after, reading):
    x = READINGS[reading]
    waves = [{key: numpy.array(mass) for key, mass in side.items() if sum(mass) > 0} for side in (before, after)]
    scores = [sum((mass * x).sum() for mass in wave.values()) / sum(mass.sum() for mass in wave.values()) for wave in waves]
    value = totals(*waves, x)
    agree(value.sum(), scores[1] - scores[0], 1e-12, "the parts", 1e-12)
    reach = norm.ppf(0.975) * error_of(lambda *sides: totals(*sides, x), waves)
    return {
        "before": before,
        "after": after,
        "reading": reading,
        "scores": scores,
        "within": {"value": value[0], "low": value[0] - reach[0], "high": value[0] + reach[0]},
        "mix": {"value": value[1], "low": value[1] - reach[1], "high": value[1] + reach[1]},
        "segments": [{"by": key, "within": part[0], "mix": part[1]} for key, part in parts(*waves, x).items()],
    }


def impact(theme, rest):
    x = numpy.array([100.0, 0.0, -100.0])

    def of(sides):
        t, r = sides["theme"], sides["rest"]
        return ((t + r) * x).sum() / (t + r).sum() - (r * x).sum() / r.sum()

    masses = {"theme": numpy.array(theme), "rest": numpy.array(rest)}
    value = of(masses)
    reach = norm.ppf(0.975) * error_of(of, [masses])[0]
    return {"theme": theme, "rest": rest, "value": value, "low": value - reach, "high": value + reach}


web, shop = counts(60, 25, 15), counts(40, 30, 30)
generator = numpy.random.default_rng(20261130)
low, high = numpy.array([6, 3, 3, 4, 5, 9, 9, 14, 19, 15, 13]), numpy.array([3, 1, 2, 2, 3, 6, 7, 14, 22, 20, 20])


def some(n, shares):
    return generator.multinomial(n, shares / shares.sum()).tolist()


cases = [
    explained({"web": web, "shop": shop}, {"web": counts(26, 9, 5), "shop": counts(68, 47, 45)}, "nps"),
    explained({"web": web, "shop": shop}, {"web": counts(26, 9, 5), "shop": counts(68, 47, 45), "app": counts(10, 10, 20)}, "nps"),
    explained({"web": web, "shop": shop, "fax": counts(3, 0, 9)}, {"web": counts(26, 9, 5), "app": counts(10, 10, 20)}, "nps"),
]
for reading in READINGS:
    before = {"a": some(300, low), "b": some(120, high), "c": some(40, low), "d": some(9, high)}
    after = {"a": some(200, low), "b": some(260, high), "d": some(30, low), "e": some(12, high)}
    cases.append(explained(before, after, reading))

themes = [impact((6, 10, 24), (94, 40, 26)), impact((1, 0, 2), (50, 20, 10)), impact((40, 30, 30), (45, 30, 25))]
write("explainedChange.json", f"explained-change.py ({tools(numpy, scipy)})", {"changes": cases, "themes": themes})
