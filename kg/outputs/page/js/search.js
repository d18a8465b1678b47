// ---- finding: Chinese, pinyin, initials, any blend of both, codes and types ----
const keysOf = lazy(() =>
  D.nodes.map((n) => ({
    names: [n.l, ...(n.a || [])].map((name) => name.toLowerCase()),
    code: n.c || "",
    syllables: (n.y || "").split("'"),
  })),
);
/** Whether `words` spells the syllables from `from` on, each in full or by its first letter: suanlixz. */
function blends(words, syllables, from) {
  const tried = new Set();
  const walk = (at, i) => {
    if (at === words.length) return true;
    if (i === syllables.length || tried.has(at * 64 + i)) return false;
    tried.add(at * 64 + i);
    for (let n = Math.min(syllables[i].length, words.length - at); n > 0; n--) {
      const ends = n === 1 || n === syllables[i].length || at + n === words.length;
      if (ends && syllables[i].startsWith(words.slice(at, at + n)) && walk(at + n, i + 1)) return true;
    }
    return false;
  };
  return walk(0, from);
}
/** How well a node answers: 0 is the best, -1 not at all. */
function match(words, { names, code, syllables }) {
  if (names[0] === words || code === words) return 0;
  if (names.includes(words)) return 1;
  if (names.some((name) => name.startsWith(words)) || (code && /^\d{2,}$/.test(words) && code.startsWith(words))) return 2;
  if (names.some((name) => name.includes(words))) return 3;
  if (!/^[a-z0-9]+$/.test(words)) return -1;
  if (syllables.join("") === words || syllables.map((s) => s[0]).join("") === words) return 2;
  for (let from = 0; from < syllables.length; from++) if (syllables[from][0] === words[0] && blends(words, syllables, from)) return from ? 5 : 4;
  return -1;
}
const kindCalled = (word) => [...KINDS].find(([name, kind]) => [name, kind.zh, kind.en].some((n) => n.toLowerCase() === word))?.[0];

/** Nodes that answer `typed`, best first. A word that names a type narrows the others, or alone lists the type. */
function find(typed, most = 14) {
  const words = typed.trim().toLowerCase().split(/[\s']+/).filter(Boolean);
  const kind = words.map(kindCalled).find(Boolean);
  const rest = words.filter((word) => words.length === 1 || !kind || kindCalled(word) !== kind).join("");
  if (!rest) return [];
  const found = [];
  keysOf().forEach((keys, i) => {
    const rank = words.length > 1 && kind && D.nodes[i].k !== kind ? -1 : match(rest, keys);
    if (rank >= 0) found.push([rank, i]);
    else if (words.length === 1 && D.nodes[i].k === kind) found.push([9, i]);
  });
  found.sort((a, b) => a[0] - b[0] || weightOf(b[1]) - weightOf(a[1]) || D.nodes[a[1]].l.length - D.nodes[b[1]].l.length || a[1] - b[1]);
  return found.slice(0, most).map(([, i]) => i);
}
let hits = [];
let hit = 0;
function search() {
  hits = find($("search").value);
  hit = 0;
  const box = $("hits");
  box.replaceChildren(
    ...hits.map((i, at) => {
      const row = element("li", { role: "option", id: `hit${at}`, "aria-selected": String(at === 0), "data-node": i });
      row.append(icon(D.nodes[i].k), element("span", {}, D.nodes[i].l), element("small", {}, `${kindName(D.nodes[i].k)} ${D.nodes[i].c || ""}`));
      return row;
    }),
  );
  box.hidden = !hits.length;
  $("search").setAttribute("aria-expanded", String(hits.length > 0));
  if (hits.length) $("search").setAttribute("aria-activedescendant", "hit0");
  else $("search").removeAttribute("aria-activedescendant");
}
function moveHit(step) {
  if (!hits.length) return;
  hit = (hit + step + hits.length) % hits.length;
  [...$("hits").children].forEach((row, i) => row.setAttribute("aria-selected", String(i === hit)));
  $("search").setAttribute("aria-activedescendant", `hit${hit}`);
  $(`hit${hit}`).scrollIntoView({ block: "nearest" });
}
function clearSearch() {
  $("search").value = "";
  search();
}
