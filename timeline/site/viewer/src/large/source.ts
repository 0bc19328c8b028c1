/** A long story, whose events are on other pages: what of it stands in for the events of this one. */

import type { ViewState } from "../state"
import type { Source } from "../source"
import { Data, happenings } from "./data"
import { LargeList } from "./list"
import { readParts } from "./parts"
import { LargeSearch } from "./search"
import { LargeSelection } from "./selection"

/** Loads the index and puts the list in place of the links to the parts. Throws when the index cannot be had. */
export async function readLarge(contents: HTMLElement, state: ViewState): Promise<Source> {
  const link = contents.querySelector<HTMLAnchorElement>(".tl-data")!
  const parts = readParts(contents) // at once, while relative addresses are those of this page
  const data = new Data(link.href, link.dataset.stamp ?? "")
  const times = await data.times()
  const events = happenings(times)
  if (events.length !== parts[parts.length - 1]?.to) throw new Error("the index is of another time")
  const selection = new LargeSelection(events, state, data, times)
  const list = new LargeList(events, parts, data)
  return {
    events,
    selection,
    search: new LargeSearch(data, selection),
    list,
    attach: () => contents.replaceWith(list.element),
    detach: () => list.element.replaceWith(contents),
  }
}
