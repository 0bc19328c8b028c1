/** What `timeline build` writes of a long story beside its parts (`timeline/site/index.py`), and how it is read. */

import { MINUTES, type Facet, type Happening } from "../model"

export const SHAPES = ["day", "month", "year", "span", "one-of", "since", "until"] as const
export const SHARDS = 61

const SECONDARY = 8
const PLANNED = 16
const FIRST_LETTER = "A".charCodeAt(0)

export interface Times {
  /** The day of the first event, and from each to the next. */
  days: number[]
  /** A letter for each event. */
  kinds: string
  /** Days from the first to the last, of the events whose shape does not tell it. */
  lengths: number[]
  /** The minutes of the day, by the number of the event. */
  minutes: Record<string, number>
  /** How many values each facet has. */
  facets: Record<Facet, number>
}

export interface FacetValues {
  /** The most frequent first. */
  names: string[]
  /** The events of each, as distances. */
  events: number[][]
}

/** Reads the files of one story, each once. */
export class Data {
  private readonly files = new Map<string, Promise<unknown>>()

  constructor(
    private readonly index: string,
    /** Changes with the content, so that no cache gives an older one. */
    readonly stamp: string,
  ) {}

  facet(name: Facet): Promise<FacetValues> {
    return this.read(`facet-${name}.json`) as Promise<FacetValues>
  }

  words(word: string): Promise<Record<string, number[]>> {
    return this.read(`words-${shard([...word].slice(0, 2).join(""))}.json`) as Promise<Record<string, number[]>>
  }

  ids(key: string): Promise<Record<string, number>> {
    return this.read(`ids-${shard(key)}.json`) as Promise<Record<string, number>>
  }

  private read(name: string): Promise<unknown> {
    let file = this.files.get(name)
    if (!file) {
      file = this.load(name)
      file.catch(() => this.files.delete(name)) // so that it is tried again
      this.files.set(name, file)
    }
    return file
  }

  private async load(name: string): Promise<unknown> {
    const answer = await fetch(stamped(new URL(name, this.index), this.stamp))
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return answer.json()
  }
}

export function stamped(address: URL, stamp: string): URL {
  address.searchParams.set("v", stamp)
  return address
}

function shard(text: string): number {
  let number = 0
  for (const character of text) number = (number * 31 + character.codePointAt(0)!) % SHARDS
  return number
}

/** Calls back with each number of a list that is kept as distances. */
export function each(gaps: readonly number[], act: (number: number) => void): void {
  let number = 0
  for (const gap of gaps) act((number += gap))
}

export function happenings(times: Times): Happening[] {
  const events: Happening[] = []
  let day = 0
  let lengths = 0
  times.days.forEach((gap, index) => {
    day += gap
    const kind = times.kinds.charCodeAt(index) - FIRST_LETTER
    const shape = SHAPES[kind % SECONDARY]!
    const event: Happening = {
      start: day,
      until: day + 1,
      place: day,
      shape,
      core: !(kind & SECONDARY),
      planned: Boolean(kind & PLANNED),
    }
    if (shape === "since") event.until = Infinity
    else if (shape === "until") event.start = -Infinity
    else if (shape !== "day") event.until = day + times.lengths[lengths++]! + 1
    const minute = times.minutes[index]
    if (minute !== undefined) {
      event.start = event.place = day + minute / MINUTES
      event.until = event.start + 1 / MINUTES
    }
    events.push(event)
  })
  return events
}
