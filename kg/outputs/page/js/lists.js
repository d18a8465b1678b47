// ---- lists that say all that the picture says, for those who do not see it ----
const LISTS = {
  entities: {
    heads: ["name", "type", "code", "aliases", "relations", "figures"],
    rows: () => byWeight.filter(nodeShown),
    cells: (i) => [nodeLink(i), kindName(D.nodes[i].k), D.nodes[i].c || "", (D.nodes[i].a || []).join("、"), claimsOf[i].length, figuresOf()[i].length],
  },
  relations: {
    heads: ["subject", "predicate", "object", "state", "source"],
    rows: () => D.claims.filter((c) => claimShown(c) && nodeShown(c.s) && nodeShown(c.o)),
    cells: (c) => [nodeLink(c.s), predicateName(c.p) + (c.t ? `（${c.t}）` : ""), nodeLink(c.o), pick(STATES[c.st]), sourceLine(c.e[0][3])],
  },
  figures: {
    heads: ["subject", "indicator", "period", "value", "state", "source"],
    rows: () => figures().filter((f) => figureShown(f) && nodeShown(f.s)),
    cells: (f) => [nodeLink(f.s), measureName(f), f.pd || say("unstated"), figureWords(f), pick(STATES[f.st]), sourceLine(f.e[0][3])],
  },
  contrasts: {
    heads: ["subject", "kind", "one", "other"],
    rows: () => D.contrasts.filter((c) => nodeShown(c[4]) && !(state.onlyConflict && agrees(c)) && !(state.onlyAgreed && !agrees(c))),
    cells: (c) => [nodeLink(c[4]), pick(CONTRASTS[c[0]]), ...[c[1], c[2]].map((i) => statementWords(c[3], statementOf(c[3], i)))],
  },
  sources: {
    heads: ["title", "date", "publisher", "page"],
    rows: () => D.docs.map((_, doc) => doc).filter((doc) => state.source === "" || doc === +state.source),
    cells: (doc) => [hasText ? button({ class: "link", "data-text": doc, title: say("readIt") }, D.docs[doc].t) : D.docs[doc].t, D.docs[doc].d || "", D.docs[doc].p || "", element("span", {}, ...originalLink(doc))],
  },
};
const STEP = 200;

function drawList() {
  const box = $("lists");
  const chosen = LISTS[state.listed];
  const tabs = element("div", { class: "tabs", role: "group", "aria-label": say("list") });
  for (const name of Object.keys(LISTS)) tabs.append(button({ "data-list": name, "aria-pressed": String(name === state.listed) }, say(name)));
  const rows = chosen.rows();
  const body = element("tbody", {});
  const heads = chosen.heads.map((key) => element("th", { scope: "col" }, say(key)));
  const table = element("table", {}, element("caption", {}, `${say(state.listed)}（${rows.length}）`), element("thead", {}, element("tr", {}, ...heads)), body);
  const more = button({ id: "moreRows" }, say("more"));
  let at = 0;
  const add = () => {
    for (const row of rows.slice(at, at + STEP)) body.append(element("tr", {}, ...chosen.cells(row).map((cell) => element("td", {}, typeof cell === "number" ? String(cell) : cell))));
    at += STEP;
    more.hidden = at >= rows.length;
  };
  add();
  more.addEventListener("click", add);
  box.replaceChildren(tabs, rows.length ? table : element("p", {}, say("none")), more);
  box.scrollTop = 0;
}
function toggleList(name = state.listed ? "" : "entities") {
  state.listed = name;
  show({});
  if (name) $("lists").focus();
}
