"""homogeneity.json: how often groups that are all the same look different at 5 %, drawn at random, for two tests of net scores.

`own`: Cochran's Q, each group with a variance of its own; no alarm where one of them is 0. `pooled`: one variance for all.
"""

import numpy
import scipy
from scipy.stats import chi2

from reference import tools, write

DRAWS = 40_000
generator = numpy.random.default_rng(20261121)

rows = []
for shares in ((0.5, 0.3, 0.2), (0.7, 0.2, 0.1)):
    for groups in (2, 4, 10, 30):
        for answers in (10, 20, 50, 100, 200):
            bound = chi2.ppf(0.95, groups - 1)
            part = generator.multinomial(answers, shares, size=(DRAWS, groups)) / answers
            score = part[..., 0] - part[..., 2]
            variance = part[..., 0] + part[..., 2] - score**2
            tested = (variance > 0).all(axis=1)
            weight = answers / variance[tested]
            centre = (weight * score[tested]).sum(1, keepdims=True) / weight.sum(1, keepdims=True)
            own = (weight * (score[tested] - centre) ** 2).sum(1) > bound
            every = part.mean(1)
            together = every[:, 0] + every[:, 2] - (every[:, 0] - every[:, 2]) ** 2
            q = (answers * (score - score.mean(1, keepdims=True)) ** 2).sum(1)
            pooled = q > bound * together
            rows.append({"shares": shares, "groups": groups, "answers": answers, "own": own.sum() / DRAWS, "pooled": pooled.mean()})

write("homogeneity.json", f"homogeneity.py ({tools(numpy, scipy)}; {DRAWS} draws each)", {"falseAlarms": rows})
