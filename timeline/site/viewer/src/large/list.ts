/**
 * The list of a long story. Every part has a section with its heading; what is near the window is in the page, and what
 * is far off is only as high as it would be. Events come and go in buckets, whole pieces of the list, so that what a
 * screen reader is in does not change under it.
 */

import { toDate } from "../calendar"
import { markCut } from "../cut"
import { addLink } from "../link"
import { make } from "../dom"
import { unfold } from "../note"
import type { Happening } from "../model"
import { strings } from "../strings"
import type { Data } from "./data"
import { Pages, type Part } from "./parts"

/** Events of a bucket. */
const BUCKET = 20
/**
 * How far from the window sections get their buckets, and lose them, in pixels. Between the two they stay as they are:
 * a section that moves a little as it opens would close again at once, and so on.
 */
const NEAR_SECTION = 1500
const FAR_SECTION = 2500
/** How far from the window buckets get their events, in pixels. */
const NEAR_BUCKET = 700
/** How long a bucket must stay near until its events are loaded, in milliseconds: not for one who scrolls past. */
const REST = 60
/** The height of an event and of a heading until one is laid out, in pixels. */
const ROW = 120
const HEADING = 64

interface Bucket {
  list: HTMLElement
  section: Section
  /** The numbers of its events. */
  numbers: number[]
  near: boolean
  filled: boolean
}

interface Section {
  part: Part
  element: HTMLElement
  /** The numbers of the events shown. */
  numbers: number[]
  near: boolean
  buckets: Bucket[]
}

export class LargeList {
  readonly element = make("div", "tl-long")
  private readonly sections: Section[]
  private readonly pages: Pages
  private readonly sectionOf = new Map<Element, Section>()
  private readonly bucketOf = new Map<Element, Bucket>()
  /** What was led to last. It may be far off for a moment, while what lies before it gets its height, and stays. */
  private kept: Bucket | undefined
  private rowHeight = ROW
  private width = 0
  private timer = 0

  private readonly nearSections = new IntersectionObserver((entries) => this.onNear(entries), {
    rootMargin: `${NEAR_SECTION}px 0px`,
  })
  private readonly farSections = new IntersectionObserver((entries) => this.onFar(entries), {
    rootMargin: `${FAR_SECTION}px 0px`,
  })
  private readonly nearBuckets = new IntersectionObserver((entries) => this.onBuckets(entries), {
    rootMargin: `${NEAR_BUCKET}px 0px`,
  })
  private readonly sizes = new ResizeObserver((entries) => this.onSizes(entries))

  constructor(
    private readonly events: readonly Happening[],
    parts: readonly Part[],
    private readonly data: Data,
  ) {
    this.pages = new Pages(data.stamp)
    this.sections = parts.map((part) => {
      const heading = make("h2", "tl-heading", part.id ? { id: part.id } : {}, part.label)
      const element = make("section", "tl-section", {}, heading)
      // A heading of several years does not tell the year of a date.
      const [first, last] = [part.from, part.to - 1].map((number) => toDate(events[number]!.place).getUTCFullYear())
      if (first !== last) element.classList.add("tl-years")
      const section: Section = { part, element, numbers: [], near: false, buckets: [] }
      this.sectionOf.set(element, section)
      this.nearSections.observe(element)
      this.farSections.observe(element)
      return section
    })
    this.element.append(...this.sections.map(({ element }) => element))
  }

  disconnect(): void {
    window.clearTimeout(this.timer)
    this.nearSections.disconnect()
    this.farSections.disconnect()
    this.nearBuckets.disconnect()
    this.sizes.disconnect()
  }

  /** Shows the events that are marked with 1. */
  show(shown: Uint8Array): void {
    for (const section of this.sections) {
      const numbers: number[] = []
      for (let number = section.part.from; number < section.part.to; number++)
        if (shown[number]) numbers.push(number)
      if (section.element.hidden === numbers.length > 0) section.element.hidden = !numbers.length
      if (same(numbers, section.numbers)) continue
      section.numbers = numbers
      this.close(section)
      if (section.near) this.open(section)
    }
    this.fillSoon(0)
  }

  /** The first event that ends below a height in the window; of what is not loaded, about that. */
  firstBelow(line: number): Happening | undefined {
    const below = (element: HTMLElement) => element.getBoundingClientRect().bottom > line
    const section = this.sections.find(({ element, numbers }) => numbers.length && below(element))
    if (!section) return undefined
    const bucket = section.buckets.find(({ list }) => below(list))
    if (!bucket) return this.events[section.numbers[0]!]
    const row = bucket.filled ? [...bucket.list.children].findIndex((each) => below(each as HTMLElement)) : 0
    return this.events[bucket.numbers[Math.max(row, 0)]!]
  }

  /** The number of the event with an id. */
  async find(key: string): Promise<number | undefined> {
    const ids = await this.data.ids(key)
    return Object.hasOwn(ids, key) ? ids[key] : undefined
  }

  /** Puts an event that is shown into the page, and returns it. */
  async article(number: number): Promise<HTMLElement | null> {
    const section = this.sections.find(({ part }) => number < part.to)!
    const rows = await this.pages.rows(section.part) // first, so that nothing happens between filling and using it
    if (!section.buckets.length) this.open(section)
    const bucket = section.buckets.find(({ numbers }) => numbers.includes(number))
    if (!bucket) return null
    this.kept = bucket
    if (!bucket.filled) this.fill(bucket, rows)
    return bucket.list.children[bucket.numbers.indexOf(number)]!.querySelector<HTMLElement>(".tl-event")
  }

  private onNear(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const section = this.sectionOf.get(target)!
      if (!isIntersecting) continue
      section.near = true
      if (!section.buckets.length) this.open(section)
    }
  }

  private onFar(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const section = this.sectionOf.get(target)!
      if (isIntersecting || section === this.kept?.section) continue
      section.near = false
      this.close(section)
    }
  }

  private onBuckets(entries: IntersectionObserverEntry[]): void {
    let wanted = false
    for (const { target, isIntersecting } of entries) {
      const bucket = this.bucketOf.get(target)
      if (!bucket) continue
      bucket.near = isIntersecting
      wanted ||= isIntersecting && !bucket.filled
      const stays = isIntersecting || bucket === this.kept || target.contains(document.activeElement)
      if (bucket.filled && !stays) this.empty(bucket)
    }
    if (wanted) this.fillSoon(REST)
  }

  private onSizes(entries: ResizeObserverEntry[]): void {
    for (const { target, contentRect } of entries) {
      const bucket = this.bucketOf.get(target)
      if (!bucket?.filled) continue
      markCut([...bucket.list.querySelectorAll<HTMLElement>(".tl-event")])
      if (contentRect.width !== this.width) {
        this.width = contentRect.width
        this.rowHeight = contentRect.height / bucket.numbers.length
        for (const section of this.sections) this.estimate(section)
      }
    }
  }

  private open(section: Section): void {
    const { numbers, element } = section
    for (let at = 0; at < numbers.length; at += BUCKET) {
      const list = make("ol", "tl-list")
      const bucket: Bucket = {
        list,
        section,
        numbers: numbers.slice(at, at + BUCKET),
        near: false,
        filled: false,
      }
      section.buckets.push(bucket)
      this.bucketOf.set(list, bucket)
      element.append(list)
      this.nearBuckets.observe(list)
      this.sizes.observe(list)
    }
    this.estimate(section)
  }

  private close(section: Section): void {
    for (const { list } of section.buckets) {
      this.nearBuckets.unobserve(list)
      this.sizes.unobserve(list)
      this.bucketOf.delete(list)
      list.remove()
    }
    section.buckets = []
    this.estimate(section)
  }

  /** Gives what is not in the page the height it will about have. */
  private estimate(section: Section): void {
    const height = (count: number) => `${Math.round(count * this.rowHeight)}px`
    section.element.classList.toggle("tl-far", !section.buckets.length)
    section.element.style.minHeight = section.buckets.length
      ? ""
      : `calc(${height(section.numbers.length)} + ${HEADING}px)`
    for (const { list, numbers, filled } of section.buckets) if (!filled) list.style.height = height(numbers.length)
  }

  private fillSoon(rest: number): void {
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      for (const bucket of this.bucketOf.values()) if (bucket.near && !bucket.filled) void this.load(bucket)
    }, rest)
  }

  private async load(bucket: Bucket): Promise<void> {
    const { part } = bucket.section
    const wanted = () => this.bucketOf.get(bucket.list) === bucket && bucket.near && !bucket.filled
    try {
      const rows = await this.pages.rows(part)
      if (wanted()) this.fill(bucket, rows)
    } catch {
      if (!wanted()) return
      const link = make("a", "", { href: part.address }, part.label)
      bucket.list.replaceChildren(make("li", "tl-unread", {}, `${strings.notLoaded} `, link))
    }
  }

  private fill(bucket: Bucket, rows: readonly HTMLElement[]): void {
    const { from } = bucket.section.part
    bucket.list.replaceChildren(...bucket.numbers.map((number) => document.importNode(rows[number - from]!, true)))
    for (const row of bucket.list.children) {
      addLink(row.querySelector<HTMLElement>(".tl-title")!)
      unfold(row)
    }
    bucket.list.style.height = ""
    bucket.filled = true
  }

  private empty(bucket: Bucket): void {
    bucket.list.style.height = `${bucket.list.offsetHeight}px`
    bucket.list.replaceChildren()
    bucket.filled = false
  }
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, index) => number === b[index])
}
