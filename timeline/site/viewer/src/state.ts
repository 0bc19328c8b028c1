/** What the reader looks at, and how an address keeps it. */

import { isoTime, parseIsoTime } from "./calendar"
import { laned } from "./lanes"
import { facets, type Facet, type Happening, type TimelineEvent } from "./model"

/** From the beginning of a day to the end of another, in days; within a day where times are told. */
export interface Period {
  from: number
  until: number
}

export class ViewState {
  text = ""
  readonly chosen: Record<Facet, Set<string>> = {
    tag: new Set(),
    actor: new Set(),
    place: new Set(),
    source: new Set(),
    relevance: new Set(),
    review: new Set(),
  }
  /** What the strip has lanes by; not a filter. */
  lanes: Facet | null = null
  /** Null for the whole of the story. */
  period: Period | null = null

  get isActive(): boolean {
    return this.text !== "" || this.period !== null || facets.some((facet) => this.chosen[facet].size > 0)
  }

  clear(): void {
    this.text = ""
    this.period = null
    for (const facet of facets) this.chosen[facet].clear()
  }

  /** Whether some of what is known of an event's time lies in the period. */
  inPeriod(event: Happening): boolean {
    return !this.period || (event.until > this.period.from && event.start < this.period.until)
  }

  /** Makes the test for what was chosen; `except` leaves one facet out, for the counts in its own menu. */
  filter(except?: Facet): (event: TimelineEvent) => boolean {
    const used = facets.filter((facet) => facet !== except && this.chosen[facet].size)
    return (event) =>
      used.every((facet) => event.valuesOf(facet).some((value) => this.chosen[facet].has(value)))
  }

  /** `suffix` tells the timelines of one page apart. The theme's search has taken the name `q`. */
  read(parameters: URLSearchParams, suffix: string): void {
    this.clear()
    this.text = parameters.get(`find${suffix}`) ?? ""
    for (const facet of facets) {
      for (const value of parameters.getAll(facet + suffix)) this.chosen[facet].add(value)
    }
    const lanes = parameters.get(`lanes${suffix}`)
    this.lanes = laned.find((facet) => facet === lanes) ?? null
    const from = parseIsoTime(parameters.get(`from${suffix}`))
    const to = parseIsoTime(parameters.get(`to${suffix}`))
    if (from === null || to === null) return
    const until = Number.isInteger(to) ? to + 1 : to
    if (from < until) this.period = { from, until }
  }

  /** An address names whole days by the first and the last, and otherwise times. */
  write(parameters: URLSearchParams, suffix: string): void {
    for (const name of ["find", "from", "to", "lanes", ...facets]) parameters.delete(name + suffix)
    if (this.text) parameters.set(`find${suffix}`, this.text)
    for (const facet of facets) {
      for (const value of this.chosen[facet]) parameters.append(facet + suffix, value)
    }
    if (this.lanes) parameters.set(`lanes${suffix}`, this.lanes)
    if (this.period) {
      const { from, until } = this.period
      parameters.set(`from${suffix}`, isoTime(from))
      parameters.set(`to${suffix}`, isoTime(Number.isInteger(until) ? until - 1 : until))
    }
  }
}
