/** Days counted as in Python's `date.toordinal()`, and what to call them. */

import { MINUTES } from "./model"
import { filled, strings } from "./strings"

const UNIX_EPOCH = 719163
const MS_PER_DAY = 86_400_000

/** To the minute. */
export const toDate = (day: number) =>
  new Date(Math.round((day - UNIX_EPOCH) * MINUTES) * (MS_PER_DAY / MINUTES))

export function dayOf(year: number, month = 0, day = 1): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime() / MS_PER_DAY + UNIX_EPOCH
}

/** “2020-01-03”, or “2020-01-03T08:30” within a day; years beyond four digits as JavaScript writes them. */
export const isoTime = (day: number) => toDate(day).toISOString().replace(/(T00:00)?:00\.000Z$/, "")

export function parseIsoTime(text: string | null): number | null {
  const time = text ? Date.parse(`${text}${text.includes("T") ? "" : "T00:00"}:00Z`) : NaN
  return Number.isNaN(time) ? null : time / MS_PER_DAY + UNIX_EPOCH
}

export interface Tick {
  day: number
  label: string
  /** Whether a larger unit begins here. */
  major: boolean
}

// Days a step is about as long as → how the steps are made.
const HOUR_STEPS = [1, 3, 6, 12]
const DAY_STEPS = [1, 7]
const MONTH_STEPS = [1, 3, 6]
const LONGEST_DAYS = Math.max(...DAY_STEPS)
const LONGEST_MONTHS = Math.max(...MONTH_STEPS) * 30
const YEAR_STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000]

const FORMATS = {
  hour: { hour: "2-digit", minute: "2-digit" },
  time: { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
  day: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  monthDay: { day: "numeric", month: "short" },
  shortMonth: { month: "short" },
  shortMonthYear: { month: "short", year: "numeric" },
  shortDay: { day: "numeric", month: "short", year: "numeric" },
} satisfies Record<string, Intl.DateTimeFormatOptions>
type Format = keyof typeof FORMATS

/** Up to so many days a period is named by this. */
const RANGES: readonly [number, Format][] = [
  [200, "day"],
  [365 * 12, "month"],
]

/** The calendar in the page's language. */
export class Calendar {
  private readonly locale: string
  /** Made when they are first used, because each takes its time. */
  private readonly formats = new Map<Format, Intl.DateTimeFormat>()

  constructor(language: string) {
    this.locale = !language || language === "en" ? "en-GB" : language
  }

  private format(name: Format): Intl.DateTimeFormat {
    let format = this.formats.get(name)
    if (!format) {
      const options: Intl.DateTimeFormatOptions = { timeZone: "UTC", ...FORMATS[name] }
      try {
        format = new Intl.DateTimeFormat(this.locale, options)
      } catch {
        format = new Intl.DateTimeFormat("en-GB", options)
      }
      this.formats.set(name, format)
    }
    return format
  }

  year(day: number): string {
    const year = toDate(day).getUTCFullYear()
    return year <= 0 ? filled(strings.yearsBC, { year: String(1 - year) }) : String(year)
  }

  /** Names a period as coarsely as its length allows. */
  range(from: number, until: number): string {
    if (!Number.isInteger(from) || !Number.isInteger(until))
      return this.format("time").formatRange(toDate(from), toDate(until))
    const to = until - 1
    for (const [longest, name] of RANGES) {
      if (to - from <= longest && toDate(from).getUTCFullYear() > 0)
        return this.format(name).formatRange(toDate(from), toDate(to))
    }
    const [first, last] = [this.year(from), this.year(to)]
    return first === last ? first : `${first} – ${last}`
  }

  /** Names a day as finely as matters when a period of this length is looked at. */
  near(day: number, length: number): string {
    if (!Number.isInteger(day)) return this.format("time").format(toDate(day))
    for (const [longest, name] of RANGES) {
      if (length <= longest && toDate(day).getUTCFullYear() > 0) return this.format(name).format(toDate(day))
    }
    return this.year(day)
  }

  /** What to call a day with its year beside ticks that are so far apart, the longest name first. */
  names(day: number, spacing: number): string[] {
    const year = this.year(day)
    if (spacing > LONGEST_MONTHS || toDate(day).getUTCFullYear() <= 0) return [year]
    return [this.format(spacing <= LONGEST_DAYS ? "shortDay" : "shortMonthYear").format(toDate(day)), year]
  }

  /** Round boundaries between two days that lie at least `spacing` days apart. */
  ticks(from: number, to: number, spacing: number): Tick[] {
    const ticks: Tick[] = []
    const first = toDate(from)
    const hours = HOUR_STEPS.find((step) => step >= spacing * 24)
    if (hours) {
      for (let hour = Math.ceil(from * 24); hour <= to * 24; hour++) {
        if (hour % hours) continue
        const [day, major] = [hour / 24, hour % 24 === 0]
        ticks.push({ day, label: this.format(major ? "monthDay" : "hour").format(toDate(day)), major })
      }
      return ticks
    }
    const days = DAY_STEPS.find((step) => step >= spacing)
    const months = MONTH_STEPS.find((step) => step * 30 >= spacing)
    let year = first.getUTCFullYear()
    if (days || months) {
      for (let month = first.getUTCMonth(); ; month += months && !days ? months : 1) {
        if (!days && months) month -= month % months
        const begins = dayOf(year, month)
        if (begins > to) break
        const january = ((month % 12) + 12) % 12 === 0
        if (begins >= from) {
          ticks.push({
            day: begins,
            label: january ? this.year(begins) : this.format("shortMonth").format(toDate(begins)),
            major: january,
          })
        }
        if (!days) continue
        const next = dayOf(year, month + 1)
        for (let day = begins + days; day <= next - Math.max(1, days / 2); day += days) {
          if (day >= from && day <= to)
            ticks.push({ day, label: this.format("monthDay").format(toDate(day)), major: false })
        }
      }
      return ticks
    }
    const step = YEAR_STEPS.find((years) => years * 365 >= spacing) ?? 10_000
    for (year = Math.ceil(year / step) * step; dayOf(year) <= to; year += step) {
      if (dayOf(year) >= from)
        ticks.push({
          day: dayOf(year),
          label: this.year(dayOf(year)),
          major: step > 1 && year % (step * 5) === 0,
        })
    }
    return ticks
  }
}
