"""calendar.json: local dates, offsets and starts of local dates around transitions, from zoneinfo.

An instant or a start is left out where Intl of the Node at hand disagrees, since the two then differ in tz data.
With --against PATH… it is also left out where other tz data disagrees, since Node, Deno, Bun and browsers carry data of
many ages. A path is a folder as /usr/share/zoneinfo is, or data/packed/latest.json of the npm package moment-timezone.
"""

import argparse
import json
import random
import subprocess
from bisect import bisect_right
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import partial
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

from reference import HERE, tools, write

arguments = argparse.ArgumentParser()
arguments.add_argument("--against", nargs="*", default=[], metavar="PATH")
paths = [Path(path) for path in arguments.parse_args().against]

random.seed(20261121)
NAMES = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago",
         "America/Sao_Paulo", "Pacific/Apia", "Pacific/Chatham", "America/St_Johns", "Africa/Casablanca", "Asia/Tehran",
         "Asia/Gaza", "Europe/Dublin", "Asia/Kolkata", "Africa/Monrovia", "Atlantic/Azores"]
YEARS = [1945, 1965, 1972, 2007, 2011, 2018, 2024, 2025, 2026]
# a single year that matters: half-hour shifts that came, days that went, midnights that moved
EXTRA = {"Asia/Kathmandu": [1985, 1986], "America/Sao_Paulo": [2008, 2017, 2019], "Pacific/Apia": [2010, 2012, 2021],
         "America/St_Johns": [1988, 2006, 2010], "Africa/Casablanca": [2019], "Asia/Gaza": [2016, 2020],
         "Asia/Tehran": [1978, 2021, 2022], "Europe/Dublin": [1968, 1971], "Atlantic/Azores": [1983, 2020],
         "America/Santiago": [2014, 2015, 2019], "Australia/Lord_Howe": [1981, 1985], "Asia/Kolkata": [1941]}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY = 86400


def seconds(*parts):
    return int((datetime(*parts, tzinfo=timezone.utc) - EPOCH).total_seconds())


class Packed:
    """One zone of moment-timezone: offsets in minutes west, ends of stretches as differences in minutes, base 60."""

    DIGITS = {digit: value for value, digit in enumerate(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX")}

    def __init__(self, packed):
        _, _, offsets, indices, ends = packed.split("|")[:5]
        minutes = [self.number(text) for text in offsets.split()]
        self.offsets = [int(-60 * minutes[self.DIGITS[index]]) for index in indices]
        self.ends, end = [], Fraction(0)
        for text in ends.split():
            end += self.number(text)
            self.ends.append(int(60 * end))

    def number(self, text):
        sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
        whole, _, part = text.partition(".")
        value = Fraction(0)
        for digit in whole:
            value = 60 * value + self.DIGITS[digit]
        for place, digit in enumerate(part, 1):
            value += Fraction(self.DIGITS[digit], 60**place)
        return sign * value

    def offset(self, second):
        return self.offsets[bisect_right(self.ends, second)]


class OtherData:
    """tz data of another age, to see which rows do not depend on it."""

    def __init__(self, path):
        if path.is_dir():
            self.version = (path / "tzdata.zi").read_text().split("\n")[0].split()[-1]
            self.zone = lambda name: Compiled(path, name)
        else:
            data = json.loads(path.read_text())
            zones = {text.split("|")[0]: text for text in data["zones"]}
            links = dict(reversed(text.split("|")) for text in data["links"])
            self.version = data["version"]
            self.zone = lambda name: Packed(zones.get(name) or zones[links[name]])


class Compiled:
    def __init__(self, folder, name):
        with (folder / name).open("rb") as file:
            self.info = ZoneInfo.from_file(file, key=name)

    def offset(self, second):
        return utc_offset(self.info, second)


def utc_offset(info, second):
    return (EPOCH + timedelta(seconds=second)).astimezone(info).utcoffset() // timedelta(seconds=1)


class Zone:
    def __init__(self, name, offset):
        self.name, self.offset = name, offset

    def local_date(self, second):
        return (EPOCH + timedelta(seconds=second + self.offset(second))).date()

    def find_transitions(self, start, end):
        """Every second at which the offset changes, by trying each hour and bisecting."""
        found = []
        before, previous = self.offset(start), start
        for second in range(start + 3600, end + 1, 3600):
            after = self.offset(second)
            if after != before:
                low, high = previous, second
                while high - low > 1:
                    middle = (low + high) // 2
                    low, high = (middle, high) if self.offset(middle) == before else (low, middle)
                assert self.offset(high) == after, "two changes within an hour"
                found.append(high)
            before, previous = after, second
        return found

    def start_of(self, day):
        """First second whose local date is that day or later. The offset is constant between transitions, so each
        stretch has one candidate; the first stretch that holds its candidate has the answer."""
        midnight = seconds(day.year, day.month, day.day)
        edges = [midnight - 3 * DAY, *self.find_transitions(midnight - 3 * DAY, midnight + 3 * DAY), midnight + 3 * DAY]
        assert self.local_date(edges[0]) < day
        for start, end in zip(edges, edges[1:]):
            candidate = max(start, midnight - self.offset(start))
            if candidate < end:
                assert self.local_date(candidate) >= day > self.local_date(candidate - 1)
                return candidate
        raise AssertionError((self.name, day))


def text(day):
    return day.isoformat()


others = sorted(map(OtherData, paths), key=lambda other: other.version)
zones, asked = [], []
unstable = []
for name in NAMES:
    zone = Zone(name, partial(utc_offset, ZoneInfo(name)))
    elsewhere = [Zone(name, other.zone(name).offset) for other in others]
    years = sorted(set(YEARS + EXTRA.get(name, [])))
    transitions = [t for year in years for t in zone.find_transitions(seconds(year, 1, 1), seconds(year + 1, 1, 1))]
    instants, days = set(), set()
    for t in transitions:
        instants |= {(t - 1) * 1000, t * 1000}
        near = zone.local_date(t)
        days |= {near - timedelta(days=1), near, near + timedelta(days=1)}
        # the local midnights of a change, where dates turn
        midnight = zone.start_of(near)
        if abs(midnight - t) < 2 * DAY:
            instants |= {(midnight - 1) * 1000, midnight * 1000}
    first, last = seconds(1950, 1, 1), seconds(2040, 1, 1)
    wanted = max(12, 40 - len(instants))
    while wanted:
        instants.add(random.randrange(first * 1000, last * 1000))
        wanted -= 1
    for _ in range(12 if len(days) > 18 else 20):
        days.add(date(1950, 1, 1) + timedelta(days=random.randrange(90 * 365)))
    for year in (1972, 2000, 2024):
        days |= {date(year, 1, 1), date(year, 2, 29), date(year, 3, 1)}
    if name == "Pacific/Apia":
        days |= {date(2011, 12, 29), date(2011, 12, 30), date(2011, 12, 31), date(2012, 1, 1)}
    rows = []
    for time in sorted(instants):
        second = time // 1000
        row = {"time": time, "date": text(zone.local_date(second)), "offset": zone.offset(second)}
        different = [other.version for other, there in zip(others, elsewhere) if there.offset(second) != row["offset"]]
        if different:
            unstable.append((name, row, different))
        else:
            rows.append(row)
    starts = []
    for day in sorted(days):
        start = zone.start_of(day)
        row = {"date": text(day), "time": start * 1000}
        different = [other.version for other, there in zip(others, elsewhere) if there.start_of(day) != start]
        if different:
            unstable.append((name, row, different))
        else:
            starts.append(row)
    zones.append((name, rows, starts))

# Node: the instants as they are, each start by the date on it and the date one second earlier
for name, rows, starts in zones:
    asked += [(name, row["time"]) for row in rows]
    asked += [(name, row["time"] - back) for row in starts for back in (1000, 0)]
reply = json.loads(subprocess.run(["node", HERE / "zones-intl.mjs"], input=json.dumps(asked), text=True,
                                  capture_output=True, check=True).stdout)
answers = iter(reply["answers"])
content, disagreed = [], []
for name, rows, starts in zones:
    kept_instants, kept_starts = [], []
    for row in rows:
        answer = next(answers)
        (kept_instants if answer == [row["date"], row["offset"]] else disagreed).append(row)
    for row in starts:
        (before, _), (at, _) = next(answers), next(answers)
        (kept_starts if before < row["date"] <= at else disagreed).append(row)
    content.append({"timeZone": name, "instants": kept_instants, "starts": kept_starts})
    print(f"{name}: {len(kept_instants)} instants, {len(kept_starts)} starts")

for name, row, different in unstable:
    print("left out, tz data of", ", ".join(different), "disagree:", name, row)
for row in disagreed:
    print("left out, Node disagrees:", row)

data = (Path(next(path for path in TZPATH if Path(path).is_dir())) / "tzdata.zi").read_text().splitlines()[0].split()[-1]
versions = reply["versions"]
same = ", ".join(other.version for other in others)
write("calendar.json", f"zones.py ({tools()}, zoneinfo with tzdata {data}; every row as in Intl of Node {versions['node']} with tz {versions['tz']}"
      + (f" and in tzdata {same})" if same else ")"), {"zones": content})
