/** The sign behind a title that copies the event's address. */

import { make } from "./dom"
import { strings } from "./strings"

/** Gives a title the sign, or takes over the one it has. */
export function addLink(heading: HTMLElement): void {
  let link = heading.querySelector<HTMLAnchorElement>("a.headerlink")
  if (!link) {
    link = make("a", "headerlink", { href: `#${heading.id}`, title: strings.link }, "¶")
    heading.append(link)
  }
  link.setAttribute("aria-label", strings.link)
}
