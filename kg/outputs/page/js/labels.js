// ---- labels and blocks on the canvas: always legible, never over each other ----
const em = (c) => (c.charCodeAt(0) < 256 ? 0.6 : 1);
/** Width in ems, a little more than any font needs; measuring a thousand names would cost more than drawing them. */
const emsOf = (text) => [...text].reduce((sum, c) => sum + em(c), 0);
const CLOSING = "”’）》」』】，。、；：…)";
/** A name in lines of about the same length, of at most `room` ems, `most` at most; … ends one that is cut. */
function wrap(text, room, most = 2) {
  const found = filled(text, room, most);
  const isCut = (rows) => rows[rows.length - 1].endsWith("…");
  if (found.length < 2 || isCut(found)) return found;
  for (let less = Math.ceil(emsOf(text) / found.length); less < room; less++) {
    const even = filled(text, less, most);
    if (even.length === found.length && !isCut(even)) return even;
  }
  return found;
}
function filled(text, room, most) {
  const found = [""];
  let used = 0;
  for (const c of text) {
    if (used + em(c) > room && !CLOSING.includes(c)) {
      if (found.length === most) {
        found[most - 1] = `${[...found[most - 1]].slice(0, -1).join("")}…`;
        break;
      }
      found.push("");
      used = 0;
    }
    found[found.length - 1] += c;
    used += em(c);
  }
  return found;
}
const FAR = 0.3; // below this scale a large graph shows the names of its blocks only
/** Remembers which rectangles are taken, in a grid, so that a thousand labels cost no more than a thousand look-ups. */
class Taken {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }
  keys([x0, y0, x1, y1]) {
    const found = [];
    for (let i = Math.floor(x0 / this.cell); i <= x1 / this.cell; i++) for (let j = Math.floor(y0 / this.cell); j <= y1 / this.cell; j++) found.push(`${i},${j}`);
    return found;
  }
  /** Take the rectangle if it is free. */
  take(box) {
    const keys = this.keys(box);
    const meets = (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1];
    if (keys.some((key) => (this.cells.get(key) || []).some(meets))) return false;
    for (const key of keys) this.cells.set(key, [...(this.cells.get(key) || []), box]);
    return true;
  }
}
const blockShown = (block) => !block.k || !state.off.includes(block.k);
const depthOf = (b) => (b < 0 ? 0 : 1 + depthOf(D.blocks[b].up));

network.on("beforeDrawing", (pen) => {
  if (!isWhole()) return;
  for (const block of D.blocks) {
    if (!blockShown(block)) continue;
    pen.fillStyle = block.k ? `${tint(KINDS.get(block.k).color)}14` : `${colors.accent}0d`;
    pen.strokeStyle = `${colors.edge}66`;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(block.x, block.y, block.w, block.h, 14);
    pen.fill();
    if (!block.k) pen.stroke();
  }
});

function write(pen, text, x, y, px, color, bold) {
  pen.font = `${bold ? 700 : 400} ${px}px ${FACE}`;
  pen.lineWidth = px / 3;
  pen.strokeStyle = colors.bg;
  pen.fillStyle = color;
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}
/** Names of blocks, the outer ones first; where there is no room for one it is left out. */
function writeBlocks(pen, scale, taken) {
  if (!isWhole()) {
    for (const [kind, x, y] of sections) {
      const px = Math.max(14, 12 / scale);
      const text = kindName(kind);
      if (taken.take([x, y, x + emsOf(text) * px, y + px * 1.3])) write(pen, text, x, y, px, colors.fg, true);
    }
    return;
  }
  const list = D.blocks.map((_, b) => b).filter((b) => blockShown(D.blocks[b]));
  const keys = D.blocks.map((block, b) => [depthOf(b), -block.w * block.h]);
  list.sort((a, b) => keys[a][0] - keys[b][0] || keys[a][1] - keys[b][1] || a - b);
  for (const b of list) {
    const block = D.blocks[b];
    const text = blockName(b);
    const px = 13 / scale;
    const width = emsOf(text) * px;
    if (width > block.w || px > block.h) continue;
    const x = block.x + Math.min(12, (block.w - width) / 2);
    const y = block.y + Math.min(8, (block.h - px) / 2);
    if (taken.take([x, y, x + width, y + px * 1.25])) write(pen, text, x, y, px, colors.fg, true);
  }
}
function labelOrder() {
  const first = (i) => [i !== state.selected, i !== state.focus, i !== D.home, !inConflict[i], -weightOf(i), i];
  const keys = new Map([...drawn].map((i) => [i, first(i)]));
  return [...drawn].sort((a, b) => keys.get(a).map((x, at) => x - keys.get(b)[at]).find((x) => x) || 0);
}
network.on("afterDrawing", (pen) => {
  const scale = network.getScale();
  const taken = new Taken(Math.max(140, 60 / scale));
  const { clientWidth, clientHeight } = $("canvas");
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const far = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  pen.textAlign = "left";
  writeBlocks(pen, scale, taken);
  pen.textAlign = "center";
  if (scale < FAR && drawn.size > 60) return [state.selected, D.home].filter((i) => drawn.has(i)).forEach((i) => writeName(pen, i, scale, taken));
  const list = labelOrder().filter((i) => {
    const [x, y] = place(i);
    return x > corner.x - 100 && x < far.x + 100 && y > corner.y - 80 && y < far.y + 20;
  });
  for (const i of list) {
    const [x, y] = place(i); // a node's own figure is no place for another's name
    const r = radius(i) * 0.8;
    taken.take([x - r, y - r, x + r, y + r]);
  }
  list.forEach((i) => writeName(pen, i, scale, taken));
  return state.edgeNames || isLocal() ? lines.forEach((c) => writePredicate(pen, c, scale, taken)) : undefined;
});
function writeName(pen, i, scale, taken) {
  const main = i === D.home || i === state.selected || i === state.focus;
  const px = (i === D.home && isWhole() ? 16 : 11.5) / Math.min(scale, 1.2);
  const room = Math.max(CELL[0] - 8, 64 / scale) / px;
  const text = (inConflict[i] ? "⚠ " : "") + D.nodes[i].l;
  const [x, y] = place(i);
  const top = y + radius(i) + 3;
  for (const most of main ? [5] : [2, 1]) {
    const rows = wrap(text, main ? 14 : room, most);
    const width = Math.max(...rows.map(emsOf)) * px;
    if (!taken.take([x - width / 2, top, x + width / 2, top + rows.length * px * 1.2])) continue;
    return rows.forEach((row, at) => write(pen, row, x, top + at * px * 1.2, px, inConflict[i] ? colors.warn : colors.fg, main));
  }
}
/** The name of a relation in the middle of its line, where there is room. */
function writePredicate(pen, c, scale, taken) {
  const [[ax, ay], [bx, by]] = [place(D.claims[c].s), place(D.claims[c].o)];
  const text = predicateName(D.claims[c].p);
  const px = 11 / Math.min(scale, 1.2);
  const [x, y, half] = [(ax + bx) / 2, (ay + by) / 2 - px / 2, (emsOf(text) * px) / 2];
  if (taken.take([x - half, y, x + half, y + px * 1.2])) write(pen, text, x, y, px, colors.muted, false);
}
