/** The strip in lanes: one for each of the values of a facet that most events have. */

import type { Facet, TimelineEvent } from "./model"

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

/** `strong` is 1 for the events that the lanes are chosen by and show. */
export function lanesOf(events: readonly TimelineEvent[], strong: Uint8Array, facet: Facet): Lane[] {
  const lanes = new Map<string, Lane>()
  events.forEach((event, index) => {
    if (!strong[index]) return
    for (const name of event.values[facet]) {
      const lane = lanes.get(name) ?? { name, events: [] }
      lane.events.push(index)
      lanes.set(name, lane)
    }
  })
  return [...lanes.values()]
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
