// Elements are made here and nowhere else. Text from an article only ever becomes a text node.

/** Return an element with attributes and children; null and undefined children are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Return pieces of a text as nodes: the quote and its time expression are marked. */
export function marked(pieces) {
  return pieces.map(([text, kind]) => (kind ? make("mark", { class: kind }, text) : text));
}
