/** Which events the reader's choices leave, by their numbers in the model. */

import type { Facet, TimelineEvent } from "./model"
import type { Found } from "./search"
import type { ViewState } from "./state"

export class Selection {
  /** 1 for what passes the filters, whatever its time: what the strip draws strongly. */
  readonly passing: Uint8Array
  /** 1 for what lies in the period, too: what the list shows. */
  readonly shown: Uint8Array
  count = 0
  readonly incomplete = false
  private found: Found = null
  private readonly known = new Map<Facet, ReadonlyMap<string, readonly number[]>>()

  constructor(
    private readonly events: readonly TimelineEvent[],
    private readonly state: ViewState,
  ) {
    this.passing = new Uint8Array(events.length)
    this.shown = new Uint8Array(events.length)
  }

  get size(): number {
    return this.events.length
  }

  hasChoice(facet: Facet): boolean {
    const first = this.events.find((event) => event.valuesOf(facet).length)?.valuesOf(facet)[0]
    return this.events.some((event) => event.valuesOf(facet).some((value) => value !== first))
  }

  values(facet: Facet): readonly string[] {
    return [...this.having(facet).keys()]
  }

  having(facet: Facet): ReadonlyMap<string, readonly number[]> {
    let having = this.known.get(facet)
    if (!having) {
      const found = new Map<string, number[]>()
      this.events.forEach((event, index) => {
        for (const value of event.valuesOf(facet)) {
          const numbers = found.get(value)
          if (numbers) numbers.push(index)
          else found.set(value, [index])
        }
      })
      having = new Map([...found].sort(([a, m], [b, n]) => n.length - m.length || a.localeCompare(b)))
      this.known.set(facet, having)
    }
    return having
  }

  /** Everything is known from the beginning. */
  async load(): Promise<void> {}

  /** Takes over the filters, with what the search has found. */
  filter(found: Found): void {
    this.found = found
    const passes = this.state.filter()
    this.events.forEach((event, index) => {
      this.passing[index] = Number(passes(event) && (found?.[index] ?? 1))
    })
  }

  /** How many events each value of a facet would show, with all other choices as they are. */
  counts(facet: Facet): Map<string, number> {
    const counts = new Map<string, number>()
    const passes = this.state.filter(facet)
    this.events.forEach((event, index) => {
      if (this.found?.[index] === 0 || !this.state.inPeriod(event) || !passes(event)) return
      for (const value of event.valuesOf(facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
    })
    return counts
  }

  /** Takes over the period, for what passes the filters. */
  limit(): void {
    this.count = 0
    this.events.forEach((event, index) => {
      const shown = this.passing[index] && this.state.inPeriod(event) ? 1 : 0
      this.shown[index] = shown
      this.count += shown
    })
  }
}
