// The page: commands by key or button, carried out one after the other, and what they change on the screen.

import { Stale, ask, decide } from "./api.js";
import { askDate, askPieces, askRow, askText, showKeys } from "./dialogs.js";
import { byId } from "./dom.js";
import { FILTERS, List } from "./list.js";
import { showArticle, showEvent } from "./panels.js";

const NEIGHBOURS = 4; // on each side, that a merge offers

const list = new List((number) => run(() => select(number)));
let reading = 0; // of the file: the numbers of events are valid for one
let examples = [];
let shown = null; // the event on the screen, with all its evidence
let chosen = 0; // the piece of evidence whose article stands beside it
let keysAreOn = true;

// ---------------------------------------------------------------------- one thing after the other

let queue = Promise.resolve();
let waiting = 0;

/** Do something when all that was asked before is done, and say what went wrong. */
function run(job) {
  byId("main").setAttribute("aria-busy", String(++waiting > 0));
  queue = queue
    .then(job)
    .catch(async (error) => {
      tell(error.message);
      if (error instanceof Stale) await load().catch((again) => tell(again.message));
    })
    .finally(() => byId("main").setAttribute("aria-busy", String(--waiting > 0)));
  return queue;
}

function tell(problem) {
  byId("problem").textContent = problem;
  byId("problem").hidden = !problem;
}

function say(words, undo) {
  byId("said").textContent = words;
  byId("undo").disabled = !undo;
}

// ---------------------------------------------------------------------- what is looked at

async function load() {
  const id = list.row(list.current)?.id;
  const state = await ask("state");
  ({ reading, examples } = state);
  byId("title").textContent = state.title;
  document.title = `Review: ${state.title}`;
  list.load(state.rows);
  say("", state.undo);
  const same = id && state.rows.find((row) => row.id === id);
  await select(same ? same.number : list.end(false));
}

async function select(number, piece = 0) {
  list.select(number);
  if (number === null) {
    shown = null;
    byId("event").replaceChildren();
    byId("article").replaceChildren();
    return;
  }
  shown = await ask("event", { reading, number });
  await choose(Math.min(piece, Math.max(0, shown.evidence.length - 1)));
}

async function choose(piece) {
  chosen = piece;
  showEvent(shown, chosen);
  const evidence = shown.evidence[piece];
  showArticle(
    evidence,
    evidence && (await ask("article", { reading, number: shown.number, evidence: piece })),
  );
}

function narrow(filter) {
  list.narrow(filter, byId("search").value);
  const row = list.row(list.current);
  return row && list.shows(row) ? list.select(row.number) : select(list.end(false));
}

// ---------------------------------------------------------------------- decisions

/** Have a decision carried out; then look at the event it leaves, or at the next if that is out of sight. */
async function settle(decision, { moveOn = false } = {}) {
  tell("");
  const next = list.beside(1) ?? list.beside(-1);
  const answer = await decide({ reading, ...decision });
  if (answer.splice) list.splice(answer.splice);
  say(answer.said, answer.undo);
  if (answer.number === undefined) return;
  if (moveOn && next !== null) return select(next);
  const row = list.row(answer.number);
  if (moveOn && !list.shows(row)) return select(list.end(false));
  if (!list.shows(row)) {
    byId("search").value = "";
    list.narrow(row.status, "");
  }
  await select(answer.number);
}

const about = (action, value) => settle({ action, number: list.current, ...value });

async function edit(action, value) {
  if (value !== null) await about(action, { value });
}

async function merge() {
  const rows = list.neighbours(NEIGHBOURS);
  const hint = "Its evidence moves to the event that you choose, which keeps its own date and title.";
  const row = await askRow(`Merge “${shown.title}” into …`, rows, hint);
  if (row) await about("merge", { into: row.number });
}

async function split() {
  const pieces = await askPieces(shown.evidence);
  if (!pieces) return;
  await about("split", { pieces });
  byId("said").textContent += ". This is the new event: give it its date (d) and title (t)";
}

const splitTags = (text) =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);

// Those that need an event are in the first list.
const onEvent = {
  accept: () => settle({ action: "accept", number: list.current }, { moveOn: true }),
  hide: () => settle({ action: "hide", number: list.current }, { moveOn: true }),
  propose: () => about("propose"),
  date: async () => edit("date", await askDate(shown.title, shown.date, examples)),
  title: async () =>
    edit(
      "title",
      await askText(
        "Title",
        shown.title,
        "One happening in the present tense, in about twelve words at most.",
        true,
      ),
    ),
  tags: async () => {
    const text = await askText("Tags", shown.tags.join(", "), "Words with commas between them.", false);
    await edit("tags", text === null ? null : splitTags(text));
  },
  merge: () => (shown.evidence.length ? merge() : undefined),
  split: () => (shown.evidence.length > 1 ? split() : undefined),
};
const always = {
  next: () => go(list.beside(1)),
  previous: () => go(list.beside(-1)),
  first: () => go(list.end(false)),
  last: () => go(list.end(true)),
  undo: () => settle({ action: "undo" }),
  find: () => byId("search").select(),
  filter: () => {
    const names = FILTERS.map(([name]) => name);
    return narrow(names[(names.indexOf(list.filter) + 1) % names.length]);
  },
  all: () => {
    byId("search").value = "";
    return narrow("all");
  },
  help: async () => {
    keysAreOn = await showKeys(keysAreOn);
  },
};

const go = (number) => (number === null ? undefined : select(number));

function command(name) {
  if (name in always) return run(always[name]);
  return run(() => (shown ? onEvent[name]() : undefined));
}

// ---------------------------------------------------------------------- keys and buttons

const KEYS = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  a: "accept",
  h: "hide",
  p: "propose",
  d: "date",
  t: "title",
  g: "tags",
  m: "merge",
  s: "split",
  u: "undo",
  "/": "find",
  f: "filter",
  "?": "help",
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("dialog").open) return;
  const { target, key } = event;
  if (target === byId("search")) {
    if (key === "Enter" || key === "Escape") byId("list").focus();
    return;
  }
  // In the article, these keys scroll it.
  if (target.closest("#article") && (key.startsWith("Arrow") || key === "Home" || key === "End")) return;
  if (!keysAreOn && key !== "?" && !(target === byId("list") && key.length > 1)) return;
  if (/^[1-9]$/.test(key))
    void run(() => (Number(key) <= (shown?.evidence.length ?? 0) ? choose(Number(key) - 1) : undefined));
  else if (key in KEYS) void command(KEYS[key]);
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.command) void command(button.dataset.command);
  else if (button?.dataset.filter) void run(() => narrow(button.dataset.filter));
  else if (button?.dataset.evidence) void run(() => choose(Number(button.dataset.evidence)));
});

byId("search").addEventListener("input", () => void run(() => narrow(list.filter)));

// Somebody may have changed the file in the meantime: asking about the event on the screen finds out.
window.addEventListener(
  "focus",
  () => void run(() => (shown ? ask("event", { reading, number: shown.number }) : undefined)),
);

void run(load);
byId("list").focus();
