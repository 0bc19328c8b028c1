/** What the reader looks at, and how an address keeps it. */

import { isoDay, parseIsoDay } from "./calendar"
import { facets, fold, type Facet, type TimelineEvent } from "./model"

export interface Period {
  from: number
  to: number
}

export class ViewState {
  text = ""
  readonly chosen: Record<Facet, Set<string>> = {
    tag: new Set(),
    actor: new Set(),
    place: new Set(),
    source: new Set(),
  }
  /** Days; null for the whole of the story. */
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
  inPeriod(event: TimelineEvent): boolean {
    return !this.period || (event.end >= this.period.from && event.start <= this.period.to)
  }

  /** Makes the test for the rest; `except` leaves one facet out, for the counts in its own menu. */
  filter(except?: Facet): (event: TimelineEvent) => boolean {
    const words = fold(this.text).split(" ").filter(Boolean)
    const used = facets.filter((facet) => facet !== except && this.chosen[facet].size)
    return (event) =>
      used.every((facet) => event.values[facet].some((value) => this.chosen[facet].has(value))) &&
      words.every((word) => event.text.includes(word))
  }

  /** `suffix` tells the timelines of one page apart. The theme's search has taken the name `q`. */
  read(parameters: URLSearchParams, suffix: string): void {
    this.clear()
    this.text = parameters.get(`find${suffix}`) ?? ""
    for (const facet of facets) {
      for (const value of parameters.getAll(facet + suffix)) this.chosen[facet].add(value)
    }
    const from = parseIsoDay(parameters.get(`from${suffix}`))
    const to = parseIsoDay(parameters.get(`to${suffix}`))
    if (from !== null && to !== null && from <= to) this.period = { from, to }
  }

  write(parameters: URLSearchParams, suffix: string): void {
    for (const name of ["find", "from", "to", ...facets]) parameters.delete(name + suffix)
    if (this.text) parameters.set(`find${suffix}`, this.text)
    for (const facet of facets) {
      for (const value of this.chosen[facet]) parameters.append(facet + suffix, value)
    }
    if (this.period) {
      parameters.set(`from${suffix}`, isoDay(this.period.from))
      parameters.set(`to${suffix}`, isoDay(this.period.to))
    }
  }
}
