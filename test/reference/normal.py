"""normal.json: z with P(|Z| <= z) = confidence, at 50 digits from the exact double."""

import math

import mpmath
from mpmath import mp
from scipy import __version__ as scipy_version
from scipy.special import ndtri

from reference import agree, critical, tools, write

mp.dps = 60

below, above = math.nextafter(0.85, 0), math.nextafter(0.85, 1)
# Wichura's AS 241 changes its formula at |p - 1/2| = 0.425 (confidence 0.85) and at sqrt(-log tail) = 5.
branch = 1 - 2 * math.exp(-25)
confidences = [
    5e-324, 2.2250738585072014e-308, 1e-300, 1e-100, 1e-30, 1e-17, 1e-16, 2**-53, 2**-52, 1e-12, 1e-10, 1e-8, 1e-6,
    1e-4, 0.001, 0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 1 / 3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 2 / 3,
    0.6826894921370859, 0.7, 0.75, 0.8, 0.84999, below, 0.85, above, 0.85001, 0.86, 0.875, 0.9, 0.92, 0.925, 0.95,
    0.9544997361036416, 0.96, 0.97, 0.975, 0.98, 0.99, 0.995, 0.9973002039367398, 0.998, 0.999, 0.9995, 0.9999,
    1 - 1e-5, 1 - 1e-6, 1 - 1e-7, 1 - 1e-8, 1 - 1e-9, 1 - 1e-10, 1 - 3e-11, math.nextafter(branch, 0), branch,
    math.nextafter(branch, 1), 1 - 2.7e-11, 1 - 1e-11, 1 - 1e-12, 1 - 1e-13, 1 - 1e-14, 1 - 1e-15, 1 - 2**-51,
    1 - 2**-52, 1 - 2**-53,
]
assert confidences == sorted(confidences) and len(set(confidences)) == len(confidences)

points = []
for confidence in confidences:
    z = critical(confidence)
    back = mp.erf(z / mp.sqrt(2)) - mp.mpf(confidence)
    assert abs(back) < mp.mpf(10) ** -50 * (1 - mp.mpf(confidence)), confidence
    assert confidence >= 0.5 or abs(back) < mp.mpf(10) ** -50 * mp.mpf(confidence), confidence
    # scipy takes the tail, which is an exact double from 0.5 on; below that the tail is rounded.
    agree(z, -ndtri((1 - confidence) / 2), 1e-14, f"scipy at {confidence}", absolute=3e-16)
    points.append({"confidence": confidence, "z": z})

write("normal.json", f"normal.py ({tools(mpmath)}, 60 digits; agrees with scipy {scipy_version} ndtri; checked with R qnorm by check.R)",
      {"points": points})
print(len(points), "points")
