"""valueCurve.json: what members have spent by each month since they came, with pandas, and t intervals with scipy."""

import numpy
import pandas
import scipy
from scipy import stats

from reference import tools, write

generator = numpy.random.default_rng(20261201)
ROWS, CUSTOMERS, MONTHS = 400, 60, 8
START, END = pandas.Timestamp("2026-01-01"), pandas.Timestamp("2026-08-20")
seconds = generator.integers(0, int((END - START).total_seconds()), ROWS)
events = pandas.DataFrame({
    "customer": generator.integers(0, CUSTOMERS, ROWS),
    "time": START + pandas.to_timedelta(seconds, unit="s"),
    "value": numpy.where(generator.random(ROWS) < 0.1, -1, 1) * numpy.round(generator.gamma(1.5, 2000, ROWS)),
})
events["month"] = (events.time.dt.year - 2026) * 12 + events.time.dt.month - 1
events["lag"] = events.month - events.groupby("customer").month.transform("min")
first = events.groupby("customer").month.min()
spent = events.pivot_table(index="customer", columns="lag", values="value", aggfunc="sum", fill_value=0)
soFar = spent.reindex(columns=range(MONTHS), fill_value=0).cumsum(axis=1)


def curve(horizon):
    points = []
    for lag in range(MONTHS - 1 if horizon is None else horizon + 1):
        # August, month 7, is not over.
        there = first + (lag if horizon is None else horizon) < 7
        sample = soFar[there][lag]
        low, high = stats.t.interval(0.95, len(sample) - 1, sample.mean(), stats.sem(sample))
        points.append({"lag": lag, "cohorts": int(first[there].nunique()), "members": len(sample),
                       "value": sample.mean(), "low": low, "high": high})
    return points


write("valueCurve.json", f"value-curve.py ({tools(pandas, scipy)})", {
    "until": int(END.timestamp() * 1000),
    "customer": [int(one) for one in events.customer],
    "time": [int(one.timestamp() * 1000) for one in events.time],
    "value": [int(one) for one in events.value],
    "curve": curve(None), "within": curve(4)})
