/** Attributes by name; a null or false one is left out, a true one is set without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

type Child = Node | string | null;

/** A new element. Texts become text nodes, so that nothing out of data is ever read as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    made.setAttribute(attribute, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The element of the page with this id. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

/** A button that does something. */
export function buttonFor(
  label: Node | string,
  attributes: Attributes,
  onPress: () => void,
): HTMLButtonElement {
  const button = element("button", { type: "button", ...attributes }, label);
  button.addEventListener("click", onPress);
  return button;
}
