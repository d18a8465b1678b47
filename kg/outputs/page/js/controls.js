// ---- what happens when: one place that shows the state, and every event ----
/** Show the state: drawing, panel, list, controls, address. */
function show({ fit = false, quiet = false }) {
  $("local").hidden = isWhole();
  $("depth").hidden = state.focus < 0;
  $("depthValue").value = state.depth;
  $("depthShown").textContent = state.depth;
  $("localName").textContent = localName();
  if (state.selected >= 0) showPanel(state.selected);
  else showAside(false);
  $("lists").hidden = !state.listed;
  $("canvas").inert = Boolean(state.listed);
  $("list").setAttribute("aria-pressed", String(Boolean(state.listed)));
  syncControls();
  draw(fit);
  if (state.listed) drawList();
  if (!quiet) push();
}
function localName() {
  if (state.path.length) return state.path.map((i) => D.nodes[i].l).join(" → ");
  if (state.focus >= 0) return D.nodes[state.focus].l;
  return state.block >= 0 ? `${blockName(state.block)}（${nodesOfBlock()[state.block].length}）` : "";
}
function open(i, { still = false } = {}) {
  if (!D.nodes[i]) return;
  const before = state.selected;
  if (before !== i) state.previous = before;
  state.selected = i;
  state.listed = "";
  if (!drawn.has(i) || !$("lists").hidden) {
    if (!drawn.has(i)) Object.assign(state, noView(), D.nodes[i].x === undefined ? { focus: i } : {});
    show({ fit: !isWhole() });
  } else {
    showPanel(i);
    relight(before, i);
    push();
  }
  if (!still && isWhole()) network.moveTo({ position: pointOf(i), scale: Math.max(network.getScale(), 0.85), animation: calm() ? false : { duration: 200 } });
}
function view(change) {
  remember();
  Object.assign(state, noView(), change);
  show({ fit: true });
}
const focusOn = (i, depth = 1) => view({ focus: i, depth });
function goBack() {
  if (state.listed) return toggleList("");
  if (!isWhole()) return view({});
  if (state.selected >= 0) return closePanel();
  return fitAll();
}
function closePanel() {
  const before = state.selected;
  state.selected = -1;
  showAside(false);
  relight(before);
  push();
}
function toggled(list, i) {
  return list.includes(i) ? list.filter((x) => x !== i) : [...list, i];
}
const ACTS = {
  focus: (i) => focusOn(i),
  grow: (i) => {
    if (!isLocal()) return focusOn(i);
    remember();
    const grown = state.expanded.includes(i) || (state.focus === i && !state.folded.includes(i));
    state.folded = grown ? [...state.folded, i] : state.folded.filter((x) => x !== i);
    state.expanded = grown ? state.expanded.filter((x) => x !== i) : [...state.expanded, i];
    return show({ fit: true });
  },
  path: (i) => {
    if (state.previous < 0) return note(say("noPrevious"));
    if (!shortestPaths(state.previous, i).length) return note(say("noPath"));
    return view({ path: [state.previous, i] });
  },
  pin: (i) => {
    remember();
    if (state.pins[i]) delete state.pins[i];
    else state.pins[i] = place(i);
    show({});
  },
  choose: (i) => {
    remember();
    state.chosen = toggled(state.chosen, i);
    show({});
  },
  link: () => copy(location.href),
  cite: (i) => copy(citations(i)),
  copyCsv: (i) => copy(csv(statements(around1(i), i))),
  copyTurtle: (i) => copy(turtle(statements(around1(i), i))),
};

function translate() {
  document.documentElement.lang = english ? "en" : "zh-CN";
  for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
  for (const e of document.querySelectorAll("[data-say-label]")) e.setAttribute("aria-label", say(e.dataset.sayLabel));
  for (const e of document.querySelectorAll("[data-say-placeholder]")) e.placeholder = say(e.dataset.sayPlaceholder);
  $("language").textContent = english ? "中文" : "English";
  $("language").lang = english ? "zh-CN" : "en";
  const counts = grouped(D.nodes, (n) => n.k);
  const legend = [...KINDS.keys()].filter((kind) => counts.has(kind)).map((kind) => {
    const count = element("span", { class: "count" }, String(counts.get(kind).length));
    return element("label", {}, element("input", { type: "checkbox", "data-kind": kind }), icon(kind), kindName(kind), count);
  });
  $("kinds").replaceChildren(...legend);
  const used = new Set(D.claims.map((c) => c.p));
  const all = () => option("", say("all"));
  $("predicate").replaceChildren(all(), ...Object.keys(D.predicates).filter((p) => used.has(p)).map((p) => option(p, predicateName(p))));
  $("source").replaceChildren(all(), ...D.docs.map((d, i) => option(i, [d.d, d.t].filter(Boolean).join(" "))));
  for (const id of ["from", "to"]) $(id).replaceChildren(all(), ...D.years.map((year) => option(year, year)));
  $("counts").textContent = english
    ? `${D.docs.length} documents · ${N} entities · ${D.claims.length} relations · ${D.count} figures`
    : `${D.docs.length} 篇文档 · ${N} 个实体 · ${D.claims.length} 条关系 · ${D.count} 个数字`;
  $("about").textContent = english
    ? "Read from the documents listed under Sources. Every statement leads to the sentence that says it."
    : "读自“来源”中列出的文档。每条陈述都能找到原句。";
  $("keys").textContent = say("keys");
}
function syncControls() {
  for (const key of ["from", "to", "predicate", "source", "size"]) $(key).value = state[key];
  for (const key of ["onlyConflict", "onlyAgreed", "edgeNames"]) $(key).checked = state[key];
  for (const box of document.querySelectorAll("[data-kind]")) box.checked = !state.off.includes(box.dataset.kind);
  $("clear").hidden = !isFiltered();
  $("hidden").textContent = state.from || state.to ? hiddenByYears() : "";
}
function hiddenByYears() {
  const gone = figures().filter((f) => !figureShown(f));
  const undated = gone.filter((f) => !f.pd).length;
  const own = figuresOf();
  const without = own.filter((list) => list.length && list.every((f) => !figureShown(figures()[f]))).length;
  return english
    ? `Hidden: ${gone.length} figures (${undated} without a year) and ${without} entities that have none left`
    : `隐藏了 ${gone.length} 个数字（其中 ${undated} 个未写年份）和 ${without} 个因此没有数字的实体`;
}
function restyle() {
  readColors();
  translate();
  show({ quiet: true });
}
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  restyle();
}
/** The nearest node in the direction of an arrow key. */
function step(key) {
  const [x, y] = state.selected >= 0 ? place(state.selected) : [0, 0];
  const [vx, vy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = -1;
  let least = Infinity;
  for (const i of drawn) {
    const [px, py] = place(i);
    const along = (px - x) * vx + (py - y) * vy;
    const cost = along + 2 * Math.abs((px - x) * vy) + 2 * Math.abs((py - y) * vx);
    if (along > 5 && cost < least) [least, best] = [cost, i];
  }
  if (best >= 0) open(best);
}
const CANVAS_KEYS = {
  Enter: () => state.selected >= 0 && focusOn(state.selected),
  " ": () => state.selected >= 0 && ACTS.choose(state.selected),
  e: () => state.selected >= 0 && ACTS.grow(state.selected),
  "+": () => network.moveTo({ scale: network.getScale() * 1.25, animation: false }),
  "-": () => network.moveTo({ scale: network.getScale() * 0.8, animation: false }),
};
function onKey(event) {
  if ($("reader").open || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "z") undo();
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === "/") $("search").focus();
  else if (event.key === "Escape") goBack();
  else if (event.key === "0") fitAll();
  else if (event.key === "l") toggleList();
  else if ($("canvas").contains(event.target) && event.key.startsWith("Arrow")) step(event.key);
  else if ($("canvas").contains(event.target) && CANVAS_KEYS[event.key]) CANVAS_KEYS[event.key]();
  else return;
  event.preventDefault();
}
function onSearchKey(event) {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    moveHit(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && hits.length) {
    const found = hits[hit];
    clearSearch();
    open(found);
  } else if (event.key === "Escape") {
    clearSearch();
    $("search").blur();
  }
}
function onClick(event) {
  const target = event.target.closest("[data-node],[data-act],[data-read],[data-text],[data-cite],[data-export],[data-list]");
  if (!target) return;
  const { node, act, read: at, text: doc, cite, export: form, list } = target.dataset;
  if (node) {
    if ($("reader").open) $("reader").close();
    clearSearch();
    open(+node);
  } else if (act) ACTS[act](state.selected);
  else if (at) read(+at);
  else if (doc) readText(+doc);
  else if (cite) copy(citation(+cite));
  else if (list) toggleList(list);
  else if (form) {
    EXPORTS[form]();
    $("exports").open = false;
  }
}
function changed(key, value) {
  remember();
  state[key] = value;
  show({});
}
/** The innermost block at a point of the whole graph, -1 for none. */
function blockAt({ x, y }) {
  const holds = (b) => x >= b.x && x <= b.x + b.w && y >= b.y && y <= b.y + b.h;
  return D.blocks.reduce((found, block, b) => (blockShown(block) && holds(block) ? b : found), -1);
}
network.on("click", ({ nodes: [id], edges: [line], event, pointer }) => {
  const block = isWhole() && network.getScale() < FAR ? blockAt(pointer.canvas) : -1; // too small to hit a node
  if (block >= 0) return view({ block, selected: -1 });
  if (typeof id === "string") return view({ block: +id.slice(4), selected: -1 });
  if (id === undefined) return line === undefined ? undefined : open(D.claims[line].s, { still: true });
  return event.srcEvent.shiftKey || event.srcEvent.ctrlKey ? ACTS.choose(id) : open(id, { still: true });
});
network.on("doubleClick", ({ nodes: [id] }) => typeof id === "number" && (isLocal() ? ACTS.grow(id) : focusOn(id)));
network.on("dragStart", ({ nodes: ids }) => ids.length && remember());
network.on("dragEnd", ({ nodes: ids }) => {
  for (const i of ids) {
    const { x, y } = network.getPosition(i);
    if (typeof i === "number") state.pins[i] = [Math.round(x), Math.round(y)];
  }
});
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
$("panel").addEventListener("click", (event) => event.target.id === "closePanel" && closePanel());
$("search").addEventListener("input", search);
$("search").addEventListener("keydown", onSearchKey);
$("kinds").addEventListener("change", (event) => changed("off", toggled(state.off, event.target.dataset.kind)));
for (const key of ["from", "to", "predicate", "source", "size"]) $(key).addEventListener("change", (event) => changed(key, event.target.value));
for (const key of ["onlyConflict", "onlyAgreed", "edgeNames"]) $(key).addEventListener("change", (event) => changed(key, event.target.checked));
$("clear").addEventListener("click", () => {
  remember();
  for (const key of ["off", "from", "to", "onlyConflict", "onlyAgreed", "predicate", "source"]) state[key] = structuredClone(START[key]);
  show({});
});
$("depthValue").addEventListener("input", (event) => {
  remember();
  state.depth = +event.target.value;
  show({ fit: true });
});
for (const id of ["whole", "unfocus"]) $(id).addEventListener("click", () => (isWhole() ? fitAll() : view({})));
$("undo").addEventListener("click", undo);
$("list").addEventListener("click", () => toggleList());
$("menu").addEventListener("click", () => $("menu").setAttribute("aria-expanded", String($("filters").classList.toggle("open"))));
$("canvas").addEventListener("pointerdown", () => {
  $("filters").classList.remove("open");
  $("menu").setAttribute("aria-expanded", "false");
});
$("closeReader").addEventListener("click", () => $("reader").close());
$("language").addEventListener("click", () => {
  english = !english;
  restyle();
});
$("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
addEventListener("popstate", follow);
addEventListener("hashchange", follow);
addEventListener("resize", () => isWhole() && state.selected < 0 && fitAll());
addEventListener("beforeprint", () => document.querySelectorAll("#panel details").forEach((e) => (e.open = true)));

if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.theme = "dark";
readColors();
translate();
follow();
/** For whoever drives the page: what is drawn, what is selected, and where a node stands on the screen. */
window.kgPage = {
  drawn: () => [...drawn].map((i) => D.nodes[i].l),
  selected: () => (state.selected >= 0 ? D.nodes[state.selected].l : ""),
  where: (name) => {
    const box = $("canvas").getBoundingClientRect();
    const { x, y } = network.canvasToDOM(pointOf(D.nodes.findIndex((n) => n.l === name)));
    return { x: x + box.x, y: y + box.y };
  },
};
