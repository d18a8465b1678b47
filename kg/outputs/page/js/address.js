// ---- addresses: what is shown is written behind the #, and read from there ----
const PLAIN_KEYS = ["from", "to", "predicate", "listed"];
const iris = (list) => list.map((i) => D.nodes[i].i).join("~");
const listOf = (value) => (value || "").split("~").map(nodeCalled).filter((i) => i >= 0);

/** The node of an IRI (with or without its base) or an area's code, -1 for none. */
function nodeCalled(value) {
  const name = (value || "").replace(D.base, "");
  return byIri.get(name) ?? byIri.get(`area/${name}`) ?? -1;
}
function hash() {
  const parts = new URLSearchParams();
  const set = (key, value) => value && parts.set(key, value);
  set("node", state.selected >= 0 && D.nodes[state.selected].i);
  set("with", iris(state.chosen));
  set("focus", state.focus >= 0 && `${D.nodes[state.focus].i}~${state.depth}`);
  set("grown", iris(state.expanded));
  set("folded", iris(state.folded));
  set("path", iris(state.path));
  set("block", state.block >= 0 && String(state.block));
  set("off", state.off.join("~"));
  for (const key of PLAIN_KEYS) set(key, state[key]);
  set("source", state.source !== "" && D.docs[state.source].id);
  set("conflict", state.onlyConflict && "1");
  set("agreed", state.onlyAgreed && "1");
  return parts.toString();
}
let followed = null;
function push() {
  const now = hash();
  if (now === followed) return;
  followed = now;
  history.pushState(null, "", now ? `#${now}` : location.pathname + location.search);
}
function readAddress() {
  const text = location.hash.slice(1);
  const parts = new URLSearchParams(text);
  const alone = nodeCalled(decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, "%25")));
  Object.assign(state, structuredClone({ ...START, pins: state.pins, size: state.size, edgeNames: state.edgeNames }));
  state.selected = alone >= 0 ? alone : nodeCalled(parts.get("node"));
  state.chosen = listOf(parts.get("with"));
  const [focus, depth] = (parts.get("focus") || "").split("~");
  state.focus = nodeCalled(focus);
  state.depth = Math.min(3, Math.max(1, +depth || 1));
  state.expanded = listOf(parts.get("grown"));
  state.folded = listOf(parts.get("folded"));
  state.path = listOf(parts.get("path")).slice(0, 2);
  if (state.path.length < 2) state.path = [];
  state.block = /^\d+$/.test(parts.get("block")) && D.blocks[parts.get("block")] ? +parts.get("block") : -1;
  state.off = (parts.get("off") || "").split("~").filter((kind) => KINDS.has(kind));
  for (const key of PLAIN_KEYS) state[key] = parts.get(key) || "";
  if (!Object.hasOwn(LISTS, state.listed)) state.listed = "";
  state.source = docById.has(parts.get("source")) ? String(docById.get(parts.get("source"))) : "";
  state.onlyConflict = parts.has("conflict");
  state.onlyAgreed = parts.has("agreed");
}
function follow() {
  if (location.hash.slice(1) === followed) return;
  readAddress();
  followed = location.hash.slice(1);
  bringIntoView();
  show({ fit: true, quiet: true });
  if (state.selected >= 0 && isWhole()) network.moveTo({ position: pointOf(state.selected), scale: Math.max(network.getScale(), 0.85), animation: false });
}
/** A node that the whole graph does not draw is shown in its neighbourhood. */
function bringIntoView() {
  if (state.selected < 0 || !isWhole() || D.nodes[state.selected].x !== undefined) return;
  Object.assign(state, noView(), { focus: state.selected });
}
const pointOf = (i) => ({ x: place(i)[0], y: place(i)[1] });
