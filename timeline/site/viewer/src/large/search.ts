/** Search in a long story: an event is found when each word of the query begins one of its words, and has each number. */

import type { Found } from "../search"
import { fold } from "../texts"
import { each, type Data } from "./data"
import type { LargeSelection } from "./selection"

export class LargeSearch {
  private asked = 0

  constructor(
    private readonly data: Data,
    private readonly selection: LargeSelection,
  ) {}

  /** Hands over what is found, and that the filters are ready; nothing, when something else is asked meanwhile. */
  find(query: string, then: (found: Found) => void): void {
    const asked = ++this.asked
    const words = fold(query).match(/[\p{L}\p{N}]+/gu) ?? []
    if (!words.length && this.selection.isReady) {
      this.selection.incomplete = false
      return then(null)
    }
    void Promise.allSettled([this.search(words), this.selection.prepare()]).then(([search]) => {
      if (asked !== this.asked) return
      const found = search.status === "fulfilled"
      if (!found) this.selection.incomplete = true
      then(found ? search.value : null)
    })
  }

  disconnect(): void {
    this.asked++
  }

  private async search(words: readonly string[]): Promise<Found> {
    if (!words.length) return null
    const shards = await Promise.all(words.map((word) => this.data.words(word)))
    const { length } = this.selection.passing
    const found = new Uint8Array(length)
    words.forEach((word, position) => {
      const isNumber = /^\p{N}+$/u.test(word)
      for (const [known, gaps] of Object.entries(shards[position]!)) {
        // An event counts as found so far when it has had every word before this one.
        if (isNumber ? known === word : known.startsWith(word))
          each(gaps, (number) => {
            if (found[number] === position) found[number] = position + 1
          })
      }
    })
    return found.map((count) => Number(count === words.length))
  }
}
