/** The strip in lanes: one for each of the values of a facet that most events have. */

import type { Facet } from "./model"

export interface Lane {
  name: string
  /** Numbers of the events, in order of time. */
  events: number[]
}

/** What lanes can be made by. */
export const laned: readonly Facet[] = ["actor", "place", "tag", "source"]

const MOST = 5
/** In a window that is narrower or lower than this, in pixels, more would leave too little for the list. */
const SMALL_WINDOW = 600
const MOST_IN_SMALL = 3

/** `having` are the events of each value; `strong` is 1 for those that the lanes are chosen by and show. */
export function lanesOf(having: ReadonlyMap<string, readonly number[]>, strong: Uint8Array): Lane[] {
  return [...having]
    .map(([name, events]): Lane => ({ name, events: events.filter((event) => strong[event]) }))
    .filter(({ events }) => events.length)
    .sort((a, b) => b.events.length - a.events.length || a.name.localeCompare(b.name))
    .slice(0, Math.min(window.innerWidth, window.innerHeight) < SMALL_WINDOW ? MOST_IN_SMALL : MOST)
}

/** Marks that stand so close, in pixels, are told together. */
const TOGETHER = 6

/** What stands together in a lane, and how much room follows. */
export interface Cluster {
  events: number[]
  left: number
  right: number
  room: number
}

/** Gathers marks, given in the order of their left edges, up to the edge of the strip. */
export function clustersOf(marks: readonly [event: number, left: number, right: number][], edge: number): Cluster[] {
  const clusters: Cluster[] = []
  for (const [event, left, right] of marks) {
    const last = clusters.at(-1)
    if (last && left - last.right < TOGETHER) {
      last.events.push(event)
      last.right = Math.max(last.right, right)
    } else clusters.push({ events: [event], left, right, room: 0 })
  }
  clusters.forEach((cluster, index) => {
    cluster.room = (clusters[index + 1]?.left ?? edge) - cluster.right
  })
  return clusters
}
