/** Which events the reader's choices leave in a long story; what values its events have is loaded when it is asked. */

import { facets, type Facet, type Happening } from "../model"
import type { Found } from "../search"
import type { ViewState } from "../state"
import { each, type Data, type FacetValues, type Times } from "./data"

/** As many values as a menu shows; the search finds the others. */
const MOST_VALUES = 100

export class LargeSelection {
  readonly passing: Uint8Array
  readonly shown: Uint8Array
  count = 0
  private found: Found = null
  private readonly loaded = new Map<Facet, FacetValues>()

  constructor(
    private readonly events: readonly Happening[],
    private readonly state: ViewState,
    private readonly data: Data,
    private readonly times: Times,
  ) {
    this.passing = new Uint8Array(events.length).fill(1)
    this.shown = new Uint8Array(events.length)
  }

  get size(): number {
    return this.events.length
  }

  /** Whether the values are known that the reader has chosen from. */
  get isReady(): boolean {
    return this.used().every((facet) => this.loaded.has(facet))
  }

  async prepare(): Promise<void> {
    await Promise.all(this.used().map((facet) => this.load(facet)))
  }

  hasChoice(facet: Facet): boolean {
    return this.times.facets[facet] > 1
  }

  values(facet: Facet): readonly string[] | null {
    return this.loaded.get(facet)?.names.slice(0, MOST_VALUES) ?? null
  }

  async load(facet: Facet): Promise<void> {
    if (!this.loaded.has(facet)) this.loaded.set(facet, await this.data.facet(facet))
  }

  filter(found: Found): void {
    this.found = found
    this.passing.set(this.passingBut())
  }

  counts(facet: Facet): Map<string, number> {
    const counts = new Map<string, number>()
    const values = this.loaded.get(facet)
    if (!values) return counts
    const among = this.passingBut(facet)
    this.events.forEach((event, index) => {
      if (!this.state.inPeriod(event)) among[index] = 0
    })
    values.names.forEach((name, index) => {
      let count = 0
      each(values.events[index]!, (number) => {
        count += among[number]!
      })
      counts.set(name, count)
    })
    return counts
  }

  limit(): void {
    this.count = 0
    this.events.forEach((event, index) => {
      const shown = this.passing[index] && this.state.inPeriod(event) ? 1 : 0
      this.shown[index] = shown
      this.count += shown
    })
  }

  private used(except?: Facet): Facet[] {
    return facets.filter((facet) => facet !== except && this.state.chosen[facet].size)
  }

  private passingBut(except?: Facet): Uint8Array {
    const passing = this.found ? this.found.slice() : new Uint8Array(this.events.length).fill(1)
    for (const facet of this.used(except)) {
      const having = new Uint8Array(passing.length)
      const values = this.loaded.get(facet)
      values?.names.forEach((name, index) => {
        if (this.state.chosen[facet].has(name)) each(values.events[index]!, (number) => having.fill(1, number, number + 1))
      })
      having.forEach((has, index) => {
        passing[index]! &= has
      })
    }
    return passing
  }
}
