// A change of a mean over segments, split into what happened within them and what their mix did.

/**
 * With w the shares and s the means of a segment before (0) and after (1), and S̄ between both overall
 * means: `within = (w0 + w1)/2 · (s1 − s0)`, `mix = ((s0 + s1)/2 − S̄) · (w1 − w0)`. Where a segment is in one
 * wave only, the mean that is there stands in for the other, so that all of it is mix.
 *
 * @returns both parts of every segment, and the squares of the standard errors of their sums.
 *
 * @see Kitagawa, "Components of a Difference Between Two Rates", JASA 50 (1955), 1168–1194.
 */
export function withinAndMix(
  before: Wave,
  after: Wave,
): { readonly segments: readonly Parts[]; readonly variances: Parts } {
  const centre = (before.mean + after.mean) / 2;
  const segments = before.segments.map((first, i): Parts => {
    const second = after.segments[i];
    const [w0, w1] = [first?.share ?? 0, second?.share ?? 0];
    const s0 = (first ?? second)?.mean ?? centre;
    const s1 = second?.mean ?? s0;
    return [((w0 + w1) / 2) * (s1 - s0) + 0, ((s0 + s1) / 2 - centre) * (w1 - w0) + 0];
  });
  const [[within, mix], [withinAfter, mixAfter]] = [
    partVariances(before, after, centre),
    partVariances(after, before, centre),
  ];
  return { segments, variances: [within + withinAfter, mix + mixAfter] };
}

/** The answers of one segment in one wave. */
export interface SegmentMoments {
  /** Of all answers of the wave. */
  readonly share: number;
  readonly mean: number;
  /** Of one answer about the mean. */
  readonly variance: number;
}

/** A wave of answers by segment; `null` if a segment has none. */
export interface Wave {
  readonly answers: number;
  readonly mean: number;
  readonly segments: readonly (SegmentMoments | null)[];
}

/** Something of both parts: within, and mix. */
export type Parts = readonly [number, number];

/**
 * What one wave adds to the variances of both parts, by the delta method: segment and score of its answers
 * are drawn together. An answer x of a segment moves a part by `level + slope · (x − s)`; up to the sign,
 * which squares lose, it is the same for the earlier wave as for the later one.
 */
function partVariances(wave: Wave, other: Wave, centre: number): Parts {
  const [means, squares] = [
    [0, 0],
    [0, 0],
  ];
  wave.segments.forEach((one, i) => {
    if (!one) return;
    const { share, mean, variance } = one;
    const there = other.segments[i];
    const mixLevel = (mean + (there ?? one).mean) / 2 - centre;
    const slope = there ? (share + there.share) / 2 / share : 0;
    const levels = [mean - centre - mixLevel, mixLevel];
    [slope, 1 - slope].forEach((ofPart, part) => {
      means[part] += share * levels[part];
      squares[part] += share * (levels[part] ** 2 + ofPart ** 2 * variance);
    });
  });
  const varianceOf = (part: number) => Math.max(0, squares[part] - means[part] ** 2) / wave.answers;
  return [varianceOf(0), varianceOf(1)];
}
