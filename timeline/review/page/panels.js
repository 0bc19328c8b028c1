// The event, and the article beside it.

import { byId, make, marked } from "./dom.js";

const COMMANDS = [
  ["accept", "Accept", "a"],
  ["hide", "Hide", "h"],
  ["date", "Date", "d"],
  ["title", "Title", "t"],
  ["tags", "Tags", "g"],
  ["merge", "Merge", "m"],
  ["split", "Split off", "s"],
];
const STATES = {
  accepted: "Accepted",
  hidden: "Hidden: not on the page, and not proposed again",
  proposed: "",
};

/** Show an event and mark the piece of evidence whose article stands beside it. */
export function showEvent(event, chosen) {
  const { command, evidence: piece } = byId("event").contains(document.activeElement)
    ? document.activeElement.dataset
    : {};
  const commands = COMMANDS.map(([name, label, key]) =>
    make(
      "button",
      { type: "button", "data-command": name, disabled: isIdle(name, event) },
      label,
      " ",
      make("kbd", {}, key),
    ),
  );
  if (event.status !== "proposed") {
    commands.splice(
      2,
      0,
      make("button", { type: "button", "data-command": "propose" }, "Put back ", make("kbd", {}, "p")),
    );
  }
  byId("event").replaceChildren(
    make("p", { class: "date" }, event.words, " ", make("code", {}, event.date)),
    make("h2", {}, event.title),
    ...[
      STATES[event.status] && make("p", { class: `status ${event.status}` }, STATES[event.status]),
      event.planned &&
        make("p", { class: "status" }, "Planned: when it was told, this day was still to come"),
      event.summary && make("p", {}, event.summary),
      facts(event),
    ].filter(Boolean),
    make("div", { class: "commands" }, ...commands),
    make("h3", {}, event.evidence.length ? "How was this dated?" : "Written by hand, without evidence"),
    make(
      "ol",
      { class: "evidence" },
      ...event.evidence.map((each, index) => evidence(each, index, index === chosen, event.evidence.length)),
    ),
  );
  // What had the focus is made anew; where it is gone, the list takes it.
  if (!command && !piece) return;
  const again = byId("event").querySelector(
    command ? `[data-command="${command}"]:enabled` : `[data-evidence="${piece}"]`,
  );
  (again ?? byId("list")).focus();
}

function isIdle(name, event) {
  if (name === "accept") return event.status === "accepted";
  if (name === "hide") return event.status === "hidden";
  if (name === "split") return event.evidence.length < 2;
  return name === "merge" && event.evidence.length === 0;
}

function facts(event) {
  const named = [
    ["Who", event.actors],
    ["Where", event.places],
    ["Tags", event.tags],
  ].filter(([, values]) => values.length);
  if (event.relevance === "secondary") named.push(["Weight", ["secondary"]]);
  return named.length
    ? make(
        "dl",
        {},
        ...named.map(([name, values]) =>
          make("div", {}, make("dt", {}, name), make("dd", {}, values.join(", "))),
        ),
      )
    : null;
}

function evidence(piece, index, isChosen, count) {
  const label = make(
    "button",
    { type: "button", class: "source", "data-evidence": index, "aria-pressed": String(isChosen) },
    count > 1 ? make("kbd", {}, String(index + 1)) : null,
    make(
      "span",
      {},
      [piece.name, piece.published, piece.page && `page ${piece.page}`].filter(Boolean).join(", "),
    ),
  );
  return make(
    "li",
    { class: isChosen ? "chosen" : "" },
    label,
    make("blockquote", {}, ...marked(piece.pieces)),
    piece.steps.length
      ? make("ol", { class: "steps" }, ...piece.steps.map((step) => make("li", {}, step)))
      : null,
  );
}

/** Show the article of a piece of evidence, with the quote in view. */
export function showArticle(piece, article) {
  const panel = byId("article");
  if (!piece) return panel.replaceChildren(make("p", { class: "quiet" }, "No article tells this event."));
  const text = make("div", { class: "text" }, ...marked(article.pieces));
  const link = piece.url
    ? make("a", { href: piece.url, target: "_blank", rel: "noreferrer noopener" }, "Open the source")
    : null;
  const because = piece.published_because.length ? `: ${piece.published_because.join("; ")}` : "";
  panel.replaceChildren(
    make(
      "header",
      {},
      make("h2", {}, piece.headline ?? piece.name),
      make(
        "p",
        { class: "quiet" },
        [
          piece.name,
          piece.published ? `published ${piece.published}${because}` : "the publication date is not known",
        ].join(", "),
      ),
      link ? make("p", { class: "quiet" }, link) : null,
    ),
    article.problem ? make("p", { class: "missing" }, `${article.problem} Below is the quote alone.`) : "",
    text,
  );
  panel.scrollTop = 0;
  const mark = text.querySelector("mark");
  if (mark) panel.scrollTop = Math.max(0, mark.offsetTop - panel.clientHeight / 3);
}
