"""drivers.json: shares of R² by the definition, over all orders of the drivers, each R² by least squares on the rows.

Johnson's weights by way of the singular values of the standardised drivers; ends by leaving out each of 20 groups.
"""

from itertools import permutations

import numpy
import scipy
from scipy.stats import pearsonr, spearmanr, t

from reference import tools, write

GROUPS = 20


def r_squared(drivers, outcome):
    if drivers.shape[1] == 0:
        return 0.0
    design = numpy.column_stack([numpy.ones(len(outcome)), drivers])
    fitted = design @ numpy.linalg.lstsq(design, outcome, rcond=1e-12)[0]
    return 1 - ((outcome - fitted) ** 2).sum() / ((outcome - outcome.mean()) ** 2).sum()


def lmg(drivers, outcome):
    count = drivers.shape[1]
    known = {}

    def explained(chosen):
        key = tuple(sorted(chosen))
        if key not in known:
            known[key] = r_squared(drivers[:, key], outcome)
        return known[key]

    orders = list(permutations(range(count)))
    shares = numpy.zeros(count)
    for order in orders:
        for place, driver in enumerate(order):
            shares[driver] += explained(order[: place + 1]) - explained(order[:place])
    return shares / len(orders)


def johnson(drivers, outcome):
    """With Z = P D Qᵀ the standardised drivers, P Qᵀ are the closest uncorrelated ones and Q D Qᵀ their loadings."""
    standard = lambda x: (x - x.mean(0)) / numpy.sqrt(((x - x.mean(0)) ** 2).sum(0))
    left, sizes, right = numpy.linalg.svd(standard(drivers), full_matrices=False)
    loadings = right.T @ numpy.diag(sizes) @ right
    return loadings**2 @ ((left @ right).T @ standard(outcome)) ** 2


def ends(split, drivers, outcome, shares):
    group = numpy.arange(len(outcome)) % GROUPS
    parts = numpy.array([split(drivers[group != one], outcome[group != one]) for one in range(GROUPS)])
    error = numpy.sqrt((GROUPS - 1) / GROUPS * ((parts - parts.mean(0)) ** 2).sum(0))
    reach = t.ppf(0.975, GROUPS - 1) * error
    return numpy.maximum(0, shares - reach), numpy.minimum(1, shares + reach)


def split_by(split, drivers, outcome):
    shares = split(drivers, outcome)
    if len(outcome) < 40:
        return {"share": shares.tolist(), "low": [None] * len(shares), "high": [None] * len(shares)}
    low, high = ends(split, drivers, outcome, shares)
    return {"share": shares.tolist(), "low": low.tolist(), "high": high.tolist()}


def row(drivers, outcome, weighed=True):
    columns = drivers.T
    return {
        "outcome": outcome.tolist(),
        "drivers": columns.tolist(),
        "rSquared": r_squared(drivers, outcome),
        "lmg": split_by(lmg, drivers, outcome),
        "johnson": split_by(johnson, drivers, outcome) if weighed else None,
        "pearson": [pearsonr(one, outcome)[0] for one in columns],
        "spearman": [spearmanr(one, outcome)[0] for one in columns],
    }


generator = numpy.random.default_rng(20261130)


def survey(answers, count):
    """Answers from 1 to 5 that have something in common, and one from 0 to 10 that goes with them."""
    common = generator.normal(size=(answers, 1))
    drivers = numpy.clip(numpy.round(3.5 + 0.6 * common + 0.8 * generator.normal(size=(answers, count))), 1, 5)
    weight = numpy.arange(count, 0, -1) / count
    outcome = numpy.clip(numpy.round(1 + 2 * (drivers @ weight) / weight.sum() + generator.normal(size=answers)), 0, 10)
    return drivers, outcome


ten = numpy.array([[4, 3], [5, 3], [4, 2], [2, 3], [4, 4], [5, 4], [3, 2], [1, 2], [5, 3]], dtype=float)
sets = [row(ten, numpy.array([9, 10, 7, 4, 8, 10, 6, 2, 9], dtype=float))]
for answers, count in ((40, 1), (60, 2), (83, 4), (150, 6)):
    sets.append(row(*survey(answers, count)))
amounts = generator.normal(size=(100, 3)) * [1, 1000, 0.001] + [-5, 20000, 0]
sets.append(row(amounts, amounts @ [1, 0.002, 300] + generator.normal(size=100)))
drivers, outcome = survey(70, 3)
sets.append(row(numpy.column_stack([drivers, drivers[:, 0]]), outcome, weighed=False))

write("drivers.json", f"drivers.py ({tools(numpy, scipy)})", {"sets": sets})
