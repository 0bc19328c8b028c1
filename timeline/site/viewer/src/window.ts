/** The period shown, and the stretch of time the strip draws around it; both in units of the scale. */

export interface Range {
  from: number
  to: number
}

/** The strip draws at most this many times the period, so that the period stays wide enough to handle … */
const WIDEST = 4
/** … and this many times when it has to choose anew. */
const COMFORTABLE = 2.5

export const length = (range: Range) => range.to - range.from

/** Moves a range into another, shortening it only when it does not fit. */
export function within(range: Range, bounds: Range): Range {
  const size = Math.min(length(range), length(bounds))
  const from = Math.min(Math.max(range.from, bounds.from), bounds.to - size)
  return { from, to: from + size }
}

export function zoomed(
  range: Range,
  factor: number,
  bounds: Range,
  shortest: number,
  around?: number,
): Range {
  const centre = around ?? (range.from + range.to) / 2
  const size = Math.min(Math.max(length(range) * factor, shortest), length(bounds))
  const share = (centre - range.from) / length(range)
  const from = centre - size * share
  return within({ from, to: from + size }, bounds)
}

export const moved = (range: Range, by: number, bounds: Range) =>
  within({ from: range.from + by, to: range.to + by }, bounds)

export const same = (a: Range, b: Range) => {
  const tolerance = length(b) / 1e4
  return Math.abs(a.from - b.from) < tolerance && Math.abs(a.to - b.to) < tolerance
}

/** The stretch to draw for a period: the one drawn so far if it still serves. */
export function framed(view: Range, period: Range, bounds: Range): Range {
  const ratio = length(view) / length(period)
  const visible = period.from >= view.from && period.to <= view.to
  const whole = same(view, bounds)
  if (visible && ratio <= WIDEST && (whole || ratio >= 1.4)) return view
  const size = length(period) * COMFORTABLE
  if (size >= length(bounds)) return bounds
  const centre = (period.from + period.to) / 2
  return within({ from: centre - size / 2, to: centre + size / 2 }, bounds)
}
