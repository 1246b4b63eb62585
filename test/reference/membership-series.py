"""membershipSeries.json: members month by month in a time zone, asked of each window and customer in turn."""

import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

from reference import tools, write

ZONE = ZoneInfo("Europe/Paris")
DAY = 86400000
spans = json.loads(Path(__file__).with_name("membership.json").read_text())["spans"]


def millis(year, month, day=1, hour=0):
    return round(datetime(year, month, day, hour, tzinfo=ZONE).timestamp() * 1000)


def months(until):
    """First moments of the months from the first with a member, and `until`."""
    first = datetime.fromtimestamp(min(span["from"] for span in spans) / 1000, ZONE)
    year, month, starts = first.year, first.month, []
    while millis(year, month) < until:
        starts.append((f"{year}-{month:02}-01", millis(year, month)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return starts


def union(pairs):
    joined = []
    for begin, end in sorted(pairs):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


EVER = 10**15
by_customer = {}
for span in spans:
    end = EVER if span["to"] is None else span["to"]
    by_customer.setdefault(span["customer"], []).append((span["from"], end))
customers = [union(pairs) for pairs in by_customer.values()]


def tally(begin, end):
    counts = dict.fromkeys(["opening", "new", "reactivated", "churned", "between", "closing", "ended"], 0)
    time = 0
    for memberships in customers:
        there = lambda moment: any(a < moment <= b for a, b in memberships)
        before = any(b < begin for _, b in memberships)
        inside = any(a < end and b >= begin for a, b in memberships)
        counts["opening"] += there(begin)
        counts["closing"] += there(end)
        counts["churned"] += there(begin) and not there(end)
        counts["new"] += not there(begin) and there(end) and not before
        counts["reactivated"] += not there(begin) and there(end) and before
        counts["between"] += not there(begin) and not there(end) and inside
        counts["ended"] += sum(begin <= b < end for _, b in memberships)
        time += sum(max(0, min(b, end) - max(a, begin)) for a, b in memberships)
    return {"from": begin, "until": end, **counts, "customerDays": float(Fraction(time, DAY))}


series = []
for until in [millis(2026, 1), millis(2025, 10, 26, 12)]:
    starts = months(until)
    ends = [start for _, start in starts[1:]] + [until]
    series.append({
        "until": until,
        "afterUntil": sum(span["from"] >= until for span in spans),
        "periods": [{"start": name, **tally(begin, end)} for (name, begin), end in zip(starts, ends)],
    })
write("membershipSeries.json", f"membership-series.py ({tools()}, whole milliseconds and exact fractions)", {
    "timeZone": "Europe/Paris", "series": series})
