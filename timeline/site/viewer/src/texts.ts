/** The search itself: an event is found when its text contains every word, in whatever case and with or without accents. */

export const fold = (text: string) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim()

export class Texts {
  private readonly folded: string[]

  constructor(texts: readonly string[]) {
    this.folded = texts.map(fold)
  }

  /** Marks with 1 the texts that contain all words of the query. */
  find(query: string): Uint8Array {
    const words = fold(query).split(" ")
    return Uint8Array.from(this.folded, (text) => Number(words.every((word) => text.includes(word))))
  }
}
