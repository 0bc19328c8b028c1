/** The events as the page's HTML tells them. */

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
  values: Record<Facet, string[]>
  title: string
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

function readEvent(article: HTMLElement, row: HTMLElement): TimelineEvent {
  const { dataset } = article
  const heading = article.querySelector<HTMLElement>(".tl-title")!
  const values: Record<Facet, string[]> = {
    tag: [],
    actor: [],
    place: [],
    source: [],
    relevance: [dataset.relevance ?? "core"],
    review: [...(dataset.disputed ? ["disputed"] : []), dataset.status ?? "proposed"],
  }
  for (const element of article.querySelectorAll<HTMLElement>("[data-facet]")) {
    const list = values[element.dataset.facet as Facet] as string[] | undefined
    const value = element.dataset.value ?? element.textContent ?? ""
    if (list && !list.includes(value)) list.push(value)
  }
  const minute = dataset.minute === undefined ? NaN : Number(dataset.minute)
  let start = day(dataset.start, -Infinity)
  let until = Math.max(start, day(dataset.end, Infinity)) + 1
  if (minute >= 0 && minute < MINUTES) {
    start += minute / MINUTES
    until = start + 1 / MINUTES
  }
  return {
    article,
    row,
    heading,
    title: heading.firstChild?.textContent ?? "",
    start,
    until,
    place: Number.isFinite(start) ? start : until - 1,
    shape: dataset.shape ?? "day",
    planned: dataset.planned === "true",
    core: dataset.relevance !== "secondary",
    values,
  }
}

/** What an event is found by. */
export function textOf({ article }: TimelineEvent): string {
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
      if (article) events.push(readEvent(article, row))
      else gaps.push({ row, before: events.length - 1, after: events.length })
    }
    return { element, list, from, to: events.length }
  })
  return { events, gaps, sections }
}
