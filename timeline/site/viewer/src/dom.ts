/** Small helpers to build elements; text is always set as text. */

type Child = Node | string

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  classes = "",
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (classes) element.className = classes
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

export function button(label: string, classes: string, act: () => void, name?: string): HTMLButtonElement {
  const element = make("button", classes, { type: "button" }, label)
  if (name) element.setAttribute("aria-label", name)
  element.addEventListener("click", act)
  return element
}
