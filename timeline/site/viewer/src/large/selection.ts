/** Which events the reader's choices leave in a long story; what values its events have is loaded when it is asked. */

import { facets, type Facet, type Happening } from "../model"
import type { Found } from "../search"
import type { ViewState } from "../state"
import { each, type Data, type Times } from "./data"

export class LargeSelection {
  readonly passing: Uint8Array
  readonly shown: Uint8Array
  count = 0
  incomplete = false
  private found: Found = null
  private readonly loaded = new Map<Facet, ReadonlyMap<string, readonly number[]>>()

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
    return this.needed().every((facet) => this.loaded.has(facet))
  }

  async prepare(): Promise<void> {
    const loaded = await Promise.allSettled(this.needed().map((facet) => this.load(facet)))
    this.incomplete = loaded.some(({ status }) => status === "rejected")
  }

  hasChoice(facet: Facet): boolean {
    return this.times.facets[facet] > 1
  }

  values(facet: Facet): readonly string[] | null {
    return this.loaded.has(facet) ? [...this.having(facet).keys()] : null
  }

  async load(facet: Facet): Promise<void> {
    if (this.loaded.has(facet)) return
    const { names, events } = await this.data.facet(facet)
    const numbers = (gaps: readonly number[]) => {
      const found: number[] = []
      each(gaps, (number) => found.push(number))
      return found
    }
    this.loaded.set(facet, new Map(names.map((name, index) => [name, numbers(events[index]!)])))
  }

  having(facet: Facet): ReadonlyMap<string, readonly number[]> {
    return this.loaded.get(facet) ?? new Map<string, number[]>()
  }

  filter(found: Found): void {
    this.found = found
    this.passing.set(this.passingBut())
  }

  counts(facet: Facet): Map<string, number> {
    const counts = new Map<string, number>()
    const among = this.passingBut(facet)
    this.events.forEach((event, index) => {
      if (!this.state.inPeriod(event)) among[index] = 0
    })
    for (const [name, numbers] of this.having(facet)) {
      let count = 0
      for (const number of numbers) count += among[number]!
      counts.set(name, count)
    }
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

  /** The facets whose values must be known to filter and to make lanes. */
  private needed(): Facet[] {
    return this.state.lanes ? [...this.used(), this.state.lanes] : this.used()
  }

  private passingBut(except?: Facet): Uint8Array {
    const passing = this.found ? this.found.slice() : new Uint8Array(this.events.length).fill(1)
    for (const facet of this.used(except)) {
      if (!this.loaded.has(facet)) continue // better too much than nothing
      const having = new Uint8Array(passing.length)
      for (const name of this.state.chosen[facet])
        for (const number of this.having(facet).get(name) ?? []) having[number] = 1
      having.forEach((has, index) => {
        passing[index]! &= has
      })
    }
    return passing
  }
}
