// Text and cards light each other up; a click on words brings the card beside into view.
const marks = [...document.querySelectorAll(".mark")];

function light(ids) {
  for (const mark of marks) mark.classList.toggle("lit", mark.dataset.ids.split(" ").some((id) => ids.includes(id)));
  for (const card of document.querySelectorAll(".cards-beside .card")) card.classList.toggle("lit", ids.includes(card.id.slice(2)));
}

// While one reads on, the card beside the words that are at eye level comes along.
const beside = document.querySelector(".cards-beside");
let resting = 0; // until when the cards stay where somebody put them
let asked = false;

function follow() {
  asked = false;
  if (Date.now() < resting || beside.matches(":hover, :focus-within") || beside.scrollHeight <= beside.clientHeight) return;
  const level = innerHeight * 0.2;
  const mark = marks.find((one) => one.getBoundingClientRect().bottom > level);
  const card = mark && document.getElementById(`c-${mark.dataset.ids.split(" ")[0]}`);
  if (card) beside.scrollTop += card.getBoundingClientRect().top - beside.getBoundingClientRect().top - 8;
}

if (beside && getComputedStyle(beside).position === "sticky") {
  addEventListener("scroll", () => { if (!asked) { asked = true; requestAnimationFrame(follow); } }, { passive: true });
}

for (const mark of marks) {
  mark.addEventListener("click", (event) => {
    const ids = mark.dataset.ids.split(" ");
    const card = document.getElementById(`c-${ids[0]}`);
    if (!card) return;
    event.preventDefault();
    resting = Date.now() + 1000;
    history.replaceState(null, "", `#m-${ids[0]}`);
    light(ids);
    card.scrollIntoView({ block: "center" });
  });
}
for (const card of document.querySelectorAll(".cards-beside .card")) {
  const id = card.id.slice(2);
  card.addEventListener("mouseenter", () => light([id]));
  card.addEventListener("focusin", () => {
    light([id]);
    document.querySelector(`.mark[data-ids~="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  });
}
const wanted = location.hash.slice(3);
if (wanted) {
  resting = Date.now() + 1000;
  light([wanted]);
  document.getElementById(`c-${wanted}`)?.scrollIntoView({ block: "center" });
  document.getElementById(`m-${wanted}`)?.scrollIntoView({ block: "center" });
}
