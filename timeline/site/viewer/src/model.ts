/** The events as the page's HTML tells them. */

import { unfold } from "./note"

export const facets = ["tag", "actor", "place", "source", "relevance", "review"] as const
export type Facet = (typeof facets)[number]

/** What the overview draws of an event. */
export interface Happening {
  /**
   * The beginning of the first day it may speak of and the end of the last, in days (0001-01-01 begins with 1); within
   * the day where a time is told, infinite where open.
   */
  start: number
  until: number
  /** The day it is listed under. */
  place: number
  shape: string
  core: boolean
  /** Told as something to come. */
  planned: boolean
  /** Not known while the event is not in the page. */
  title?: string
}

export interface TimelineEvent extends Happening {
  article: HTMLElement
  /** The list item that holds the article. */
  row: HTMLElement
  heading: HTMLElement
  title: string
  valuesOf(facet: Facet): readonly string[]
}

/** A pause that is told between two events, given by their numbers in the model. */
export interface Gap {
  row: HTMLElement
  before: number
  after: number
}

/** A heading with its list, which holds the events from one number up to another. */
export interface Section {
  element: HTMLElement
  list: HTMLElement
  from: number
  to: number
}

export interface Model {
  /** In order of time; elsewhere an event goes by its number here. */
  events: TimelineEvent[]
  gaps: Gap[]
  sections: Section[]
}

const SEARCHED = ".tl-date, .tl-title, .tl-summary, .tl-sources, .tl-facets, .tl-full, .tl-source"

/** JavaScript's calendar ends 100 million days from 1970: what lies further off is drawn at the edge. */
const FURTHEST = 50_000_000

/** In a day. */
export const MINUTES = 1440

function day(value: string | undefined, open: number): number {
  const number = value === undefined ? NaN : Number(value)
  return Number.isNaN(number) ? open : Math.max(-FURTHEST, Math.min(FURTHEST, number))
}

/** An event in the page. What only some views or choices ask for is read when they do. */
class PageEvent implements TimelineEvent {
  readonly heading: HTMLElement
  readonly start: number
  readonly until: number
  readonly place: number
  readonly shape: string
  readonly core: boolean
  readonly planned: boolean
  /** What it says in elements of its own. */
  private told: Partial<Record<string, string[]>> | null = null

  constructor(
    readonly article: HTMLElement,
    readonly row: HTMLElement,
  ) {
    const data = (name: string) => article.getAttribute(`data-${name}`) ?? undefined
    this.heading = article.querySelector<HTMLElement>(".tl-title")!
    let start = day(data("start"), -Infinity)
    let until = Math.max(start, day(data("end"), Infinity)) + 1
    const minute = Number(data("minute") ?? NaN)
    if (minute >= 0 && minute < MINUTES) {
      start += minute / MINUTES
      until = start + 1 / MINUTES
    }
    this.start = start
    this.until = until
    this.place = Number.isFinite(start) ? start : until - 1
    this.shape = data("shape") ?? "day"
    this.planned = data("planned") === "true"
    this.core = data("relevance") !== "secondary"
  }

  get title(): string {
    return this.heading.firstChild?.textContent ?? ""
  }

  valuesOf(facet: Facet): readonly string[] {
    if (facet === "relevance") return [this.core ? "core" : "secondary"]
    if (facet === "review") {
      const status = this.article.getAttribute("data-status") ?? "proposed"
      return this.article.hasAttribute("data-disputed") ? ["disputed", status] : [status]
    }
    return (this.told ??= readTold(this.article))[facet] ?? []
  }
}

function readTold(article: HTMLElement): Partial<Record<string, string[]>> {
  // The line under an event counts the sources that only the note names.
  if (article.querySelector(".tl-more")) unfold(article)
  const told: Partial<Record<string, string[]>> = {}
  for (const element of article.querySelectorAll("[data-facet]")) {
    const values = (told[element.getAttribute("data-facet")!] ??= [])
    const value = element.getAttribute("data-value") ?? element.textContent ?? ""
    if (!values.includes(value)) values.push(value)
  }
  return told
}

/** What an event is found by. */
export function textOf({ article }: TimelineEvent): string {
  unfold(article)
  return [...article.querySelectorAll(SEARCHED)].map((each) => each.textContent).join(" ")
}

export function readModel(root: HTMLElement): Model {
  const events: TimelineEvent[] = []
  const gaps: Gap[] = []
  const sections = [...root.querySelectorAll<HTMLElement>(".tl-section")].map((element): Section => {
    const list = element.querySelector<HTMLElement>(".tl-list")!
    const from = events.length
    for (const row of list.children as HTMLCollectionOf<HTMLElement>) {
      const article = row.querySelector<HTMLElement>(".tl-event")
      if (article) events.push(new PageEvent(article, row))
      else gaps.push({ row, before: events.length - 1, after: events.length })
    }
    return { element, list, from, to: events.length }
  })
  return { events, gaps, sections }
}
