/** The filter row: search, menus with counts, and the sentence that says what is active. */

import { button, make } from "./dom"
import { facets, type Facet } from "./model"
import type { Choosing } from "./source"
import type { ViewState } from "./state"
import { counted, filled, nameOf, strings } from "./strings"

export interface FilterOwner {
  /** The state was changed by the reader. */
  onFilter(): void
  /** Names the period shown, for the sentence. */
  periodInWords(): string
}

interface Choice {
  value: string
  input: HTMLInputElement
  count: HTMLElement
}

const SEARCH_DELAY = 150
/** As many values as a menu shows; the search finds the others. */
const MOST_VALUES = 100

export class Filters {
  readonly element: HTMLElement
  private readonly search = make("input", "tl-search", {
    type: "search",
    placeholder: strings.search,
    "aria-label": strings.search,
    autocomplete: "off",
  })
  private readonly dialog = make("dialog", "tl-filters", { "aria-label": strings.filters })
  private readonly menus: Partial<
    Record<Facet, { details: HTMLDetailsElement; list: HTMLElement; choices: Choice[]; badge: HTMLElement }>
  > = {}
  private readonly count = make("span", "tl-count", { role: "status" })
  private readonly active = make("span", "tl-active")
  private readonly incomplete = make("p", "tl-incomplete", { role: "status" })
  private timer = 0

  constructor(
    private readonly state: ViewState,
    private readonly selection: Choosing,
    private readonly owner: FilterOwner,
  ) {
    this.search.addEventListener("input", () => {
      window.clearTimeout(this.timer)
      this.timer = window.setTimeout(() => {
        state.text = this.search.value.trim()
        owner.onFilter()
      }, SEARCH_DELAY)
    })
    const row = make("div", "tl-row", {}, this.search)
    for (const facet of facets) {
      const menu = this.menu(facet)
      if (menu) this.dialog.append(menu)
    }
    if (this.dialog.childElementCount) {
      const done = button(strings.done, "tl-button tl-done", () => this.dialog.close())
      const open = button(strings.filters, "tl-button tl-open", () => this.openDialog())
      this.dialog.append(done)
      this.dialog.addEventListener("close", () => this.dialog.setAttribute("open", ""))
      this.dialog.setAttribute("open", "")
      row.append(open, this.dialog)
    }
    const sentence = make("p", "tl-sentence", {}, this.count, this.active)
    this.element = make("div", "tl-controls", { role: "search" }, row, sentence, this.incomplete)
  }

  /** Shows what the state says, with the number of events it leaves. */
  update(shown: number): void {
    const { state } = this
    if (document.activeElement !== this.search) this.search.value = state.text
    for (const facet of facets) this.updateMenu(facet)
    const all = this.selection.size
    // Until something is chosen, nobody sees or hears how many there are.
    if (state.isActive || this.count.textContent) {
      const text = shown === all ? counted(strings.events, all) : filled(strings.someEvents, { shown, all })
      if (this.count.textContent !== text) this.count.textContent = text
    }
    this.count.parentElement!.dataset.active = String(state.isActive)
    this.active.replaceChildren(...this.words())
    this.incomplete.textContent = this.selection.incomplete ? strings.incomplete : ""
  }

  closeMenus(except?: Element | null): void {
    if (this.dialog.matches(":modal")) return
    for (const menu of Object.values(this.menus)) if (menu.details !== except) menu.details.open = false
  }

  private openDialog(): void {
    this.dialog.removeAttribute("open")
    this.dialog.showModal()
  }

  private menu(facet: Facet): HTMLElement | null {
    if (!this.selection.hasChoice(facet)) return null
    const list = make("ul", "tl-choices")
    const badge = make("span", "tl-number")
    const summary = make("summary", "tl-button", {}, strings[facet], badge)
    const details = make("details", "tl-menu", {}, summary, list)
    // Before it opens, and when something else opens it.
    summary.addEventListener("click", () => this.updateChoices(facet))
    details.addEventListener("toggle", () => {
      if (!details.open) return
      this.closeMenus(details)
      this.keepInSight(list)
      if (this.selection.values(facet)) this.updateChoices(facet)
      else
        this.selection.load(facet).then(
          () => this.updateChoices(facet),
          () => list.replaceChildren(make("li", "tl-others", {}, strings.incomplete)),
        )
    })
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open || this.dialog.matches(":modal")) return
      details.open = false
      summary.focus()
      event.stopPropagation()
    })
    this.menus[facet] = { details, list, choices: [], badge }
    return details
  }

  /** A menu that would reach over the edge of the window begins where its button ends. */
  private keepInSight(list: HTMLElement): void {
    list.classList.remove("tl-back")
    const { left, right } = list.getBoundingClientRect()
    list.classList.toggle("tl-back", left < 0 || right > document.documentElement.clientWidth)
  }

  /** Fills a menu that opens, as soon as its values are known. */
  private addChoices(facet: Facet): void {
    const menu = this.menus[facet]!
    if (menu.choices.length) return
    const values = this.selection.values(facet)
    if (!values) return
    menu.choices = values.slice(0, MOST_VALUES).map((value): Choice => {
      const input = make("input", "", { type: "checkbox" })
      input.addEventListener("change", () => {
        const chosen = this.state.chosen[facet]
        if (input.checked) chosen.add(value)
        else chosen.delete(value)
        this.owner.onFilter()
      })
      return { value, input, count: make("span", "tl-number") }
    })
    menu.list.replaceChildren(
      ...menu.choices.map(({ value, input, count }) =>
        make("li", "", {}, make("label", "", {}, input, make("span", "tl-value", {}, nameOf(facet, value)), count)),
      ),
    )
    const others = values.length - menu.choices.length
    if (others > 0) menu.list.append(make("li", "tl-others", {}, counted(strings.otherValues, others)))
  }

  private updateMenu(facet: Facet): void {
    const menu = this.menus[facet]
    if (!menu) return
    const { size } = this.state.chosen[facet]
    menu.badge.textContent = size ? String(size) : ""
    if (menu.details.open) this.updateChoices(facet)
  }

  /** Counts what each choice would show; only for a menu that is open, because it takes all events. */
  private updateChoices(facet: Facet): void {
    this.addChoices(facet)
    const counts = this.selection.counts(facet)
    for (const { value, input, count } of this.menus[facet]!.choices) {
      input.checked = this.state.chosen[facet].has(value)
      count.textContent = String(counts.get(value) ?? 0)
      input.closest("li")!.dataset.none = String(!counts.get(value))
    }
  }

  private words(): Node[] {
    const { state } = this
    const words: Node[] = []
    const add = (word: string, remove: () => void) => {
      const act = () => {
        remove()
        this.owner.onFilter()
        this.element.querySelector<HTMLElement>(".tl-word, .tl-search")?.focus()
      }
      const item = button("", "tl-word", act, filled(strings.remove, { word }))
      item.append(make("bdi", "", {}, word), make("span", "tl-cross", { "aria-hidden": "true" }, "×"))
      words.push(item)
    }
    if (state.text)
      add(filled(strings.quoted, { text: state.text }), () => {
        state.text = ""
      })
    for (const facet of facets)
      for (const value of state.chosen[facet]) add(nameOf(facet, value), () => state.chosen[facet].delete(value))
    if (state.period)
      add(this.owner.periodInWords(), () => {
        state.period = null
      })
    if (words.length) words.push(button(strings.clearAll, "tl-clear", () => this.clear()))
    return words
  }

  clear(): void {
    this.state.clear()
    this.search.value = ""
    this.owner.onFilter()
    this.search.focus()
  }
}
