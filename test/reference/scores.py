"""scores.json: mean and sample standard deviation (n - 1) of answers given as counts per scale point, in exact fractions."""

import random
from fractions import Fraction

import mpmath
import numpy
from mpmath import mp, mpf

from reference import agree, tools, write

mp.dps = 50
random.seed(20261121)


def exact(scale, counts):
    points = range(scale["min"], scale["max"] + 1)
    total = sum(counts)
    if total == 0:
        return None, None
    mean = Fraction(sum(point * count for point, count in zip(points, counts)), total)
    if total == 1:
        return mean, None
    variance = sum(count * (point - mean) ** 2 for point, count in zip(points, counts)) / (total - 1)
    return mean, variance


zero_to_ten, one_to_five, one_to_seven = {"min": 0, "max": 10}, {"min": 1, "max": 5}, {"min": 1, "max": 7}
vectors = [
    (zero_to_ten, [0] * 11), (one_to_five, [0] * 5), (one_to_seven, [0] * 7),
    (zero_to_ten, [0] * 10 + [1]), (one_to_five, [1, 0, 0, 0, 0]), (one_to_seven, [0, 0, 0, 1, 0, 0, 0]),
    (zero_to_ten, [0] * 10 + [2]), (zero_to_ten, [1] + [0] * 9 + [1]), (one_to_five, [0, 0, 1, 1, 0]),
    (zero_to_ten, [1] * 11), (one_to_five, [1] * 5), (one_to_seven, [1] * 7),
    (zero_to_ten, [0] * 7 + [1000, 0, 0, 0]), (zero_to_ten, [3, 1, 0, 2, 4, 6, 9, 25, 41, 33, 52]),
    (zero_to_ten, [12, 3, 5, 6, 8, 30, 22, 61, 117, 164, 203]), (one_to_five, [4, 9, 31, 87, 69]),
    (one_to_five, [0, 0, 3, 0, 7]), (one_to_seven, [2, 5, 3, 11, 28, 40, 36]), (one_to_seven, [17, 0, 0, 0, 0, 0, 19]),
    (zero_to_ten, [random.randrange(1000) for _ in range(11)]), (one_to_five, [random.randrange(50000) for _ in range(5)]),
    (one_to_seven, [random.randrange(200) for _ in range(7)]),
    # large counts, and large counts with a single answer apart
    (zero_to_ten, [10**9] * 11), (one_to_five, [10**9] * 5), (one_to_seven, [10**9] * 7),
    (zero_to_ten, [10**9 + 7 * i * i for i in range(11)]), (zero_to_ten, [0] * 9 + [1, 10**9]),
    (one_to_five, [1, 0, 0, 0, 10**9]), (one_to_seven, [0, 0, 0, 0, 0, 10**9, 1]), (zero_to_ten, [0] * 9 + [1, 10**15]),
    (zero_to_ten, [0] * 9 + [10**15, 10**15 - 1]), (one_to_five, [3, 10**12, 10**12 + 1, 10**12, 5]),
]

answers = []
for scale, counts in vectors:
    mean, variance = exact(scale, counts)
    row = {"scale": scale, "counts": counts, "mean": None, "deviation": None}
    if mean is not None:
        row["mean"] = mpf(mean.numerator) / mean.denominator
    if variance is not None:
        row["deviation"] = mp.sqrt(mpf(variance.numerator) / variance.denominator)
        if sum(counts) < 10**6:
            scores = numpy.repeat(numpy.arange(scale["min"], scale["max"] + 1, dtype=float), counts)
            agree(row["mean"], scores.mean(), 1e-14, "mean")
            agree(row["deviation"], scores.std(ddof=1), 1e-13, "deviation", absolute=1e-13)
    answers.append(row)

write("scores.json", f"scores.py ({tools(mpmath, numpy)}; exact fractions; agrees with numpy below a million answers, checked with R mean and sd by check.R)",
      {"answers": answers})
print(len(answers), "vectors")
