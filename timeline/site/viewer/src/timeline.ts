/**
 * `<timeline-view>`: adds an overview, filters and addresses to a timeline that reads without them.
 *
 * The theme may take the element out of the page and put another in (instant navigation), so everything outside
 * the element is undone in `disconnectedCallback`.
 */

import { Calendar } from "./calendar"
import { markCut } from "./cut"
import { button, make } from "./dom"
import { Filters, type FilterOwner } from "./filters"
import { readModel, type Model, type TimelineEvent } from "./model"
import { ViewState, type Period } from "./state"
import { Strip, type StripOwner } from "./strip"
import { strings } from "./strings"

const MARK_FADES_AFTER = 2500
/** What the heading that sticks below the strip covers, in pixels. */
const HEADING_HEIGHT = 64

class TimelineView extends HTMLElement implements StripOwner, FilterOwner {
  private model!: Model
  private state = new ViewState()
  private calendar!: Calendar
  private strip!: Strip
  private filters!: Filters
  private readonly empty = make("p", "tl-empty")
  private shown: ReadonlySet<TimelineEvent> = new Set()
  private suffix = ""
  private added: HTMLElement[] = []
  private outside = new AbortController()
  private frame = 0

  connectedCallback(): void {
    // The parser may still be adding children; the script is at the end of the page, but not in every theme.
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", () => this.start(), { once: true })
    else this.start()
  }

  disconnectedCallback(): void {
    this.outside.abort()
    this.strip?.disconnect()
    for (const element of this.added) element.remove()
    this.added = []
    this.classList.remove("tl-live")
  }

  private start(): void {
    if (!this.isConnected || this.added.length) return
    this.model = readModel(this)
    if (!this.model.events.length) return
    const index = [...document.querySelectorAll("timeline-view")].indexOf(this)
    this.suffix = index > 0 ? `-${index + 1}` : ""
    this.outside = new AbortController()
    this.calendar = new Calendar(document.documentElement.lang)
    this.state = new ViewState()
    this.strip = new Strip(this.model, this.calendar, this)
    this.filters = new Filters(this.model, this.state, this)
    this.empty.replaceChildren(
      strings.nothing,
      " ",
      button(strings.clearToSeeAll, "tl-clear", () => this.filters.clear()),
    )
    this.added = [this.strip.element, this.filters.element, this.empty]
    const intro = this.querySelector(".tl-intro")
    if (intro) intro.after(...this.added)
    else this.prepend(...this.added)
    this.classList.add("tl-live")
    this.addLinks()
    this.listen()
    this.strip.connect()
    this.state.read(new URLSearchParams(location.search), this.suffix)
    this.render()
    this.measure()
    this.followHash()
  }

  onPeriod(period: Period | null): void {
    this.state.period = period
    this.changed()
  }

  onFilter(): void {
    this.changed()
  }

  onSeek(day: number): void {
    const nearest = [...this.shown].sort((a, b) => Math.abs(a.place - day) - Math.abs(b.place - day))[0]
    nearest?.heading.scrollIntoView({ block: "start", behavior: this.calm ? "auto" : "smooth" })
  }

  periodInWords(): string {
    const { period } = this.state
    return period ? this.calendar.range(period.from, period.to) : ""
  }

  private get calm(): boolean {
    return matchMedia("(prefers-reduced-motion: reduce)").matches
  }

  /** Shows the new state and keeps it in the address. */
  private changed(): void {
    this.render()
    const url = new URL(location.href)
    this.state.write(url.searchParams, this.suffix)
    // The theme keeps the scroll position in the entry's state.
    history.replaceState(history.state, "", url)
  }

  private render(): void {
    const { events, gaps, sections } = this.model
    const shown = new Set(events.filter((event) => this.state.matches(event)))
    this.shown = shown
    for (const event of events) event.row.hidden = !shown.has(event)
    for (const gap of gaps) gap.row.hidden = !shown.has(gap.before) || !gap.after || !shown.has(gap.after)
    const full = new Set([...shown].map((event) => event.section))
    for (const section of sections) section.hidden = !full.has(section)
    this.empty.hidden = shown.size > 0
    this.strip.update(this.state.period, new Set(events.filter((event) => this.state.matchesFilters(event))))
    this.filters.update(shown.size)
    markCut(shown)
    this.locate()
  }

  private listen(): void {
    const { signal } = this.outside
    const redraw = () => this.strip.draw()
    const scheme = new MutationObserver(redraw)
    scheme.observe(document.body, {
      attributes: true,
      attributeFilter: ["data-md-color-scheme", "data-md-color-primary", "data-md-color-accent"],
    })
    signal.addEventListener("abort", () => scheme.disconnect())
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal })
    window.addEventListener("hashchange", () => this.followHash(), { signal })
    window.addEventListener("popstate", () => this.restore(), { signal })
    window.addEventListener("scroll", () => this.locate(), { signal, passive: true })
    window.addEventListener("resize", () => this.measure(), { signal, passive: true })
    this.addEventListener("click", (event) => this.remember(event), { signal })
    document.addEventListener(
      "pointerdown",
      (event) => {
        this.filters.closeMenus((event.target as Element).closest?.(".tl-menu"))
      },
      { signal },
    )
    const size = new ResizeObserver(() => this.measure())
    size.observe(this)
    signal.addEventListener("abort", () => size.disconnect())
  }

  private restore(): void {
    this.state.read(new URLSearchParams(location.search), this.suffix)
    this.render()
  }

  /** The theme opens every disclosure to print it; on paper only those stand that the reader has opened. */
  private remember(event: Event): void {
    const details = (event.target as Element).closest(".tl-why > summary")?.parentElement
    details?.classList.toggle("tl-asked", !details.hasAttribute("open"))
  }

  /** The theme's header stays at the top of the window; what sticks here sticks below it. */
  private measure(): void {
    const header = document.querySelector<HTMLElement>(".md-header")
    const sticks = header !== null && ["sticky", "fixed"].includes(getComputedStyle(header).position)
    this.style.setProperty("--tl-top", `${sticks ? header.offsetHeight : 0}px`)
    this.style.setProperty("--tl-strip-height", `${this.strip.sticking.offsetHeight}px`)
    markCut(this.shown)
  }

  /** Marks on the strip how far the reader has come, once per frame. */
  private locate(): void {
    if (this.frame) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      const line = this.strip.sticking.getBoundingClientRect().bottom + HEADING_HEIGHT
      const reached = [...this.shown].find((event) => event.row.getBoundingClientRect().bottom > line)
      const begun = this.getBoundingClientRect().top < 0
      this.strip.mark(begun && reached ? reached.place : null)
    })
  }

  private addLinks(): void {
    for (const { heading } of this.model.events) {
      let link = heading.querySelector<HTMLAnchorElement>("a.headerlink")
      if (!link) {
        link = make("a", "headerlink", { href: `#${heading.id}`, title: strings.link }, "¶")
        heading.append(link)
      }
      if (link.dataset.copies) continue
      link.dataset.copies = "true"
      link.setAttribute("aria-label", strings.link)
      link.addEventListener("click", (event) => void this.copy(event, link))
    }
  }

  /** Copies the address and puts it where the page's own is. The theme would load the page anew to go there. */
  private async copy(event: MouseEvent, link: HTMLAnchorElement): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    history.replaceState(history.state, "", link.href)
    try {
      await navigator.clipboard.writeText(link.href)
    } catch {
      return // Not allowed here; the reader can take the address from the browser's bar.
    }
    const note = make("span", "tl-copied", { role: "status" }, strings.copied)
    link.after(note)
    window.setTimeout(() => note.remove(), MARK_FADES_AFTER)
  }

  /** Shows the event that the address names, whatever is filtered. */
  private followHash(): void {
    const key = fragment()
    const event = key ? this.model.events.find(({ heading }) => heading.id === key) : undefined
    if (!event) return
    if (!this.shown.has(event)) {
      this.state.clear()
      this.changed()
    }
    const details = event.article.querySelector<HTMLDetailsElement>(".tl-why")
    if (details) details.open = true
    event.heading.scrollIntoView({ block: "start" })
    event.article.classList.add("tl-marked")
    window.setTimeout(() => event.article.classList.remove("tl-marked"), MARK_FADES_AFTER)
  }
}

/** What the address points at; an address that is not well formed points at nothing. */
function fragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ""
  }
}

if (!customElements.get("timeline-view")) customElements.define("timeline-view", TimelineView)
