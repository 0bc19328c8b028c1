/** Quotes and summaries are cut after two lines; where something is lost, a button shows it. */

import { button } from "./dom"
import { strings } from "./strings"

const WHOLE = "tl-whole"

/** Gives a button to the texts that are cut, among articles that are shown and laid out. */
export function markCut(articles: readonly HTMLElement[]): void {
  const texts = articles.flatMap((article) => [
    ...article.querySelectorAll<HTMLElement>(`.tl-summary:not(.${WHOLE})`),
  ])
  // First all is read and then all is written, so that they are laid out once.
  const cut = texts.map((text) => text.scrollHeight > text.clientHeight + 1)
  texts.forEach((text, index) => {
    text.classList.toggle("tl-cut", cut[index])
    if (cut[index] && !text.querySelector(".tl-expand")) text.append(expander(text))
  })
}

function expander(text: HTMLElement): HTMLButtonElement {
  const act = () => {
    const whole = text.classList.toggle(WHOLE)
    expand.textContent = whole ? strings.less : strings.more
    expand.setAttribute("aria-expanded", String(whole))
  }
  const expand = button(strings.more, "tl-expand", act)
  expand.setAttribute("aria-expanded", "false")
  return expand
}
