// ---- reading the whole text, every mention marked ----
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Where the document's entities are named: [start, end, node] in UTF-16 units, longest names first, none within another. */
function mentionsOf(doc, text) {
  const names = new Map();
  D.nodes.forEach((n, i) => {
    if (!(n.d || []).includes(doc)) return;
    for (const name of [n.l, ...(n.a || [])]) if (name.length > 1 && !names.has(name)) names.set(name, i);
  });
  if (!names.size) return [];
  const longest = [...names.keys()].sort((a, b) => b.length - a.length).map(escaped);
  return [...text.matchAll(new RegExp(longest.join("|"), "g"))].map((m) => [m.index, m.index + m[0].length, names.get(m[0])]);
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
function read(at) {
  const [doc, start, words] = sentence(at);
  const d = D.docs[doc];
  const text = textOf(doc);
  const from = [...text].slice(0, start).join("").length; // code points -> UTF-16
  const to = from + words.length;
  const mentions = mentionsOf(doc, text);
  const here = element("span", { class: "here", tabindex: "-1" }, ...marked(text, mentions, from, to));
  const body = element("div", { class: "text" }, ...marked(text, mentions, 0, from), here, ...marked(text, mentions, to, text.length));
  const head = [element("h2", {}, d.t), element("p", { class: "kind" }, [d.p, d.d, d.n].filter(Boolean).join(" · "))];
  if (isLink(d.u)) head.push(element("p", {}, element("a", { href: d.u, rel: "noreferrer noopener", target: "_blank" }, d.u)));
  $("reader").querySelector("article").replaceChildren(...head, body);
  $("reader").showModal();
  here.scrollIntoView({ block: "center" });
}
