// ---- what is shown: plain JSON, so that it can be remembered, undone and written into the address ----
const START = {
  off: [], // types that are hidden
  from: "",
  to: "",
  onlyConflict: false,
  onlyAgreed: false,
  edgeNames: false,
  predicate: "",
  source: "", // position of a document
  size: "w",
  selected: -1,
  previous: -1,
  chosen: [], // selected together, for exports
  focus: -1, // middle of the local graph
  depth: 1,
  expanded: [], // nodes whose neighbours somebody asked for
  folded: [], // nodes behind which the local graph does not go on
  path: [], // its two ends
  block: -1, // the block that is open
  listed: "", // the list that is open
  pins: {}, // node -> [x, y]
};
const state = structuredClone(START);
const undoable = [];

function remember() {
  undoable.push(JSON.stringify(state));
  if (undoable.length > 50) undoable.shift();
  $("undo").disabled = false;
}
function undo() {
  if (!undoable.length) return note(say("nothing"));
  Object.assign(state, JSON.parse(undoable.pop()));
  $("undo").disabled = !undoable.length;
  show({ fit: true });
}
const isLocal = () => state.focus >= 0 || state.path.length > 0;
const isWhole = () => !isLocal() && state.block < 0;
const noView = () => ({ focus: -1, depth: 1, expanded: [], folded: [], path: [], block: -1 });
const isFiltered = () =>
  state.off.length > 0 || ["from", "to", "onlyConflict", "onlyAgreed", "predicate", "source"].some((key) => state[key]);

const claimShown = (c) =>
  (!state.predicate || c.p === state.predicate) && (state.source === "" || c.e.some((e) => e[3] === +state.source));
function figureShown(f) {
  if (state.source !== "" && f.e[0][3] !== +state.source) return false;
  if (!state.from && !state.to) return true;
  const year = yearOf(f);
  return year !== "" && (!state.from || year >= state.from) && (!state.to || year <= state.to);
}
/** Filters on what a node is; those of years ask its figures. */
function nodeShown(i) {
  const n = D.nodes[i];
  if (state.off.includes(n.k)) return false;
  if (state.onlyConflict && !inConflict[i]) return false;
  if (state.onlyAgreed && !isAgreed[i]) return false;
  if (state.source !== "" && !(n.d || []).includes(+state.source)) return false;
  if (state.predicate && !claimsOf[i].some((c) => D.claims[c].p === state.predicate)) return false;
  if (!state.from && !state.to) return true;
  const own = figuresOf()[i];
  return !own.length || own.some((f) => figureShown(figures()[f]));
}
function steps(i) {
  return neighbours[i].filter(([other, c]) => claimShown(D.claims[c]) && !state.off.includes(D.nodes[other].k));
}
/** The nodes within `depth` steps of `start`, with what was expanded and without what was folded. */
function around(start, depth) {
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < depth; step++) {
    const next = [];
    for (const i of edge)
      if (!state.folded.includes(i))
        for (const [other] of steps(i))
          if (!found.has(other) && found.size < D.largest) {
            found.add(other);
            next.push(other);
          }
    edge = next;
  }
  for (const i of state.expanded) if (found.has(i)) for (const [other] of steps(i)) if (found.size < D.largest) found.add(other);
  return found;
}
/** Every shortest path between two nodes, at most `most` of them. */
function shortestPaths(from, to, most = 12) {
  const distance = new Map([[from, 0]]);
  const queue = [from];
  for (let at = 0; at < queue.length && !distance.has(to); at++)
    for (const [other] of steps(queue[at]))
      if (!distance.has(other)) {
        distance.set(other, distance.get(queue[at]) + 1);
        queue.push(other);
      }
  if (!distance.has(to)) return [];
  let paths = [[to]];
  for (let left = distance.get(to); left > 0; left--)
    paths = paths
      .flatMap((path) => {
        const before = new Set(steps(path[0]).map(([other]) => other).filter((i) => distance.get(i) === left - 1));
        return [...before].map((i) => [i, ...path]);
      })
      .slice(0, most);
  return paths;
}
function visible() {
  if (state.path.length) return new Set(shortestPaths(...state.path).flat());
  if (state.focus >= 0) return around(state.focus, state.depth);
  const shown = new Set();
  if (state.block >= 0) {
    for (const i of nodesOfBlock()[state.block]) if (shown.size < D.largest && nodeShown(i)) shown.add(i);
    return shown;
  }
  for (const i of byWeight) if (D.nodes[i].x !== undefined && nodeShown(i)) shown.add(i);
  return shown;
}
/** What copies and exports hold: the nodes chosen together, else the local graph, else the node with its neighbours, else all. */
function selection() {
  if (state.chosen.length) return new Set(state.chosen);
  if (isLocal() || state.selected < 0) return drawn;
  return new Set([state.selected, ...steps(state.selected).map(([other]) => other)]);
}
