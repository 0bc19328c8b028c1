/**
 * Tells which events the reader is about to see, and when they are laid out: what needs the layout, or matters only to
 * eyes, is done for these alone, and at a time when asking for a size costs nothing.
 */

import type { Model, Section, TimelineEvent } from "./model"

const NEAR = 300

export interface SightOwner {
  /** Events have come near. */
  onNear(events: readonly TimelineEvent[]): void
  /** Near events have got a size: their width, and how high one is on average, in pixels. */
  onLaidOut(events: readonly TimelineEvent[], width: number, rowHeight: number): void
}

export class Sight {
  private readonly nearLists: IntersectionObserver
  private readonly nearRows: IntersectionObserver
  private readonly size: ResizeObserver

  constructor({ events, sections }: Model, owner: SightOwner) {
    const sectionOf = new Map<Element, Section>(sections.map((section) => [section.list, section]))
    const eventOf = new Map<Element, TimelineEvent>()
    this.size = new ResizeObserver((entries) => {
      const laidOut = entries.filter(({ contentRect }) => contentRect.height)
      if (!laidOut.length) return
      const heights = laidOut.reduce((sum, { contentRect }) => sum + contentRect.height, 0)
      const { width } = laidOut[0]!.contentRect
      owner.onLaidOut(
        laidOut.map(({ target }) => eventOf.get(target)!),
        width,
        heights / laidOut.length,
      )
    })
    const rootMargin = `${NEAR}px 0px`
    this.nearRows = new IntersectionObserver(
      (entries) => {
        const near = entries.filter(({ isIntersecting }) => isIntersecting)
        if (near.length) owner.onNear(near.map(({ target }) => eventOf.get(target)!))
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) this.size.observe(target)
          else this.size.unobserve(target)
        }
      },
      { rootMargin },
    )
    this.nearLists = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const { from, to } = sectionOf.get(target)!
          for (const event of events.slice(from, to)) {
            eventOf.set(event.row, event)
            if (isIntersecting) this.nearRows.observe(event.row)
            else {
              this.nearRows.unobserve(event.row)
              this.size.unobserve(event.row)
            }
          }
        }
      },
      { rootMargin },
    )
    for (const { list } of sections) this.nearLists.observe(list)
  }

  disconnect(): void {
    this.nearLists.disconnect()
    this.nearRows.disconnect()
    this.size.disconnect()
  }
}
