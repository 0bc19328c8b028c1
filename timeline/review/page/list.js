// The list of events: which of them are shown, and where one is.

import { byId, make } from "./dom.js";

export const FILTERS = [
  ["proposed", "To review"],
  ["accepted", "Accepted"],
  ["hidden", "Hidden"],
  ["all", "All"],
];
const GROUP = 100; // rows that the browser lays out together, and only when they come into view

export class List {
  constructor(onSelect) {
    this.rows = [];
    this.items = new Map(); // by number
    this.filter = "proposed";
    this.current = null;
    this.words = "";
    this.box = byId("list");
    byId("filters").append(
      ...FILTERS.map(([name, label]) =>
        make(
          "button",
          { type: "button", role: "radio", "data-filter": name },
          label,
          " ",
          make("span", { class: "count" }),
        ),
      ),
    );
    this.box.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) onSelect(Number(item.dataset.number));
    });
  }

  /** Show other rows altogether. */
  load(rows) {
    this.rows = rows;
    this.items.clear();
    const groups = [];
    for (let at = 0; at < rows.length; at += GROUP) {
      groups.push(
        make(
          "div",
          { role: "presentation", class: "group" },
          ...rows.slice(at, at + GROUP).map((row) => this.#item(row)),
        ),
      );
    }
    this.box.replaceChildren(...groups);
    this.#count();
  }

  /** Put rows into the place of others. */
  splice({ at, remove, rows }) {
    const old = this.rows.splice(at, remove, ...rows);
    const gone = old.map((row) => this.items.get(row.number));
    for (const row of old) this.items.delete(row.number);
    gone[0].before(...rows.map((row) => this.#item(row)));
    for (const item of gone) item.remove();
    this.#count();
  }

  #item(row) {
    const item = make(
      "div",
      {
        role: "option",
        id: `row-${row.number}`,
        class: `row ${row.status} ${row.relevance}`,
        "data-number": row.number,
        "aria-selected": String(row.number === this.current),
      },
      make("span", { class: "when" }, row.words),
      make("span", { class: "what" }, row.title),
      row.status === "proposed" ? null : make("span", { class: "state" }, row.status),
    );
    item.hidden = !this.shows(row);
    this.items.set(row.number, item);
    return item;
  }

  /** Whether a row is among those shown. */
  shows(row) {
    if (this.filter !== "all" && row.status !== this.filter) return false;
    return `${row.title} ${row.words} ${row.tags.join(" ")}`.toLowerCase().includes(this.words);
  }

  /** Show the rows of a status that have these words. */
  narrow(filter, words) {
    this.filter = filter;
    this.words = words.trim().toLowerCase();
    for (const row of this.rows) this.items.get(row.number).hidden = !this.shows(row);
    this.#count();
  }

  #count() {
    const counts = { proposed: 0, accepted: 0, hidden: 0, all: this.rows.length };
    for (const row of this.rows) counts[row.status] += 1;
    for (const button of byId("filters").children) {
      const { filter } = button.dataset;
      button.setAttribute("aria-checked", String(filter === this.filter));
      button.lastChild.textContent = counts[filter].toLocaleString("en");
    }
    const done = counts.all - counts.proposed;
    byId("progress").textContent =
      `${done.toLocaleString("en")} of ${counts.all.toLocaleString("en")} reviewed`;
    byId("nothing").hidden = this.rows.some((row) => this.shows(row));
    const isDone = this.filter === "proposed" && counts.all > 0 && counts.proposed === 0;
    byId("nothing").firstChild.textContent = isDone ? "Every event is reviewed. " : "No event here. ";
  }

  /** Mark one row as the one that is looked at. */
  select(number) {
    this.items.get(this.current)?.setAttribute("aria-selected", "false");
    this.current = number;
    const item = this.items.get(number);
    if (!item) return this.box.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", item.id);
    if (!item.hidden) item.scrollIntoView({ block: "nearest" });
  }

  /** Return the number of the next row that is shown (1), or of the one before (-1), or null. */
  beside(direction) {
    const at = this.rows.findIndex((row) => row.number === this.current);
    for (let index = at + direction; index >= 0 && index < this.rows.length; index += direction) {
      if (this.shows(this.rows[index])) return this.rows[index].number;
    }
    return null;
  }

  /** Return the number of the first or last shown row, or null. */
  end(last) {
    const shown = this.rows.filter((row) => this.shows(row));
    return (last ? shown.at(-1) : shown[0])?.number ?? null;
  }

  row(number) {
    return this.rows.find((row) => row.number === number);
  }

  /** Return the rows around the current one that it could be merged with: some above, some below. */
  neighbours(count) {
    const at = this.rows.findIndex((row) => row.number === this.current);
    const can = (row) => row.status !== "hidden";
    return [
      ...this.rows.slice(0, at).filter(can).slice(-count),
      ...this.rows
        .slice(at + 1)
        .filter(can)
        .slice(0, count),
    ];
  }
}
