// One decision a card, by key, mouse or touch. Every decision is one more line of the log. A card
// that is out of date is told so: nothing is written, and what was typed stays.
const card = document.getElementById("card");
const told = document.getElementById("told");
const token = document.querySelector('meta[name="onrecord-token"]')?.content ?? "";
const edges = card?.dataset.at ? { start: Number(card.dataset.start), end: Number(card.dataset.end) } : null;
let busy = false;
let goes = 0; // when g was pressed: the next key names a view (keys.js)

function tell(message, link) {
  told.textContent = message;
  told.className = "told card o-fails";
  if (!link) return;
  const again = document.createElement("a");
  again.id = "again";
  again.href = link;
  again.textContent = "look again";
  told.append(" ", again);
  again.focus();
}

async function send(body) {
  if (busy) return null;
  busy = true;
  try {
    const answer = await fetch("/review/decisions", {
      method: "POST",
      headers: { "content-type": "application/json", "x-onrecord-token": token },
      body: JSON.stringify(body),
    });
    const isJson = answer.headers.get("content-type")?.includes("json");
    const said = isJson ? await answer.json() : { kind: "wrong", message: await answer.text() };
    if (answer.ok) return said;
    tell(said.message, said.kind === "stale" ? card?.dataset.self : said.kind === "gone" ? card?.dataset.next : null);
  } catch {
    tell("The server did not answer; nothing was decided. Try again when it is back.");
  } finally {
    busy = false;
  }
  return null;
}

async function decide(decision, more = {}, { stay = false } = {}) {
  const { subject, expect, seen, sampled } = card.dataset;
  const done = await send({ subject, decision, expect, seen, sampled: sampled === "yes", ...more });
  if (done) location.assign(stay ? card.dataset.self : card.dataset.next);
}

async function undo() {
  const done = await send({ decision: "undo" });
  if (done) location.assign(`/review?id=${encodeURIComponent(done.subject)}`);
}

// Edges move by whole words within what is shown. Places count code points, as the record does.
const pieces = () => ["before", "words", "after"].map((id) => document.getElementById(id));
const letters = () => [...pieces().map((piece) => piece.textContent).join("")];
const isMoved = () => edges !== null && (edges.start !== Number(card.dataset.start) || edges.end !== Number(card.dataset.end));

function show(whole) {
  const at = Number(card.dataset.at);
  const parts = pieces();
  parts[0].textContent = whole.slice(0, edges.start - at).join("");
  parts[1].textContent = whole.slice(edges.start - at, edges.end - at).join("");
  parts[2].textContent = whole.slice(edges.end - at).join("");
  const line = document.getElementById("edges");
  line.hidden = !isMoved();
  line.textContent = "The edges were moved: accept (a) writes them, skip (s) leaves them.";
}

function step(edge, direction) {
  if (!edges) return;
  const at = Number(card.dataset.at);
  const whole = letters();
  const isBlank = (place) => /\s/.test(whole[place] ?? " ");
  const isEdge = (place) => (edge === "start" ? !isBlank(place) && isBlank(place - 1) : !isBlank(place - 1) && isBlank(place));
  let place = edges[edge] - at + direction;
  while (place > 0 && place < whole.length && !isEdge(place)) place += direction;
  const next = Math.min(whole.length, Math.max(0, place)) + at;
  if (edge === "start" ? next < edges.end : next > edges.start) edges[edge] = next;
  show(whole);
}

function open(id) {
  for (const form of document.querySelectorAll("form.edit[data-decision]")) form.hidden = form.id !== id;
  const form = document.getElementById(id);
  form.querySelector("textarea, input").focus();
  fill(form);
}

// The field that is edited begins with what stands there.
function fill(form) {
  const field = form.querySelector("select")?.value;
  const held = field && document.querySelector(`#proposed [data-field="${CSS.escape(field)}"] dd`);
  if (held) { form.elements.value.value = held.textContent; form.elements.value.select(); }
}

function close() {
  for (const form of document.querySelectorAll("form.edit[data-decision]")) form.hidden = true;
  document.getElementById("main").focus();
}

const follow = (where) => { const link = document.querySelector(where); if (link) location.assign(link.href); };

const ACTS = {
  a: () => (isMoved() ? decide("move", { value: `${edges.start}:${edges.end}` }) : decide("accept")),
  x: () => decide("reject"),
  e: () => open("edit"),
  s: () => follow("#skip"),
  u: undo,
  m: () => { document.getElementById("alike")?.setAttribute("open", ""); open("merge"); },
  "[": () => step("start", -1),
  "{": () => step("start", 1),
  "]": () => step("end", 1),
  "}": () => step("end", -1),
  f: () => decide("second"),
  c: () => open("comment"),
  j: () => follow('a[rel="next"]'),
  k: () => follow('a[rel="prev"]'),
};

function act(key) {
  const label = document.querySelector(`button[data-label][data-key="${CSS.escape(key)}"]`);
  if (label) decide("relabel", { value: label.dataset.label });
  else ACTS[key]?.();
}

function hear(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isView = Date.now() - goes < 1500;
  goes = event.key === "g" ? Date.now() : 0;
  if (event.defaultPrevented || isView) return;
  if (event.key === "Escape") { close(); return; }
  if (event.target.closest("input, textarea, select, dialog[open]")) return;
  if (event.key in ACTS || /^[1-9]$/.test(event.key)) { event.preventDefault(); act(event.key); }
}

function listen() {
  document.body.dataset.keys = "own";
  document.addEventListener("keydown", hear);
  const on = (where, what) => document.querySelectorAll(where).forEach((button) => button.addEventListener("click", () => what(button)));
  on("button[data-key]:not([data-label])", (button) => act(button.dataset.key));
  on("button[data-label]", (button) => decide("relabel", { value: button.dataset.label }));
  on("button[data-merge]", (button) => decide("merge", { value: button.dataset.merge }));
  on("button[data-close]", close);
  document.querySelector("#edit select")?.addEventListener("change", () => fill(document.getElementById("edit")));
  for (const form of document.querySelectorAll("form.edit[data-decision]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { decision } = form.dataset;
      decide(decision, Object.fromEntries(new FormData(form)), { stay: decision === "comment" });
    });
  }
}

// On one's own machine the name is kept in this browser; in a team it is that of the session.
const who = document.getElementById("who");
who?.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = who.elements.by.value.trim();
  document.cookie = `onrecord-reviewer=${encodeURIComponent(name)}; path=/; max-age=31536000; samesite=strict`;
  location.reload();
});
document.getElementById("rename")?.addEventListener("click", () => { who.hidden = false; who.elements.by.focus(); });
if (who && !who.hidden) who.elements.by.focus();

if (card && token) listen();
else document.addEventListener("keydown", (event) => {
  if (event.key === "u" && token && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, textarea, select, dialog[open]")) undo();
});
