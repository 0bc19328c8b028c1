/** The overview strip: a canvas, the band of the period shown with its two handles, and the buttons. */

import type { Calendar } from "./calendar"
import { button, make } from "./dom"
import { laned, lanesOf, type Lane } from "./lanes"
import { marksOf, type Marks } from "./marks"
import type { Facet, Happening } from "./model"
import { inkOf, paint, type Ink } from "./paint"
import { Pointer, type Grip, type Handled } from "./pointer"
import { TimeScale } from "./scale"
import type { Choosing } from "./source"
import type { Period } from "./state"
import { strings } from "./strings"
import { framed, length, moved, same, within, zoomed, type Range } from "./window"

/** The shortest period one can zoom to, in days: where times are told, and where not. */
const SHORTEST_TIMED = 1 / 24
const SHORTEST = 2
/** A period that is shorter begins and ends with a quarter of an hour, where times are told; so many are a day. */
const HOURS_BELOW = 3
const QUARTERS = 96
const ZOOM = 0.5
const STEP = 0.1
const PAGE = 0.5

export interface StripOwner {
  /** The reader chose a period, null for the whole, or is about to and still `moving`. */
  onPeriod(period: Period | null, moving: boolean): void
  /** The reader pointed at a day, in a lane or among all events. */
  onSeek(day: number, lane?: Lane): void
  /** The reader chose what to make lanes by. */
  onLanes(facet: Facet | null): void
  /** The strip was laid out anew. */
  onStripSize(): void
}

export class Strip implements Handled {
  readonly element: HTMLElement
  private readonly scale: TimeScale
  readonly bounds: Range
  /** From the first to the last day that anything is known of. */
  private readonly story: Period
  readonly shortest: number
  private view: Range
  period: Range
  private readonly marks: Marks
  private lanes: Lane[] = []
  private ink: Ink | null = null
  /** The size of the canvas, in pixels; nothing is drawn before it is known. */
  private width = 0
  private height = 0
  /** Whether time runs from right to left, as lines do. */
  private mirrored = false
  private frame = 0
  private reached: number | null = null
  private readonly canvas = make("canvas", "tl-canvas", { "aria-hidden": "true" })
  private readonly track = make("div", "tl-track")
  private readonly before = make("div", "tl-outside")
  private readonly after = make("div", "tl-outside")
  private readonly here = make("div", "tl-here")
  /** Not on the canvas, because they stay readable outside the period. */
  private readonly laneNames = make("div", "tl-names", { "aria-hidden": "true" })
  private readonly grips: Record<Grip, HTMLElement>
  private readonly laneChoice = make("select", "tl-lanes")
  private readonly words = make("span", "tl-period")
  private readonly controls: Record<"earlier" | "later" | "zoomIn" | "zoomOut" | "all", HTMLButtonElement>
  private readonly pointer: Pointer
  private readonly observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) if (target === this.canvas) this.resize(contentRect)
    this.owner.onStripSize()
  })

  constructor(
    events: readonly Happening[],
    private readonly selection: Choosing,
    private readonly calendar: Calendar,
    private readonly owner: StripOwner,
  ) {
    const days = events.flatMap((event) => [event.start, event.until]).filter(Number.isFinite)
    this.story = {
      from: Math.floor(days.reduce((a, b) => Math.min(a, b))),
      until: Math.ceil(days.reduce((a, b) => Math.max(a, b))),
    }
    this.shortest = events.some((event) => !Number.isInteger(event.until)) ? SHORTEST_TIMED : SHORTEST
    this.scale = new TimeScale(
      days,
      events.map((event) => event.place),
    )
    this.marks = marksOf(events, this.scale)
    this.bounds = { from: this.scale.first, to: this.scale.last }
    this.view = this.period = this.bounds
    this.grips = {
      band: this.grip("band", strings.period),
      from: this.grip("from", strings.beginning),
      to: this.grip("to", strings.end),
    }
    this.track.append(
      this.canvas,
      this.before,
      this.after,
      this.grips.band,
      this.here,
      this.laneNames,
      this.grips.from,
      this.grips.to,
    )
    this.controls = {
      earlier: button(strings.earlier, "tl-button", () =>
        this.choose(moved(this.period, -this.page(), this.bounds)),
      ),
      later: button(strings.later, "tl-button", () =>
        this.choose(moved(this.period, this.page(), this.bounds)),
      ),
      zoomIn: button(strings.zoomIn, "tl-button", () => this.zoomIn()),
      zoomOut: button(strings.zoomOut, "tl-button", () => this.zoom(1 / ZOOM)),
      all: button(strings.all, "tl-button", () => this.choose(this.bounds), strings.wholePeriod),
    }
    const bar = make(
      "div",
      "tl-bar",
      {},
      this.words,
      this.choiceOfLanes(),
      make("span", "tl-buttons", {}, ...Object.values(this.controls)),
    )
    this.element = make("div", "tl-strip", { role: "group", "aria-label": strings.overview }, this.track, bar)
    this.pointer = new Pointer(this.track, this)
  }

  connect(): void {
    this.observer.observe(this.canvas)
    this.observer.observe(this.element)
  }

  disconnect(): void {
    this.observer.disconnect()
    cancelAnimationFrame(this.frame)
    this.frame = 0
  }

  /** What stays at the top of the window: on a narrow page the track without its buttons. */
  get sticking(): HTMLElement {
    return this.element.offsetHeight ? this.element : this.track
  }

  private choiceOfLanes(): HTMLElement {
    const choice = this.laneChoice
    const many = laned.filter((facet) => this.selection.hasChoice(facet))
    choice.append(make("option", "", { value: "" }, strings.noLanes))
    for (const facet of many) choice.append(make("option", "", { value: facet }, strings[facet]))
    choice.addEventListener("change", () => this.owner.onLanes((choice.value || null) as Facet | null))
    const label = make("label", "tl-choice", {}, strings.lanes, choice)
    label.hidden = !many.length
    return label
  }

  /** Takes over what the state says. */
  update(period: Period | null, lanes: Facet | null): void {
    this.laneChoice.value = lanes ?? ""
    this.lanes = lanes ? lanesOf(this.selection.having(lanes), this.selection.passing) : []
    this.laneNames.replaceChildren(
      ...this.lanes.map(({ name, events }) => make("span", "", {}, `${name} · ${events.length}`)),
    )
    this.track.dataset.lanes = String(this.lanes.length)
    this.track.style.setProperty("--tl-lanes", this.track.dataset.lanes)
    this.period = period
      ? within({ from: this.scale.toUnit(period.from), to: this.scale.toUnit(period.until) }, this.bounds)
      : this.bounds
    if (!this.pointer.isDown) this.view = period ? framed(this.view, this.period, this.bounds) : this.bounds
    this.describe()
    this.draw()
  }

  /** Looks up the colours again. */
  recolour(): void {
    this.ink = null
    this.draw()
  }

  /** Marks the day the reader has come to in the list. */
  mark(day: number | null): void {
    this.reached = day
    this.here.hidden = day === null
    if (day !== null) this.place(this.here, this.scale.toUnit(day))
  }

  /** Draws with the next frame, however often it is asked for. */
  private draw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.drawNow()
    })
  }

  private drawNow(): void {
    const { width, height, mirrored, scale, calendar, view, marks, lanes } = this
    const strong = this.selection.passing
    if (!width) return
    this.ink ??= inkOf(this.canvas)
    paint(this.canvas, this.ink, { scale, calendar, view, marks, strong, lanes, width, height, mirrored })
    const { from, to } = this.period
    this.place(this.grips.from, from)
    this.place(this.grips.to, to)
    this.place(this.grips.band, from, to)
    this.place(this.before, view.from, from)
    this.place(this.after, to, view.to)
    if (this.reached !== null) this.place(this.here, scale.toUnit(this.reached))
  }

  /** At once, because the canvas is about to be shown in its new size. */
  private resize({ width, height }: DOMRectReadOnly): void {
    this.width = width
    this.height = height
    this.mirrored = getComputedStyle(this.track).direction === "rtl"
    this.ink = null // the size of the type may be another
    this.drawNow()
  }

  private describe(): void {
    const whole = same(this.period, this.bounds)
    const { from, until } = this.days(this.period)
    const { story } = this
    const shown = whole ? story : { from, until }
    this.words.textContent = this.calendar.range(shown.from, shown.until)
    const size = until - from
    const describe = (grip: Grip, value: number, text: string) => {
      const { dataset } = this.grips[grip]
      this.grips[grip].setAttribute("aria-valuenow", String(Math.round(value)))
      this.grips[grip].setAttribute("aria-valuemin", String(story.from))
      this.grips[grip].setAttribute("aria-valuemax", String(story.until))
      this.grips[grip].setAttribute("aria-valuetext", text)
      dataset.whole = String(whole)
    }
    describe("from", from, this.calendar.near(from, size))
    describe("to", until, this.calendar.near(Number.isInteger(until) ? until - 1 : until, size))
    describe("band", from, this.calendar.range(from, until))
    this.disable("zoomOut", whole)
    this.disable("all", whole)
    this.disable("earlier", this.period.from <= this.bounds.from + 1e-6)
    this.disable("later", this.period.to >= this.bounds.to - 1e-6)
    this.disable("zoomIn", length(this.period) <= this.shortest * 1.01)
  }

  /** Keeps the focus on a button that has nothing more to do, which `disabled` would not. */
  private disable(name: keyof Strip["controls"], off: boolean): void {
    this.controls[name].setAttribute("aria-disabled", String(off))
  }

  private days(range: Range): Period {
    const grain = this.grain(range)
    const round = (unit: number) => Math.round(this.scale.toDay(unit) / grain) / Math.round(1 / grain)
    const from = Math.min(Math.max(round(range.from), this.story.from), this.story.until - grain)
    return { from, until: Math.max(Math.min(round(range.to), this.story.until), from + grain) }
  }

  /** What a period's ends are rounded to, in days. */
  private grain(range: Range): number {
    return this.shortest < 1 && length(range) < HOURS_BELOW ? 1 / QUARTERS : 1
  }

  choose(range: Range, moving = this.pointer.isDown): void {
    this.owner.onPeriod(same(range, this.bounds) ? null : this.days(range), moving)
  }

  /** How far “later” leads: whole days or quarters, so that “earlier” leads back to the same. */
  private page(): number {
    const grain = this.grain(this.period)
    return Math.max(Math.round((length(this.period) * PAGE) / grain), 1) * grain
  }

  zoom(factor: number, around?: number, moving?: boolean): void {
    this.choose(zoomed(this.period, factor, this.bounds, this.shortest, around), moving)
  }

  /** Towards the middle one of the events in sight, so that one does not land in an empty stretch. */
  private zoomIn(): void {
    const { from, to } = this.period
    const units = this.marks.place.filter((unit, event) => this.selection.passing[event] && unit >= from && unit <= to)
    const middle = units[units.length >> 1] ?? (from + to) / 2
    const size = Math.max(length(this.period) * ZOOM, this.shortest)
    this.choose(within({ from: middle - size / 2, to: middle + size / 2 }, this.period))
  }

  /** The way that time runs, of what is moved sideways. */
  get side(): 1 | -1 {
    return this.mirrored ? -1 : 1
  }

  private pixels(unit: number): number {
    const share = (unit - this.view.from) / length(this.view)
    return Math.min(Math.max(share, 0), 1) * this.width
  }

  unitAt(clientX: number): number {
    const box = this.track.getBoundingClientRect()
    const behind = this.mirrored ? box.right - clientX : clientX - box.left
    return this.view.from + (behind / box.width) * length(this.view)
  }

  private place(element: HTMLElement, from: number, to?: number): void {
    element.style.transform = `translateX(${this.pixels(from) * this.side}px)`
    if (to !== undefined) element.style.width = `${Math.max(0, this.pixels(to) - this.pixels(from))}px`
  }

  private grip(name: Grip, label: string): HTMLElement {
    const classes = name === "band" ? "tl-band" : "tl-handle"
    const element = make("div", classes, {
      role: "slider",
      tabindex: "0",
      "aria-label": label,
      "data-grip": name,
    })
    element.addEventListener("keydown", (event) => this.onKey(event, name))
    return element
  }

  private onKey(event: KeyboardEvent, grip: Grip): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const size = length(this.period)
    const steps: Record<string, number> = {
      ArrowLeft: -STEP * this.side,
      ArrowDown: -STEP,
      ArrowRight: STEP * this.side,
      ArrowUp: STEP,
      PageDown: -PAGE,
      PageUp: PAGE,
      Home: -Infinity,
      End: Infinity,
    }
    const step = steps[event.key]
    if (event.key === "+" || event.key === "=") this.zoomIn()
    else if (event.key === "-") this.zoom(1 / ZOOM)
    else if (event.key === "0" || (event.key === "Escape" && !same(this.period, this.bounds)))
      this.choose(this.bounds)
    else if (step !== undefined) this.pull(grip, Math.sign(step) * Math.max(Math.abs(step) * size, this.grain(this.period)))
    else return
    event.preventDefault()
  }

  /** Moves the band or one end by so many units, from where the period is or was. */
  pull(grip: Grip, by: number, moving?: boolean, period = this.period): void {
    const { from, to } = period
    const limit = (value: number) => Math.min(Math.max(value, this.bounds.from), this.bounds.to)
    if (grip === "band") {
      const far = length(this.bounds)
      this.choose(moved(period, Math.min(Math.max(by, -far), far), this.bounds), moving)
    } else if (grip === "from") this.choose({ from: Math.min(limit(from + by), to - this.shortest), to })
    else this.choose({ from, to: Math.max(limit(to + by), from + this.shortest) })
  }

  /** Inside the period a click leads to the events of that time, outside it brings the period there. */
  click(unit: number, clientY: number, inside: boolean): void {
    const share = (clientY - this.track.getBoundingClientRect().top) / this.grips.band.offsetHeight
    if (inside) this.owner.onSeek(this.scale.toDay(unit), this.lanes[Math.floor(share * this.lanes.length)])
    else this.choose(moved(this.period, unit - (this.period.from + this.period.to) / 2, this.bounds))
  }
}
