/** A long story, whose events are on other pages: what of it stands in for the events of this one. */

import type { ViewState } from "../state"
import type { Source } from "../source"
import { Data, happenings, type Times } from "./data"
import { LargeList } from "./list"
import { readParts } from "./parts"
import { LargeSearch } from "./search"
import { LargeSelection } from "./selection"

/** The list stands for the links to the parts, which are hidden, but on paper: there they tell where to read on. */
export function readLarge(contents: HTMLElement, state: ViewState): Source {
  const link = contents.querySelector<HTMLAnchorElement>(".tl-data")!
  const times = JSON.parse(link.dataset.times!) as Times
  const data = new Data(link.href, link.dataset.stamp!)
  const events = happenings(times)
  const selection = new LargeSelection(events, state, data, times)
  const list = new LargeList(events, readParts(contents), data)
  return {
    events,
    selection,
    search: new LargeSearch(data, selection),
    list,
    attach: () => contents.after(list.element),
    detach: () => list.element.remove(),
  }
}
