"""distributions.json: normal, t, chi-square, gamma and beta distributions and their quantiles, at 50 digits.

Both tails are given, each with full relative precision. A row is "tail" where the smaller tail is below 1e-8 and "body"
elsewhere: a body must hold to a few units of rounding, a far tail loses digits to the logarithm of its size.
"""

import mpmath
from mpmath import mp, mpf

from reference import tools, write
from special import beta_quantile, beta_tails, gamma_quantile, gamma_tails

mp.dps = 50
SMALLEST = mpf("1e-300")


def short(value):
    """A double near the value with few digits, so that rows are readable; exact as a double all the same."""
    return float(mpmath.nstr(value, 8))


def kind(tail):
    return "tail" if tail < mpf("1e-8") else "body"


def both_tails(row, lower, upper):
    smaller = min(lower, upper)
    return None if smaller < SMALLEST and smaller > 0 else {**row, "lower": lower, "upper": upper, "class": kind(smaller)}


def normal_row(x):
    z = mpf(x) / mp.sqrt(2)
    return both_tails({"x": x}, mp.erfc(-z) / 2, mp.erfc(z) / 2)


def t_row(t, df):
    t_, df_ = mpf(t), mpf(df)
    whole = df_ + t_**2
    lower, _ = beta_tails(df_ / 2, mpf(1) / 2, df_ / whole, t_**2 / whole)
    outer = lower / 2
    return both_tails({"t": t, "df": df}, *((outer, 1 - outer) if t_ < 0 else (1 - outer, outer)))


def t_quantile(p, df):
    """t whose upper tail is p < 1/2."""
    x, y = beta_quantile(mpf(df) / 2, mpf(1) / 2, 2 * mpf(p))
    return mp.sqrt(df * y / x)


def chi_square_row(x, df):
    return both_tails({"x": x, "df": df}, *gamma_tails(mpf(df) / 2, mpf(x) / 2))


def gamma_row(a, x):
    return both_tails({"a": a, "x": x}, *gamma_tails(a, x))


def beta_row(a, b, x):
    return both_tails({"a": a, "b": b, "x": x}, *beta_tails(a, b, x))


# (tail, p): which tail of the quantile is p. The grids of the cumulative functions start from these too.
TAILS = [("lower", p) for p in (1e-300, 1e-100, 1e-30, 1e-10, 1e-4, 0.025, 0.3, 0.5)] + [
    ("upper", p) for p in (0.2, 0.025, 1e-4, 1e-10, 1e-30, 1e-100, 1e-300)]
# for the grids of the cumulative functions the far ends are moved in, so that rounding x stays above 1e-300
NEAR = [("lower", p) for p in (1e-290, 1e-60, 1e-9, 1e-3, 0.2)] + [("upper", p) for p in (0.4, 0.05, 1e-6, 1e-20, 1e-120, 1e-290)]
PROBABILITIES = [p for tail, p in TAILS if tail == "upper"]

normal = [normal_row(x) for x in (-37, -30.5, -20, -12.25, -8.5, -8.25, -7.5, -6, -5.65, -5, -4.25, -3.5, -3, -2.5, -1.96, -1.5, -1,
                                  -0.675, -0.66, -0.5, -0.25, -0.1, -1e-3, -1e-8, -1e-20, 0, 1e-16, 1e-5, 0.3, 0.67448975, 0.7,
                                  1.2, 1.6448536, 2.3263479, 3.3, 4, 5.5, 5.66, 6.5, 8.125, 8.3, 10, 15, 25, 36.5)]
normal_quantile = [{"tail": "upper", "p": p, "x": mp.findroot(lambda x: mp.log(mp.erfc(x / mp.sqrt(2)) / 2) - mp.log(mpf(p)),
                                                            mp.sqrt(max(-2 * mp.log(p) - mp.log(2 * mp.pi * max(1, -2 * mp.log(p))), 0.01))),
                    "class": kind(p)}
                   for p in (1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-12, 1.4e-11, 1e-9, 1e-6, 1e-4, 1e-3, 0.005, 0.01, 0.025, 0.05, 0.075,
                             0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.4999)]

degrees = [1, 2, 3, 4.5, 10, 29, 100.25, 1000, 1e6]
t = []
for df in degrees:
    t += [t_row(x, df) for x in (-1e5, -40, -6.25, -1.5, -0.01, 0, 0.75, 2, 12.7, 1000) if not (df >= 1000 and abs(x) > 40)]
t_quantiles = [{"tail": "upper", "p": p, "df": df, "t": t_quantile(p, df), "class": kind(p)}
               for df in degrees for p in (1e-100, 1e-10, 0.0005, 0.025, 0.1, 0.45)]

chi_square, chi_square_quantiles = [], []
for df in (1, 2, 3, 4, 10, 41, 1000, 1e6):
    for tail, p in NEAR[2:]:
        x = short(2 * gamma_quantile(mpf(df) / 2, p, tail == "upper"))
        chi_square.append(chi_square_row(x, df))
    for p in (0.975, 0.5, 0.05, 0.01, 1e-6, 1e-20):
        chi_square_quantiles.append({"tail": "upper", "p": p, "df": df, "x": 2 * gamma_quantile(mpf(df) / 2, p, True), "class": kind(p)})

gamma, gamma_quantiles = [], []
for a in (0.01, 0.5, 1, 2.75, 30, 1234.5, 1e6):
    for tail, p in NEAR[::2] + [NEAR[-1]] if a > 0.1 else NEAR[4:]:
        x = short(gamma_quantile(a, p, tail == "upper"))
        if x > 1e-300:
            gamma.append(gamma_row(a, x))
    for tail, p in TAILS[1:-1:3] if a > 0.1 else TAILS[6:-1:2]:
        x = gamma_quantile(a, p, tail == "upper")
        if x > SMALLEST:
            gamma_quantiles.append({"tail": tail, "p": p, "a": a, "x": x, "class": kind(p)})

shapes = [(0.5, 0.5), (1, 1), (1, 3), (2, 5), (5, 0.25), (0.02, 7), (30, 4), (82, 183), (1000, 1000), (9999, 2), (1e6, 1e6),
          (1e6, 3.5), (0.5, 1e6), (123456.5, 876544.5)]
beta, beta_quantiles = [], []
for number, (a, b) in enumerate(shapes):
    for tail, p in NEAR[number % 2 :: 2] + [("upper", 0.31)]:
        x, y = beta_quantile(a, b, p, tail == "upper")
        # few digits of the end that is near; a double must still be able to say it
        x = short(x) if x < 0.9 else float(1 - mpf(short(y)))
        if 1e-300 < x < 1:
            beta.append(beta_row(a, b, x))
    for tail, p in TAILS[number % 2 :: 2]:
        x, y = beta_quantile(a, b, p, tail == "upper")
        if x > SMALLEST and y > SMALLEST:
            beta_quantiles.append({"tail": tail, "p": p, "a": a, "b": b, "x": x, "complement": y, "class": kind(p)})

content = {"normal": normal, "normalQuantile": normal_quantile, "t": t, "tQuantile": t_quantiles, "chiSquare": chi_square,
           "chiSquareQuantile": chi_square_quantiles, "gamma": gamma, "gammaQuantile": gamma_quantiles, "beta": beta,
           "betaQuantile": beta_quantiles}
content = {key: [row for row in rows if row] for key, rows in content.items()}
write("distributions.json", f"distributions.py ({tools(mpmath)}, 50 digits; checked with R by check.R)", content)
print({key: len(rows) for key, rows in content.items()}, sum(map(len, content.values())))
