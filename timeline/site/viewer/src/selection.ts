/** Which events the reader's choices leave, by their numbers in the model. */

import type { TimelineEvent } from "./model"
import type { ViewState } from "./state"

export class Selection {
  /** 1 for what passes the filters, whatever its time: what the strip draws strongly. */
  readonly passing: Uint8Array
  /** 1 for what lies in the period, too: what the list shows. */
  readonly shown: Uint8Array
  count = 0

  constructor(
    private readonly events: readonly TimelineEvent[],
    private readonly state: ViewState,
  ) {
    this.passing = new Uint8Array(events.length)
    this.shown = new Uint8Array(events.length)
  }

  /** Takes over the filters. */
  filter(): void {
    const passes = this.state.filter()
    this.events.forEach((event, index) => {
      this.passing[index] = Number(passes(event))
    })
  }

  /** Takes over the period, for what passes the filters. */
  limit(): void {
    this.count = 0
    this.events.forEach((event, index) => {
      const shown = this.passing[index] && this.state.inPeriod(event) ? 1 : 0
      this.shown[index] = shown
      this.count += shown
    })
  }
}
