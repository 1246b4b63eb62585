"""A second opinion on survival.json: exact fractions, and statsmodels where it knows the method. Writes nothing; stops at a disagreement."""

import json
from fractions import Fraction
from math import sqrt

import numpy
import statsmodels
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from reference import HERE, agree, tools

numbers = json.loads((HERE / "survival.json").read_text())
samples = numbers["samples"]


def at_risk(sample, duration):
    entered = sample.get("entered") or [0] * len(sample["duration"])
    return sum((start == 0 or start < duration) and duration <= end for start, end in zip(entered, sample["duration"]))


def departures(sample):
    """(duration, at risk, left) wherever somebody left."""
    ends = sorted({end for end, left in zip(sample["duration"], sample["left"]) if left})
    return [(end, at_risk(sample, end), sum(d == end and left == 1 for d, left in zip(sample["duration"], sample["left"]))) for end in ends]


def kaplan_meier(sample):
    """duration: (survival, Greenwood's sum), as fractions; the sum is None at 0."""
    survival, total, curve = Fraction(1), Fraction(0), {}
    for end, n, d in departures(sample):
        survival *= 1 - Fraction(d, n)
        total = None if total is None or n == d else total + Fraction(d, n * (n - d))
        curve[end] = (survival, total)
    return curve


for row in numbers["curves"]:
    curve = kaplan_meier(samples[row["sample"]])
    for duration, survival, error in zip(row["duration"], row["survival"], row["standardError"]):
        exact, total = curve[duration]
        agree(survival, float(exact), 1e-12, f"survival of {row['sample']}", absolute=1e-15)
        if error is not None:
            agree(error, float(exact) * sqrt(total), 1e-12, f"Greenwood of {row['sample']}")
    sample = samples[row["sample"]]
    if "entered" not in sample and min(sample["duration"]) > 0 and sum(sample["left"]) > 0:
        theirs = SurvfuncRight(sample["duration"], sample["left"])
        known = dict(zip(theirs.surv_times, zip(theirs.surv_prob, theirs.surv_prob_se)))
        for duration, survival, error in zip(row["duration"], row["survival"], row["standardError"]):
            agree(survival, known[duration][0], 1e-11, "survival of statsmodels", absolute=1e-14)
            if error is not None:
                agree(error, known[duration][1], 1e-11, "standard error of statsmodels")

for row in numbers["readings"]:
    sample = samples[row["sample"]]
    curve = {-1: (Fraction(1), Fraction(0)), **kaplan_meier(sample)}
    for duration, there, survival, error in zip(row["duration"], row["atRisk"], row["survival"], row["standardError"]):
        exact, total = curve[max(end for end in curve if end <= duration)]
        assert there == at_risk(sample, duration), row["sample"]
        agree(survival, float(exact), 1e-12, f"reading of {row['sample']}", absolute=1e-15)
        if error is not None:
            agree(error, float(exact) * sqrt(total), 1e-12, f"error of a reading of {row['sample']}")

for row in numbers["hazards"]:
    hazard, variance, curve = Fraction(0), Fraction(0), {}
    for end, n, d in departures(samples[row["sample"]]):
        if row["estimator"] == "nelson-aalen":
            hazard, variance = hazard + Fraction(d, n), variance + Fraction(d, n * n)
        else:
            hazard += sum(Fraction(1, n - i) for i in range(d))
            variance += sum(Fraction(1, (n - i) ** 2) for i in range(d))
        curve[end] = (float(hazard), sqrt(variance))
    for duration, value, error in zip(row["duration"], row["hazard"], row["standardError"]):
        agree(value, curve[duration][0], 1e-12, f"hazard of {row['sample']}")
        agree(error, curve[duration][1], 1e-12, f"hazard error of {row['sample']}")

for row in numbers["means"]:
    sample, horizon = samples[row["sample"]], Fraction(row["horizon"])
    steps = [(Fraction(end), n, d, survival) for (end, n, d), (survival, _) in zip(departures(sample), kaplan_meier(sample).values()) if end <= horizon]
    area, variance, end = Fraction(0), Fraction(0), horizon
    for duration, n, d, survival in reversed(steps):
        area, end = area + survival * (end - duration), duration
        if n > d:
            variance += area**2 * Fraction(d, n * (n - d))
    agree(row["value"], float(area + end), 1e-12, f"mean of {row['sample']}")
    agree(row["standardError"], sqrt(variance), 1e-11, f"error of the mean of {row['sample']}", absolute=1e-15)

for row in numbers["differences"] + numbers["lateDifferences"]:
    strata = row.get("stratum") or [0] * len(row["duration"])
    groups = sorted(set(row["group"]))
    excess, covariance = numpy.zeros(len(groups)), numpy.zeros((len(groups), len(groups)))
    for stratum in set(strata):
        parts = []
        for group in groups:
            rows = [i for i, key in enumerate(zip(strata, row["group"])) if key == (stratum, group)]
            parts.append({key: [row[key][i] for i in rows] for key in ("duration", "left", "entered") if key in row})
        for end in sorted({end for part in parts for end, left in zip(part["duration"], part["left"]) if left}):
            risk = [at_risk(part, end) for part in parts]
            gone = [sum(d == end and left == 1 for d, left in zip(part["duration"], part["left"])) for part in parts]
            n, d = sum(risk), sum(gone)
            share = numpy.array(risk) / n
            excess += numpy.array(gone) - d * share
            if n > 1:
                covariance += d * (n - d) / (n - 1) * (numpy.diag(share) - numpy.outer(share, share))
    statistic = excess[1:] @ numpy.linalg.solve(covariance[1:, 1:], excess[1:])
    agree(row["statistic"], statistic, 1e-10, row["label"])
    agree(row["pValue"], stats.chi2.sf(statistic, row["degreesOfFreedom"]), 1e-9, row["label"])
    if "entered" not in row:
        theirs = survdiff(row["duration"], row["left"], row["group"], strata=row.get("stratum"))
        agree(row["statistic"], theirs[0], 1e-9, f"{row['label']}, statsmodels")

for row in numbers["incidences"]:
    sample = samples[row["sample"]]
    survival, incidence, steps, curve = Fraction(1), Fraction(0), [], {}
    for end, n, d in departures(sample):
        left = sum(key == (end, row["reason"]) for key in zip(sample["duration"], sample["cause"]))
        incidence += survival * Fraction(left, n)
        steps.append((survival, incidence, n, d, left))
        survival *= 1 - Fraction(d, n)
        if end in row["duration"]:
            # Marubini and Valsecchi's variance, term by term
            variance = sum(
                (0 if n == d else (incidence - then) ** 2 * Fraction(d, n * (n - d)))
                + before**2 * Fraction(left * (n - left), n**3)
                - 2 * (incidence - then) * before * Fraction(left, n * n)
                for before, then, n, d, left in steps
            )
            curve[end] = (float(incidence), sqrt(variance))
    for duration, value, error in zip(row["duration"], row["incidence"], row["standardError"]):
        agree(value, curve[duration][0], 1e-12, f"incidence of {row['sample']}")
        agree(error, curve[duration][1], 1e-11, f"incidence error of {row['sample']}")

print(tools(statsmodels), "agrees")
