/** Draws the strip: how thick the story is, what lasted, single events as ticks, and the calendar beneath. */

import type { Calendar } from "./calendar"
import { Labels } from "./labels"
import { clustersOf, type Lane } from "./lanes"
import type { Marks } from "./marks"
import type { TimeScale } from "./scale"
import type { Happening } from "./model"
import { length, type Range } from "./window"

export interface Scene {
  scale: TimeScale
  calendar: Calendar
  view: Range
  marks: Marks
  /** 1 for the events that are drawn strongly. */
  strong: Uint8Array
  /** Drawn instead of all events together, where there are any. */
  lanes: readonly Lane[]
  /** In pixels of the page. */
  width: number
  height: number
  /** Whether time runs from right to left, as the lines of the page do. */
  mirrored: boolean
}

/** Above so many events in view, ticks would only be noise: the density tells. */
const MOST_TICKS = 250
/** About as wide as a label with the space it needs, in pixels. */
const LABEL_WIDTH = 56
const LANES = 3
const LANE = 3
/** How far an uncertain end fades, and the width it is drawn in, in pixels. */
const FADE = 40
const SLICE = 2
/** What was planned to last is too thin for an outline, and is dashed. */
const DASH = 3
/** How high a mark stands in a lane; what a title needs at least and leaves free. */
const MARK = 11
const SHORTEST_TITLE = 90
const MARGIN = 5
/** Among more marks, titles and counts would be no help. */
const MOST_TOLD = 12
/** What is wider than this, in pixels, lies behind the marks that stand for one day. */
const WIDE = 24

export interface Ink {
  paper: string
  text: string
  strong: string
  quiet: string
  font: string
}

/** The canvas's own style holds the colours, so that the theme's palette decides them. */
export function inkOf(canvas: HTMLCanvasElement): Ink {
  const style = getComputedStyle(canvas)
  return {
    paper: style.columnRuleColor,
    text: style.color,
    strong: style.caretColor,
    quiet: style.outlineColor,
    font: `${style.fontSize} ${style.fontFamily}`,
  }
}

export function paint(canvas: HTMLCanvasElement, ink: Ink, scene: Scene): void {
  const context = canvas.getContext("2d")
  const { width, height } = scene
  if (!context) return
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  context.scale(ratio, ratio)
  if (scene.mirrored) {
    context.translate(width, 0)
    context.scale(-1, 1)
  }
  const labels = height < 60 ? 14 : 18
  const lanes = height < 60 ? 6 : 11
  const painter = new Painter(context, scene, ink, height - labels - lanes)
  painter.breaks()
  painter.calendar(labels)
  if (scene.lanes.length) painter.lanes(height - labels)
  else {
    painter.density()
    painter.ticks()
    painter.spans(lanes)
  }
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/

/** Writes a text that takes the room behind `x`, in the order of time; it is not mirrored itself, and runs its own way. */
export function write(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  const mirrored = context.getTransform().a < 0
  context.textAlign = mirrored ? "right" : "left"
  if (mirrored) context.scale(-1, 1)
  const own = mirrored || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
  context.fillText(own, mirrored ? -x : x, y)
  if (mirrored) context.scale(-1, 1)
}

class Painter {
  private readonly width: number

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly scene: Scene,
    private readonly ink: Ink,
    /** Where the ticks stand. */
    private readonly base: number,
  ) {
    this.width = scene.width
  }

  private x(unit: number): number {
    return ((unit - this.scene.view.from) / length(this.scene.view)) * this.width
  }

  private at(day: number): number {
    return this.x(this.scene.scale.toUnit(day))
  }

  /** From where to where an event reaches; the day after its last is its end. */
  private extent(event: number): [number, number] {
    const { from, to } = this.scene.marks
    const left = from[event] === -Infinity ? -1 : this.x(from[event]!)
    return [left, to[event] === Infinity ? this.width + 1 : this.x(to[event]!)]
  }

  breaks(): void {
    const { context } = this
    for (const each of this.scene.scale.breaks) {
      const middle = (this.at(each.from) + this.at(each.to)) / 2
      context.strokeStyle = this.ink.text
      context.lineWidth = 1
      for (const shift of [-2.5, 2.5]) {
        context.beginPath()
        context.moveTo(middle + shift + 3, this.base - 10)
        context.lineTo(middle + shift - 3, this.base + 2)
        context.stroke()
      }
    }
  }

  calendar(labelHeight: number): void {
    const { context, scene, width } = this
    const { height } = scene
    context.font = this.ink.font
    context.textBaseline = "middle"
    const from = scene.scale.toDay(scene.view.from)
    const to = scene.scale.toDay(scene.view.to)
    const spacing = (length(scene.view) / width) * LABEL_WIDTH
    // Piece by piece: a break may hide a thousand years of days.
    const ticks = scene.scale.pieces.flatMap((piece) =>
      scene.calendar.ticks(Math.max(from, piece.from), Math.min(to, piece.to), spacing),
    )
    const begins = scene.scale.pieces.map((piece) => piece.from).filter((day) => day >= from && day <= to)
    // A view that begins amid a piece names the year with its first tick.
    const first = ticks[0]
    if (first && !first.major && !(begins[0]! < first.day)) begins.unshift(first.day)
    const row = new Labels(context, width, height, labelHeight, this.ink)
    for (const day of begins) row.add(this.at(day), scene.calendar.names(day, spacing), true)
    for (const tick of [...ticks.filter((each) => each.major), ...ticks.filter((each) => !each.major)])
      row.add(this.at(tick.day), [tick.label])
    context.fillStyle = this.ink.quiet
    context.globalAlpha = 0.6
    context.fillRect(0, Math.round(height - labelHeight), width, 1)
    context.globalAlpha = 1
  }

  /** A smooth outline of how many events fall where; all quietly, the strong ones in the accent. */
  density(): void {
    const { strong } = this.scene
    const all = this.outline()
    const highest = Math.max(...all, 1e-9)
    const some = strong.includes(0)
    if (some) this.fill(all, highest, this.ink.quiet, 0.25)
    this.fill(some ? this.outline(strong) : all, highest, this.ink.strong, 0.28)
  }

  private outline(only?: Uint8Array): Float64Array {
    const { marks } = this.scene
    const bin = 3
    const bins = new Float64Array(Math.ceil(this.width / bin) + 1)
    for (let event = 0; event < marks.from.length; event++) {
      if (only && !only[event]) continue
      const [left, right] = this.extent(event)
      const lasting = marks.lasting[event]
      const from = lasting ? this.x(marks.place[event]!) : left
      const first = Math.max(0, Math.floor(from / bin))
      const last = Math.min(bins.length - 1, lasting ? first : Math.floor(Math.max(from, right - 1) / bin))
      if (from > this.width || last < 0) continue
      const weight = (marks.events[event]!.core ? 1 : 0.6) / (last - first + 1)
      for (let index = first; index <= last; index++) bins[index]! += weight
    }
    return smooth(smooth(bins, 5), 5)
  }

  private fill(values: Float64Array, highest: number, colour: string, alpha: number): void {
    const { context, base, width } = this
    context.fillStyle = colour
    context.globalAlpha = alpha
    context.beginPath()
    context.moveTo(0, base)
    const step = width / (values.length - 1)
    values.forEach((value, index) => context.lineTo(index * step, base - (value / highest) * (base - 8)))
    context.lineTo(width, base)
    context.fill()
    context.globalAlpha = 1
  }

  ticks(): void {
    const { context, scene, base, width } = this
    const { marks, strong } = scene
    const inView: number[] = []
    for (let event = 0; event < marks.from.length; event++) {
      const [left, right] = this.extent(event)
      if (right < 0 || left > width) continue
      if (inView.push(event) > MOST_TICKS) return
    }
    const tall = Math.min(22, base * 0.5)
    for (const index of inView) {
      if (marks.lasting[index]) continue
      context.fillStyle = strong[index] ? this.ink.strong : this.ink.quiet
      context.globalAlpha = strong[index] ? 1 : 0.45
      this.mark(index, base, tall)
    }
    context.globalAlpha = 1
    this.titles(inView.filter((index) => strong[index] && !marks.lasting[index]), base - tall - MARK / 2, false)
  }

  /** An event that did not last, standing on a line. */
  private mark(index: number, base: number, tall: number): void {
    const { context } = this
    const event = this.scene.marks.events[index]!
    const [left, right] = this.extent(index)
    const tallness = event.core ? tall : tall * 0.6
    if (event.planned) this.outlined(left, right, base, tallness)
    else if (right - left > 6) {
      const strength = context.globalAlpha
      context.globalAlpha = strength * 0.55
      this.faded(left, right, base - tallness * 0.4, tallness * 0.4, true, true)
      context.globalAlpha = strength
    } else context.fillRect(Math.round((left + right) / 2 - 1), base - tallness, 2, tallness)
  }

  /** What was only planned: the same place, empty. */
  private outlined(left: number, right: number, base: number, tallness: number): void {
    const { context } = this
    const wide = right - left > 6
    const x = wide ? Math.round(left) : Math.round((left + right) / 2) - 3
    const width = wide ? Math.round(right - left) : 6
    const height = Math.round(wide ? tallness * 0.5 : tallness)
    const colour = context.fillStyle
    context.strokeStyle = colour
    context.lineWidth = 1.5
    context.fillStyle = this.ink.paper
    context.fillRect(x, base - height, width, height)
    context.strokeRect(x + 0.75, base - height + 0.75, width - 1.5, height - 1.5)
    context.fillStyle = colour
  }

  /** A bar whose uncertain ends fade out. */
  private faded(
    left: number,
    right: number,
    top: number,
    tall: number,
    fadeLeft: boolean,
    fadeRight: boolean,
  ): void {
    const { context } = this
    const strength = context.globalAlpha
    left = Math.round(left)
    right = Math.max(Math.round(right), left + 1)
    const reach = Math.min((right - left) / 2, FADE)
    const [from, to] = [Math.max(left, 0), Math.min(right, this.width)]
    const solid = [fadeLeft ? left + reach : from, fadeRight ? right - reach : to] as const
    context.fillRect(Math.max(solid[0], from), top, Math.max(Math.min(solid[1], to) - Math.max(solid[0], from), 0), tall)
    const slices = (begin: number, end: number, share: (x: number) => number) => {
      for (let x = Math.max(begin, from); x < Math.min(end, to); x += SLICE) {
        context.globalAlpha = strength * share(x)
        context.fillRect(x, top, Math.min(SLICE, end - x), tall)
      }
    }
    if (fadeLeft) slices(left, solid[0], (x) => (x - left + 1) / reach)
    if (fadeRight) slices(solid[1], right, (x) => (right - x) / reach)
    context.globalAlpha = strength
  }

  /** What lasted, as thin bars beneath, in as few lanes as there is room for. */
  spans(room: number): void {
    const { strong } = this.scene
    const lanes = Math.min(LANES, Math.floor(room / LANE))
    if (strong.includes(0)) this.bars(lanes, 0)
    this.bars(lanes, 1)
    this.context.globalAlpha = 1
  }

  /** The bars of the events that are strong, or of those that are not. */
  private bars(lanes: number, strength: 0 | 1): void {
    const { context, base } = this
    const { marks, strong } = this.scene
    const ends: number[] = new Array(lanes).fill(-Infinity)
    context.fillStyle = strength ? this.ink.strong : this.ink.quiet
    context.globalAlpha = strength ? 1 : 0.45
    for (let index = 0; index < marks.lasting.length; index++) {
      if (!marks.lasting[index] || strong[index] !== strength) continue
      const [left, right] = this.extent(index)
      if (right < 0 || left > this.width) continue
      const free = ends.findIndex((end) => end < left)
      const lane = free >= 0 ? free : ends.indexOf(Math.min(...ends))
      if (right <= ends[lane]!) continue // nothing of it would be seen: of many thousands hardly any is drawn
      ends[lane] = right
      this.bar(marks.events[index]!, left, right, base + 2 + lane * LANE)
    }
  }

  private bar(event: Happening, left: number, right: number, top: number): void {
    const end = Math.max(right, left + 3)
    if (event.planned) {
      for (let x = left; x < end; x += 2 * DASH)
        this.context.fillRect(x, top, Math.min(DASH, end - x), LANE - 1)
    } else this.faded(left, end, top, LANE - 1, event.shape === "until", event.shape === "since")
  }

  /** One beneath the other, in the height they share. */
  lanes(height: number): void {
    const { lanes } = this.scene
    lanes.forEach((lane, number) => this.lane(lane, (height / lanes.length) * number, height / lanes.length))
  }

  private lane(lane: Lane, top: number, height: number): void {
    const { context, width } = this
    const { marks } = this.scene
    const base = Math.round(top + height) - LANE - 2
    const inView: number[] = []
    context.fillStyle = this.ink.quiet
    context.globalAlpha = 0.35
    if (top) context.fillRect(0, Math.round(top), width, 1)
    context.globalAlpha = 1
    context.fillStyle = this.ink.strong
    for (const index of lane.events) {
      const [left, right] = this.extent(index)
      if (right < 0 || left > width) continue
      if (marks.lasting[index]) this.bar(marks.events[index]!, left, right, base + 1)
      else {
        this.mark(index, base, MARK)
        inView.push(index)
      }
    }
    this.titles(inView, base - MARK / 2, true)
  }

  /** The titles of events that do not last, where they fit, and in lanes the count where events stand together. */
  private titles(events: number[], middle: number, counted: boolean): void {
    const { context, width } = this
    const marks = events
      .map((event): [number, number, number] => [event, ...this.extent(event)])
      .filter(([, left, right]) => right - left <= WIDE)
    const clusters = clustersOf(marks, width)
    context.fillStyle = this.ink.text
    if (clusters.length > MOST_TOLD) return
    for (const { events, right, room } of clusters) {
      if (events.length > 1 && !counted) continue
      const text = events.length > 1 ? String(events.length) : (this.scene.marks.events[events[0]!]!.title ?? "")
      write(context, this.fitting(text, room - 2 * MARGIN), Math.max(right, 0) + MARGIN, middle)
    }
  }

  /** As much of a text as fits; nothing when that would be too little. */
  private fitting(text: string, room: number): string {
    const { context } = this
    const width = context.measureText(text).width
    if (width <= room) return text
    if (room < SHORTEST_TITLE) return ""
    return `${text.slice(0, Math.floor((text.length * room) / width) - 2).trimEnd()}…`
  }
}

/** A running mean over 2 × reach + 1 values. */
function smooth(values: Float64Array, reach: number): Float64Array {
  const result = new Float64Array(values.length)
  let sum = 0
  for (let index = -reach; index < values.length; index++) {
    sum += values[index + reach] ?? 0
    sum -= values[index - reach - 1] ?? 0
    if (index >= 0) result[index] = sum / (2 * reach + 1)
  }
  return result
}
