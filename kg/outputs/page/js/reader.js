// ---- reading the whole text, every mention marked ----
/** Turns offsets in code points into offsets in UTF-16 units. */
function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const starts = [0];
  for (const character of text) starts.push(starts[starts.length - 1] + character.length);
  return (at) => starts[at];
}
/** Where entities are named: [start, end, node] in UTF-16 units, in text order. */
function mentionsOf(flat, units) {
  const found = [];
  for (let at = 0; at < flat.length; at += 3) found.push([units(flat[at]), units(flat[at] + flat[at + 1]), flat[at + 2]]);
  return found;
}
function mention(text, i) {
  const e = element("mark", { class: "mention", "data-node": i, title: `${D.nodes[i].l} · ${kindName(D.nodes[i].k)}` }, text);
  e.style.borderColor = tint(KINDS.get(D.nodes[i].k).color);
  return e;
}
/** The text from `a` to `b` with the parts of mentions that lie inside. */
function marked(text, mentions, a, b) {
  const parts = [];
  let at = a;
  for (const [from, to, i] of mentions) {
    const [start, end] = [Math.max(from, at), Math.min(to, b)];
    if (start >= end) continue;
    parts.push(text.slice(at, start), mention(text.slice(start, end), i));
    at = end;
  }
  return [...parts, text.slice(at, b)];
}
/** The text of a document with its mentions; the words from `start` on stand out and come into view. */
function readText(doc, start = 0, words = "") {
  const d = D.docs[doc];
  const [text, named] = textOf(doc);
  const units = unitsOf(text);
  const from = units(start);
  const to = from + words.length;
  const mentions = mentionsOf(named, units);
  const here = element("span", { class: "here", tabindex: "-1" }, ...marked(text, mentions, from, to));
  const body = element("div", { class: "text" }, ...marked(text, mentions, 0, from), here, ...marked(text, mentions, to, text.length));
  const head = [element("h2", {}, d.t), element("p", { class: "kind" }, [d.p, d.d, d.n].filter(Boolean).join(" · "))];
  if (isLink(d.u)) head.push(element("p", {}, element("a", { href: d.u, rel: "noreferrer noopener", target: "_blank" }, d.u)));
  $("reader").querySelector("article").replaceChildren(...head, body);
  $("reader").showModal();
  if (words) here.scrollIntoView({ block: "center" });
  else $("reader").scrollTop = 0;
}
const read = (at) => readText(...sentence(at));
