// ---- exports and copies of the selection ----
const ROOT = "https://w3id.org/regionkg/";
const PREFIXES = `@prefix kg: <${ROOT}ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
`;
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const quoted = (text) => `"${String(text).replace(/[\\"\n\r\t]/g, (c) => ESCAPES[c])}"`;
const iri = (text) => `<${text.replace(/[<>"{}|\\^`\s]/g, encodeURIComponent)}>`;
const nodeIri = (i) => iri(D.base + D.nodes[i].i);
const docIri = (doc) => iri(`${D.base}doc/${D.docs[doc].id}`);
const sentenceIri = (at) => {
  const [doc, start, words] = sentence(at);
  return iri(`${D.base}doc/${D.docs[doc].id}_${start}_${start + [...words].length}`);
};
const subject = (name, pairs) => `${name}\n    ${pairs.map(([p, o]) => `${p} ${o}`).join(" ;\n    ")} .\n`;

function nodeTurtle(i, claims) {
  const n = D.nodes[i];
  const pairs = [["a", `kg:${n.k}`], ["skos:prefLabel", `${quoted(n.l)}@zh`], ...(n.a || []).map((a) => ["skos:altLabel", `${quoted(a)}@zh`])];
  if (n.c) pairs.push(["kg:code", quoted(n.c)]);
  for (const c of claims) if (c.s === i && !c.st) pairs.push([`kg:${c.p}`, nodeIri(c.o)]);
  return subject(nodeIri(i), pairs);
}
function claimTurtle(c) {
  const pairs = [["a", "kg:Claim"], ["rdf:subject", nodeIri(c.s)], ["rdf:predicate", `kg:${c.p}`], ["rdf:object", nodeIri(c.o)], ["kg:state", iri(`${ROOT}state/${c.st || "actual"}`)]];
  if (c.t) pairs.push(["kg:title", quoted(c.t)]);
  for (const [at] of c.e) pairs.push(["kg:evidence", sentenceIri(at)]);
  return subject(iri(`${D.base}claim/${c.h}`), pairs);
}
function figureTurtle(f) {
  const value = f.n.includes(".") ? f.n : `${f.n}.0`;
  const period = f.pd ? f.pd.replace(/\//g, "_") : "unstated";
  return subject(iri(`${D.base}observation/${f.h}`), [
    ["a", "kg:Observation"],
    ["kg:subject", nodeIri(f.s)],
    ["kg:indicator", iri(f.q)],
    ["kg:wording", quoted(f.i)],
    ["kg:measure", iri(`${ROOT}measure/${f.m}`)],
    ["kg:period", iri(`${ROOT}period/${period}`)],
    ["kg:source", docIri(f.e[0][3])],
    ["kg:value", value],
    ["kg:printed", quoted(f.v)],
    ["kg:unit", iri(figurePart().units[f.u || ""])],
    ["kg:bound", iri(`${ROOT}bound/${f.b || "eq"}`)],
    ["kg:state", iri(`${ROOT}state/${f.st || "actual"}`)],
    ["kg:evidence", sentenceIri(f.e[0][0])],
  ]);
}
function turtle({ list, claims, found }) {
  const evidence = [...new Set([...claims, ...found].flatMap((s) => s.e.map(([at]) => at)))];
  const docs = [...new Set(evidence.map((at) => sentence(at)[0]))];
  const said = (at) => subject(sentenceIri(at), [["a", "kg:Sentence"], ["nif:referenceContext", docIri(sentence(at)[0])], ["nif:anchorOf", quoted(sentence(at)[2])]]);
  const blocks = [
    ...list.map((i) => nodeTurtle(i, claims)),
    ...claims.map(claimTurtle),
    ...found.map(figureTurtle),
    ...evidence.map(said),
    ...docs.map((doc) => subject(docIri(doc), [["a", "kg:Document"], ["dcterms:title", `${quoted(D.docs[doc].t)}@zh`]])),
  ];
  return `${PREFIXES}\n${[...new Set(blocks)].join("\n")}`;
}
/** One field; what a spreadsheet would take for a formula gets an apostrophe. */
function field(value) {
  const text = /^[=+@\t\r]|^-[^\d]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
function csv({ claims, found }) {
  const proof = (e) => [D.docs[e[3]].n, D.docs[e[3]].d || "", D.docs[e[3]].u || "", sentence(e[0])[2]];
  const rows = [["subject", "predicate_or_indicator", "object_or_value", "unit", "measure", "period", "state", "title", "document", "date", "url", "sentence"]];
  for (const c of claims) for (const e of c.e) rows.push([D.nodes[c.s].l, c.p, D.nodes[c.o].l, "", "", "", c.st || "actual", c.t || "", ...proof(e)]);
  for (const f of found) rows.push([D.nodes[f.s].l, f.i, f.v, f.u || "", f.m, f.pd || "", f.st || "actual", "", ...proof(f.e[0])]);
  return `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}
/** The statements among nodes (or of one, with its neighbours) that pass the filters. */
function statements(among, only = -1) {
  const list = [...among].sort((a, b) => a - b);
  const ids = only >= 0 ? claimsOf[only] : [...new Set(list.flatMap((i) => claimsOf[i]))].sort((a, b) => a - b);
  const claims = ids.map((c) => D.claims[c]).filter((c) => among.has(c.s) && among.has(c.o) && claimShown(c));
  const subjects = only >= 0 ? [only] : list;
  return { list, claims, found: subjects.flatMap((i) => figuresOf()[i].map((f) => figures()[f]).filter(figureShown)) };
}
const around1 = (i) => new Set([i, ...neighbours[i].map(([other]) => other)]);

function citation(at) {
  const [doc, , words] = sentence(at);
  const d = D.docs[doc];
  return `“${words}”（${[d.p, `《${d.t}》`, d.d, isLink(d.u) ? d.u : ""].filter(Boolean).join("，")}）`;
}
function citations(i) {
  const { claims, found } = statements(around1(i), i);
  return [...new Set([...claims, ...found].flatMap((s) => s.e.map(([at]) => citation(at))))].join("\n");
}
const xml = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

/** The drawing as SVG; `view` is [x, y, width, height] of the part that is wanted, by default all of it. */
function svgText(view, size = "") {
  const [x0, y0, x1, y1] = bounds();
  const [x, y, w, h] = view || [x0 - 10, y0 - 10, x1 - x0 + 20, y1 - y0 + 20];
  const out = [`<svg xmlns="${SVG}" viewBox="${x} ${y} ${w} ${h}" ${size} font-family="${xml(FACE)}"><rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${colors.bg}"/>`];
  if (isWhole())
    D.blocks.forEach((b, i) => {
      if (!blockShown(b)) return;
      out.push(`<rect x="${b.x}" y="${b.y}" width="${b.w}" height="${b.h}" rx="14" fill="${b.k ? tint(KINDS.get(b.k).color) : colors.accent}" fill-opacity=".07"/>`);
      out.push(`<text x="${b.x + 12}" y="${b.y + 24}" font-size="15" font-weight="700" fill="${colors.fg}">${xml(blockName(i))}</text>`);
    });
  for (const c of lines) {
    const { color, width } = lineOf(c);
    const [[ax, ay], [bx, by]] = [place(D.claims[c].s), place(D.claims[c].o)];
    out.push(`<line x1="${ax}" y1="${ay}" x2="${bx}" y2="${by}" stroke="${color.color}" stroke-opacity="${color.opacity}" stroke-width="${width}"/>`);
  }
  for (const i of drawn) {
    const [nx, ny] = place(i);
    const r = radius(i);
    const kind = KINDS.get(D.nodes[i].k);
    out.push(`<path transform="translate(${nx} ${ny}) scale(${(r / 6.5).toFixed(3)}) translate(-8 -8)" d="${SHAPES[kind.shape]}" fill="${tint(kind.color)}"/>`);
    const rows = wrap((inConflict[i] ? "⚠ " : "") + D.nodes[i].l, 10.5);
    rows.forEach((row, at) => out.push(`<text x="${nx}" y="${(ny + r + 14 + at * 14.5).toFixed(1)}" text-anchor="middle" font-size="12" fill="${inConflict[i] ? colors.warn : colors.fg}">${xml(row)}</text>`));
  }
  return `${out.join("\n")}</svg>\n`;
}
/** What the screen shows, drawn anew at twice its size. */
function picture(then) {
  const { clientWidth: w, clientHeight: h } = $("canvas");
  const a = network.DOMtoCanvas({ x: 0, y: 0 });
  const b = network.DOMtoCanvas({ x: w, y: h });
  const blob = new Blob([svgText([a.x, a.y, b.x - a.x, b.y - a.y], `width="${2 * w}" height="${2 * h}"`)], { type: "image/svg+xml" });
  const image = new Image();
  image.onload = () => {
    const canvas = element("canvas", { width: 2 * w, height: 2 * h });
    canvas.getContext("2d").drawImage(image, 0, 0, 2 * w, 2 * h);
    URL.revokeObjectURL(image.src);
    canvas.toBlob(then);
  };
  image.src = URL.createObjectURL(blob);
}
function save(blob, name) {
  const a = element("a", { href: URL.createObjectURL(blob), download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 2000);
}
const EXPORTS = {
  png: () => picture((blob) => save(blob, "graph.png")),
  svg: () => save(new Blob([svgText()], { type: "image/svg+xml" }), "graph.svg"),
  ttl: () => save(new Blob([turtle(statements(selection()))], { type: "text/turtle" }), "selection.ttl"),
  csv: () => save(new Blob([csv(statements(selection()))], { type: "text/csv" }), "selection.csv"),
};
function copy(text) {
  const area = element("textarea", { class: "away", "aria-hidden": "true" }, text);
  document.body.append(area);
  area.select();
  document.execCommand("copy"); // the newer clipboard asks for a permission on pages from disk
  area.remove();
  note(say("copied"));
}
