/**
 * Leads to an event, or to what has got the focus. What lies before it may never have been laid out and take another
 * height than was guessed as soon as it comes near, so it is held in its place until nothing moves any more, or the
 * reader does.
 */

/** Frames: without a movement, and at most. */
const STILL = 12
const LONGEST = 120
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"]

export class Jump {
  private under: AbortController | null = null

  to(target: Element, block: ScrollLogicalPosition = "start"): void {
    this.stop()
    const under = (this.under = new AbortController())
    const { signal } = under
    for (const name of MOVES) window.addEventListener(name, () => under.abort(), { signal, passive: true })
    let still = 0
    let frames = 0
    const hold = () => {
      if (signal.aborted) return
      const before = target.getBoundingClientRect().top
      target.scrollIntoView({ block, behavior: "instant" })
      const moved = Math.abs(target.getBoundingClientRect().top - before) > 1
      still = moved ? 0 : still + 1
      if (still < STILL && ++frames < LONGEST) requestAnimationFrame(hold)
      else under.abort()
    }
    hold()
  }

  stop(): void {
    this.under?.abort()
  }
}
