/** The list: shows and hides its rows, and touches only those that change. */

import { markCut } from "./cut"
import { addLink } from "./link"
import type { Model, Section, TimelineEvent } from "./model"
import { unfold, Unfolding } from "./note"
import { Sight, type SightOwner } from "./sight"

export class EventList implements SightOwner {
  private shown: Uint8Array
  /** Whose row is hidden in the page; what a section keeps that is hidden as a whole does not matter. */
  private readonly hidden: Uint8Array
  private rowHeight = 0
  private width = 0
  private readonly sight: Sight
  private readonly unfolding: Unfolding

  constructor(private readonly model: Model) {
    this.shown = new Uint8Array(model.events.length).fill(1)
    this.hidden = new Uint8Array(model.events.length)
    this.sight = new Sight(model, this)
    this.unfolding = new Unfolding(model.events.map(({ article }) => article))
  }

  disconnect(): void {
    this.sight.disconnect()
    this.unfolding.stop()
  }

  onNear(events: readonly TimelineEvent[]): void {
    for (const { heading } of events) addLink(heading)
    this.unfolding.hurry(events.map(({ article }) => article))
  }

  onLaidOut(events: readonly TimelineEvent[], width: number, rowHeight: number): void {
    this.learn(width, rowHeight)
    markCut(events.map(({ article }) => article))
  }

  find(key: string): number | undefined {
    const number = this.model.events.findIndex(({ heading }) => heading.id === key)
    return number < 0 ? undefined : number
  }

  article(number: number): HTMLElement {
    const { article } = this.model.events[number]!
    unfold(article)
    return article
  }

  /** Shows the events that are marked with 1. */
  show(shown: Uint8Array): void {
    this.shown = shown
    const { events, gaps, sections } = this.model
    for (const section of sections) {
      const count = this.count(section)
      toggle(section.element, count > 0)
      if (!count) continue
      let changed = false
      for (let index = section.from; index < section.to; index++) {
        if (this.hidden[index] !== shown[index]) continue
        changed = true
        this.hidden[index] = 1 - shown[index]!
        events[index]!.row.hidden = !shown[index]
      }
      if (changed) this.estimate(section)
    }
    for (const gap of gaps) toggle(gap.row, Boolean(shown[gap.before] && shown[gap.after]))
  }

  /** The events of a section that are shown. */
  private shownIn(section: Section): TimelineEvent[] {
    const { from, to } = section
    return this.model.events.slice(from, to).filter((_, index) => this.shown[from + index])
  }

  /** The first event that ends below a height in the window. */
  firstBelow(line: number): TimelineEvent | undefined {
    const sections = this.model.sections.filter(({ element }) => !element.hidden)
    const index = firstEnding(sections, ({ list }) => list, line)
    // A pause may be the last of its list.
    for (const section of sections.slice(index, index + 2)) {
      const events = this.shownIn(section)
      const event = events[firstEnding(events, ({ row }) => row, line)]
      if (event) return event
    }
    return undefined
  }

  /** Learns from the first events that are laid out in a width how high a list of those is that are not. */
  private learn(width: number, rowHeight: number): void {
    if (width === this.width) return
    this.width = width
    this.rowHeight = rowHeight
    for (const section of this.model.sections) this.estimate(section)
  }

  private estimate(section: Section): void {
    const height = Math.round(this.count(section) * this.rowHeight)
    if (height) section.list.style.containIntrinsicBlockSize = `auto ${height}px`
  }

  private count(section: Section): number {
    let count = 0
    for (let index = section.from; index < section.to; index++) count += this.shown[index]!
    return count
  }
}

function toggle(element: HTMLElement, shown: boolean): void {
  if (element.hidden === shown) element.hidden = !shown
}

/** Where the first is that ends below a line, among items one beneath the other; their number if there is none. */
function firstEnding<T>(items: readonly T[], element: (item: T) => HTMLElement, line: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (element(items[middle]!).getBoundingClientRect().bottom > line) high = middle
    else low = middle + 1
  }
  return low
}
