/** As much of a DOM element as a page without a browser needs. */
export interface Element {
  readonly outerHTML: string;
  textContent: string | null;
  setAttribute(name: string, value: string): void;
  append(...children: (Element | string)[]): void;
  prepend(...children: (Element | string)[]): void;
}

export interface Page {
  readonly head: Element;
  readonly body: Element;
  createElement(tag: string): Element;
  createElementNS(namespace: string, tag: string): Element;
  toString(): string;
}

export type Attributes = Readonly<Record<string, string>>;
export type Children = readonly (Element | string | null)[];

/**
 * An element with its children. What comes from a file becomes a text node, never an attribute and
 * never a piece of HTML joined to another: a column called `<script>` is a name with odd letters in it.
 */
export function element(
  page: Page,
  tag: string,
  attributes: Attributes = {},
  ...children: Children
): Element {
  return fill(page.createElement(tag), attributes, children);
}

/** The same, inside a picture. */
export function shape(
  page: Page,
  tag: string,
  attributes: Attributes = {},
  ...children: Children
): Element {
  return fill(page.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(made: Element, attributes: Attributes, children: Children): Element {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const child of children) if (child !== null) made.append(child);
  return made;
}
