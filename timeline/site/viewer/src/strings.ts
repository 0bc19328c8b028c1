/**
 * Every word the viewer adds to the page. They come with the page, in its language: `timeline/site/languages/` has them.
 */

import type { Facet } from "./model"

/** A sentence with a number in it. */
interface Counted {
  one: string
  other: string
}

type Plain =
  | "overview"
  | "earlier"
  | "later"
  | "zoomIn"
  | "zoomOut"
  | "lanes"
  | "noLanes"
  | "all"
  | "wholePeriod"
  | "beginning"
  | "end"
  | "period"
  | "search"
  | "filters"
  | "done"
  | "clearAll"
  | "remove"
  | "more"
  | "less"
  | "nothing"
  | "notLoaded"
  | "incomplete"
  | "clearToSeeAll"
  | "link"
  | "copied"
  | "someEvents"
  | "quoted"
  | "yearsBC"
  | Facet

export const strings = {} as Record<Plain, string> & { events: Counted; otherValues: Counted }

/** Takes over the words of a timeline; all of a page are in the same language. */
export function learn(view: HTMLElement): void {
  Object.assign(strings, JSON.parse(view.dataset.words ?? "{}"))
  language = view.lang || "en"
  numbers = null
}

let language = "en"
/** Made when a number is first told: it takes as long as reading some hundred events. */
let numbers: Intl.NumberFormat | null = null

/** Puts values where their names stand in {braces}. */
export const filled = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name] ?? all
    return typeof value === "number" ? (numbers ??= new Intl.NumberFormat(language)).format(value) : value
  })

export const counted = ({ one, other }: Counted, count: number) => filled(count === 1 ? one : other, { count })

/** What to call a value of a facet; the values of some are not text of the events. */
export const nameOf = (facet: Facet, value: string) =>
  facet === "relevance" || facet === "review"
    ? ((strings as Record<string, unknown>)[value] as string | undefined) ?? value
    : value
