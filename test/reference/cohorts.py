"""cohorts.json: cohort tables of a made-up event log, the way they are usually made with pandas."""

import random
from collections import Counter

import pandas

from reference import tools, write

random.seed(20261121)
PERIODS = [
    # period, weekStart, zone, pandas frequency (W-SUN is the week that ends on Sunday)
    ("month", None, "UTC", "M"), ("month", None, "America/New_York", "M"), ("month", None, "Asia/Kathmandu", "M"),
    ("week", "monday", "UTC", "W-SUN"), ("week", "sunday", "UTC", "W-SAT"), ("day", None, "UTC", "D"),
    ("day", None, "America/New_York", "D"), ("quarter", None, "UTC", "Q"), ("quarter", None, "Asia/Kathmandu", "Q"),
    ("year", None, "America/New_York", "A"),
]
# Thursday: amid a day, week, month, quarter and year of all three zones
UNTIL = pandas.Timestamp("2024-05-16T14:30:15.250Z")
MONTHS = ["2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
# nobody new in February 2024, and only events by known customers
WEIGHTS = [14, 9, 12, 8, 0, 7, 6, 4]
ONE_TIME = 14


def milliseconds(timestamp):
    return timestamp.value // 10**6


def moment(start, end):
    return random.randrange(milliseconds(start), milliseconds(end))


def make_events():
    utc = lambda text: pandas.Timestamp(text, tz="UTC")
    events = []
    customers = [f"c{number:02}" for number in range(1, 61)]
    first_of = {}
    for customer, month in zip(customers, (m for m, w in zip(MONTHS, WEIGHTS) for _ in range(w))):
        start = utc(month + "-01")
        # two days off each end, so that the month of a first event is the same in every zone unless made otherwise below
        first_of[customer] = moment(start + pandas.Timedelta(days=2), min(start + pandas.Timedelta(days=27), UNTIL))
    one_time = set(random.sample(customers, ONE_TIME))
    last = milliseconds(utc("2024-06-10"))
    for customer, first in first_of.items():
        events.append((customer, first))
        if customer in one_time:
            continue
        for _ in range(random.choice([1, 1, 2, 3, 4, 6, 9])):
            later = first + int(random.expovariate(1 / 45) * 86400000)
            if later < last:
                events.append((customer, later))
    # right around month ends of each zone: the last millisecond, the first, a second and half an hour either side
    for zone in ("UTC", "America/New_York", "Asia/Kathmandu"):
        for month in MONTHS[1:]:
            edge = milliseconds(pandas.Timestamp(month + "-01", tz=zone))
            for shift in random.sample([-1800000, -1000, -1, 0, 1, 1000, 1800000], 3):
                known = [customer for customer, first in first_of.items() if first < edge - 1800000]
                events.append((random.choice(known), edge + shift))
    # customers whose first event is at a month end, so that zones put them in different cohorts
    for customer, text in (("c61", "2023-10-31T23:59:59.999Z"), ("c62", "2023-11-01T00:00:00Z"), ("c63", "2023-11-01T03:59:59.999Z"),
                           ("c64", "2023-11-01T04:00:00Z"), ("c65", "2023-11-30T18:15:00Z"), ("c66", "2023-11-30T18:14:59.999Z"),
                           ("c67", "2024-03-10T07:00:00Z"), ("c68", "2024-03-31T23:30:00Z")):
        events.append((customer, milliseconds(pandas.Timestamp(text))))
        events.append((customer, milliseconds(pandas.Timestamp(text)) + random.randrange(40 * 86400000)))
    # the same event twice, and events at and around `until`
    events += random.sample(events, 6)
    until = milliseconds(UNTIL)
    events += [("c01", until - 1), ("c02", until), ("c03", until + 1), ("c69", until - 1), ("c70", until), ("c71", until + 86400000)]
    random.shuffle(events)
    return events


def cohort_table(events, zone, frequency, until):
    log = events[events["time"] < until].copy()
    log["period"] = log["time"].dt.tz_convert(zone).dt.tz_localize(None).dt.to_period(frequency)
    log["cohort"] = log.groupby("customer")["period"].transform("min")
    log["lag"] = (log["period"] - log["cohort"]).apply(lambda difference: difference.n)
    size = log.groupby("cohort")["customer"].nunique()
    active = log.groupby(["cohort", "lag"])["customer"].nunique()
    last = until.tz_convert(zone).tz_localize(None).to_period(frequency)
    every = pandas.period_range(size.index.min(), last, freq=frequency)
    rows = []
    for cohort in every:
        lags = active.loc[cohort] if cohort in size.index else {}
        rows.append({"start": cohort.start_time.date().isoformat(), "size": int(size.get(cohort, 0)),
                     "active": [[int(lag), int(count)] for lag, count in lags.items()]})
        if cohort in size.index:
            rows[-1].update(criteria(log[log["cohort"] == cohort], (last - cohort).n))
    assert sum(row["size"] for row in rows) == log["customer"].nunique()
    assert all(not row["size"] or row["active"][0] == [0, row["size"]] for row in rows)
    return rows


def criteria(log, last_lag):
    """By lag from 0: members active on or after it (at a lag that is over: the last one is not), on or before it, at every one."""
    lags = log[["customer", "lag"]].drop_duplicates().sort_values(["customer", "lag"])
    later = lags[lags["lag"] > 0].groupby("customer")["lag"].min()
    latest = lags[lags["lag"] < max(last_lag, 1)].groupby("customer")["lag"].max()
    position = lags.groupby("customer").cumcount()
    unbroken = lags[lags["lag"] == position].groupby("customer")["lag"].max()
    members = lags["customer"].nunique()
    steps = range(1, last_lag + 1)
    return {"onOrAfter": [members] + [int((latest >= lag).sum()) for lag in steps],
            "onOrBefore": [members] + [int((later <= lag).sum()) for lag in steps],
            "every": [members] + [int((unbroken >= lag).sum()) for lag in steps]}


raw = make_events()
events = pandas.DataFrame(raw, columns=["customer", "time"])
events["time"] = pandas.to_datetime(events["time"], unit="ms", utc=True)

tables = []
for period, week_start, zone, frequency in PERIODS:
    table = {"period": period, "timeZone": zone}
    if week_start:
        table["weekStart"] = week_start
    table["cohorts"] = cohort_table(events, zone, frequency, UNTIL)
    tables.append(table)

later = int((events["time"] >= UNTIL).sum())
write("cohorts.json", f"cohorts.py ({tools(pandas)})", {
    "until": milliseconds(UNTIL), "afterUntil": later,
    "events": {"customer": [customer for customer, _ in raw], "time": [time for _, time in raw]}, "tables": tables})
empty = [[row["start"] for row in table["cohorts"] if not row["size"]] for table in tables if table["period"] == "month"]
print(len(raw), "events,", events["customer"].nunique(), "customers,", later, "later; empty months", empty)
print(Counter(events.groupby("customer").size()).most_common(4))
for table in tables[:3]:
    print([(row["start"], row["size"]) for row in table["cohorts"]])
