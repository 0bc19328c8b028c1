/** The row of labels beneath the strip: what comes first takes the room. */

import { write, type Ink } from "./paint"

const GAP = 10
/** The name of a piece of time may stand closer, because a break explains it. */
const NARROW_GAP = 5
const INDENT = 4
/** Where a label stands: so many pixels behind its tick, or before it. */
const PLACES = [0, -1, 4, 8]

export class Labels {
  private readonly taken: [number, number][] = []

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly width: number,
    private readonly height: number,
    private readonly row: number,
    private readonly ink: Ink,
  ) {}

  /** Draws the first of the names that fits; `named` labels may also stand before their tick, or be nudged. */
  add(x: number, names: readonly string[], named = false): void {
    const tick = Math.round(x)
    const gap = named ? NARROW_GAP : GAP
    for (const place of named ? PLACES : [0]) {
      for (const name of names) {
        const size = INDENT + this.context.measureText(name).width
        const left = place < 0 ? tick - size : tick + place
        if (left < 0 || left + size > this.width || !this.isFree(left, left + size, gap)) continue
        this.taken.push([left, left + size])
        this.draw(tick, place < 0 ? left : left + INDENT, name)
        return
      }
    }
  }

  private isFree(left: number, right: number, gap: number): boolean {
    return this.taken.every(([start, end]) => right + gap < start || left > end + gap)
  }

  private draw(tick: number, left: number, name: string): void {
    const { context, height, row } = this
    context.globalAlpha = 0.5
    context.fillStyle = this.ink.quiet
    context.fillRect(tick, height - row, 1, row - 3)
    context.globalAlpha = 1
    context.fillStyle = this.ink.text
    write(context, name, left, height - row / 2)
  }
}
