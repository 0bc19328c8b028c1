/** The parts of a long story: which events each page holds, and their HTML when it is asked for. */

import { stamped } from "./data"

/** So many pages are kept, because a reader goes back and forth. */
const KEPT = 12

export interface Part {
  /** What its heading says. */
  label: string
  /** The address of its page. */
  address: string
  /** The id that an address within this page may name. */
  id: string
  from: number
  to: number
}

/** Reads the links to the parts, which stand below each other in the order of time. */
export function readParts(contents: HTMLElement): Part[] {
  const parts: Part[] = []
  let from = 0
  let id = ""
  for (const element of contents.querySelectorAll<HTMLElement>(".tl-heading, a[data-events]")) {
    if (!(element instanceof HTMLAnchorElement)) {
      id = element.id
      element.removeAttribute("id") // the heading in the list takes it over
      continue
    }
    const to = from + Number(element.dataset.events)
    parts.push({ label: element.textContent ?? "", address: element.href, id, from, to })
    from = to
    id = ""
  }
  return parts
}

export class Pages {
  private readonly pages = new Map<Part, Promise<HTMLElement[]>>()

  constructor(private readonly stamp: string) {}

  /** The list items of a part's events. They belong to another document, where nothing of them is run or loaded. */
  rows(part: Part): Promise<HTMLElement[]> {
    const page = this.pages.get(part) ?? this.load(part)
    this.pages.delete(part)
    this.pages.set(part, page) // the last one used is the last one dropped
    page.catch(() => this.pages.delete(part))
    if (this.pages.size > KEPT) this.pages.delete(this.pages.keys().next().value!)
    return page
  }

  private async load(part: Part): Promise<HTMLElement[]> {
    const answer = await fetch(stamped(new URL(part.address), this.stamp))
    if (!answer.ok) throw new Error(`${part.address}: ${answer.status}`)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const rows = [...page.querySelectorAll<HTMLElement>("timeline-view .tl-event")].map((event) => event.parentElement!)
    if (rows.length !== part.to - part.from) throw new Error(`${part.address} is of another time`)
    return rows
  }
}
