// Text and cards light each other up; a click on words brings the card beside into view.
const marks = [...document.querySelectorAll(".mark")];

function light(ids) {
  for (const mark of marks) mark.classList.toggle("lit", mark.dataset.ids.split(" ").some((id) => ids.includes(id)));
  for (const card of document.querySelectorAll(".cards-beside .card")) card.classList.toggle("lit", ids.includes(card.id.slice(2)));
}

for (const mark of marks) {
  mark.addEventListener("click", (event) => {
    const ids = mark.dataset.ids.split(" ");
    const card = document.getElementById(`c-${ids[0]}`);
    if (!card) return;
    event.preventDefault();
    history.replaceState(null, "", `#m-${ids[0]}`);
    light(ids);
    card.scrollIntoView({ block: "center" });
  });
}
for (const card of document.querySelectorAll(".cards-beside .card")) {
  const lightUp = () => light([card.id.slice(2)]);
  card.addEventListener("mouseenter", lightUp);
  card.addEventListener("focusin", lightUp);
}
const wanted = location.hash.slice(3);
if (wanted) {
  light([wanted]);
  document.getElementById(`c-${wanted}`)?.scrollIntoView({ block: "center" });
  document.getElementById(`m-${wanted}`)?.scrollIntoView({ block: "center" });
}
