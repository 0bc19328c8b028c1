/** Where the events stand on the strip, in units of its scale: found once, because the scale does not change. */

import type { Happening } from "./model"
import type { TimeScale } from "./scale"

/** Each list goes by the number of the event. */
export interface Marks {
  events: readonly Happening[]
  /** The beginning of the first day it may speak of and the end of the last; infinite where open. */
  from: Float64Array
  to: Float64Array
  /** The day it is listed under. */
  place: Float64Array
  /** 1 for what lasted, and is drawn as a bar. */
  lasting: Uint8Array
}

const LASTING: readonly string[] = ["span", "since", "until"]

export function marksOf(events: readonly Happening[], scale: TimeScale): Marks {
  const units = (day: (event: Happening) => number) =>
    Float64Array.from(events, (event) => scale.toUnit(day(event)))
  return {
    events,
    from: units((event) => event.start),
    to: units((event) => event.until),
    place: units((event) => event.place),
    lasting: Uint8Array.from(events, (event) => Number(LASTING.includes(event.shape))),
  }
}
