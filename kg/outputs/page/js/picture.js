// ---- the drawing: vis-network without physics, every place computed before ----
const FACE = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif';
const CELL = [136, 76];
const READABLE = 0.55; // the least scale at which labels of two lines have room
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const many = D.claims.length > 1500;
const network = new vis.Network(
  $("canvas"),
  { nodes, edges },
  {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { font: { size: 0 }, labelHighlightBold: false },
    edges: { smooth: false, selectionWidth: 0, hoverWidth: 0, chosen: false, arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
    interaction: { hover: !many, keyboard: false, selectConnectedEdges: false, hideEdgesOnDrag: many, hideEdgesOnZoom: many },
  },
);
let drawn = new Set();
let places = new Map(); // node -> [x, y] of the view that is shown
let sections = []; // headings of an open block: [kind, x, y]
let lines = []; // the claims that are drawn

function radius(i) {
  if (i === D.home && isWhole()) return 26;
  const much = state.size === "r" ? 3 * centrality()[i] : weightOf(i);
  return Math.min(16, 6 + 1.5 * Math.sqrt(much));
}
const place = (i) => state.pins[i] || places.get(i) || [D.nodes[i].x || 0, D.nodes[i].z || 0];

/** The focused node in the middle, the others on ellipses around it, the same types together. */
function ringPlaces(shown) {
  const found = new Map([[state.focus, [0, 0]]]);
  const rest = [...shown].filter((i) => i !== state.focus);
  const { clientWidth, clientHeight } = $("canvas");
  const wide = Math.sqrt(Math.min(2, Math.max(0.6, clientWidth / (clientHeight || 1))));
  const near = new Set(steps(state.focus).map(([other]) => other));
  const kinds = [...KINDS.keys()];
  const rank = (i) => [near.has(i) ? 0 : 1, kinds.indexOf(D.nodes[i].k), i];
  const ranks = new Map(rest.map((i) => [i, rank(i)]));
  rest.sort((a, b) => ranks.get(a).map((x, at) => x - ranks.get(b)[at]).find((x) => x) || 0);
  for (let at = 0, ring = 1; at < rest.length; ring++) {
    const room = Math.min(rest.length - at, 9 * ring);
    for (let j = 0; j < room; j++) {
      const angle = (2 * Math.PI * (j + (ring % 2) * 0.5)) / room;
      found.set(rest[at++], [Math.round(Math.cos(angle) * ring * 190 * wide), Math.round((Math.sin(angle) * ring * 190) / wide)]);
    }
  }
  return found;
}
/** Columns from one end to the other, a node in the column of its distance. */
function pathPlaces() {
  const found = new Map();
  const columns = [];
  for (const path of shortestPaths(...state.path))
    path.forEach((i, step) => {
      columns[step] = columns[step] || [];
      if (!columns[step].includes(i)) columns[step].push(i);
    });
  columns.forEach((column, step) => column.forEach((i, at) => found.set(i, [step * 230, Math.round((at - (column.length - 1) / 2) * 90)])));
  return found;
}
/** The nodes of one block in a grid, a heading a type. */
function blockPlaces(shown) {
  const found = new Map();
  const columns = Math.max(4, Math.ceil(Math.sqrt((shown.size * 1.4 * CELL[1]) / CELL[0])));
  let y = 0;
  for (const kind of KINDS.keys()) {
    const list = [...shown].filter((i) => D.nodes[i].k === kind);
    if (!list.length) continue;
    sections.push([kind, -CELL[0] / 2, y]);
    list.forEach((i, at) => found.set(i, [(at % columns) * CELL[0], y + 44 + Math.floor(at / columns) * CELL[1]]));
    y += 44 + Math.ceil(list.length / columns) * CELL[1];
  }
  return found;
}
function arrange(shown) {
  sections = [];
  if (state.path.length) return pathPlaces();
  if (state.focus >= 0) return ringPlaces(shown);
  return state.block >= 0 ? blockPlaces(shown) : new Map();
}
function nodeOf(i) {
  const kind = KINDS.get(D.nodes[i].k);
  const fill = tint(kind.color);
  const border = inConflict[i] ? colors.warn : state.chosen.includes(i) ? colors.fg : fill;
  const [x, y] = place(i);
  const lit = { background: fill, border: colors.fg };
  return {
    id: i,
    x,
    y,
    size: radius(i),
    shape: kind.shape,
    borderWidth: inConflict[i] || state.chosen.includes(i) ? 3 : 1,
    color: { background: fill, border, highlight: lit, hover: lit },
  };
}
/** A pill that stands for the entities of a block that are not drawn; it opens the block. */
function moreOf(b) {
  const block = D.blocks[b];
  const border = { background: colors.card, border: colors.accent };
  return {
    id: `more${b}`,
    x: block.ox,
    y: block.oy,
    shape: "box",
    label: `+${block.m}`,
    margin: 6,
    font: { size: 15, face: FACE, color: colors.accent },
    color: { ...border, highlight: border, hover: border },
  };
}
function lineOf(c) {
  const claim = D.claims[c];
  const lit = state.selected === claim.s || state.selected === claim.o;
  const crowded = claimsOf[Math.max(state.selected, 0)].length > 30;
  const hub = isWhole() && (claim.s === D.home || claim.o === D.home);
  const opacity = lit ? (crowded ? 0.45 : 0.95) : hub ? 0.13 : !isWhole() ? 0.7 : lines.length > 800 ? 0.18 : 0.4;
  return {
    id: c,
    from: claim.s,
    to: claim.o,
    dashes: claim.st ? [6, 5] : false,
    width: lit && !crowded ? 1.6 : 1,
    color: { color: lit ? colors.accent : colors.edge, opacity, inherit: false },
  };
}
function sync(set, wanted) {
  const kept = new Set(wanted.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(wanted);
}
function draw(fit) {
  drawn = visible();
  if (state.selected >= 0 && isWhole() && D.nodes[state.selected].x !== undefined) drawn.add(state.selected);
  places = arrange(drawn);
  const rest = isWhole() && !isFiltered() ? D.blocks.map((block, b) => (block.m ? moreOf(b) : null)).filter(Boolean) : [];
  lines = [];
  for (const i of drawn) for (const c of claimsOf[i]) if (D.claims[c].s === i && drawn.has(D.claims[c].o) && claimShown(D.claims[c])) lines.push(c);
  sync(edges, []);
  sync(nodes, [...[...drawn].map(nodeOf), ...rest]);
  sync(edges, lines.map(lineOf));
  mark();
  if (fit) fitAll();
  tellStatus();
}
/** Draw again the lines at the nodes whose selection changed. */
function relight(...touched) {
  const at = new Set(touched.filter((i) => i >= 0).flatMap((i) => claimsOf[i]));
  edges.update(lines.filter((c) => at.has(c)).map(lineOf));
  mark();
}
function mark() {
  const ids = state.selected >= 0 && drawn.has(state.selected) ? [state.selected] : [];
  network.selectNodes(ids, false);
}
/** Bounds of the view: its blocks, or its nodes with their labels. */
function bounds() {
  const boxes = isWhole() && !isFiltered() ? D.blocks.map((b) => [b.x, b.y, b.x + b.w, b.y + b.h]) : [];
  for (const i of drawn) {
    const [x, y] = place(i);
    boxes.push([x - 75, y - 30, x + 75, y + 55]);
  }
  for (const [, x, y] of sections) boxes.push([x, y - 6, x + CELL[0], y + 30]);
  if (!boxes.length) return [-100, -100, 100, 100];
  return boxes.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]);
}
/** An open block that is too large to read as a whole starts at its upper left corner. */
function startAt(x0, y0, w, h, top) {
  network.moveTo({ position: { x: x0 + (w / 2 - 12) / READABLE, y: y0 + (h / 2 - top) / READABLE }, scale: READABLE, animation: false });
}
function fitAll() {
  const [x0, y0, x1, y1] = bounds();
  const { clientWidth: w, clientHeight: h } = $("canvas");
  const top = $("local").hidden ? 12 : 56;
  const fitting = Math.min((w - 24) / (x1 - x0), (h - top - 36) / (y1 - y0), 1.4);
  if (state.block >= 0 && fitting < READABLE) return startAt(x0, y0, w, h, top);
  const scale = Math.max(0.02, fitting);
  network.moveTo({ position: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 - (top - 36) / 2 / scale }, scale, animation: false });
}
function tellStatus() {
  const shown = drawn.size;
  const chosen = state.chosen.length ? (english ? ` · ${state.chosen.length} selected` : ` · 选集 ${state.chosen.length}`) : "";
  note((english ? `${shown} of ${N} entities · ${lines.length} relations` : `${shown} / ${N} 个实体 · ${lines.length} 条关系`) + chosen);
}
