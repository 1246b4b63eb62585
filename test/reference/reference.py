"""What every generating script shares: where numbers go, how they are written, what made them."""

import json
import platform
from pathlib import Path

import mpmath
from mpmath import mp, mpf

HERE = Path(__file__).resolve().parent


def tools(*modules):
    """'Python 3.11.2, mpmath 1.2.1', for the `source` field."""
    names = [f"Python {platform.python_version()}"]
    return ", ".join(names + [f"{module.__name__} {module.__version__}" for module in modules])


def plain(value):
    """mpf becomes the nearest double; whole doubles stay whole, so that JSON says 5 and not 5.0."""
    if isinstance(value, mpf):
        value = float(mpmath.nstr(value, 40)) if mpmath.isfinite(value) else None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("JSON has no such number")
        if value == int(value) and abs(value) < 2**53:
            return int(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def compact(value):
    # repr of a double is the shortest text that reads back as the same double (17 digits at most).
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def write(name, source, content):
    """Keys in the order given, one row of every list on a line of its own."""
    lines = [f'"source":{compact(source)}']
    for key, value in plain(content).items():
        if isinstance(value, list) and value:
            rows = ",\n".join(compact(row) for row in value)
            lines.append(f'"{key}":[\n{rows}\n]')
        else:
            lines.append(f'"{key}":{compact(value)}')
    (HERE / name).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def agree(ours, theirs, relative, what, absolute=0.0):
    """Two programs that should agree, or an error saying where they do not."""
    ours, theirs = (mpf(value.item() if hasattr(value, "item") else value) for value in (ours, theirs))
    if abs(ours - theirs) > max(absolute, relative * max(abs(ours), abs(theirs))):
        raise AssertionError(f"{what}: {mpmath.nstr(ours, 20)} and {mpmath.nstr(theirs, 20)}")
    return ours


def critical(confidence):
    """z with P(|Z| <= z) = confidence, from the exact double, at the working precision of mpmath."""
    confidence = mpf(confidence)
    if confidence < 0.5:
        return mp.sqrt(2) * mp.erfinv(confidence)
    # erfc(z / sqrt 2) = 1 - confidence, solved in the logarithm to keep every digit of a far tail.
    tail = mp.log(1 - confidence)
    guess = mp.sqrt(2) * mp.erfinv(confidence)
    return mp.findroot(lambda z: mp.log(mp.erfc(z / mp.sqrt(2))) - tail, guess)
