"""Where a log-likelihood is highest, and how it bends there: scipy finds the place, mpmath its digits."""

import numpy
from mpmath import mp, mpf
from scipy import optimize


def derivatives(f, at, step=mpf(10) ** -8):
    """Gradient and second derivatives by central differences, exact to about half the digits of mpmath."""
    n = len(at)

    def moved(*moves):
        x = list(at)
        for i, k in moves:
            x[i] += k * step
        return f(x)

    here = f(at)
    up, down = [moved((i, 1)) for i in range(n)], [moved((i, -1)) for i in range(n)]
    gradient = [(up[i] - down[i]) / (2 * step) for i in range(n)]
    hessian = mp.matrix(n, n)
    for i in range(n):
        hessian[i, i] = (up[i] + down[i] - 2 * here) / step**2
        for j in range(i):
            corners = moved((i, 1), (j, 1)) + moved((i, -1), (j, -1)) - moved((i, 1), (j, -1)) - moved((i, -1), (j, 1))
            hessian[i, j] = hessian[j, i] = corners / (4 * step**2)
    return here, gradient, hessian


def peak(f, start, quick=None):
    """f takes logarithms of parameters as mpf; `quick` does the same with floats. Parameters, height, standard errors."""
    quick = quick or (lambda x: float(f([mpf(v) for v in x])))
    best = optimize.minimize(lambda x: -quick(x), numpy.array(start), method="Nelder-Mead",
                             options={"xatol": 1e-6, "fatol": 1e-9, "maxiter": 4000, "maxfev": 4000})
    at = [mpf(v) for v in best.x]
    for _ in range(12):
        height, gradient, hessian = derivatives(f, at)
        step = mp.lu_solve(-hessian, mp.matrix(gradient))
        at = [x + s for x, s in zip(at, step)]
        if max(abs(s) for s in step) < mpf(10) ** -14:
            break
    else:
        raise AssertionError("Newton's method did not come to an end")
    height, _, hessian = derivatives(f, at)
    spread = (-hessian) ** -1
    parameters = [mp.exp(x) for x in at]
    errors = [p * mp.sqrt(spread[i, i]) for i, p in enumerate(parameters)]
    return parameters, height, errors
