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
import { Jump } from "./jump"
import type { Lane } from "./lanes"
import { EventList } from "./list"
import { readModel, textOf, type Facet, type Model, type Section, type TimelineEvent } from "./model"
import { Search } from "./search"
import { Selection } from "./selection"
import { Sight, type SightOwner } from "./sight"
import { ViewState, type Period } from "./state"
import { Strip, type StripOwner } from "./strip"
import { strings } from "./strings"

const MARK_FADES_AFTER = 2500
/** What the heading that sticks below the strip covers, in pixels. */
const HEADING_HEIGHT = 64
/** How long the period must be left alone until the list follows it, in milliseconds. */
const REST = 100

class TimelineView extends HTMLElement implements StripOwner, FilterOwner, SightOwner {
  private model!: Model
  private state = new ViewState()
  private calendar!: Calendar
  private strip!: Strip
  private filters!: Filters
  private selection!: Selection
  private search!: Search
  private list!: EventList
  private readonly jump = new Jump()
  private readonly empty = make("p", "tl-empty")
  private suffix = ""
  private added: HTMLElement[] = []
  private outside = new AbortController()
  private frame = 0
  private timer = 0
  private readonly measures = new Map<string, string>()

  connectedCallback(): void {
    // The parser may still be adding children; the script is at the end of the page, but not in every theme.
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", () => this.start(), { once: true })
    else this.start()
  }

  disconnectedCallback(): void {
    this.outside.abort()
    this.jump.stop()
    this.search?.disconnect()
    this.strip?.disconnect()
    window.clearTimeout(this.timer)
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
    this.selection = new Selection(this.model.events, this.state)
    this.list = new EventList(this.model)
    this.strip = new Strip(this.model.events, this.selection.passing, this.calendar, this)
    this.filters = new Filters(this.model, this.state, this.selection, this)
    this.search = new Search(() => this.model.events.map(textOf))
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
    this.measure()
    this.restore(() => this.followHash())
    this.listen()
    this.strip.connect()
  }

  onPeriod(period: Period | null, moving: boolean): void {
    this.state.period = period
    this.strip.update(period, this.state.lanes)
    window.clearTimeout(this.timer)
    if (moving) this.timer = window.setTimeout(() => this.changed(), REST)
    else this.changed()
  }

  onFilter(): void {
    this.filter(() => this.changed())
  }

  onLanes(facet: Facet | null): void {
    this.state.lanes = facet
    this.strip.update(this.state.period, facet)
    this.changed()
  }

  onSeek(day: number, lane?: Lane): void {
    const { shown } = this.selection
    const away = (event: TimelineEvent) => Math.abs(event.place - day)
    const nearest = this.model.events
      .filter((_, index) => shown[index] && (lane?.events.includes(index) ?? true))
      .reduce<TimelineEvent | null>((best, event) => (best && away(best) <= away(event) ? best : event), null)
    if (nearest) this.jump.to(nearest.heading)
  }

  onStripSize(): void {
    this.measure()
  }

  onNear(section: Section): void {
    for (const { heading } of this.model.events.slice(section.from, section.to)) addLink(heading)
  }

  onLaidOut(section: Section, width: number, height: number): void {
    this.list.learn(section, width, height)
    markCut(this.list.shownIn(section))
  }

  periodInWords(): string {
    const { period } = this.state
    return period ? this.calendar.range(period.from, period.until) : ""
  }

  /** Shows the period and the filters in the list, and keeps them in the address. */
  private changed(): void {
    window.clearTimeout(this.timer)
    this.render()
    const url = new URL(location.href)
    this.state.write(url.searchParams, this.suffix)
    // The theme keeps the scroll position in the entry's state.
    history.replaceState(history.state, "", url)
  }

  private render(): void {
    this.selection.limit()
    const { shown, count } = this.selection
    this.list.show(shown)
    this.empty.hidden = count > 0
    this.filters.update(count)
    this.locate()
  }

  private listen(): void {
    const { signal } = this.outside
    const redraw = () => this.strip.recolour()
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
    this.addEventListener("click", (event) => this.onClick(event), { signal })
    document.addEventListener(
      "pointerdown",
      (event) => {
        this.filters.closeMenus((event.target as Element).closest?.(".tl-menu"))
      },
      { signal },
    )
    const sight = new Sight(this.model.sections, this)
    signal.addEventListener("abort", () => sight.disconnect())
  }

  private restore(then?: () => void): void {
    this.state.read(new URLSearchParams(location.search), this.suffix)
    this.filter(() => {
      this.render()
      then?.()
    })
  }

  /** Takes over the filters as soon as the search has answered. */
  private filter(then: () => void): void {
    this.search.find(this.state.text, (found) => {
      this.selection.filter(found)
      this.strip.update(this.state.period, this.state.lanes)
      then()
    })
  }

  private onClick(event: MouseEvent): void {
    const target = event.target as Element
    const link = target.closest<HTMLAnchorElement>(".tl-title > a.headerlink")
    if (link) void this.copy(event, link)
    // The theme opens every disclosure to print it; on paper only those stand that the reader has opened.
    const details = target.closest(".tl-why > summary")?.parentElement
    details?.classList.toggle("tl-asked", !details.hasAttribute("open"))
  }

  /** The theme's header stays at the top of the window; what sticks here sticks below it. */
  private measure(): void {
    const header = document.querySelector<HTMLElement>(".md-header")
    const sticks = header !== null && ["sticky", "fixed"].includes(getComputedStyle(header).position)
    this.set("--tl-top", sticks ? header.offsetHeight : 0)
    this.set("--tl-strip-height", this.strip.sticking.offsetHeight)
  }

  /** Sets a length in pixels; only when it changes, because every event inherits it. */
  private set(property: string, pixels: number): void {
    const value = `${pixels}px`
    if (this.measures.get(property) === value) return
    this.measures.set(property, value)
    this.style.setProperty(property, value)
  }

  /** Marks on the strip how far the reader has come, once per frame. */
  private locate(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      const begun = this.getBoundingClientRect().top < 0
      const line = this.strip.sticking.getBoundingClientRect().bottom + HEADING_HEIGHT
      this.strip.mark(begun ? (this.list.firstBelow(line)?.place ?? null) : null)
    })
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
    if (!this.selection.shown[this.model.events.indexOf(event)]) {
      this.state.clear()
      this.onFilter()
    }
    const details = event.article.querySelector<HTMLDetailsElement>(".tl-why")
    if (details) details.open = true
    this.jump.to(event.heading)
    event.article.classList.add("tl-marked")
    window.setTimeout(() => event.article.classList.remove("tl-marked"), MARK_FADES_AFTER)
  }
}

/** Gives a title the sign that copies its address, or takes over the one it has. */
function addLink(heading: HTMLElement): void {
  let link = heading.querySelector<HTMLAnchorElement>("a.headerlink")
  if (!link) {
    link = make("a", "headerlink", { href: `#${heading.id}`, title: strings.link }, "¶")
    heading.append(link)
  }
  link.setAttribute("aria-label", strings.link)
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
