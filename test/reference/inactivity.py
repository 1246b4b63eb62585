"""inactivity.json: customers by silence, counted by SQL on a log of activity (SQLite)."""

import random
import sqlite3

from reference import tools, write

random.seed(20261121)
DAY = 86400000
START = 1767225600000  # 2026-01-01T00:00:00Z


def make_activity():
    rows = []
    for number in range(80):
        time = START + random.randrange(120 * DAY)
        for _ in range(random.choice([1, 1, 2, 3, 5, 8, 13])):
            rows.append((number, time))
            time += random.choice([0, 30 * DAY, 30 * DAY - 1, random.randrange(1, 50 * DAY)])
    random.shuffle(rows)
    return rows


# Active at a moment: some activity less than the limit before it.
QUERY = """
with seen as (select * from activity where time < :until),
  last as (select customer, max(time) as time from seen group by customer),
  gaps as (select time - lag(time) over (partition by customer order by time) as gap from seen),
  opening as (
    select distinct customer from seen where time > :until - 2 * :span and time <= :until - :span),
  closing as (select distinct customer from seen where time > :until - :span)
select
  (select count(*) from last where time + :span <= :until) as churned,
  (select count(*) from last where time + :span > :until) as undecided,
  (select count(*) from opening) as opening,
  (select count(*) from opening where customer not in (select customer from closing)) as churnedOfOpening,
  (select count(*) from gaps where gap >= :span) as reactivated,
  (select count(*) from activity where time >= :until) as afterUntil
"""

activity = make_activity()
database = sqlite3.connect(":memory:")
database.row_factory = sqlite3.Row
database.execute("create table activity (customer integer, time integer)")
database.executemany("insert into activity values (?, ?)", activity)
times = sorted(time for _, time in activity)
tallies = []
for days in (30, 7, 0.5):
    for until in (START + 200 * DAY, times[len(times) // 2], times[len(times) // 4] + 30 * DAY):
        row = database.execute(QUERY, {"span": int(days * DAY), "until": until}).fetchone()
        tallies.append({"days": days, "until": until, **dict(row)})
write("inactivity.json", f"inactivity.py ({tools()}, SQLite {sqlite3.sqlite_version})", {
    "activity": activity, "tallies": tallies})
for tally in tallies:
    print(tally)
