// The page's behaviour. Data come from the JSON beside it (see payload.py); nothing is ever fetched.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const D = JSON.parse($("data").textContent);
  const KINDS = new Map(D.kinds.map(([name, zh, en, color, shape]) => [name, { zh, en, color, shape }]));
  const LARGEST = 1500; // nodes drawn at once; more are opened on demand

  // ---- words ------------------------------------------------------------------------------------------------
  const WORDS = {
    search: ["搜索实体", "Search entities"], searchHint: ["搜索：中文、拼音、首字母或代码（按 / 聚焦）", "Search: Chinese, pinyin, initials or code (press /)"],
    hits: ["搜索结果", "Results"], filters: ["图例与筛选", "Legend and filters"], tools: ["工具", "Tools"], whole: ["全图", "Whole graph"],
    list: ["列表", "List"], undo: ["撤销", "Undo"], export: ["导出", "Export"], theme: ["切换深浅色", "Light or dark"], types: ["类型", "Types"],
    years: ["年份", "Years"], from: ["从", "from"], to: ["到", "to"], show: ["显示", "Show"], onlyConflict: ["只看有冲突的", "Only conflicts"],
    onlyAgreed: ["只看有印证的", "Only corroborated"], edgeNames: ["关系文字", "Names of relations"], predicate: ["关系", "Relation"],
    source: ["来源", "Source"], size: ["节点大小", "Size of nodes"], byStatements: ["按陈述数", "by statements"], byCentrality: ["按中心度", "by centrality"],
    about: ["关于", "About"], depth: ["邻域层数", "Depth"], panel: ["详情", "Details"], reader: ["原文", "Text"], close: ["关闭", "Close"],
    canvas: ["知识图谱。方向键移到相邻节点，回车打开，Esc 返回全图", "Knowledge graph. Arrow keys move, Enter opens, Esc shows all"],
    all: ["全部", "all"], aliases: ["又称", "Also"], code: ["代码", "Code"], figures: ["数字", "Figures"], relations: ["关系", "Relations"],
    contrasts: ["印证与冲突", "Agreement and conflict"], focus: ["看邻域", "Neighbourhood"], path: ["从上一节点的路径", "Path from last node"],
    link: ["复制链接", "Copy link"], copyCsv: ["复制 CSV", "Copy CSV"], copyTurtle: ["复制 Turtle", "Copy Turtle"], cite: ["引用", "Cite"], pin: ["固定", "Pin"],
    indicator: ["指标", "Indicator"], period: ["时期", "Period"], value: ["数值", "Value"], unstated: ["未写时期", "no period"], inText: ["在原文中查看", "show in text"],
    noPath: ["没有路径", "no path"], copied: ["已复制", "copied"], name: ["名称", "Name"], type: ["类型", "Type"], statements: ["陈述", "Statements"],
  };
  const MEASURES = { level: ["", ""], yoy_growth: ["同比", "yoy"], avg_growth: ["年均", "avg. growth"], change: ["变动", "change"], share: ["占比", "share"], rank: ["位次", "rank"], ratio: ["比值", "ratio"] };
  const STATES = { planned: ["计划", "planned"], ended: ["已结束", "ended"], target: ["目标", "target"] };
  const CONTRASTS = { agreement: ["来源一致", "Sources agree"], "agreement-rounded": ["取整后一致", "Agree when rounded"], value: ["数值不一致", "Values differ"], "period-unstated": ["一方未写时期，可能不一致", "One gives no period"], revision: ["修订", "Revision"], relation: ["关系相互矛盾", "Relations contradict"] };
  const SIGNS = { gt: ">", lt: "<", approx: "≈" };
  let english = false;
  const pick = (pair) => (pair ? pair[english ? 1 : 0] : "");
  const say = (key) => pick(WORDS[key]);
  const kindName = (kind) => (english ? KINDS.get(kind).en : KINDS.get(kind).zh);
  const predicateName = (name) => pick(D.predicates[name]) || name;

  // ---- the graph --------------------------------------------------------------------------------------------
  const neighbours = D.nodes.map(() => []);
  const claimsOf = D.nodes.map(() => []);
  const figuresOf = D.nodes.map(() => []);
  const contrastsOf = D.nodes.map(() => []);
  D.claims.forEach((c, i) => {
    claimsOf[c.s].push(i);
    if (c.o !== c.s) claimsOf[c.o].push(i);
    neighbours[c.s].push([c.o, i]);
    neighbours[c.o].push([c.s, i]);
  });
  D.figures.forEach((f, i) => figuresOf[f.s].push(i));
  D.contrasts.forEach(([, left, , kind], i) => contrastsOf[(kind === "c" ? D.claims : D.figures)[left].s].push(i));
  const agrees = (contrast) => contrast[0].startsWith("agreement");
  const inConflict = D.nodes.map((_, i) => contrastsOf[i].some((c) => !agrees(D.contrasts[c])));
  const isAgreed = D.nodes.map((_, i) => contrastsOf[i].some((c) => agrees(D.contrasts[c])));
  const byIri = new Map(D.nodes.map((n, i) => [n.i, i]));
  const year = (figure) => (figure.pd ? figure.pd.slice(0, 4) : "");
  const YEARS = [...new Set(D.figures.map(year).filter(Boolean))].sort();

  const rank = centrality();
  function centrality() {
    // PageRank over undirected relations, twenty rounds: enough for sizes that differ visibly
    let score = D.nodes.map(() => 1);
    for (let round = 0; round < 20; round++) {
      const next = D.nodes.map(() => 0.15);
      neighbours.forEach((list, i) => list.forEach(([other]) => { next[other] += (0.85 * score[i]) / list.length; }));
      score = next;
    }
    return score;
  }

  // ---- what is shown ----------------------------------------------------------------------------------------
  const state = { off: new Set(), from: "", to: "", onlyConflict: false, onlyAgreed: false, edgeNames: false, predicate: "", source: "", size: "w", selected: -1, previous: -1, focus: -1, depth: 1, path: null, listed: false };
  const opened = new Set(); // nodes beyond the largest drawing that somebody asked for
  const pinned = new Map();
  const undoable = [];
  const order = D.nodes.map((_, i) => i).sort((a, b) => (D.nodes[b].w || 0) - (D.nodes[a].w || 0) || a - b);

  function remember() {
    undoable.push(JSON.stringify({ ...state, off: [...state.off] }));
    if (undoable.length > 50) undoable.shift();
    $("undo").disabled = false;
  }
  function undo() {
    const last = undoable.pop();
    if (!last) return;
    const old = JSON.parse(last);
    Object.assign(state, old, { off: new Set(old.off) });
    $("undo").disabled = !undoable.length;
    syncControls();
    draw();
    state.selected >= 0 ? showPanel(state.selected) : hidePanel();
  }

  const claimShown = (c) => (!state.predicate || c.p === state.predicate) && (state.source === "" || c.e.some((e) => D.sents[e[0]][0] === +state.source));
  function figureShown(f) {
    const y = year(f);
    if (state.source !== "" && D.sents[f.e[0][0]][0] !== +state.source) return false;
    return (!state.from || (y && y >= state.from)) && (!state.to || (y && y <= state.to));
  }
  function nodeShown(i) {
    const n = D.nodes[i];
    if (state.off.has(n.k)) return false;
    if (state.onlyConflict && !inConflict[i]) return false;
    if (state.onlyAgreed && !isAgreed[i]) return false;
    if (state.source !== "" && !(n.d || []).includes(+state.source)) return false;
    if (state.predicate && !claimsOf[i].some((c) => D.claims[c].p === state.predicate)) return false;
    if ((state.from || state.to) && !claimsOf[i].length && !figuresOf[i].some((f) => figureShown(D.figures[f]))) return false;
    return true;
  }
  function around(start, depth) {
    const found = new Set([start]);
    let edge = [start];
    for (let step = 0; step < depth; step++) {
      edge = edge.flatMap((i) => neighbours[i].filter(([, c]) => claimShown(D.claims[c])).map(([other]) => other)).filter((i) => !found.has(i) && !state.off.has(D.nodes[i].k));
      edge.forEach((i) => found.add(i));
    }
    return found;
  }
  function visible() {
    if (state.path) return new Set(state.path);
    if (state.focus >= 0) return around(state.focus, state.depth);
    const shown = new Set();
    for (const i of order) {
      if (shown.size >= LARGEST) break;
      if (nodeShown(i)) shown.add(i);
    }
    opened.forEach((i) => shown.add(i));
    if (state.selected >= 0) shown.add(state.selected);
    return shown;
  }

  // ---- drawing ----------------------------------------------------------------------------------------------
  const FACE = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif';
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let colors = {};
  function readColors() {
    colors = Object.fromEntries(["bg", "fg", "muted", "edge", "accent", "warn", "card"].map((name) => [name, css(`--${name}`)]));
  }
  function tint(color) {
    if (document.documentElement.dataset.theme !== "dark") return color;
    return "#" + color.slice(1).match(/../g).map((h) => Math.round(parseInt(h, 16) * 0.6 + 255 * 0.4).toString(16).padStart(2, "0")).join("");
  }
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network($("canvas"), { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { font: { size: 0 } },
    edges: { smooth: false, selectionWidth: 1, hoverWidth: 0, arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
    interaction: { hover: true, keyboard: false, multiselect: false, tooltipDelay: 200, hideEdgesOnDrag: D.claims.length > 1500, hideEdgesOnZoom: D.claims.length > 1500 },
  });
  const radius = (i) => (i === D.home && state.focus < 0 ? 26 : Math.min(20, 7 + 2 * Math.sqrt(state.size === "r" ? 3 * rank[i] : D.nodes[i].w || 0)));
  function position(i) {
    if (pinned.has(i)) return pinned.get(i);
    return (ring && ring.get(i)) || { x: D.nodes[i].x, y: D.nodes[i].z };
  }
  let ring = null;
  function arrangeRing(shown) {
    // a focused node in the middle, its neighbours on ellipses around it, the same ones together
    if (state.focus < 0 && !state.path) return null;
    const places = new Map();
    if (state.path) {
      state.path.forEach((i, step) => places.set(i, { x: step * 230, y: step % 2 ? 60 : 0 }));
      return places;
    }
    places.set(state.focus, { x: 0, y: 0 });
    const rest = [...shown].filter((i) => i !== state.focus).sort((a, b) => (D.nodes[a].k < D.nodes[b].k ? -1 : D.nodes[a].k > D.nodes[b].k ? 1 : a - b));
    let at = 0;
    for (let r = 1; at < rest.length; r++) {
      const room = Math.min(rest.length - at, 10 * r);
      for (let j = 0; j < room; j++) {
        const angle = (2 * Math.PI * (j + (r % 2) * 0.5)) / room;
        places.set(rest[at++], { x: Math.round(Math.cos(angle) * r * 240), y: Math.round(Math.sin(angle) * r * 150) });
      }
    }
    return places;
  }
  function draw(fit) {
    const shown = visible();
    ring = arrangeRing(shown);
    const wanted = [...shown].map((i) => {
      const n = D.nodes[i], color = tint(KINDS.get(n.k).color), warned = inConflict[i], p = position(i);
      return { id: i, x: p.x, y: p.y, size: radius(i), shape: KINDS.get(n.k).shape, borderWidth: warned ? 3 : 1, fixed: pinned.has(i), color: { background: color, border: warned ? colors.warn : color, highlight: { background: color, border: colors.fg }, hover: { background: color, border: colors.fg } } };
    });
    nodes.remove(nodes.getIds().filter((i) => !shown.has(i)));
    nodes.update(wanted);
    const lines = [];
    D.claims.forEach((c, i) => {
      if (!shown.has(c.s) || !shown.has(c.o) || !claimShown(c)) return;
      const faint = state.focus < 0 && !state.path && (c.s === D.home || c.o === D.home);
      lines.push({ id: i, from: c.s, to: c.o, dashes: c.st ? [6, 5] : false, width: 1, label: state.edgeNames || state.focus >= 0 || state.path ? predicateName(c.p) : undefined, color: { color: colors.edge, opacity: faint ? 0.16 : 0.6, highlight: colors.accent }, font: { size: 11, face: FACE, color: colors.muted, strokeColor: colors.bg, strokeWidth: 3 } });
    });
    const kept = new Set(lines.map((l) => l.id));
    edges.remove(edges.getIds().filter((i) => !kept.has(i)));
    edges.update(lines);
    if (state.selected >= 0 && shown.has(state.selected)) network.selectNodes([state.selected]);
    if (fit) network.fit({ animation: false, maxZoomLevel: 1.4 });
    $("depth").hidden = state.focus < 0 && !state.path;
    const total = D.nodes.length;
    $("status").textContent = english ? `${shown.size} of ${total} entities · ${lines.length} relations` : `${shown.size} / ${total} 个实体 · ${lines.length} 条关系`;
    if (state.listed) drawTable();
    drawn = shown;
  }
  let drawn = new Set();
  network.on("beforeDrawing", (c) => {
    if (state.focus >= 0 || state.path) return;
    for (const block of D.blocks) {
      if (state.off.has(block.k)) continue;
      c.fillStyle = tint(KINDS.get(block.k).color) + "14";
      c.beginPath();
      c.roundRect(block.x, block.y, block.w, block.h, 14);
      c.fill();
    }
  });
  network.on("afterDrawing", (c) => {
    const scale = network.getScale(), size = 12.5 / scale, taken = [];
    c.textAlign = "center";
    c.textBaseline = "top";
    c.lineJoin = "round";
    const put = (text, x, y, font, px, color, always) => {
      c.font = font;
      const w = c.measureText(text).width, box = [x - w / 2, y, x + w / 2, y + px * 1.25];
      if (!always && taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) return;
      taken.push(box);
      c.lineWidth = 4 / scale;
      c.strokeStyle = colors.bg;
      c.fillStyle = color;
      c.strokeText(text, x, y);
      c.fillText(text, x, y);
    };
    if (state.focus < 0 && !state.path)
      for (const block of D.blocks) {
        if (state.off.has(block.k)) continue;
        const px = Math.min(13 / scale, 40), font = `600 ${px}px ${FACE}`, text = kindName(block.k);
        c.font = font;
        put(text, block.x + 14 + c.measureText(text).width / 2, block.y + 10, font, px, tint(KINDS.get(block.k).color), true);
      }
    const list = [...drawn].sort((a, b) => (b === state.selected) - (a === state.selected) || (b === D.home) - (a === D.home) || inConflict[b] - inConflict[a] || (D.nodes[b].w || 0) - (D.nodes[a].w || 0) || a - b);
    const room = state.focus >= 0 || state.path ? 220 / scale : Math.max(124, 60 / scale);
    for (const i of list) {
      const p = network.getPosition(i), main = i === D.home || i === state.selected || i === state.focus;
      const px = i === D.home && state.focus < 0 ? size * 1.35 : size, font = `${main ? 700 : 400} ${px}px ${FACE}`;
      c.font = font;
      let text = D.nodes[i].l;
      if (!main) {
        while (text.length > 2 && c.measureText(text + "…").width > room) text = text.slice(0, -1);
        if (text !== D.nodes[i].l) text += "…";
      }
      put((inConflict[i] ? "⚠ " : "") + text, p.x, p.y + radius(i) + 3, font, px, inConflict[i] ? colors.warn : colors.fg, i === state.selected);
    }
  });

  // ---- finding ----------------------------------------------------------------------------------------------
  function matches(words, keys) {
    // 0 exact, 1 prefix, 2 within; pinyin also mixed: full syllables and initials in any blend (suanlixz)
    const [label, aliases, code, full, initials] = keys;
    const names = [label, ...aliases];
    if (names.includes(words) || code === words) return 0;
    if (names.some((n) => n.startsWith(words)) || (code && code.startsWith(words))) return 1;
    if (names.some((n) => n.includes(words))) return 2;
    if (!/^[a-z]+$/.test(words)) return -1;
    const syllables = full.split("'");
    if (syllables.join("") === words || initials === words) return 1;
    for (let start = 0; start < syllables.length; start++) if (blends(words, syllables, start)) return start ? 4 : 3;
    return -1;
  }
  function blends(words, syllables, from) {
    const seen = new Set();
    const walk = (at, i) => {
      if (at === words.length) return true;
      if (i === syllables.length || seen.has(at * 64 + i)) return false;
      seen.add(at * 64 + i);
      for (let n = Math.min(syllables[i].length, words.length - at); n > 0; n--) {
        const part = words.slice(at, at + n);
        if (syllables[i].startsWith(part) && (n === 1 || n === syllables[i].length || at + n === words.length) && walk(at + n, i + 1)) return true;
      }
      return false;
    };
    return walk(0, from);
  }
  const keysOf = D.nodes.map((n) => [n.l.toLowerCase(), (n.a || []).map((a) => a.toLowerCase()), n.c || "", n.y[0], n.y[1]]);
  let hits = [], hit = 0;
  function search() {
    const words = $("search").value.trim().toLowerCase().replace(/[\s']/g, "");
    hits = [];
    if (words) {
      for (let i = 0; i < D.nodes.length; i++) {
        const r = matches(words, keysOf[i]);
        if (r >= 0) hits.push([r, i]);
      }
      hits.sort((a, b) => a[0] - b[0] || (D.nodes[b[1]].w || 0) - (D.nodes[a[1]].w || 0) || D.nodes[a[1]].l.length - D.nodes[b[1]].l.length);
      hits = hits.slice(0, 14).map((x) => x[1]);
    }
    hit = 0;
    const box = $("hits");
    box.replaceChildren(...hits.map((i, at) => {
      const li = element("li", { role: "option", id: `hit${at}`, "aria-selected": String(at === 0), "data-node": i });
      li.append(icon(D.nodes[i].k), D.nodes[i].l, element("small", {}, `${kindName(D.nodes[i].k)} ${D.nodes[i].c || ""}`));
      return li;
    }));
    $("search").setAttribute("aria-expanded", String(hits.length > 0));
    hits.length ? $("search").setAttribute("aria-activedescendant", "hit0") : $("search").removeAttribute("aria-activedescendant");
  }
  function moveHit(step) {
    if (!hits.length) return;
    hit = (hit + step + hits.length) % hits.length;
    [...$("hits").children].forEach((li, i) => li.setAttribute("aria-selected", String(i === hit)));
    $("search").setAttribute("aria-activedescendant", `hit${hit}`);
    $(`hit${hit}`).scrollIntoView({ block: "nearest" });
  }
  function clearSearch() {
    $("search").value = "";
    search();
  }

  // ---- building elements (text never becomes markup) --------------------------------------------------------
  function element(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) e.setAttribute(key, value);
    e.append(...children);
    return e;
  }
  const SHAPES = { dot: "M8 2a6 6 0 1 0 .01 0z", square: "M2.5 2.5h11v11h-11z", triangle: "M8 2l6.5 11.5h-13z", triangleDown: "M8 14L1.5 2.5h13z", diamond: "M8 1l7 7-7 7-7-7z", star: "M8 1l2 4.8 5.2.4-4 3.4 1.3 5.1L8 12l-4.500 2.700 1.300-5.100-4-3.400 5.200-.400z", hexagon: "M8 1.500l6 3.300v6.500l-6 3.300-6-3.300V4.800z" };
  function icon(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [k, v] of Object.entries({ width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" })) svg.setAttribute(k, v);
    path.setAttribute("d", SHAPES[KINDS.get(kind).shape] || SHAPES.dot);
    path.setAttribute("fill", tint(KINDS.get(kind).color));
    svg.append(path);
    return svg;
  }
  const nodeLink = (i) => element("button", { type: "button", class: "link", "data-node": i }, D.nodes[i].l);

  // ---- understanding ----------------------------------------------------------------------------------------
  function quotation(evidence) {
    const [sentence, start, length] = evidence, [doc, , words] = D.sents[sentence], d = D.docs[doc];
    const chars = [...words], cut = (a, b) => chars.slice(a, b).join(""); // offsets count code points
    const q = element("blockquote", {}, cut(0, start), element("mark", {}, cut(start, start + length)), cut(start + length));
    const footer = element("footer", {});
    const from = [d.p, d.d, d.t].filter(Boolean).join(" · ");
    if (d.x) footer.append(element("button", { type: "button", "data-read": sentence, title: say("inText") }, from));
    else footer.append(from);
    if (/^https?:\/\//.test(d.u)) footer.append(" ", element("a", { href: d.u, rel: "noreferrer noopener", target: "_blank" }, "↗"));
    q.append(footer);
    return q;
  }
  function figureWords(f) {
    return `${SIGNS[f.b] || ""}${f.v}${f.u}`;
  }
  function statementWords(kind, i) {
    const s = (kind === "c" ? D.claims : D.figures)[i];
    return kind === "c" ? `${D.nodes[s.s].l} ${predicateName(s.p)} ${D.nodes[s.o].l}${s.t ? `（${s.t}）` : ""}` : `${s.i} ${pick(MEASURES[s.m])} ${s.pd || say("unstated")} ${figureWords(s)}`;
  }
  function contrastBox(contrast) {
    const [kind, left, right, of] = contrast, box = element("section", { class: agrees(contrast) ? "contrast agreement" : "contrast" });
    box.append(element("strong", {}, (agrees(contrast) ? "✓ " : "⚠ ") + pick(CONTRASTS[kind])));
    const sides = element("div", { class: "sides" });
    for (const i of [left, right]) {
      const s = (of === "c" ? D.claims : D.figures)[i];
      sides.append(element("div", {}, element("div", {}, statementWords(of, i)), quotation(s.e[0])));
    }
    box.append(sides);
    return box;
  }
  function chart(list) {
    // a line over years of one indicator and measure; only where there are two years or more
    const points = list.filter((f) => /^\d{4}$/.test(f.pd || "")).map((f) => [+f.pd, f.n]).sort((a, b) => a[0] - b[0]);
    if (new Set(points.map((p) => p[0])).size < 2) return null;
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]), x0 = Math.min(...xs), x1 = Math.max(...xs), y0 = Math.min(0, ...ys), y1 = Math.max(...ys) || 1;
    const X = (x) => 30 + (300 * (x - x0)) / (x1 - x0), Y = (y) => 95 - (80 * (y - y0)) / (y1 - y0 || 1);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 360 120");
    svg.setAttribute("class", "chart");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", points.map((p) => `${p[0]}: ${p[1]}`).join("; "));
    const add = (name, attributes, text) => {
      const e = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
      if (text) e.textContent = text;
      svg.append(e);
    };
    add("polyline", { points: points.map((p) => `${X(p[0])},${Y(p[1])}`).join(" "), fill: "none", stroke: colors.accent, "stroke-width": 2 });
    for (const [x, y] of points) {
      add("circle", { cx: X(x), cy: Y(y), r: 3, fill: colors.accent });
      add("text", { x: X(x), y: 112, "text-anchor": "middle" }, String(x));
      add("text", { x: X(x), y: Y(y) - 6, "text-anchor": "middle" }, String(y));
    }
    return svg;
  }
  function figureSection(i) {
    const list = figuresOf[i].map((f) => D.figures[f]).filter(figureShown);
    if (!list.length) return [];
    const groups = new Map();
    for (const f of list) {
      const key = `${f.i}\u0000${f.m}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(f);
    }
    const parts = [element("h2", {}, `${say("figures")}（${list.length}）`)];
    for (const group of groups.values()) {
      group.sort((a, b) => ((a.pd || "") < (b.pd || "") ? -1 : 1));
      const details = element("details", { class: "relation" });
      const latest = group[group.length - 1];
      details.append(element("summary", {}, `${group[0].i} ${pick(MEASURES[group[0].m])}`, element("b", {}, figureWords(latest)), element("span", { class: "tag" }, latest.pd || say("unstated"))));
      if (latest.st) details.firstChild.append(element("span", { class: "tag" }, pick(STATES[latest.st])));
      const line = chart(group);
      if (line) details.append(line);
      for (const f of group) details.append(element("div", {}, `${f.pd || say("unstated")}  ${figureWords(f)}`), quotation(f.e[0]));
      parts.push(details);
    }
    return parts;
  }
  function relationSection(i) {
    const list = claimsOf[i].map((c) => D.claims[c]).filter(claimShown);
    if (!list.length) return [];
    const parts = [element("h2", {}, `${say("relations")}（${list.length}）`)];
    const byPredicate = new Map();
    for (const c of list) {
      const key = (c.s === i ? "" : "← ") + predicateName(c.p);
      if (!byPredicate.has(key)) byPredicate.set(key, []);
      byPredicate.get(key).push(c);
    }
    for (const [name, claims] of byPredicate)
      for (const c of claims) {
        const details = element("details", { class: "relation" });
        const summary = element("summary", {}, element("span", { class: "tag" }, name), nodeLink(c.s === i ? c.o : c.s));
        if (c.t) summary.append(element("span", { class: "tag" }, c.t));
        if (c.st) summary.append(element("span", { class: "tag" }, pick(STATES[c.st])));
        if (c.e.length > 1) summary.append(element("span", { class: "tag" }, `×${c.e.length}`));
        details.append(summary, ...c.e.map(quotation));
        parts.push(details);
      }
    return parts;
  }
  function showPanel(i) {
    const n = D.nodes[i], panel = $("panel");
    const close = element("button", { type: "button", id: "closePanel", "aria-label": say("close") }, "✕");
    const head = element("span", { class: "kind" });
    head.append(icon(n.k), kindName(n.k));
    const acts = element("div", { class: "acts" });
    for (const act of ["focus", "path", "pin", "link", "cite", "copyCsv", "copyTurtle"]) acts.append(element("button", { type: "button", "data-act": act }, say(act)));
    const parts = [close, head, element("h3", {}, n.l), element("div", { class: "iri" }, D.base + n.i), acts];
    if (n.c) parts.push(element("p", {}, `${say("code")}：`, element("code", {}, n.c)));
    if ((n.a || []).length) parts.push(element("p", {}, `${say("aliases")}：${n.a.join("、")}`));
    const sides = contrastsOf[i].map((c) => D.contrasts[c]).sort((a, b) => agrees(a) - agrees(b));
    if (sides.length) parts.push(element("h2", {}, `${say("contrasts")}（${sides.length}）`), ...sides.map(contrastBox));
    parts.push(...relationSection(i), ...figureSection(i));
    panel.replaceChildren(...parts);
    if (panel.hidden) {
      panel.hidden = false;
      resize();
    }
    panel.scrollTop = 0;
    const first = panel.querySelector("details.relation");
    if (first) first.open = true;
  }
  function hidePanel() {
    $("panel").hidden = true;
    network.unselectAll();
    resize();
  }
  function resize() {
    network.setSize("100%", "100%");
    network.redraw();
  }
  function open(i, options = {}) {
    if (!(i in D.nodes)) return;
    if (state.selected !== i) state.previous = state.selected;
    state.selected = i;
    if (!drawn.has(i)) {
      opened.add(i);
      if (state.focus >= 0 || state.path) Object.assign(state, { focus: -1, path: null });
      draw();
    }
    showPanel(i);
    network.selectNodes([i]);
    if (!options.still) network.focus(i, { scale: Math.max(network.getScale(), 0.85), animation: calm() ? false : { duration: 250 } });
    if (!options.quiet) push();
  }
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  function focusOn(i, depth = 1) {
    remember();
    Object.assign(state, { focus: i, path: null, depth });
    $("depthValue").value = depth;
    $("depthShown").textContent = depth;
    draw(true);
    push();
  }
  function wholeGraph() {
    Object.assign(state, { focus: -1, path: null });
    draw(true);
    push();
  }
  function showPath(from, to) {
    const back = new Map([[from, -1]]);
    const queue = [from];
    for (let at = 0; at < queue.length && !back.has(to); at++)
      for (const [other, c] of neighbours[queue[at]]) if (claimShown(D.claims[c]) && !back.has(other)) { back.set(other, queue[at]); queue.push(other); }
    if (!back.has(to)) return note(say("noPath"));
    remember();
    const path = [];
    for (let i = to; i >= 0; i = back.get(i)) path.unshift(i);
    Object.assign(state, { focus: -1, path });
    draw(true);
  }
  const note = (text) => { $("status").textContent = text; };

  // ---- reading the whole text -------------------------------------------------------------------------------
  function read(sentence) {
    const [doc, start] = D.sents[sentence], d = D.docs[doc], article = $("reader").querySelector("article");
    const chars = [...d.x], marks = [];
    const collect = (s) => s.e.forEach(([at, a, n]) => { if (D.sents[at][0] === doc) marks.push([D.sents[at][1] + a, D.sents[at][1] + a + n, at]); });
    D.claims.forEach(collect);
    D.figures.forEach(collect);
    marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const parts = [element("h2", {}, d.t), element("p", { class: "kind" }, [d.p, d.d, d.n].filter(Boolean).join(" · "))];
    let at = 0;
    for (const [a, b, of] of marks) {
      const from = Math.max(a, at);
      if (b <= from) continue;
      parts.push(chars.slice(at, from).join(""), element("mark", of === sentence ? { class: "here" } : {}, chars.slice(from, b).join("")));
      at = b;
    }
    parts.push(chars.slice(at).join(""));
    article.replaceChildren(...parts);
    $("reader").showModal();
    const here = article.querySelector(".here");
    if (here) here.scrollIntoView({ block: "center" });
    return start;
  }

  // ---- the list that says all that the picture says ---------------------------------------------------------
  function drawTable() {
    const table = element("table", {}), body = element("tbody", {});
    table.append(element("thead", {}, element("tr", {}, ...["name", "type", "code", "relations", "figures"].map((key) => element("th", { scope: "col" }, say(key))))), body);
    const rows = order.filter(nodeShown);
    let at = 0;
    const more = () => {
      for (const i of rows.slice(at, at + 300)) {
        const n = D.nodes[i];
        body.append(element("tr", {}, element("td", {}, nodeLink(i)), element("td", {}, kindName(n.k)), element("td", {}, n.c || ""), element("td", { class: "number" }, String(claimsOf[i].length)), element("td", { class: "number" }, String(figuresOf[i].length))));
      }
      at += 300;
    };
    more();
    $("table").onscroll = (event) => { if (at < rows.length && event.target.scrollTop + event.target.clientHeight > event.target.scrollHeight - 600) more(); };
    $("table").replaceChildren(table);
  }

  // ---- addresses --------------------------------------------------------------------------------------------
  function hash() {
    const parts = new URLSearchParams();
    if (state.selected >= 0) parts.set("node", D.nodes[state.selected].i);
    if (state.focus >= 0) parts.set("focus", `${D.nodes[state.focus].i}~${state.depth}`);
    if (state.off.size) parts.set("off", [...state.off].join(","));
    for (const key of ["from", "to", "predicate", "source"]) if (state[key] !== "") parts.set(key, state[key]);
    if (state.onlyConflict) parts.set("conflict", "1");
    if (state.onlyAgreed) parts.set("agreed", "1");
    return parts.toString();
  }
  function push() {
    const now = hash();
    if (now !== location.hash.slice(1)) history.pushState(null, "", now ? `#${now}` : location.pathname + location.search);
  }
  function follow() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const iri = (value) => byIri.get((value || "").replace(D.base, ""));
    state.off = new Set((parts.get("off") || "").split(",").filter((k) => KINDS.has(k)));
    for (const key of ["from", "to", "predicate", "source"]) state[key] = parts.get(key) || "";
    state.onlyConflict = parts.has("conflict");
    state.onlyAgreed = parts.has("agreed");
    const [focus, depth] = (parts.get("focus") || "").split("~");
    state.focus = iri(focus) ?? -1;
    state.depth = +depth || 1;
    state.path = null;
    state.selected = -1;
    syncControls();
    draw(true);
    const node = iri(parts.get("node"));
    node === undefined ? hidePanel() : open(node, { quiet: true, still: state.focus >= 0 });
  }

  // ---- exports ----------------------------------------------------------------------------------------------
  function save(blob, name) {
    const a = element("a", { href: URL.createObjectURL(blob), download: name });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 2000);
  }
  const shownClaims = () => D.claims.filter((c) => drawn.has(c.s) && drawn.has(c.o) && claimShown(c));
  const quoted = (text) => `"${String(text).replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r")}"`;
  const iriOf = (i) => `<${(D.base + D.nodes[i].i).replace(/[<>"{}|\\^`\s]/g, (c) => encodeURIComponent(c))}>`;
  function turtle(list, claims) {
    const lines = ["@prefix kg: <https://w3id.org/regionkg/ns#> .", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", ""];
    for (const i of list) lines.push(`${iriOf(i)} a kg:${D.nodes[i].k} ; skos:prefLabel ${quoted(D.nodes[i].l)}@zh${D.nodes[i].c ? ` ; kg:code ${quoted(D.nodes[i].c)}` : ""} .`);
    for (const c of claims) if (!c.st) lines.push(`${iriOf(c.s)} kg:${c.p} ${iriOf(c.o)} .`);
    return lines.join("\n") + "\n";
  }
  const field = (value) => (/[",\r\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value));
  function csv(claims, figures) {
    const proof = (e) => [D.docs[D.sents[e[0]][0]].n, D.sents[e[0]][2]];
    const rows = [["subject", "predicate_or_indicator", "object_or_value", "unit", "measure", "period", "state", "document", "sentence"]];
    for (const c of claims) rows.push([D.nodes[c.s].l, c.p, D.nodes[c.o].l, "", c.t || "", "", c.st || "actual", ...proof(c.e[0])]);
    for (const f of figures) rows.push([D.nodes[f.s].l, f.i, f.v, f.u, f.m, f.pd || "", f.st || "actual", ...proof(f.e[0])]);
    return "\ufeff" + rows.map((r) => r.map(field).join(",")).join("\r\n") + "\r\n";
  }
  function picture() {
    const canvas = $("canvas").querySelector("canvas"), out = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1, width = canvas.width / ratio, height = canvas.height / ratio;
    out.width = width * 2;
    out.height = height * 2;
    const pen = out.getContext("2d");
    pen.fillStyle = colors.bg;
    pen.fillRect(0, 0, out.width, out.height);
    pen.drawImage(canvas, 0, 0, out.width, out.height);
    return out;
  }
  function svgText() {
    const box = [...drawn].map(position), xs = box.map((p) => p.x), ys = box.map((p) => p.y);
    const x0 = Math.min(...xs) - 100, y0 = Math.min(...ys) - 60, w = Math.max(...xs) - x0 + 100, h = Math.max(...ys) - y0 + 80;
    const safe = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
    const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x0} ${y0} ${w} ${h}" font-family="sans-serif"><rect x="${x0}" y="${y0}" width="${w}" height="${h}" fill="${colors.bg}"/>`];
    for (const c of shownClaims()) {
      const a = position(c.s), b = position(c.o);
      out.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colors.edge}" stroke-opacity=".4"/>`);
    }
    for (const i of drawn) {
      const p = position(i), r = radius(i);
      out.push(`<circle cx="${p.x}" cy="${p.y}" r="${r.toFixed(1)}" fill="${tint(KINDS.get(D.nodes[i].k).color)}"/><text x="${p.x}" y="${(p.y + r + 14).toFixed(1)}" text-anchor="middle" font-size="12" fill="${colors.fg}">${safe(D.nodes[i].l)}</text>`);
    }
    return out.join("\n") + "</svg>\n";
  }
  const selection = () => (state.selected >= 0 && state.focus < 0 ? around(state.selected, 1) : drawn);
  function exportAs(form) {
    const list = [...selection()].sort((a, b) => a - b), inside = new Set(list);
    const claims = D.claims.filter((c) => inside.has(c.s) && inside.has(c.o) && claimShown(c));
    const figures = D.figures.filter((f) => inside.has(f.s) && figureShown(f));
    if (form === "png") picture().toBlob((blob) => save(blob, "graph.png"));
    if (form === "svg") save(new Blob([svgText()], { type: "image/svg+xml" }), "graph.svg");
    if (form === "ttl") save(new Blob([turtle(list, claims)], { type: "text/turtle" }), "selection.ttl");
    if (form === "csv") save(new Blob([csv(claims, figures)], { type: "text/csv" }), "selection.csv");
  }
  function copy(text) {
    const done = () => note(say("copied"));
    if (navigator.clipboard && window.isSecureContext) return void navigator.clipboard.writeText(text).then(done, () => {});
    const area = element("textarea", {}, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    done();
  }
  const ACTS = {
    focus: (i) => focusOn(i),
    path: (i) => state.previous >= 0 && showPath(state.previous, i),
    pin: (i) => { pinned.has(i) ? pinned.delete(i) : pinned.set(i, network.getPosition(i)); draw(); },
    link: () => copy(location.href),
    cite: (i) => {
      const proofs = [...claimsOf[i].map((c) => D.claims[c].e[0]), ...figuresOf[i].map((f) => D.figures[f].e[0])];
      const lines = new Set(proofs.map((e) => { const [doc, , words] = D.sents[e[0]], d = D.docs[doc]; return `“${words}”（${[d.p, `《${d.t}》`, d.d, d.u].filter(Boolean).join("，")}）`; }));
      copy([...lines].join("\n"));
    },
    copyCsv: (i) => copy(csv(claimsOf[i].map((c) => D.claims[c]), figuresOf[i].map((f) => D.figures[f]))),
    copyTurtle: (i) => copy(turtle([...around(i, 1)], claimsOf[i].map((c) => D.claims[c]))),
  };

  // ---- controls ---------------------------------------------------------------------------------------------
  const option = (value, text) => element("option", { value }, text);
  function translate() {
    document.documentElement.lang = english ? "en" : "zh-CN";
    document.querySelectorAll("[data-say]").forEach((e) => { e.textContent = say(e.dataset.say); });
    document.querySelectorAll("[data-say-label]").forEach((e) => e.setAttribute("aria-label", say(e.dataset.sayLabel)));
    document.querySelectorAll("[data-say-placeholder]").forEach((e) => { e.placeholder = say(e.dataset.sayPlaceholder); });
    $("language").textContent = english ? "中文" : "English";
    $("language").lang = english ? "zh-CN" : "en";
    const sizes = new Map();
    D.nodes.forEach((n) => sizes.set(n.k, (sizes.get(n.k) || 0) + 1));
    $("kinds").replaceChildren(...[...KINDS.keys()].filter((k) => sizes.has(k)).map((k) => {
      const box = element("input", { type: "checkbox", "data-kind": k });
      box.checked = !state.off.has(k);
      return element("label", {}, box, icon(k), kindName(k), element("span", { class: "count" }, String(sizes.get(k))));
    }));
    const used = new Set(D.claims.map((c) => c.p));
    $("predicate").replaceChildren(option("", say("all")), ...Object.keys(D.predicates).filter((p) => used.has(p)).map((p) => option(p, predicateName(p))));
    $("source").replaceChildren(option("", say("all")), ...D.docs.map((d, i) => option(i, d.t)));
    for (const id of ["from", "to"]) $(id).replaceChildren(option("", say("all")), ...YEARS.map((y) => option(y, y)));
    $("about").textContent = english ? `${D.docs.length} documents, ${D.nodes.length} entities, ${D.claims.length} relations, ${D.figures.length} figures. Every statement leads to its sentence.` : `${D.docs.length} 篇文档，${D.nodes.length} 个实体，${D.claims.length} 条关系，${D.figures.length} 个数字。每条陈述都能找到原句。`;
    syncControls();
  }
  function syncControls() {
    for (const key of ["from", "to", "predicate", "source", "size"]) $(key).value = state[key];
    for (const key of ["onlyConflict", "onlyAgreed", "edgeNames"]) $(key).checked = state[key];
    document.querySelectorAll("[data-kind]").forEach((box) => { box.checked = !state.off.has(box.dataset.kind); });
    const gone = D.figures.filter((f) => !figureShown(f)).length;
    $("hidden").textContent = gone ? (english ? `${gone} figures are hidden` : `隐藏了 ${gone} 个数字`) : "";
  }
  function changed() {
    syncControls();
    draw();
    if (state.selected >= 0) showPanel(state.selected);
    push();
  }
  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    readColors();
    translate();
    draw();
    if (state.selected >= 0) showPanel(state.selected);
  }
  function step(key) {
    const from = position(state.selected >= 0 ? state.selected : Math.max(D.home, 0));
    const [vx, vy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    let best = -1, least = Infinity;
    for (const i of drawn) {
      const p = position(i), dx = p.x - from.x, dy = p.y - from.y, along = dx * vx + dy * vy;
      if (along <= 5) continue;
      const cost = along + 2 * Math.abs(dx * vy) + 2 * Math.abs(dy * vx);
      if (cost < least) [least, best] = [cost, i];
    }
    if (best >= 0) open(best);
  }

  network.on("click", (p) => { p.nodes.length ? open(p.nodes[0], { still: true }) : p.edges.length && open(D.claims[p.edges[0]].s, { still: true }); });
  network.on("doubleClick", (p) => p.nodes.length && focusOn(p.nodes[0]));
  network.on("dragEnd", (p) => p.nodes.forEach((i) => pinned.set(i, network.getPosition(i))));
  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-node],[data-act],[data-read],[data-export]");
    if (!target) return;
    if (target.dataset.node) {
      event.preventDefault();
      open(+target.dataset.node);
      if (target.closest("#hits")) clearSearch();
    } else if (target.dataset.act) ACTS[target.dataset.act](state.selected);
    else if (target.dataset.read) read(+target.dataset.read);
    else if (target.dataset.export) {
      exportAs(target.dataset.export);
      $("exports").open = false;
    }
  });
  $("panel").addEventListener("click", (event) => {
    if (event.target.id !== "closePanel") return;
    state.selected = -1;
    hidePanel();
    push();
  });
  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      moveHit(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && hits.length) {
      open(hits[hit]);
      clearSearch();
    } else if (event.key === "Escape") {
      clearSearch();
      $("search").blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || $("reader").open) return;
    if (event.key === "/") {
      event.preventDefault();
      $("search").focus();
    } else if (event.key === "Escape") wholeGraph();
    else if (event.key === "0") network.fit({ animation: false });
    else if ((event.ctrlKey || event.metaKey) && event.key === "z") undo();
    else if (event.target === $("canvas") || $("canvas").contains(event.target)) {
      if (event.key.startsWith("Arrow")) {
        event.preventDefault();
        step(event.key);
      } else if (event.key === "Enter" && state.selected >= 0) focusOn(state.selected);
      else if (event.key === "+" || event.key === "-") network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) });
    }
  });
  $("kinds").addEventListener("change", (event) => {
    remember();
    const kind = event.target.dataset.kind;
    event.target.checked ? state.off.delete(kind) : state.off.add(kind);
    changed();
  });
  for (const key of ["from", "to", "predicate", "source", "size"]) $(key).addEventListener("change", (event) => { remember(); state[key] = event.target.value; changed(); });
  for (const key of ["onlyConflict", "onlyAgreed", "edgeNames"]) $(key).addEventListener("change", (event) => { remember(); state[key] = event.target.checked; changed(); });
  $("depthValue").addEventListener("input", (event) => { if (state.focus >= 0) focusOn(state.focus, +event.target.value); });
  $("whole").addEventListener("click", wholeGraph);
  $("unfocus").addEventListener("click", wholeGraph);
  $("undo").addEventListener("click", undo);
  $("list").addEventListener("click", () => {
    state.listed = !state.listed;
    $("list").setAttribute("aria-pressed", String(state.listed));
    $("table").hidden = !state.listed;
    if (state.listed) drawTable();
  });
  $("menu").addEventListener("click", () => $("menu").setAttribute("aria-expanded", String($("filters").classList.toggle("open"))));
  $("canvas").addEventListener("pointerdown", () => $("filters").classList.remove("open"));
  $("closeReader").addEventListener("click", () => $("reader").close());
  $("language").addEventListener("click", () => { english = !english; translate(); draw(); if (state.selected >= 0) showPanel(state.selected); });
  $("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);

  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  follow();
  window.kgPage = { network, state, open, focusOn, drawn: () => drawn };
})();
