// The papers of a map, as the page holds them: one array a field, all in the order of the list.
const FINE = 9999;
const ADDRESSES = {
  pmid: (name) => `https://pubmed.ncbi.nlm.nih.gov/${name}/`,
  arxiv: (name) => `https://arxiv.org/abs/${name}`,
  doi: (name) => `https://doi.org/${name}`,
};
const OPENS = { pmid: "Open in PubMed", arxiv: "Open at arXiv", doi: "Open by its DOI" };

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");
const counted = (number) => number.toLocaleString("en-GB");
const papersOf = (number) => `${counted(number)} ${number === 1 ? "paper" : "papers"}`;

function readPoints(text) {
  const data = JSON.parse(text);
  const scaled = (values) => Float32Array.from(values, (value) => value / FINE);
  const known = data.year.filter((year) => year !== null);
  return {
    ...data,
    count: data.x.length,
    x: scaled(data.x),
    y: scaled(data.y),
    topic: Uint16Array.from(data.topic),
    isKey: new Set(data.key),
    first: known.length ? Math.min(...new Set(known)) : 0,
    last: known.length ? Math.max(...new Set(known)) : 0,
    undated: data.year.length - known.length,
    words: null,
  };
}

function words(points, field, paper) {
  return points[field].of[paper].map((word) => points[field].words[word]).join(", ");
}

function address(points, paper) {
  const kept = points.link[paper];
  if (kept !== undefined) return kept;
  const [, supplier, name] = /^(\w+):(.*)$/s.exec(points.id[paper]) ?? [];
  return ADDRESSES[supplier]?.(name) ?? "";
}

// Where the app shows the paper; empty in a file, which has no app around it.
function pageOf(points, paper) {
  return points.pages ? points.pages + encodeURIComponent(points.id[paper]) : "";
}

function opens(points, paper) {
  return OPENS[points.id[paper].split(":")[0]] ?? "Open the paper";
}

// Folding 20,000 titles takes a tenth of a second, so it waits for the first search.
function searched(points) {
  points.words ??= Array.from({ length: points.count }, (_, i) => bothSpellings(folded(
    `${points.title[i]}\n${points.authors[i]}\n${words(points, "journal", i)}\n${points.year[i] ?? ""}`,
  )));
  return points.words;
}

// Which papers the search, the years, the kind and the topics leave: a one for each that stays.
function matching(points, wanted) {
  const on = new Uint8Array(points.count);
  const parts = folded(wanted.find).split(/\s+/).filter(Boolean);
  const texts = parts.length ? searched(points) : null;
  const allYears = wanted.from <= points.first && wanted.to >= points.last;
  const [field, word] = wanted.kind ? [wanted.kind.field, wanted.kind.word] : [null, 0];
  for (let i = 0; i < points.count; i++) {
    const year = points.year[i];
    on[i] = (!wanted.topics.size || wanted.topics.has(points.topic[i]))
      && (allYears || (year !== null && year >= wanted.from && year <= wanted.to))
      && (field === null || points[field].of[i].includes(word))
      && parts.every((part) => isIn(texts[i], part)) ? 1 : 0;
  }
  return on;
}

// A spreadsheet runs a cell that begins like a formula; a quote before it makes it text.
function csvCell(value) {
  const text = String(value ?? "").replace(/\r\n?/g, "\n");
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv(points, papers) {
  const header = ["id", "title", "authors", "journal", "year", "topic", "address"];
  const rows = papers.map((i) => [
    points.id[i], points.title[i], points.authors[i], words(points, "journal", i), points.year[i],
    points.topics[points.topic[i]].label, address(points, i),
  ]);
  return [header, ...rows].map((row) => row.map(csvCell).join(",")).join("\n") + "\n";
}
