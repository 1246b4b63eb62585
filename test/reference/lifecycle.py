"""lifecycle.json: growth accounting of the log of cohorts.json with pandas: sets of customers by period, quiet spells filled up."""

import json

import pandas

from reference import HERE, tools, write

CASES = [
    # period, weekStart, zone, pandas frequency, quiet periods forgiven, least number of events
    ("month", None, "UTC", "M", 0, 1), ("month", None, "UTC", "M", 1, 1), ("month", None, "UTC", "M", 3, 1),
    ("month", None, "America/New_York", "M", 0, 1), ("month", None, "Asia/Kathmandu", "M", 1, 1),
    ("week", "monday", "UTC", "W-SUN", 0, 1), ("week", "monday", "UTC", "W-SUN", 4, 1), ("week", "sunday", "UTC", "W-SAT", 2, 1),
    ("quarter", None, "America/New_York", "Q", 0, 1), ("month", None, "UTC", "M", 0, 2), ("month", None, "America/New_York", "M", 1, 2),
]


def lifecycle(events, until, zone, frequency, grace, minimum):
    log = events[events["time"] < until].copy()
    log["period"] = log["time"].dt.tz_convert(zone).dt.tz_localize(None).dt.to_period(frequency)
    last = until.tz_convert(zone).tz_localize(None).to_period(frequency)
    counts = log.groupby(["customer", "period"]).size().rename("events").reset_index()
    first = counts.groupby("customer")["period"].min()
    active = counts[(counts["events"] >= minimum) | (counts["period"] == counts["customer"].map(first))]
    there = {}  # by period: customers active in it, or in a spell no longer than the grace
    for customer, periods in active.sort_values("period").groupby("customer")["period"]:
        periods = list(periods)
        spans = [[periods[0]]] + [
            list(pandas.period_range(a + 1, b)) if (b - a).n - 1 <= grace else [b] for a, b in zip(periods, periods[1:])]
        for period in (period for span in spans for period in span):
            there.setdefault(period, set()).add(customer)
    rows, before = [], set()
    for period in pandas.period_range(first.min(), last):
        now = there.get(period, set())
        new = {customer for customer in now if first[customer] == period}
        over = len([p for p in pandas.period_range(period, last) if (p + 1).start_time.tz_localize(zone) <= until])
        state = "partial" if over == 0 else "complete" if over > grace else "provisional"
        rows.append([period.start_time.date().isoformat(), len(now), len(new), len(now & before), len(now - before - new),
                     len(before - now), state])
        before = now
    return rows


log = json.loads((HERE / "cohorts.json").read_text(encoding="utf-8"))
events = pandas.DataFrame(log["events"])
events["time"] = pandas.to_datetime(events["time"], unit="ms", utc=True)
until = pandas.to_datetime(log["until"], unit="ms", utc=True)

tables = []
for period, week_start, zone, frequency, grace, minimum in CASES:
    table = {"period": period, "timeZone": zone, "grace": grace, "minimumEvents": minimum}
    if week_start:
        table["weekStart"] = week_start
    table["periods"] = lifecycle(events, until, zone, frequency, grace, minimum)
    tables.append(table)

write("lifecycle.json", f"lifecycle.py ({tools(pandas)})", {
    "columns": ["start", "active", "new", "retained", "reactivated", "churned", "state"], "tables": tables})
