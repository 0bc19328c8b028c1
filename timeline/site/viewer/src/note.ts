/**
 * The footnote of an event. It comes in a `<noscript>`, which a browser with scripts reads as text, in no time; here it
 * becomes elements.
 */

import { make } from "./dom"

/** Unfolds what is folded up in an article, if anything is. */
export function unfold(article: Element): void {
  const folded = article.querySelector("noscript.tl-folded")
  if (!folded) return
  folded.parentElement!.classList.remove("tl-reserve")
  // The theme reads the page that a link leads to without running scripts; what it puts here are elements.
  if (folded.firstElementChild) return folded.replaceWith(...folded.childNodes)
  const read = make("template")
  read.innerHTML = folded.textContent ?? ""
  folded.replaceWith(read.content)
}

/** Milliseconds between two looks whether the page is loaded, and how many of them there are at most. */
const LOOK = 150
const LOOKS = 10
/** Milliseconds from each piece of what can wait to the next, and for one piece. */
const PAUSE = 50
const PIECE = 5

/**
 * Unfolds the notes of all articles little by little, so that the browser's own search finds them; those in sight at
 * once, but not before the page has been loaded: their room is free, and so early nobody opens one.
 */
export class Unfolding {
  private early: Element[] | null = []
  private next = 0
  private timer = 0

  constructor(private readonly articles: readonly Element[]) {
    this.wait(LOOKS)
  }

  /** These are about to be seen. */
  hurry(articles: readonly Element[]): void {
    if (this.early) this.early.push(...articles)
    else articles.forEach(unfold)
  }

  stop(): void {
    window.clearTimeout(this.timer)
  }

  private wait(looks: number): void {
    const look = () => (document.readyState === "complete" || !looks ? this.begin() : this.wait(looks - 1))
    this.timer = window.setTimeout(look, LOOK)
  }

  private begin(): void {
    this.early?.forEach(unfold)
    this.early = null
    this.go()
  }

  private go(): void {
    const end = performance.now() + PIECE
    while (this.next < this.articles.length && performance.now() < end) unfold(this.articles[this.next++]!)
    if (this.next < this.articles.length) this.timer = window.setTimeout(() => this.go(), PAUSE)
  }
}
