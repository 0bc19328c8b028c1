/** Where the events come from: the page that the element stands in, or the parts of a story too long for one page. */

import { EventList } from "./list"
import { readModel, textOf, type Facet, type Happening } from "./model"
import { Search, type Found } from "./search"
import { Selection } from "./selection"
import type { ViewState } from "./state"

/** What can be chosen, and what it leaves; everything goes by the numbers of the events. */
export interface Choosing {
  readonly size: number
  /** 1 for what passes the filters, whatever its time: what the strip draws strongly. */
  readonly passing: Uint8Array
  /** 1 for what lies in the period, too: what the list shows. */
  readonly shown: Uint8Array
  readonly count: number
  /** Whether something could not be loaded that what was chosen depends on: it is left out. */
  readonly incomplete: boolean
  /** Whether a facet has more than one value. */
  hasChoice(facet: Facet): boolean
  /** The values of a facet, the most frequent first; null until they are loaded. */
  values(facet: Facet): readonly string[] | null
  load(facet: Facet): Promise<void>
  /** The events that have each value of a facet that is loaded, the most frequent first. */
  having(facet: Facet): ReadonlyMap<string, readonly number[]>
  /** How many events each value would show, with all other choices as they are. */
  counts(facet: Facet): Map<string, number>
  /** Takes over the filters, with what the search has found. */
  filter(found: Found): void
  /** Takes over the period, for what passes the filters. */
  limit(): void
}

export interface Searching {
  /** Hands over what is found, unless something else is asked meanwhile. */
  find(query: string, then: (found: Found) => void): void
  disconnect(): void
}

export interface Listing {
  show(shown: Uint8Array): void
  /** The first event that ends below a height in the window. */
  firstBelow(line: number): Happening | undefined
  /** The number of the event with an id. */
  find(key: string): number | undefined | Promise<number | undefined>
  /** The article of an event that is shown. */
  article(number: number): HTMLElement | null | Promise<HTMLElement | null>
  disconnect(): void
}

export interface Source {
  events: readonly Happening[]
  selection: Choosing
  search: Searching
  list: Listing
  /** Takes the place in the page of what is there without the viewer, and gives it back. */
  attach?(): void
  detach?(): void
}

/** Reads the events that stand in the page. */
export function readPage(root: HTMLElement, state: ViewState): Source {
  const model = readModel(root)
  return {
    events: model.events,
    selection: new Selection(model.events, state),
    search: new Search(() => model.events.map(textOf)),
    list: new EventList(model),
  }
}
