"""The same fits by scipy, as one would write them, and by the package lifetimes if it is installed: times and answers
of histories on standard input, a line of JSON each. Called by value.js."""

import json
import sys
import time

import numpy as np
from scipy import optimize
from scipy.special import betaln, gammaln

tally = json.load(sys.stdin)
x, t, age, n = (np.array(tally[name], dtype=float) for name in ("repeats", "last", "age", "customers"))
t, age = t / 7, age / 7
node, weight = np.polynomial.legendre.leggauss(32)


def bg(logs, more):
    r, alpha, a, b = np.exp(logs)
    alive = betaln(a, b + x + more) - (r + x) * np.log(alpha + age)
    gone = np.where(x + more > 0, betaln(a + 1, b + np.maximum(x + more, 1) - 1) - (r + x) * np.log(alpha + t), -np.inf)
    each = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - betaln(a, b) + np.logaddexp(alive, gone)
    return -np.sum(n * each)


def pareto(logs):
    r, alpha, s, beta = np.exp(logs)
    since = t[:, None] + (age - t)[:, None] * (node + 1) / 2
    inside = np.exp(-(r + x)[:, None] * np.log(alpha + since) - (s + 1) * np.log(beta + since))
    gone = s * (inside @ weight) * (age - t) / 2
    alive = np.exp(-(r + x) * np.log(alpha + age) - s * np.log(beta + age))
    each = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta) + np.log(alive + gone)
    return -np.sum(n * each)


def report(name, fit, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        parameters, evaluations, height = fit()
        times.append(1000 * (time.perf_counter() - start))
    print(json.dumps({"name": name, "milliseconds": sorted(times)[rounds // 2], "evaluations": evaluations,
                      "parameters": list(parameters), "logLikelihood": height}))


def minimised(f, method):
    def run():
        options = {"ftol": 1e-13, "gtol": 1e-8, "maxiter": 2000} if method == "L-BFGS-B" else {"xatol": 1e-6, "fatol": 1e-8, "maxiter": 5000}
        found = optimize.minimize(f, np.zeros(4), method=method, options=options)
        return np.exp(found.x), int(found.nfev), -float(found.fun)
    return run


for method in ("L-BFGS-B", "Nelder-Mead"):
    report(f"bg-nbd by scipy, {method}", minimised(lambda logs: bg(logs, 0), method))
report("mbg-nbd by scipy, L-BFGS-B", minimised(lambda logs: bg(logs, 1), "L-BFGS-B"))
report("pareto-nbd by scipy, L-BFGS-B", minimised(pareto, "L-BFGS-B"))

try:
    import lifetimes
except ImportError:
    print(json.dumps({"name": "lifetimes is not installed"}))
else:
    for name, fitter, order in (("bg-nbd", lifetimes.BetaGeoFitter, ("r", "alpha", "a", "b")),
                                ("mbg-nbd", lifetimes.ModifiedBetaGeoFitter, ("r", "alpha", "a", "b")),
                                ("pareto-nbd", lifetimes.ParetoNBDFitter, ("r", "alpha", "s", "beta"))):
        def run():
            fit = fitter().fit(x, t, age, weights=n)
            return [float(fit.params_[key]) for key in order], None, None
        report(f"{name} by lifetimes {lifetimes.__version__}", run, 3)
