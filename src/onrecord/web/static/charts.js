// Charts to explore: words at a mark, a click that opens what it stands for. The library is fetched
// when somebody asks for it; without script the drawing of the page stays.
function ask(drawing) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "explore";
  button.textContent = "Explore this chart";
  button.addEventListener("click", () => { button.disabled = true; explore(drawing, button); });
  drawing.after(button);
}

async function explore(drawing, button) {
  const answer = await fetch(drawing.dataset.chart);
  if (!answer.ok) { button.textContent = "The chart could not be read"; return; }
  const spec = await answer.json();
  await import("/vega.js");
  const place = document.createElement("div");
  place.setAttribute("role", "group");
  place.setAttribute("tabindex", "0");
  place.setAttribute("aria-label", drawing.querySelector("svg").getAttribute("aria-label"));
  drawing.after(place);
  const { view } = await window.vegaEmbed(place, spec, {
    mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false, tooltip: tell(place),
  });
  view.addEventListener("click", (_event, item) => { if (item?.datum?.show) location.href = `/show/${encodeURIComponent(item.datum.show)}`; });
  place.classList.add("drawing", "live");
  for (const svg of place.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
  drawing.remove();
  button.remove();
}

// What is under the pointer, in words, below the chart: it covers nothing and needs no style of its own.
function tell(place) {
  const words = document.createElement("p");
  words.className = "told";
  words.textContent = "Point at a mark to read it; click to open it.";
  place.after(words);
  return (_handler, event, item, value) => {
    const said = value && typeof value === "object" ? value.said : value;
    if (said) words.textContent = said;
    const target = event.target;
    if (target instanceof Element) target.classList.toggle("opens", Boolean(item?.datum?.show));
  };
}

for (const drawing of document.querySelectorAll(".drawing[data-chart]")) ask(drawing);
