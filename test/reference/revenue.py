"""revenue.json: movements of recurring revenue, customer by customer in exact fractions; intervals by the delta
method written out with residuals, by a bootstrap of customers, and how often such intervals hold the truth."""

import random
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy
from mpmath import mp, mpf

from reference import critical, tools, write

mp.dps = 40
random.seed(20261121)


# One row a customer: what was paid at either end, in cents.


def make_book(size, largest, rates):
    churn, contract, expand, join = rates
    rows = []
    for number in range(size):
        opening = random.choice([900, 1900, 2900, random.randrange(100, largest)])
        fate = random.random()
        if fate < churn:
            closing = 0
        elif fate < churn + contract:
            closing = random.randrange(1, opening)
        elif fate < churn + contract + expand:
            closing = opening + random.randrange(1, opening)
        elif fate < churn + contract + expand + join:
            opening, closing = 0, opening
        else:
            closing = opening
        rows.append((number, opening, closing, random.random() < 0.3))
    rows.append((size, 0, 0, True))
    return rows


def movements(pairs):
    """Of (opening, closing, paid before): the account in money and in customers."""
    money = dict.fromkeys(["opening", "new", "reactivated", "expansion", "contraction", "churned", "closing"], Fraction(0))
    count = dict.fromkeys(
        ["opening", "new", "reactivated", "expanded", "contracted", "churned", "closing", "neither"], 0)

    def add(amount, name, counted=None):
        money[name] += amount
        count[counted or name] += 1

    for opening, closing, before in pairs:
        if opening > 0:
            add(opening, "opening")
        if closing > 0:
            add(closing, "closing")
        if opening == 0 and closing == 0:
            count["neither"] += 1
        elif opening == 0:
            add(closing, "reactivated" if before else "new")
        elif closing == 0:
            add(opening, "churned")
        elif closing > opening:
            add(closing - opening, "expansion", "expanded")
        elif closing < opening:
            add(opening - closing, "contraction", "contracted")
    gains = money["opening"] + money["new"] + money["reactivated"] + money["expansion"]
    assert gains - money["contraction"] - money["churned"] == money["closing"]
    return {**money, "customers": count}


def delta(pairs, confidence):
    """Ends of both intervals by residuals, customer by customer: NRR as it is, GRR by its log-odds."""
    z, n = critical(confidence), len(pairs)
    total = mpf(sum(o for o, _ in pairs))
    net = sum(c for _, c in pairs) / total
    gross = sum(min(o, c) for o, c in pairs) / total
    error = mp.sqrt(n / mpf(n - 1) * sum((c - net * o) ** 2 for o, c in pairs)) / total
    loss = mp.sqrt(n / mpf(n - 1) * sum((min(o, c) - gross * o) ** 2 for o, c in pairs)) / total
    log_odds, reach = mp.log(gross / (1 - gross)), z * loss / (gross * (1 - gross))
    ends = [1 / (1 + mp.exp(-(log_odds + sign * reach))) for sign in (-1, 1)]
    return {
        "confidence": confidence,
        "net": {"value": net, "low": max(mpf(0), net - z * error), "high": net + z * error},
        "gross": {"value": gross, "low": ends[0], "high": ends[1]},
    }


def bootstrap(pairs, confidence, draws=40000):
    """Percentiles of both ratios over samples of customers, drawn with replacement."""
    generator = numpy.random.default_rng(5)
    opening, closing = (numpy.array(column, dtype=float) for column in zip(*pairs))
    kept = numpy.minimum(opening, closing)
    net, gross = [], []
    for _ in range(draws):
        picks = generator.integers(0, len(pairs), len(pairs))
        total = opening[picks].sum()
        net.append(closing[picks].sum() / total)
        gross.append(kept[picks].sum() / total)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    ends = {name: numpy.quantile(ratios, tails) for name, ratios in (("net", net), ("gross", gross))}
    return {name: {"low": float(low), "high": float(high)} for name, (low, high) in ends.items()}


BOOKS = [
    ("everything at once", make_book(40, 20000, (0.1, 0.15, 0.2, 0.25))),
    ("large", make_book(400, 9000, (0.05, 0.08, 0.15, 0.1))),
    ("most keep what they have", make_book(250, 5000, (0.04, 0.04, 0.06, 0.02))),
    ("shrinking", make_book(120, 40000, (0.3, 0.3, 0.05, 0.02))),
]
books = []
for name, rows in BOOKS:
    account = movements([(o, c, before) for _, o, c, before in rows])
    pairs = [(o, c) for _, o, c, _ in rows if o > 0]
    opening = account["opening"]
    lost = account["contraction"] + account["churned"]
    won = account["new"] + account["reactivated"] + account["expansion"]
    net = sum(Fraction(c) for _, c in pairs) / opening
    gross = sum(Fraction(min(o, c)) for o, c in pairs) / opening
    rates = {
        "netRevenueRetention": net,
        "grossRevenueRetention": gross,
        "grossRevenueChurn": 1 - gross,
        "netRevenueChurn": 1 - net,
        "logoChurn": Fraction(sum(c == 0 for _, c in pairs), len(pairs)),
        "quickRatio": won / lost,
    }
    floats = {key: value if isinstance(value, dict) else float(value) for key, value in account.items()}
    books.append({
        "name": name,
        "rows": rows,
        "tally": floats,
        "rates": {key: float(value) for key, value in rates.items()},
        "intervals": [delta(pairs, confidence) for confidence in (0.95, 0.8)],
        "bootstrap": bootstrap(pairs, 0.95),
    })


# How often the intervals hold the ratios of the population that the customers are drawn from.


def coverage(size, samples=20000, confidence=0.95):
    generator = numpy.random.default_rng(7)

    def customers(count):
        opening = numpy.exp(generator.normal(8, 0.1, count))
        fate = generator.random(count)
        closing = opening.copy()
        closing[fate < 0.03] = 0
        less = (0.03 <= fate) & (fate < 0.08)
        closing[less] *= generator.uniform(0.3, 1, less.sum())
        more = fate >= 0.9
        closing[more] *= 1 + generator.exponential(0.5, more.sum())
        return opening, closing

    # In the population: churn loses all, contraction 35 % on average, expansion adds half.
    gross = 1 - 0.03 - 0.05 * 0.35
    net = gross + 0.1 * 0.5
    z = float(critical(confidence))
    held = dict.fromkeys(["net", "gross", "grossUntransformed"], 0)
    for _ in range(samples):
        opening, closing = customers(size)
        kept, total = numpy.minimum(opening, closing), opening.sum()

        def ratio(of):
            value = of.sum() / total
            return value, (size / (size - 1) * ((of - value * opening) ** 2).sum()) ** 0.5 / total

        value, error = ratio(closing)
        held["net"] += abs(net - value) <= z * error
        value, error = ratio(kept)
        held["grossUntransformed"] += abs(gross - value) <= z * error
        if 0 < value < 1:
            reach = z * error / (value * (1 - value))
            held["gross"] += abs(numpy.log(gross / (1 - gross)) - numpy.log(value / (1 - value))) <= reach
    return {"customers": size, "losing": 0.08, **{name: count / samples for name, count in held.items()}}


# Spans over calendar months, looked at one boundary at a time.

ZONE = "America/New_York"
START = datetime(2025, 9, 20, tzinfo=ZoneInfo("UTC")).timestamp() * 1000
HOUR = 3600000


def starts(year, month, count):
    edges = []
    for number in range(count):
        moment = datetime(year + (month - 1 + number) // 12, (month - 1 + number) % 12 + 1, 1, tzinfo=ZoneInfo(ZONE))
        edges.append(int(moment.timestamp() * 1000))
    return edges


def make_spans(edges):
    spans = []
    moment = lambda: random.choice([random.choice(edges), int(START) + random.randrange(300 * 24) * HOUR])
    price = lambda: random.choice([0, 900, 1900, 2900, 4900, random.randrange(1, 30000)])
    for number in range(60):
        cuts = sorted({moment() for _ in range(random.choice([1, 2, 2, 3, 4, 5]))})
        plan = list(zip(cuts, cuts[1:] + [None]))
        if random.random() < 0.4 and len(plan) > 1:
            del plan[random.randrange(len(plan))]  # a pause, or an end
        if random.random() < 0.5:
            plan[-1] = (plan[-1][0], plan[-1][0] + random.randrange(80 * 24) * HOUR)
        if random.random() < 0.3:  # a second subscription beside the first
            begin = moment()
            plan.append((begin, begin + random.randrange(1, 60 * 24) * HOUR))
        for begin, end in plan:
            spans.append((number, begin, end, price()))
    random.shuffle(spans)
    return spans


def series(spans, edges, until):
    spans = [span for span in spans if span[1] < until]
    customers = sorted({customer for customer, *_ in spans})
    paying = [span for span in spans if span[3] > 0]
    edges = [edge for edge in edges if edge < until]
    first = max(i for i, edge in enumerate(edges) if edge <= min(begin for _, begin, _, _ in paying))
    rows = []
    for i in range(first, len(edges)):
        start, stop = edges[i], min(edges[i + 1], until) if i + 1 < len(edges) else until
        pairs = []
        for customer in customers:
            own = [(begin, end, amount) for who, begin, end, amount in paying if who == customer]
            at = lambda moment: sum(a for begin, end, a in own if begin < moment and (end is None or moment <= end))
            inside = any(begin < stop and (end is None or start <= end) for begin, end, _ in own)
            if inside:
                pairs.append((at(start), at(stop), any(begin < start for begin, _, _ in own)))
        account = movements(pairs)
        label = datetime.fromtimestamp(start / 1000, ZoneInfo(ZONE)).strftime("%Y-%m-%d")
        money = {key: value if isinstance(value, dict) else int(value) for key, value in account.items()}
        rows.append({"start": label, **money})
    return rows


edges = starts(2025, 8, 16)
spans = make_spans(edges)
untils = [edges[10], edges[10] + 5 * 24 * HOUR + 1, edges[13]]
write("revenue.json", f"revenue.py ({tools(numpy)}, exact fractions; critical values by mpmath)", {
    "books": books,
    "coverage": [coverage(100), coverage(1000)],
    "timeZone": ZONE,
    "spans": spans,
    "series": [{"until": until, "periods": series(spans, edges, until)} for until in untils],
})
for book in books:
    print(book["name"], book["rates"], book["intervals"][0], book["bootstrap"])
