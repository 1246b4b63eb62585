"""periods.json: scores by period with pandas in a time zone, pooled over windows, and control limits, with numpy."""

import numpy
import pandas

from reference import tools, write

generator = numpy.random.default_rng(20261130)
ZONE = "America/New_York"
UNTIL = pandas.Timestamp("2026-05-20T15:00", tz="UTC")
times = pandas.to_datetime(generator.integers(1767571200, 1780000000, size=400), unit="s", utc=True)
times = times[(times < "2026-02-20") | (times > "2026-03-30")]  # weeks and a month without answers
scores = generator.choice(11, size=len(times), p=numpy.array([2, 1, 1, 1, 2, 4, 4, 12, 20, 25, 28]) / 100)
asked = generator.random(len(times)) < 0.1
frame = pandas.DataFrame({"time": times, "score": numpy.where(asked, numpy.nan, scores)})


def starts_of(local, period):
    days = local.dt.normalize().dt.tz_localize(None)
    if period == "month":
        return days.dt.to_period("M").dt.start_time
    first = {"monday": 0, "sunday": 6}[period]
    return days - pandas.to_timedelta((days.dt.dayofweek - first) % 7, unit="D")


def net(points):
    return None if len(points) == 0 else 100 * ((points >= 9).mean() - (points <= 6).mean())


def series(period):
    inside = frame[frame.time < UNTIL]
    start = starts_of(inside.time.dt.tz_convert(ZONE), period)
    # The last period that has begun before the end, which is in the middle of one.
    last = starts_of(pandas.Series([UNTIL - pandas.Timedelta(1, unit="ms")]).dt.tz_convert(ZONE), period)[0]
    step = pandas.DateOffset(months=1) if period == "month" else pandas.DateOffset(days=7)
    every = pandas.date_range(start.min(), last, freq=step)
    groups = [inside.score[start == one] for one in every]
    answers = [group.dropna() for group in groups]
    pooled = pandas.concat(answers)
    centre = net(pooled)
    signs = numpy.where(pooled >= 9, 100, numpy.where(pooled <= 6, -100, 0))
    reach = [3 * numpy.sqrt(signs.var() / len(one)) if len(one) else None for one in answers]
    return {
        "period": "month" if period == "month" else "week",
        "weekStart": "monday" if period == "month" else period,
        "afterUntil": int((frame.time >= UNTIL).sum()),
        "centre": centre,
        "by": [one.strftime("%Y-%m-%d") for one in every],
        "counts": [[int((one == point).sum()) for point in range(11)] for one in answers],
        "missing": [int(one.isna().sum()) for one in groups],
        "nps": [net(one) for one in answers],
        "low": [None if one is None else centre - one for one in reach],
        "high": [None if one is None else centre + one for one in reach],
        "rolling": [net(pandas.concat(answers[end - 2 : end + 1])) for end in range(2, len(answers))],
    }


# A period's false alarms: three sigmas around the score of very many answers.
DRAWS = 400_000
alarms = []
for shares in ((0.5, 0.3, 0.2), (0.7, 0.2, 0.1), (0.85, 0.1, 0.05)):
    variance = shares[0] + shares[2] - (shares[0] - shares[2]) ** 2
    for answers in (10, 20, 50, 100, 500):
        drawn = generator.multinomial(answers, shares, size=DRAWS)
        away = numpy.abs((drawn[:, 0] - drawn[:, 2]) / answers - (shares[0] - shares[2]))
        alarms.append({"shares": shares, "answers": answers, "outside": (away > 3 * numpy.sqrt(variance / answers)).mean()})

rows = [[int(row.time.timestamp() * 1000), None if numpy.isnan(row.score) else int(row.score)] for row in frame.itertuples()]
content = {"timeZone": ZONE, "until": int(UNTIL.timestamp() * 1000), "series": [series("month"), series("monday"), series("sunday")], "alarms": alarms, "rows": rows}
write("periods.json", f"periods.py ({tools(pandas, numpy)}; {DRAWS} draws for each alarm)", content)
