// What opens over the page: a field to write in, a choice to make, the help of keys. Each asks once and is gone.

import { ask } from "./api.js";
import { byId, make } from "./dom.js";

/** Open the dialog with these children; return what `finish` was called with, or null when it was left. */
function open(title, build) {
  const dialog = byId("dialog");
  return new Promise((resolve) => {
    let result = null;
    const finish = (value) => {
      result = value;
      dialog.close();
    };
    const form = make("form", { method: "dialog" });
    form.append(make("h2", { id: "dialog-title" }, title), ...build(finish, form));
    dialog.replaceChildren(form);
    dialog.addEventListener("close", () => resolve(result), { once: true });
    dialog.showModal();
    form.querySelector("[autofocus]")?.select?.();
  });
}

const buttons = (label, attributes = {}) =>
  make(
    "p",
    { class: "buttons" },
    make("button", { type: "submit", class: "main", ...attributes }, label, " ", make("kbd", {}, "Enter")),
    make("button", { type: "button", value: "cancel", class: "cancel" }, "Cancel ", make("kbd", {}, "Esc")),
  );

function onSubmit(form, finish, value) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = await value();
    if (given !== null) finish(given);
  });
  form.addEventListener("click", (event) => event.target.closest(".cancel") && finish(null));
}

/** Ask for a text; return it, or null. */
export function askText(title, value, hint, isNeeded) {
  return open(title, (finish, form) => {
    const input = make("input", {
      id: "value",
      value,
      autofocus: true,
      autocomplete: "off",
      maxlength: 1000,
      required: isNeeded,
    });
    onSubmit(form, finish, () => input.value);
    return [
      make("label", { for: "value" }, title),
      input,
      make("p", { class: "quiet" }, hint),
      buttons("Save"),
    ];
  });
}

/** Ask for a date in EDTF, telling all the while what it means; return it, or null. */
export function askDate(title, date, examples) {
  return open(`When: “${title}”`, (finish, form) => {
    const input = make("input", {
      id: "value",
      value: date,
      autofocus: true,
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "words",
      maxlength: 200,
    });
    const words = make("output", { id: "words", for: "value", class: "words" });
    const table = make(
      "table",
      { class: "examples" },
      make("caption", {}, "How dates are written"),
      ...examples.map(([date, meaning]) =>
        make("tr", {}, make("th", { scope: "row" }, make("code", {}, date)), make("td", {}, meaning)),
      ),
    );
    let isValid = false;
    let asked = 0;
    const tell = async () => {
      const mine = ++asked;
      const { value } = input;
      const told = await ask("words", { date: value }).catch((error) => ({ problem: error.message }));
      if (mine !== asked) return;
      isValid = told.problem === undefined;
      words.textContent = told.words ?? told.problem;
      words.dataset.of = value;
      words.classList.toggle("wrong", !isValid);
      input.setAttribute("aria-invalid", String(!isValid));
    };
    input.addEventListener("input", tell);
    void tell();
    onSubmit(form, finish, async () => {
      await tell();
      return isValid ? input.value : null;
    });
    return [make("label", { for: "value" }, "Date (EDTF)"), input, words, buttons("Save"), table];
  });
}

/** Let one of several rows be chosen by its number key or a click; return the row, or null. */
export function askRow(title, rows, hint) {
  return open(title, (finish, form) => {
    onSubmit(form, finish, () => null);
    form.addEventListener("keydown", (event) => {
      const row = /^[1-9]$/.test(event.key) && rows[Number(event.key) - 1];
      if (row) {
        event.preventDefault();
        finish(row);
      }
    });
    const choices = rows.map((row, index) => {
      const choice = make(
        "button",
        { type: "button", class: "choice", autofocus: index === 0 },
        make("kbd", {}, String(index + 1)),
        make("span", { class: "when" }, row.words),
        make("span", { class: "what" }, row.title),
      );
      choice.addEventListener("click", () => finish(row));
      return make("li", {}, choice);
    });
    return [
      make("p", { class: "quiet" }, hint),
      make("ol", { class: "choices" }, ...choices),
      make(
        "p",
        { class: "buttons" },
        make("button", { type: "button", class: "cancel" }, "Cancel ", make("kbd", {}, "Esc")),
      ),
    ];
  });
}

/** Let pieces of evidence be ticked by number key, space or click; return their numbers from 0, or null. */
export function askPieces(pieces) {
  return open("Split off evidence", (finish, form) => {
    const boxes = pieces.map((piece, index) =>
      make("input", { type: "checkbox", id: `piece-${index}`, autofocus: index === 0 }),
    );
    const chosen = () => boxes.flatMap((box, index) => (box.checked ? [index] : []));
    form.addEventListener("keydown", (event) => {
      const box = /^[1-9]$/.test(event.key) && boxes[Number(event.key) - 1];
      if (box) {
        event.preventDefault();
        box.click();
        box.focus();
      }
    });
    onSubmit(form, finish, () => (chosen().length ? chosen() : null));
    const choices = pieces.map((piece, index) =>
      make(
        "li",
        {},
        make(
          "label",
          { class: "choice", for: `piece-${index}` },
          boxes[index],
          make("kbd", {}, String(index + 1)),
          make(
            "span",
            {},
            piece.pieces.map(([text]) => text).join(""),
            make("span", { class: "when" }, ` ${piece.name}`),
          ),
        ),
      ),
    );
    return [
      make(
        "p",
        { class: "quiet" },
        "Which evidence tells another event? It moves to a new one just below, to which you then give its own date and title.",
      ),
      make("ol", { class: "choices" }, ...choices),
      buttons("Split off"),
    ];
  });
}

const KEYS = [
  ["j", "↓", "next event"],
  ["k", "↑", "previous event"],
  ["a", "", "accept it: you have checked it"],
  ["h", "", "hide it: it is not shown, and not proposed again"],
  ["p", "", "put it back among the proposals"],
  ["d", "", "change its date"],
  ["t", "", "change its title"],
  ["g", "", "change its tags"],
  ["m", "", "merge it into a neighbour: its evidence moves there"],
  ["s", "", "split evidence off as an event of its own"],
  ["u", "", "undo, step by step"],
  ["1", "… 9", "show the article of this piece of evidence"],
  ["f", "", "show the next list: to review, accepted, hidden, all"],
  ["/", "", "find"],
  ["?", "", "these keys"],
];

/** Show the keys, and whether they are on; return whether they shall be. */
export async function showKeys(areOn) {
  const box = make("input", { type: "checkbox", id: "keys-on" });
  box.checked = areOn;
  await open("Keys", (finish, form) => {
    onSubmit(form, finish, () => true);
    return [
      make(
        "table",
        { class: "keys" },
        ...KEYS.map(([key, also, what]) =>
          make(
            "tr",
            {},
            make(
              "th",
              { scope: "row" },
              make("kbd", {}, key),
              also ? " " : "",
              also ? make("kbd", {}, also) : "",
            ),
            make("td", {}, what),
          ),
        ),
      ),
      make(
        "p",
        {},
        make("label", { for: "keys-on", class: "switch" }, box, " Single keys are on (“?” always is)"),
      ),
      make(
        "p",
        { class: "buttons" },
        make("button", { type: "submit", class: "main", autofocus: true }, "Close ", make("kbd", {}, "Esc")),
      ),
    ];
  });
  return box.checked;
}
