// Keys of every page: search, lines up and down, pages, views. Without script all of it is links.
const VIEWS = { o: "/", d: "/documents", s: "/statements", f: "/figures", e: "/events", t: "/timeline", l: "/ledger", q: "/quotes", p: "/positions", a: "/actors", r: "/review" };
let waiting = false;

const rows = () => [...document.querySelectorAll("[data-row]")];

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("here"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  all.forEach((row) => row.classList.remove("here"));
  next.classList.add("here");
  const link = next.querySelector("a");
  if (link) link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function turn(rel) {
  const link = document.querySelector(`a[rel="${rel}"]`);
  if (link) location.href = link.href;
}

function isTyping(target) {
  return target.closest("input, textarea, select, dialog[open]") !== null;
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  "[": () => turn("prev"),
  "]": () => turn("next"),
  "/": () => document.getElementById("find").focus(),
  "?": () => document.getElementById("help").showModal(),
  g: () => { waiting = true; setTimeout(() => { waiting = false; }, 1500); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    if (event.key === "Escape" && event.target.matches("input")) event.target.blur();
    return;
  }
  if (document.body.dataset.keys === "own" && !waiting && !["/", "?", "g"].includes(event.key)) return;
  if (waiting) {
    waiting = false;
    if (VIEWS[event.key]) { event.preventDefault(); location.href = VIEWS[event.key]; }
    return;
  }
  if (event.key === "Enter") {
    const here = document.querySelector("[data-row].here");
    if (here && !event.target.closest("a, button")) location.href = here.dataset.open || here.querySelector("a").href;
    return;
  }
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});

// On a narrow screen the views begin closed.
const menu = document.querySelector("details.menu");
if (menu && matchMedia("(max-width: 60rem)").matches) menu.open = false;
if (matchMedia("(max-width: 44rem)").matches) for (const facet of document.querySelectorAll("details.facet")) facet.open = facet.querySelector("b") !== null;
