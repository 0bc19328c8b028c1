/**
 * `<timeline-view>`: adds an overview, filters and addresses to a timeline that reads without them.
 *
 * The theme may take the element out of the page and put another in (instant navigation), so everything outside
 * the element is undone in `disconnectedCallback`.
 */

import { Calendar } from "./calendar"
import { button, make } from "./dom"
import { Filters, type FilterOwner } from "./filters"
import { Jump } from "./jump"
import type { Lane } from "./lanes"
import { readLarge } from "./large/source"
import type { Facet } from "./model"
import { readPage, type Source } from "./source"
import { ViewState, type Period } from "./state"
import { Strip, type StripOwner } from "./strip"
import { learn, strings } from "./strings"

const MARK_FADES_AFTER = 2500
/** What the heading that sticks below the strip covers, in pixels. */
const HEADING_HEIGHT = 64
/** How long the period must be left alone until the list follows it, in milliseconds. */
const REST = 100

class TimelineView extends HTMLElement implements StripOwner, FilterOwner {
  private source: Source | null = null
  private state = new ViewState()
  private calendar!: Calendar
  private strip!: Strip
  private filters!: Filters
  private readonly jump = new Jump()
  private readonly empty = make("p", "tl-empty")
  private suffix = ""
  private added: HTMLElement[] = []
  private outside = new AbortController()
  private frame = 0
  private timer = 0

  connectedCallback(): void {
    // The parser may still be adding children, unless it has come to the script, at the end of the page or deferred.
    const passed = this.compareDocumentPosition(script ?? document) & Node.DOCUMENT_POSITION_FOLLOWING
    if (document.readyState !== "loading" || passed) this.start()
    else document.addEventListener("DOMContentLoaded", () => this.start(), { once: true })
  }

  disconnectedCallback(): void {
    this.outside.abort()
    this.jump.stop()
    this.source?.search.disconnect()
    this.source?.list.disconnect()
    this.source?.detach?.()
    this.source = null
    this.strip?.disconnect()
    window.clearTimeout(this.timer)
    for (const element of this.added) element.remove()
    this.added = []
    delete this.dataset.live
  }

  private start(): void {
    if (!this.isConnected || this.source) return
    this.state = new ViewState()
    learn(this)
    const contents = this.querySelector<HTMLElement>(".tl-parts")
    this.begin(contents ? readLarge(contents, this.state) : readPage(this, this.state))
  }

  private begin(source: Source): void {
    if (!source.events.length) return
    this.source = source
    const { events, selection } = source
    const index = [...document.querySelectorAll("timeline-view")].indexOf(this)
    this.suffix = index > 0 ? `-${index + 1}` : ""
    this.outside = new AbortController()
    this.calendar = new Calendar(this.lang)
    this.strip = new Strip(events, selection, this.calendar, this)
    this.filters = new Filters(this.state, selection, this)
    this.empty.replaceChildren(
      strings.nothing,
      " ",
      button(strings.clearToSeeAll, "tl-clear", () => this.filters.clear()),
    )
    this.added = [this.strip.element, this.filters.element, this.empty]
    this.querySelector(".tl-tools")!.append(...this.added)
    source.attach?.()
    this.dataset.live = "" // not a class: the theme has rules that would let all within be styled anew
    this.restore(() => void this.followHash())
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
    this.onFilter()
  }

  onSeek(day: number, lane?: Lane): void {
    const { events, selection } = this.source!
    const away = (number: number) => Math.abs(events[number]!.place - day)
    const nearest = (lane?.events ?? [...events.keys()])
      .filter((number) => selection.shown[number])
      .reduce((best, number) => (best >= 0 && away(best) <= away(number) ? best : number), -1)
    if (nearest >= 0) void this.lead(nearest)
  }

  onStripSize(): void {
    this.measure()
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
    const { selection, list } = this.source!
    selection.limit()
    list.show(selection.shown)
    this.empty.hidden = selection.count > 0
    this.filters.update(selection.count)
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
    window.addEventListener("hashchange", () => void this.followHash(), { signal })
    window.addEventListener("popstate", () => this.restore(), { signal })
    window.addEventListener("scroll", () => this.locate(), { signal, passive: true })
    window.addEventListener("resize", () => this.measure(), { signal, passive: true })
    this.addEventListener("click", (event) => this.onClick(event), { signal })
    this.addEventListener("focusin", (event) => this.onFocus(event), { signal })
    document.addEventListener("keydown", (event) => this.onKey(event), { signal })
    document.addEventListener(
      "pointerdown",
      (event) => {
        this.filters.closeMenus((event.target as Element).closest?.(".tl-menu"))
      },
      { signal },
    )
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
    const { search, selection } = this.source!
    search.find(this.state.text, (found) => {
      selection.filter(found)
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

  /** What the keyboard gives the focus stays in sight when what is laid out only now moves it. */
  private onFocus({ target }: FocusEvent): void {
    const inList = target instanceof Element && target.matches(".tl-section :is(a, button, summary):focus-visible")
    if (inList) this.jump.to(target, "nearest")
  }

  /** Alt and an arrow lead to the next or the previous event: in this timeline, or in the page's first one. */
  private onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const { activeElement } = document
    if (activeElement?.matches("select, input[type=search]")) return
    if (!this.contains(activeElement) && (this.suffix || activeElement?.closest("timeline-view"))) return
    event.preventDefault()
    void this.step(activeElement, step)
  }

  /** Leads from the event with the focus, or from the first in sight, to the next one that is shown. */
  private async step(focused: Element | null, step: number): Promise<void> {
    const { list, events, selection } = this.source!
    const current = focused?.closest(".tl-event")?.querySelector(".tl-title")
    const reached = list.firstBelow(this.line)
    let number = current ? await list.find(current.id) : reached && events.indexOf(reached)
    if (number === undefined) return
    if (current || step < 0) do number += step
    while (events[number] && !selection.shown[number])
    const heading = events[number] && (await this.lead(number))?.querySelector<HTMLElement>(".tl-title")
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }

  /** What lies above is covered by what sticks, in pixels of the window. */
  private get line(): number {
    return this.strip.sticking.getBoundingClientRect().bottom + HEADING_HEIGHT
  }

  /** The theme's header stays at the top of the window; what sticks here sticks below it. */
  private measure(): void {
    const header = document.querySelector<HTMLElement>(".md-header")
    const sticks = header !== null && ["sticky", "fixed"].includes(getComputedStyle(header).position)
    const lengths = { "--tl-top": sticks ? header.offsetHeight : 0, "--tl-strip-height": this.strip.sticking.offsetHeight }
    // First all is read and then all is written; only what has changed, because every event inherits it.
    const style = getComputedStyle(this)
    const changed = Object.entries(lengths).filter(
      ([property, pixels]) => Math.round(parseFloat(style.getPropertyValue(property))) !== pixels,
    )
    for (const [property, pixels] of changed) this.style.setProperty(property, `${pixels}px`)
  }

  /** Marks on the strip how far the reader has come, once per frame. */
  private locate(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      const begun = this.getBoundingClientRect().top < 0
      this.strip.mark(begun ? (this.source!.list.firstBelow(this.line)?.place ?? null) : null)
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
  private async followHash(): Promise<void> {
    const key = fragment()
    const { source } = this
    const number = key ? await source!.list.find(key) : undefined
    if (number === undefined || this.source !== source) return
    if (!source!.selection.shown[number]) {
      this.state.clear()
      this.onFilter()
    }
    const article = await this.lead(number)
    if (!article) return
    const details = article.querySelector<HTMLDetailsElement>(".tl-why")
    if (details) details.open = true
    article.classList.add("tl-marked")
    window.setTimeout(() => article.classList.remove("tl-marked"), MARK_FADES_AFTER)
  }

  /** Brings an event that is shown to the top of the window. */
  private async lead(number: number): Promise<HTMLElement | null> {
    const article = await this.source!.list.article(number)
    const heading = article?.querySelector<HTMLElement>(".tl-title")
    if (heading) this.jump.to(heading)
    return article
  }
}

/** While it runs for the first time. */
const script = document.currentScript

/** What the address points at; an address that is not well formed points at nothing. */
function fragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ""
  }
}

if (!customElements.get("timeline-view")) customElements.define("timeline-view", TimelineView)
