/** Every word the viewer adds to the page, in one place so that it can be translated. */

import type { Facet } from "./model"

export const facetNames: Record<Facet, string> = {
  tag: "Topics",
  actor: "Who",
  place: "Where",
  source: "Sources",
  relevance: "Importance",
  review: "Review",
}

/** What to call values that are not text of the events. */
export const valueNames: Record<string, string> = {
  core: "main events",
  secondary: "in the background",
  accepted: "reviewed",
  proposed: "not yet reviewed",
  disputed: "sources differ",
}

export const strings = {
  overview: "Overview of the timeline",
  earlier: "Earlier",
  later: "Later",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  lanes: "Lanes",
  noLanes: "none",
  all: "All",
  wholePeriod: "The whole period",
  beginning: "Beginning of the period shown",
  end: "End of the period shown",
  period: "Period shown",
  search: "Search the events",
  filters: "Filters",
  done: "Done",
  clearAll: "Clear all",
  remove: (word: string) => `Remove the filter ${word}`,
  more: "more",
  less: "less",
  nothing: "No event matches.",
  notLoaded: "These events could not be loaded. They are on the page",
  clearToSeeAll: "Clear all filters",
  link: "Link to this event",
  copied: "Link copied",
  events: (count: number) => `${count} ${count === 1 ? "event" : "events"}`,
  someEvents: (shown: number, all: number) => `${shown} of ${all} events`,
  otherValues: (count: number) => `The search finds ${count} more.`,
  quotedSearch: (text: string) => `“${text}”`,
  yearsBC: (year: number) => `${1 - year} BC`,
}
