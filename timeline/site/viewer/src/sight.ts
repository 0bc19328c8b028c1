/**
 * Tells which sections the reader is about to see, and when they are laid out: what needs the layout, or matters only
 * to eyes, is done for these alone, and at a time when asking for a size costs nothing.
 */

import type { Section } from "./model"

const NEAR = 300

export interface SightOwner {
  /** A section has come near. */
  onNear(section: Section): void
  /** The list of a near section has got a size, in pixels. */
  onLaidOut(section: Section, width: number, height: number): void
}

export class Sight {
  private readonly near: IntersectionObserver
  private readonly size: ResizeObserver

  constructor(sections: readonly Section[], owner: SightOwner) {
    const byList = new Map<Element, Section>(sections.map((section) => [section.list, section]))
    this.size = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const { width, height } = contentRect
        if (height) owner.onLaidOut(byList.get(target)!, width, height)
      }
    })
    const watch = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          owner.onNear(byList.get(target)!)
          this.size.observe(target)
        } else this.size.unobserve(target)
      }
    }
    this.near = new IntersectionObserver(watch, { rootMargin: `${NEAR}px 0px` })
    for (const list of byList.keys()) this.near.observe(list)
  }

  disconnect(): void {
    this.near.disconnect()
    this.size.disconnect()
  }
}
