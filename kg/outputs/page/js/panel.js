// ---- understanding: the panel of one entity ----
/** The host of an address that a link may lead to, "" for any other text. */
function hostOf(url) {
  try {
    return /^https?:$/.test(new URL(url).protocol) ? new URL(url).host : "";
  } catch {
    return "";
  }
}
const isLink = (url) => hostOf(url || "") !== "";
const sourceLine = (doc) => [D.docs[doc].p, D.docs[doc].d, D.docs[doc].t].filter(Boolean).join(" · ");

/** A link to the document's own page, where its address is one. */
function originalLink(doc) {
  const { u } = D.docs[doc];
  if (!isLink(u)) return [];
  return [" ", element("a", { href: u, rel: "noreferrer noopener", target: "_blank", title: say("original") }, `${hostOf(u)} ↗`)];
}
/** A sentence with the words that were read highlighted, its source, and the ways on from there. */
function quotation([at, start, length]) {
  const [doc, , words] = sentence(at);
  const chars = [...words]; // offsets count code points
  const cut = (a, b) => chars.slice(a, b).join("");
  const quote = element("blockquote", {}, cut(0, start), element("mark", {}, cut(start, start + length)), cut(start + length));
  const footer = element("footer", {}, sourceLine(doc), " ");
  if (hasText) footer.append(button({ "data-read": at, class: "link" }, say("inText")), " ");
  footer.append(button({ "data-cite": at, class: "link" }, say("citeOne")));
  footer.append(...originalLink(doc));
  quote.append(footer);
  return quote;
}
const figureWords = (f) => `${SIGNS[f.b] || ""}${f.v}${f.u || ""}`;
const measureName = (f) => [f.i, pick(MEASURES[f.m])].filter(Boolean).join(" · ");
const claimWords = (c) => `${D.nodes[c.s].l} ${predicateName(c.p)} ${D.nodes[c.o].l}${c.t ? `（${c.t}）` : ""}`;
const statementOf = (form, i) => (form === "c" ? D.claims : figures())[i];
const statementWords = (form, s) => (form === "c" ? claimWords(s) : `${measureName(s)} ${figureWords(s)}${english ? " (" : "（"}${s.pd || say("unstated")}${english ? ")" : "）"}`);

function contrastBox(contrast) {
  const [kind, left, right, form] = contrast;
  const box = element("section", { class: agrees(contrast) ? "contrast agreement" : "contrast" });
  box.append(element("strong", {}, (agrees(contrast) ? "✓ " : "⚠ ") + pick(CONTRASTS[kind])));
  const sides = element("div", { class: "sides" });
  for (const i of [left, right]) {
    const s = statementOf(form, i);
    sides.append(element("div", {}, element("div", { class: "stated" }, statementWords(form, s)), quotation(s.e[0])));
  }
  box.append(sides);
  return box;
}
/** A line over the years, where there are two years or more in one unit; the first rank is the highest point. */
function chart(list) {
  const yearly = list.filter((f) => /^\d{4}$/.test(f.pd || "") && f.u === list[list.length - 1].u);
  const points = yearly.map((f) => [+f.pd, +f.n]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (new Set(points.map(([x]) => x)).size < 2) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const [y0, y1] = [Math.min(0, ...ys), Math.max(0, ...ys)];
  const X = (x) => 34 + (292 * (x - x0)) / (x1 - x0);
  const high = (y) => (y - y0) / (y1 - y0 || 1);
  const Y = (y) => 94 - 74 * (list[0].m === "rank" ? 1 - high(y) : high(y));
  const svg = drawing("svg", { viewBox: "0 0 360 120", class: "chart", role: "img", "aria-label": points.map(([x, y]) => `${x}: ${y}`).join("; ") });
  svg.append(drawing("polyline", { points: points.map(([x, y]) => `${X(x)},${Y(y)}`).join(" ") }));
  for (const [x, y] of points)
    svg.append(
      drawing("circle", { cx: X(x), cy: Y(y), r: 3 }),
      drawing("text", { x: X(x), y: 113, "text-anchor": "middle" }, String(x)),
      drawing("text", { x: X(x), y: Y(y) - 7, "text-anchor": "middle" }, String(y)),
    );
  return svg;
}
function grouped(list, key) {
  const found = new Map();
  for (const item of list) {
    if (!found.has(key(item))) found.set(key(item), []);
    found.get(key(item)).push(item);
  }
  return found;
}
/** Marks beside a figure that another source confirms or contradicts. */
function figureMarks(i) {
  return (contrastsOfFigure().get(i) || []).map((c) => element("span", { class: agrees(c) ? "sign good" : "sign warn", title: pick(CONTRASTS[c[0]]) }, agrees(c) ? " ✓" : " ⚠"));
}
function figureGroup(name, group) {
  const all = figures();
  group.sort((a, b) => ((all[a].pd || "") < (all[b].pd || "") ? -1 : 1));
  const latest = all[group[group.length - 1]];
  const details = element("details", { class: "relation" });
  details.append(element("summary", {}, element("span", {}, name), element("b", {}, figureWords(latest)), tag(latest.pd || say("unstated"))));
  const body = element("tbody", {});
  const columns = group.some((i) => all[i].st) ? ["period", "value", "state"] : ["period", "value"];
  for (const i of group) {
    const f = all[i];
    const cells = [element("td", {}, f.pd || say("unstated")), element("td", { class: "number" }, figureWords(f), ...figureMarks(i))];
    if (columns.length > 2) cells.push(element("td", {}, f.st ? pick(STATES[f.st]) : ""));
    body.append(element("tr", {}, ...cells));
    body.append(element("tr", {}, element("td", { colspan: columns.length }, quotation(f.e[0]))));
  }
  const heads = columns.map((key) => element("th", { scope: "col" }, say(key)));
  const line = chart(group.map((i) => all[i]));
  details.append(...(line ? [line] : []), element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body));
  return details;
}
function figureSection(i) {
  const list = figuresOf()[i].filter((f) => figureShown(figures()[f]));
  if (!list.length) return [];
  const groups = grouped(list, (f) => measureName(figures()[f]));
  return [element("h2", {}, `${say("figures")}（${list.length}）`), ...[...groups].map(([name, group]) => figureGroup(name, group))];
}
function claimRow(c, i) {
  const details = element("details", { class: "relation" });
  const summary = element("summary", {}, element("span", {}, D.nodes[c.s === i ? c.o : c.s].l));
  if (c.t) summary.append(tag(c.t));
  if (c.st) summary.append(tag(pick(STATES[c.st])));
  if (c.bg || c.en) summary.append(tag(`${c.bg || ""}–${c.en || ""}`));
  if (c.e.length > 1) summary.append(tag(`×${c.e.length}`));
  const other = c.s === i ? c.o : c.s;
  details.append(summary, element("p", {}, button({ class: "link", "data-node": other, "aria-label": `${say("open")} ${D.nodes[other].l}` }, `→ ${say("open")}`)), ...c.e.map(quotation));
  return details;
}
function relationSection(i) {
  const list = claimsOf[i].map((c) => D.claims[c]).filter(claimShown);
  if (!list.length) return [];
  const groups = grouped(list, (c) => (c.s === i ? "" : "← ") + predicateName(c.p));
  const parts = [...groups].flatMap(([name, claims]) => {
    const rows = claims.slice(0, 60).map((c) => claimRow(c, i));
    if (claims.length > 60) rows.push(element("p", {}, `… +${claims.length - 60}`));
    return [element("h3", {}, `${name}（${claims.length}）`), ...rows];
  });
  return [element("h2", {}, `${say("relations")}（${list.length}）`), ...parts];
}
function actions(i) {
  const box = element("div", { class: "acts" });
  const grown = state.expanded.includes(i) || (state.focus === i && !state.folded.includes(i));
  const names = { focus: "focus", grow: grown ? "fold" : "expand", path: "path", pin: state.pins[i] ? "unpin" : "pin", choose: state.chosen.includes(i) ? "unchoose" : "choose" };
  for (const act of ["focus", "grow", "path", "pin", "choose"]) {
    const b = button({ "data-act": act }, say(names[act] || act));
    if (act === "path") {
      b.disabled = state.previous < 0 || state.previous === i;
      b.title = state.previous < 0 ? say("noPrevious") : D.nodes[state.previous].l;
    }
    box.append(b);
  }
  const copies = ["link", "cite", "copyCsv", "copyTurtle"].map((act) => button({ "data-act": act, class: "link" }, say(act)));
  box.append(element("div", { class: "copies", role: "group", "aria-label": say("copy") }, say("copy"), ...copies));
  return box;
}
function sourceSection(i) {
  const docs = D.nodes[i].d || [];
  const list = element("ul", { class: "plain" }, ...docs.slice(0, 30).map((d) => element("li", {}, sourceLine(d), ...originalLink(d))));
  if (docs.length > 30) list.append(element("li", {}, `… +${docs.length - 30}`));
  return docs.length ? [element("h2", {}, `${say("sources")}（${docs.length}）`), list] : [];
}
function showPanel(i) {
  const n = D.nodes[i];
  const head = element("span", { class: "kind" });
  head.append(icon(n.k), kindName(n.k));
  const parts = [button({ id: "closePanel", "aria-label": say("close") }, "✕"), head, element("h2", { id: "entity" }, n.l), element("div", { class: "iri" }, D.base + n.i)];
  if (n.c) parts.push(element("p", {}, `${say("code")} `, element("code", {}, n.c)));
  if (n.a) parts.push(element("p", {}, `${say("aliases")} ${n.a.join("、")}`));
  parts.push(actions(i));
  const sides = contrastsOf[i].map((c) => D.contrasts[c]).sort((a, b) => agrees(a) - agrees(b));
  if (sides.length) parts.push(element("h2", {}, `${say("contrasts")}（${sides.length}）`), ...sides.map(contrastBox));
  parts.push(...relationSection(i), ...figureSection(i), ...sourceSection(i));
  const panel = $("panel");
  panel.replaceChildren(...parts);
  const first = panel.querySelector("details.relation");
  if (first) first.open = true;
  panel.scrollTop = 0;
  showAside(true);
}
function showAside(wanted) {
  if ($("panel").hidden !== wanted) return;
  $("panel").hidden = !wanted;
  resize();
}
function resize() {
  network.setSize("100%", "100%");
  network.redraw();
}
