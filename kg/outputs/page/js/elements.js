// ---- building elements: text never becomes markup ----
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  dot: "M8 2a6 6 0 1 0 .01 0z",
  square: "M2.5 2.5h11v11h-11z",
  triangle: "M8 2l6.500 11.500h-13z",
  triangleDown: "M8 14L1.500 2.500h13z",
  diamond: "M8 1l7 7-7 7-7-7z",
  star: "M8 1l2 4.800 5.200 .4-4 3.400 1.300 5.100L8 12l-4.500 2.700 1.300-5.100-4-3.400 5.200-.4z",
  hexagon: "M8 1.500l6 3.300v6.500l-6 3.300-6-3.300V4.800z",
};

function element(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) e.setAttribute(key, value);
  e.append(...children);
  return e;
}
function drawing(name, attributes, text) {
  const e = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  if (text) e.textContent = text;
  return e;
}
function icon(kind) {
  const svg = drawing("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
  svg.append(drawing("path", { d: SHAPES[KINDS.get(kind).shape] || SHAPES.dot, fill: tint(KINDS.get(kind).color) }));
  return svg;
}
const button = (attributes, text) => element("button", { type: "button", ...attributes }, text);
const nodeLink = (i) => button({ class: "link", "data-node": i }, D.nodes[i].l);
const tag = (text) => element("span", { class: "tag" }, text);
const option = (value, text) => element("option", { value }, text);
const note = (text) => {
  $("status").textContent = text;
};
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

let colors = {};
function readColors() {
  const style = getComputedStyle(document.documentElement);
  const names = ["bg", "fg", "muted", "edge", "accent", "warn", "card"];
  colors = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}
/** The ontology's colour; lighter on a dark ground. */
function tint(color) {
  if (document.documentElement.dataset.theme !== "dark") return color;
  const lighter = (hex) => Math.round(parseInt(hex, 16) * 0.6 + 255 * 0.4).toString(16).padStart(2, "0");
  return `#${color.slice(1).match(/../g).map(lighter).join("")}`;
}
