"""membership.json: counts of joining and leaving over windows, from subscription spans, the slow and obvious way."""

import random
from fractions import Fraction

from reference import tools, write

random.seed(20261121)
DAY = 86400000
START = 1735689600000  # 2025-01-01T00:00:00Z


def at(days):
    return START + round(days * DAY)


WINDOWS = [
    (at(90), at(120)),  # whole days
    (at(31), at(31) + 7 * DAY + 12345),  # odd length
    (at(0), at(365)),  # nearly everything
]
EDGES = [edge for window in WINDOWS for edge in window]


def make_spans():
    spans, number = [], 0

    def customer(*pairs):
        nonlocal number
        number += 1
        for begin, end in pairs:
            spans.append((f"m{number:02}", begin, end))

    day = lambda low, high: at(random.uniform(low, high))
    for _ in range(12):  # long, most still there
        begin = day(-60, 330)
        customer((begin, None if random.random() < 0.6 else begin + random.randrange(DAY, 300 * DAY)))
    for _ in range(10):  # left and came back, some more than once
        edges = sorted(random.sample(range(at(-30), at(380)), random.choice([3, 4, 5, 6])))
        customer(*[(edges[i], edges[i + 1] if i + 1 < len(edges) else None) for i in range(0, len(edges), 2)])
    for _ in range(6):  # touching, which is one membership
        edges = sorted(random.sample(range(at(-30), at(380)), 3))
        customer((edges[0], edges[1]), (edges[1], edges[2]))
    for _ in range(5):  # overlapping and nested
        a, b, c, d = sorted(random.sample(range(at(-30), at(380)), 4))
        customer((a, c), (b, d))
        customer((a, d), (b, c), (b, None) if random.random() < 0.2 else (b, d))
    for begin, end in WINDOWS:  # joined and left inside a window, some twice
        for _ in range(2):
            a, b, c, d = sorted(random.sample(range(begin, end), 4))
            customer((a, b))
            customer((a, b), (c, d))
    for begin, end in WINDOWS:  # gone before the window, back inside it
        for _ in range(3):
            a, b = sorted(random.sample(range(begin - 200 * DAY, begin), 2))
            c, d = sorted(random.sample(range(begin, end), 2))
            customer((a, b), (c, random.choice([None, end + 1, end + 90 * DAY])))
        customer((a, b), (c, d))
    for edge in EDGES:  # on the very edge, and one millisecond off it
        customer((edge, None))
        customer((edge - 20 * DAY, edge))
        customer((edge, edge + 3 * DAY))
        customer((edge - 1, edge))
        customer((edge - 5 * DAY, edge), (edge, edge + 5 * DAY))
        customer((edge - 5 * DAY, edge - 1), (edge, edge + 5 * DAY))
        customer((edge - 9 * DAY, edge + 1))
    customer((at(-500), at(-400)))  # long gone
    customer((at(500), None))  # not yet
    customer((at(-500), at(-400)), (at(100), None))  # back inside
    customer((at(-500), at(-400)), (at(95), at(99)))  # back and gone again
    random.shuffle(spans)
    return spans


def union(spans):
    """Half-open spans joined where they overlap or touch; None is for ever."""
    joined = []
    for begin, end in sorted(spans, key=lambda span: span[0]):
        if joined and (joined[-1][1] is None or begin <= joined[-1][1]):
            last = joined[-1]
            joined[-1] = (last[0], None if last[1] is None or end is None else max(last[1], end))
        else:
            joined.append((begin, end))
    return joined


def member_before(spans, time):
    return any(begin < time and (end is None or time <= end) for begin, end in spans)


def tally(customers, window):
    begin, end = window
    counts = dict.fromkeys(["opening", "new", "reactivated", "churned", "between", "closing"], 0)
    inside = departures = 0
    for spans in customers.values():
        opening, closing = member_before(spans, begin), member_before(spans, end)
        shared = [(max(a, begin), end if b is None else min(b, end)) for a, b in spans]
        time = sum(b - a for a, b in shared if b > a)
        earlier = any(b is not None and b < begin for _, b in spans)
        inside += time
        departures += sum(b is not None and begin <= b < end for _, b in spans)
        counts["opening"] += opening
        counts["closing"] += closing
        if opening:
            counts["churned"] += not closing
        elif closing:
            counts["reactivated" if earlier else "new"] += 1
        elif time > 0:
            counts["between"] += 1
    assert counts["closing"] == counts["opening"] + counts["new"] + counts["reactivated"] - counts["churned"]
    return {"from": begin, "until": end, **counts, "ended": departures, "customerDays": float(Fraction(inside, DAY)), "customerMilliseconds": inside}


spans = make_spans()
by_customer = {}
for name, begin, end in spans:
    assert end is None or begin < end
    by_customer.setdefault(name, []).append((begin, end))
customers = {name: union(pairs) for name, pairs in by_customer.items()}
windows = [tally(customers, window) for window in WINDOWS]
write("membership.json", f"membership.py ({tools()}, whole milliseconds and exact fractions)", {
    "spans": [{"customer": name, "from": begin, "to": end} for name, begin, end in spans], "windows": windows})
print(len(spans), "spans,", len(customers), "customers")
for window in windows:
    print(window)
