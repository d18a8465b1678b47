// ---- the graph, from the JSON beside the script (see payload.py); nothing is ever fetched ----
const $ = (id) => document.getElementById(id);
const part = (id) => JSON.parse($(id).textContent);
const D = part("data");
const KINDS = new Map(D.kinds.map(([name, zh, en, color, shape]) => [name, { zh, en, color, shape }]));
const N = D.nodes.length;

/** A function that computes its value when it is first asked. */
function lazy(make) {
  let value;
  let made = false;
  return () => {
    if (!made) {
      value = make();
      made = true;
    }
    return value;
  };
}
const lists = () => Array.from({ length: N }, () => []);

const figurePart = lazy(() => part("figures"));
const figures = () => figurePart().figures;
const chunks = new Map();
function chunk(name, size, i) {
  const id = `${name}-${Math.floor(i / size)}`;
  if (!chunks.has(id)) chunks.set(id, part(id));
  return chunks.get(id)[i % size];
}
/** [document, start, words] */
const sentence = (i) => chunk("sents", D.parts[0], i);
const hasText = D.parts[1] > 0;
/** [the whole text, [start, length, node, …]], offsets in code points */
const textOf = (doc) => chunk("texts", D.parts[1], doc);

const neighbours = lists();
const claimsOf = lists();
D.claims.forEach((c, i) => {
  claimsOf[c.s].push(i);
  if (c.o !== c.s) claimsOf[c.o].push(i);
  neighbours[c.s].push([c.o, i]);
  neighbours[c.o].push([c.s, i]);
});
const figuresOf = lazy(() => {
  const found = lists();
  figures().forEach((f, i) => found[f.s].push(i));
  return found;
});
const contrastsOf = lists();
D.contrasts.forEach((c, i) => contrastsOf[c[4]].push(i));
const agrees = (contrast) => contrast[0].startsWith("agreement");
const inConflict = contrastsOf.map((list) => list.some((c) => !agrees(D.contrasts[c])));
const isAgreed = contrastsOf.map((list) => list.some((c) => agrees(D.contrasts[c])));
/** position of a figure -> its contrasts, to mark values in tables */
const contrastsOfFigure = lazy(() => {
  const found = new Map();
  for (const contrast of D.contrasts)
    if (contrast[3] === "f")
      for (const side of [contrast[1], contrast[2]]) found.set(side, [...(found.get(side) || []), contrast]);
  return found;
});
const byIri = new Map(D.nodes.map((n, i) => [n.i, i]));
const docById = new Map(D.docs.map((d, i) => [d.id, i]));
const weightOf = (i) => D.nodes[i].w || 0;
const yearOf = (figure) => (figure.pd ? figure.pd.slice(0, 4) : "");
/** nodes, the weightiest first */
const byWeight = D.nodes.map((_, i) => i).sort((a, b) => weightOf(b) - weightOf(a) || a - b);

/** PageRank over undirected relations, twenty rounds: enough for sizes that differ visibly. */
const centrality = lazy(() => {
  let score = new Float64Array(N).fill(1);
  for (let round = 0; round < 20; round++) {
    const next = new Float64Array(N).fill(0.15);
    for (let i = 0; i < N; i++) for (const [other] of neighbours[i]) next[other] += (0.85 * score[i]) / neighbours[i].length;
    score = next;
  }
  return score;
});
/** block -> the nodes of it and of the blocks inside it */
const nodesOfBlock = lazy(() => {
  const found = D.blocks.map(() => []);
  byWeight.forEach((i) => {
    for (let b = D.nodes[i].b; b >= 0; b = D.blocks[b].up) found[b].push(i);
  });
  return found;
});
function blockName(b) {
  const block = D.blocks[b];
  return block.k ? kindName(block.k) : D.nodes[block.a].l;
}
