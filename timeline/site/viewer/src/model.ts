/** The events as the page's HTML tells them. */

export const facets = ["tag", "actor", "place", "source"] as const
export type Facet = (typeof facets)[number]

export interface TimelineEvent {
  article: HTMLElement
  /** The list item that holds the article. */
  row: HTMLElement
  heading: HTMLElement
  section: HTMLElement
  /** First and last day it may speak of, as day numbers (0001-01-01 is 1); infinite where open. */
  start: number
  end: number
  /** The day it is listed under. */
  place: number
  shape: string
  core: boolean
  /** Told as something to come. */
  planned: boolean
  values: Record<Facet, string[]>
  /** What the search looks through, in lower case. */
  text: string
}

export interface Gap {
  row: HTMLElement
  before: TimelineEvent
  after: TimelineEvent | undefined
}

export interface Model {
  events: TimelineEvent[]
  gaps: Gap[]
  sections: HTMLElement[]
}

const SEARCHED = ".tl-date, .tl-title, .tl-summary, .tl-sources, .tl-facets, .tl-full, .tl-source"

/** JavaScript's calendar ends 100 million days from 1970: what lies further off is drawn at the edge. */
const FURTHEST = 50_000_000

function day(value: string | undefined, open: number): number {
  const number = value === undefined ? NaN : Number(value)
  return Number.isNaN(number) ? open : Math.max(-FURTHEST, Math.min(FURTHEST, number))
}

export const fold = (text: string) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim()

function readEvent(article: HTMLElement): TimelineEvent {
  const values: Record<Facet, string[]> = { tag: [], actor: [], place: [], source: [] }
  for (const element of article.querySelectorAll<HTMLElement>("[data-facet]")) {
    const list = values[element.dataset.facet as Facet] as string[] | undefined
    const value = element.dataset.value ?? element.textContent ?? ""
    if (list && !list.includes(value)) list.push(value)
  }
  const start = day(article.dataset.start, -Infinity)
  const end = Math.max(start, day(article.dataset.end, Infinity))
  return {
    article,
    row: article.closest("li")!,
    heading: article.querySelector<HTMLElement>(".tl-title")!,
    section: article.closest<HTMLElement>(".tl-section")!,
    start,
    end,
    place: Number.isFinite(start) ? start : end,
    shape: article.dataset.shape ?? "day",
    planned: article.dataset.planned === "true",
    core: article.dataset.relevance !== "secondary",
    values,
    text: fold([...article.querySelectorAll(SEARCHED)].map((element) => element.textContent).join(" ")),
  }
}

export function readModel(root: HTMLElement): Model {
  const events: TimelineEvent[] = []
  const gaps: Gap[] = []
  for (const row of root.querySelectorAll<HTMLElement>(".tl-list > li")) {
    const article = row.querySelector<HTMLElement>(".tl-event")
    if (article) {
      const event = readEvent(article)
      events.push(event)
      const gap = gaps[gaps.length - 1]
      if (gap && !gap.after) gap.after = event
    } else if (events.length) {
      gaps.push({ row, before: events[events.length - 1]!, after: undefined })
    }
  }
  return { events, gaps, sections: [...root.querySelectorAll<HTMLElement>(".tl-section")] }
}
