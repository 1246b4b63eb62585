// Where a function crosses 0: as sure as halving, and on smooth functions several times faster.

/**
 * Where a function crosses 0 between a point at which it is below 0 and one at which it is above, to the
 * last digits of their distance. It may be infinite at either point.
 *
 * Each step goes where a straight line would cross, a little towards the middle, and never so far from
 * the middle that it could take two steps more than halving takes.
 *
 * @see Oliveira and Takahashi, "An Enhancement of the Bisection Method Average Performance Preserving
 *   Minmax Optimality", ACM Transactions on Mathematical Software 47 (2021), 5: the method, ITP.
 */
export function crossingOf(f: (x: number) => number, below: number, above: number): number {
  let [atBelow, atAbove] = [f(below), f(above)];
  const whole = Math.abs(above - below);
  for (let step = 0; step < 56; step++) {
    const width = above - below;
    const middle = below + width / 2;
    const line = below + (width * atBelow) / (atBelow - atAbove);
    let next = middle;
    if (Number.isFinite(line)) {
      const away = Math.abs(middle - line);
      const reach = whole * 2 ** (0.5 - step) - Math.abs(width) / 2;
      const nudge = Math.min((0.2 * width * width) / whole, away);
      next = middle + Math.sign(line - middle) * Math.min(away - nudge, reach);
    }
    if (next === below || next === above) return next;
    const at = f(next);
    if (at < 0) [below, atBelow] = [next, at];
    else [above, atAbove] = [next, at];
  }
  return below + (above - below) / 2;
}
