"""Incomplete beta and gamma functions and their inverses at the working precision of mpmath, both tails with full
relative precision. Slow and plain: a textbook expansion each, and a bracketed Newton iteration."""

from mpmath import mp, mpf


def beta_tails(a, b, x, y=None):
    """(I_x(a, b), 1 - I_x(a, b)); y is 1 - x where the caller knows it better."""
    a, b, x = mpf(a), mpf(b), mpf(x)
    y = 1 - x if y is None else mpf(y)
    if x <= 0:
        return mpf(0), mpf(1)
    if y <= 0:
        return mpf(1), mpf(0)
    if x * (a + b) > a:
        upper, lower = beta_tails_left(b, a, y, x)
        return lower, upper
    return beta_tails_left(a, b, x, y)


def beta_tails_left(a, b, x, y):
    # I_x(a, b) = x^a y^b / (a B(a, b)) / (1 + d1 / (1 + d2 / ...)): Abramowitz and Stegun 26.5.8
    def coefficient(n):
        m = n // 2
        if n % 2 == 0:
            return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))

    fraction = lentz(lambda n: mpf(1), coefficient)
    lower = mp.exp(a * mp.log(x) + b * mp.log(y) - mp.log(a) - log_beta(a, b)) / fraction
    return lower, 1 - lower


def lentz(b, a):
    """b(0) + a(1) / (b(1) + a(2) / (b(2) + ...)), by the modified method of Lentz."""
    tiny = mpf(10) ** -(10 * mp.dps)
    value = c = b(0) or tiny
    d = mpf(0)
    n = 0
    while True:
        n += 1
        d = 1 / ((b(n) + a(n) * d) or tiny)
        c = (b(n) + a(n) / c) or tiny
        value *= c * d
        if abs(c * d - 1) < mp.eps * 4:
            return value


def log_beta(a, b):
    with mp.extradps(15):
        return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def gamma_tails(a, x):
    """(P(a, x), Q(a, x))."""
    a, x = mpf(a), mpf(x)
    if x <= 0:
        return mpf(0), mpf(1)
    log_front = a * mp.log(x) - x - mp.loggamma(a)
    if x <= a + 1:
        # P = x^a e^-x / Gamma(a) * sum x^n / (a (a + 1) ... (a + n)): Abramowitz and Stegun 6.5.29
        term = total = 1 / a
        n = 0
        while term > total * mp.eps:
            n += 1
            term *= x / (a + n)
            total += term
        lower = mp.exp(log_front) * total
        return lower, 1 - lower
    # Q = x^a e^-x / Gamma(a) / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)): Abramowitz and Stegun 6.5.31
    fraction = lentz(lambda n: x + 2 * n + 1 - a, lambda n: n * (a - n))
    upper = mp.exp(log_front) / fraction
    return 1 - upper, upper


def solve(tails, log_density, tail, upper, start):
    """u with lower(u) = tail (or upper(u) = tail), for tails(u) rising in u; log_density is that of u."""
    tail = mpf(tail)
    target = mp.log(tail)
    low, high = mpf("-inf"), mpf("+inf")
    u = mpf(start)
    for _ in range(400):
        value = tails(u)[1 if upper else 0]
        if value > 0:
            error = mp.log(value) - target
            slope = mp.exp(log_density(u) - mp.log(value)) * (-1 if upper else 1)
        else:
            error, slope = mpf("-inf"), mpf(0)
        if (error > 0) != upper:
            high = u
        else:
            low = u
        step = error / slope if slope and mp.isfinite(error) else None
        following = u - step if step is not None else None
        if following is not None and abs(step) < mp.eps * 2**30:
            return following
        if following is None or not low < following < high or abs(step) > 2 + abs(u):
            if mp.isinf(low):
                following = u - 2 - abs(u)
            elif mp.isinf(high):
                following = u + 2 + abs(u)
            else:
                following = (low + high) / 2
        u = following
    raise AssertionError("no convergence")


def beta_quantile(a, b, tail, upper=False):
    """(x, 1 - x) with I_x(a, b) = tail, or 1 - I_x(a, b) = tail when upper."""
    a, b = mpf(a), mpf(b)

    def both(u):  # u is log(x / (1 - x))
        e = mp.exp(-abs(u))
        near, far = 1 / (1 + e), e / (1 + e)
        return (near, far) if u > 0 else (far, near)

    def log_density(u):
        x, y = both(u)
        return a * mp.log(x) + b * mp.log(y) - log_beta(a, b)

    u = solve(lambda u: beta_tails(a, b, *both(u)), log_density, tail, upper, mp.log(a / b))
    return both(u)


def gamma_quantile(a, tail, upper=False):
    """x with P(a, x) = tail, or Q(a, x) = tail when upper."""
    a = mpf(a)
    u = solve(lambda u: gamma_tails(a, mp.exp(u)), lambda u: a * u - mp.exp(u) - mp.loggamma(a), tail, upper, mp.log(a))
    return mp.exp(u)


if __name__ == "__main__":
    mp.dps = 50
    for a, b, x in [(0.5, 0.5, 0.3), (2, 3, 0.9), (30, 4, 0.2), (0.1, 20, 0.01), (7.5, 0.25, 0.999), (900, 1.5, 0.9995),
                    (40, 60, 0.41)]:
        lower, upper = beta_tails(a, b, x)
        assert abs(lower / mp.betainc(a, b, 0, x, regularized=True) - 1) < 1e-40
        assert abs(upper / mp.betainc(a, b, x, 1, regularized=True) - 1) < 1e-40
        # `upper` of a small tail is a difference here; quantiles go through the tail that is asked for
        assert abs(beta_quantile(a, b, lower)[0] / x - 1) < 1e-30
        assert abs(beta_quantile(a, b, upper, upper=True)[0] / x - 1) < 1e-30
    for a, x in [(0.5, 0.1), (3, 10), (100, 60), (100, 180), (0.01, 5)]:
        lower, upper = gamma_tails(a, x)
        assert abs(lower / mp.gammainc(a, 0, x, regularized=True) - 1) < 1e-40
        assert abs(upper / mp.gammainc(a, x, mp.inf, regularized=True) - 1) < 1e-40
        assert abs(gamma_quantile(a, lower) / x - 1) < 1e-30
        assert abs(gamma_quantile(a, upper, upper=True) / x - 1) < 1e-30
    print("special functions agree with mpmath")
