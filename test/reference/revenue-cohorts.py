"""revenueCohorts.json: revenue by cohort in a time zone, from the spans of revenue.json, customer by customer and end by end."""

import json
from datetime import datetime
from fractions import Fraction
from math import exp, log, sqrt
from pathlib import Path
from zoneinfo import ZoneInfo

import scipy
import statsmodels
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

from reference import tools, write

revenue = json.loads(Path(__file__).with_name("revenue.json").read_text())
ZONE = ZoneInfo(revenue["timeZone"])
SPANS = revenue["spans"]
Z = norm.ppf(0.975)


def first_of(year, month):
    return round(datetime(year, month, 1, tzinfo=ZONE).timestamp() * 1000)


def months(until):
    first = datetime.fromtimestamp(min(span[1] for span in SPANS) / 1000, ZONE)
    year, month, starts = first.year, first.month, []
    while first_of(year, month) < until:
        starts.append((f"{year}-{month:02}-01", first_of(year, month)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return starts, first_of(year, month) <= until


def paid_at(spans, end):
    """Just before the moment `end`."""
    return sum(Fraction(amount) for _, a, b, amount in spans if a < end and (b is None or end <= b))


def series(until):
    starts, is_whole = months(until)
    ends = [start for _, start in starts[1:]] + [until]
    between, cohorts = 0, {}
    for customer in dict.fromkeys(span[0] for span in SPANS):
        spans = [s for s in SPANS if s[0] == customer and s[1] < until and s[1] != s[2] and s[3] > 0]
        paid = [paid_at(spans, end) for end in ends]
        first = next((i for i, amount in enumerate(paid) if amount > 0), None)
        if first is not None:
            cohorts.setdefault(first, []).append(paid[first:])
        elif spans:
            between += 1
    total = lambda amounts: float(sum(amounts))
    made = []
    for first in sorted(cohorts):
        members = cohorts[first]
        lags = range(len(ends) - first)
        losses = [[m[0] - min(m[0], m[lag]) for m in members] for lag in lags]
        least = [[m[0] - min(m[: lag + 1]) for m in members] for lag in lags]
        opening = [m[0] for m in members]
        dot = lambda xs, ys: total(x * y for x, y in zip(xs, ys))
        changes = [[m[lag] - m[0] for m in members] for lag in lags]
        made.append({
            "start": starts[first][0],
            "size": len(members),
            "paying": [sum(m[lag] > 0 for m in members) for lag in lags],
            "amount": [total(m[lag] for m in members) for lag in lags],
            "kept": [total(min(m[0], m[lag]) for m in members) for lag in lags],
            "lowest": [total(min(m[: lag + 1]) for m in members) for lag in lags],
            "squares": {
                "opening": dot(opening, opening),
                "change": [dot(x, x) for x in changes],
                "openingChange": [dot(opening, x) for x in changes],
                "loss": [dot(x, x) for x in losses],
                "openingLoss": [dot(opening, x) for x in losses],
                "lowestLoss": [dot(x, x) for x in least],
                "openingLowestLoss": [dot(opening, x) for x in least],
            },
        })
    over = len(ends) if is_whole else len(ends) - 1
    curve = lambda horizon: [point(lag, [m for first in sorted(cohorts) if first + (horizon or lag) < over for m in cohorts[first]])
                             for lag in range((horizon or over - 1 - min(cohorts)) + 1)]
    return {"until": until, "between": between, "afterUntil": sum(s[1] >= until for s in SPANS),
            "cohorts": made, "curve": curve(None), "within": curve(3)}


def point(lag, members):
    """Pooled over customers, whatever their cohorts; residuals one by one."""
    opening = [float(m[0]) for m in members]
    return {
        "lag": lag,
        "net": estimate(opening, [float(m[lag]) for m in members], False),
        "gross": estimate(opening, [float(min(m[0], m[lag])) for m in members], True),
        "lowest": estimate(opening, [float(min(m[: lag + 1])) for m in members], True),
        "customers": wilson(sum(m[lag] > 0 for m in members), len(members)),
    }


def wilson(count, total):
    low, high = proportion_confint(count, total, method="wilson")
    return {"value": count / total, "low": low, "high": high}


def estimate(opening, now, is_share):
    n, ratio = len(opening), sum(now) / sum(opening)
    residuals = [y - ratio * x for x, y in zip(opening, now)]
    error = sqrt(n / (n - 1) * sum(r * r for r in residuals)) / sum(opening) if n > 1 else 0
    if error < 1e-9 or (is_share and ratio in (0, 1)):
        return {"value": ratio, "low": None, "high": None}
    if not is_share:
        return {"value": ratio, "low": max(0, ratio - Z * error), "high": ratio + Z * error}
    logit, reach = log(ratio / (1 - ratio)), Z * error / (ratio * (1 - ratio))
    back = lambda x: 1 / (1 + exp(-x))
    return {"value": ratio, "low": back(logit - reach), "high": back(logit + reach)}


write("revenueCohorts.json", f"revenue-cohorts.py ({tools(scipy, statsmodels)}, exact fractions)", {
    "series": [series(one["until"]) for one in revenue["series"]]})
