/**
 * Time as it is laid out on the strip: true to scale, except that a stretch without any event that is longer than
 * the part of time where the story happens is folded to a short break. One early mention of another century
 * would otherwise squeeze the story into a corner.
 */

/** A stretch of days. */
export interface Stretch {
  from: number
  to: number
}

/** How wide a break is, as a share of what is not folded; all of them together take at most half as much. */
const FOLDED = 0.13
const MOST_FOLDED = 0.5
/** Days that are never folded, and that a break is measured by at least. */
const LEAST = 28
/** Few events make no story with gaps in it: so many breaks per event at most, for gaps longer than all shorter. */
const MOST_BREAKS = 0.25
const MARGIN = 0.025

export class TimeScale {
  readonly breaks: Stretch[] = []
  /** What lies between the breaks. */
  readonly pieces: Stretch[] = []
  /** The ends of what the strip can show, in units. */
  readonly first: number
  readonly last: number
  private readonly days: number[] = []
  private readonly units: number[] = []

  /** `days` are those on which something begins or ends. */
  constructor(days: number[], places: number[]) {
    const known = [...new Set(days)].sort((a, b) => a - b)
    const gaps = known.map((day, index) => (index ? day - known[index - 1]! : 0))
    const shortest = shortestFolded(gaps, places)
    const kept = gaps.filter((gap) => gap < shortest)
    const breaks = gaps.length - kept.length
    const fold = Math.ceil(Math.max(sum(kept), LEAST) * Math.min(FOLDED, MOST_FOLDED / breaks))
    let unit = 0
    let begins = known[0]!
    known.forEach((day, index) => {
      const gap = gaps[index]!
      const folded = gap >= shortest
      if (folded) {
        const ends = known[index - 1]!
        this.pieces.push({ from: begins, to: ends })
        this.breaks.push({ from: ends, to: day })
        begins = day
      }
      unit += folded ? fold : gap
      this.days.push(day)
      this.units.push(unit)
    })
    this.pieces.push({ from: begins, to: known[known.length - 1]! })
    const margin = Math.max(unit * MARGIN, 3)
    this.first = -margin
    this.last = unit + margin
  }

  toUnit(day: number): number {
    return interpolate(day, this.days, this.units)
  }

  toDay(unit: number): number {
    return interpolate(unit, this.units, this.days)
  }
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)

/** The shortest gap that is folded: longer than where the bulk of the story is, or than all shorter gaps together. */
function shortestFolded(gaps: number[], places: number[]): number {
  const sorted = [...places].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)]!
  const bulk = Math.max(at(0.9) - at(0.1), LEAST) + 1
  const ascending = [...gaps].sort((a, b) => a - b)
  let shorter = LEAST
  for (const [index, gap] of ascending.entries()) {
    if (gap > shorter && ascending.length - index <= places.length * MOST_BREAKS) return Math.min(bulk, gap)
    shorter += gap
  }
  return bulk
}

/** Linear between the knots, with slope one beyond them. */
function interpolate(value: number, from: number[], to: number[]): number {
  const last = from.length - 1
  if (!Number.isFinite(value)) return value
  if (value <= from[0]!) return to[0]! + value - from[0]!
  if (value >= from[last]!) return to[last]! + value - from[last]!
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (from[middle]! <= value) low = middle
    else high = middle
  }
  const share = (value - from[low]!) / (from[high]! - from[low]!)
  return to[low]! + share * (to[high]! - to[low]!)
}
