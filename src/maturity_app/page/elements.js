// Elements, made by functions: what a framework or a file says becomes text and attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

// Characters that would turn the line around, break it or hide in it are shown as what they are: out of place.
export function printable(text) {
  return String(text).replace(OBEYED, "\ufffd");
}

// make("a", { href: "#/start", class: "quiet" }, "Start"): a listener is an attribute whose value is a function.
export function make(tag, attributes, ...children) {
  return furnished(document.createElement(tag), attributes, children);
}

export function draw(tag, attributes, ...children) {
  return furnished(document.createElementNS(SVG, tag), attributes, children);
}

function furnished(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, printable(value));
  }
  element.append(...nodes(children));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

function nodes(children) {
  const wanted = children.flat(Infinity).filter((child) => child != null && child !== false && child !== "");
  return wanted.map((child) => (child instanceof Node ? child : document.createTextNode(printable(child))));
}

export function heading(level, text, attributes) {
  return make(`h${level}`, attributes, text);
}

export function button(text, click, attributes) {
  return make("button", { type: "button", click, ...attributes }, text);
}

// What only people who listen are told.
export function aside(text) {
  return make("span", { class: "heard" }, text);
}
