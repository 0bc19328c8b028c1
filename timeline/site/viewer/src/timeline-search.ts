/** The worker: searches while the page stays free to move. It is told the texts once, and then queries. */

import { Texts } from "./texts"

export type Order = { texts: readonly string[] } | { query: string }

let texts = new Texts([])

self.onmessage = ({ data }: MessageEvent<Order>) => {
  if ("texts" in data) texts = new Texts(data.texts)
  else self.postMessage(texts.find(data.query))
}
