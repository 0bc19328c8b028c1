/** The page's side of the search: starts the worker when the reader first searches, and takes its answers. */

import { Texts } from "./texts"
import type { Order } from "./timeline-search"

/** The worker lies beside this script, wherever that is. */
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : ""

/** 1 for what is found; null when nothing is searched for. */
export type Found = Uint8Array | null

export class Search {
  private worker: Worker | null = null
  /** Does the same here where no worker can be had, as in a page opened from a file. */
  private texts: Texts | null = null
  private query = ""
  private known: { query: string; found: Found } = { query: "", found: null }
  private then: (found: Found) => void = () => {}
  /** Queries that the worker has not answered; it answers one after the other. */
  private waiting: string[] = []

  /** `gather` returns what each event is found by. */
  constructor(private readonly gather: () => string[]) {}

  /** Hands over what is found: at once where that is known, and not at all when something else is asked meanwhile. */
  find(query: string, then: (found: Found) => void): void {
    this.query = query
    this.then = then
    if (!query || query === this.known.query) return this.answer(query, query ? this.known.found : null)
    if (!this.worker && !this.texts) this.begin()
    if (this.texts) return this.answer(query, this.texts.find(query))
    this.waiting.push(query)
    this.tell({ query })
  }

  disconnect(): void {
    this.worker?.terminate()
  }

  private answer(query: string, found: Found): void {
    this.known = { query, found }
    if (query === this.query) this.then(found)
  }

  private begin(): void {
    const texts = this.gather()
    const here = () => {
      this.texts = new Texts(texts)
    }
    try {
      const worker = (this.worker = new Worker(new URL("timeline-search.js", script)))
      worker.onmessage = ({ data }: MessageEvent<Uint8Array>) => this.answer(this.waiting.shift()!, data)
      worker.onerror = () => {
        here()
        this.find(this.query, this.then)
      }
      this.tell({ texts })
    } catch {
      here()
    }
  }

  private tell(order: Order): void {
    this.worker!.postMessage(order)
  }
}
