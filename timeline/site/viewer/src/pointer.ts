/** What a pointer does on the strip: it drags, chooses a period, pinches or clicks; and the wheel with a modifier. */

import { length, moved, same, within, type Range } from "./window"

/** A pointer that moves less than this, in pixels, clicks. */
const CLICK = 4
/** What one turn of the wheel moves, as a share of the period, and how it zooms. */
const STEP = 0.1
const ZOOM = 0.8

/** What can be taken hold of: the period or one of its ends. */
export type Grip = "band" | "from" | "to"

/** What is worked by it; everything goes by units of the scale. */
export interface Handled {
  readonly period: Range
  readonly bounds: Range
  readonly shortest: number
  /** The way that time runs, of what is moved sideways. */
  readonly side: 1 | -1
  unitAt(clientX: number): number
  choose(range: Range): void
  pull(grip: Grip, by: number, moving?: boolean, period?: Range): void
  zoom(factor: number, around?: number, moving?: boolean): void
  click(unit: number, clientY: number, inside: boolean): void
}

export class Pointer {
  /** Where each one is that is down. */
  private readonly down = new Map<number, number>()

  constructor(
    private readonly track: HTMLElement,
    private readonly strip: Handled,
  ) {
    track.addEventListener("pointerdown", (event) => this.onDown(event))
    track.addEventListener("wheel", (event) => this.onWheel(event), { passive: false })
  }

  get isDown(): boolean {
    return this.down.size > 0
  }

  /** The wheel belongs to the page, unless a modifier says otherwise. */
  private onWheel(event: WheelEvent): void {
    const { strip } = this
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return
    event.preventDefault()
    const turn = event.deltaY || event.deltaX * strip.side
    if (event.shiftKey) strip.pull("band", Math.sign(turn) * STEP * length(strip.period), true)
    else strip.zoom(turn < 0 ? ZOOM : 1 / ZOOM, strip.unitAt(event.clientX), true)
  }

  private onDown(start: PointerEvent): void {
    if (start.button !== 0) return
    const { strip, track } = this
    this.down.set(start.pointerId, start.clientX)
    track.setPointerCapture(start.pointerId)
    const grip = ((start.target as HTMLElement).dataset.grip ?? "band") as Grip
    const origin = strip.period
    const first = strip.unitAt(start.clientX)
    const inside = first >= origin.from && first <= origin.to
    const whole = same(origin, strip.bounds)
    let dragged = false
    const move = (event: PointerEvent) => {
      if (this.down.size === 2) {
        dragged = true
        return this.pinch(event)
      }
      if (event.pointerId !== start.pointerId) return
      if (!dragged && Math.abs(event.clientX - start.clientX) < CLICK) return
      dragged = true
      const unit = strip.unitAt(event.clientX)
      if (grip !== "band") strip.pull(grip, unit - first, undefined, origin)
      else if (inside && !whole) strip.choose(moved(origin, unit - first, strip.bounds))
      else strip.choose(this.brushed(first, unit))
    }
    const finish = (event: PointerEvent) => {
      if (event.pointerId !== start.pointerId) return
      this.down.delete(start.pointerId)
      track.removeEventListener("pointermove", move)
      for (const name of ["pointerup", "pointercancel"] as const) track.removeEventListener(name, finish)
      if (dragged) strip.choose(strip.period)
      else if (event.type === "pointerup" && grip === "band") strip.click(first, start.clientY, inside)
    }
    track.addEventListener("pointermove", move)
    for (const name of ["pointerup", "pointercancel"] as const) track.addEventListener(name, finish)
  }

  private brushed(first: number, unit: number): Range {
    const range = { from: Math.min(first, unit), to: Math.max(first, unit) }
    const { bounds, shortest } = this.strip
    return within({ from: range.from, to: Math.max(range.to, range.from + shortest) }, bounds)
  }

  private pinch(event: PointerEvent): void {
    const before = [...this.down.values()]
    this.down.set(event.pointerId, event.clientX)
    const now = [...this.down.values()]
    const spread = (ends: number[]) => Math.max(Math.abs(ends[0]! - ends[1]!), 8)
    this.strip.zoom(spread(before) / spread(now), this.strip.unitAt((now[0]! + now[1]!) / 2))
  }
}
