// Elements, made by functions: what a framework or a file says becomes text and attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";
const listeners = new WeakMap();
const OBEYED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu; // words are written with joiners

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
    if (typeof value === "function") listen(element, name, value);
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

// The same content as with `fill`; but what can stay, stays: it may be under the pointer or have the focus.
export function refresh(element, ...children) {
  const wanted = nodes(children);
  wanted.forEach((node, at) => {
    const here = element.childNodes[at];
    if (here && isAlike(here, node)) become(here, node);
    else if (here && !wanted.slice(at + 1).some((later) => isAlike(here, later))) here.replaceWith(node);
    else element.insertBefore(node, here ?? null);
  });
  while (element.childNodes.length > wanted.length) element.lastChild.remove();
  return element;
}

function isAlike(one, other) {
  return one.nodeName === other.nodeName && one.dataset?.section === other.dataset?.section;
}

// What people opened stays open.
function become(here, node) {
  if (here.nodeType === Node.TEXT_NODE) {
    if (here.data !== node.data) here.data = node.data;
    return;
  }
  for (const name of here.getAttributeNames()) {
    if (name !== "open" && !node.hasAttribute(name)) here.removeAttribute(name);
  }
  for (const name of node.getAttributeNames()) {
    if (here.getAttribute(name) !== node.getAttribute(name)) here.setAttribute(name, node.getAttribute(name));
  }
  const told = listeners.get(node) ?? {};
  for (const name of Object.keys({ ...listeners.get(here), ...told })) listen(here, name, told[name]);
  refresh(here, ...node.childNodes);
}

// An element that stays does from then on what the new one would have done.
function listen(element, name, listener) {
  const own = listeners.get(element) ?? {};
  if (!(name in own)) element.addEventListener(name, (event) => own[name]?.(event));
  own[name] = listener;
  listeners.set(element, own);
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
