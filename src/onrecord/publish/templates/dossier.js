/* Checks this page by what it carries, in the browser: no request, nothing sent. */
"use strict";
(() => {
  const block = document.getElementById("evidence");
  const button = document.getElementById("check-button");
  const result = document.getElementById("check-result");
  if (!block || !button || !result || !globalThis.crypto || !crypto.subtle) return;
  button.hidden = false;

  const hash = async (text) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const hashLine = async (element) => {
    const shown = element.textContent.replace(/[ \t\n\r\f]+/g, " ").replace(/^ | $/g, "");
    const links = Array.from(element.getElementsByTagName("a"), (a) => a.getAttribute("href") || "");
    return (await hash([shown, ...links].join("\n"))).slice(0, 32);
  };
  const holdsAny = (element, names) => Array.from(element.querySelectorAll("[id]")).some((one) => names.has(one.id));

  async function checkDocuments(evidence, faults) {
    for (const one of evidence.documents) {
      const carried = one.stretches.map(([start, words]) => `${start} ${words}`).join("\n");
      if ((await hash(carried)) !== one.carried) faults.push(`${one.id} (${one.source}): the carried text was changed`);
    }
  }
  function checkFindings(evidence, faults) {
    const documents = new Map(evidence.documents.map((one) => [one.id, one]));
    for (const finding of evidence.findings) {
      const document = documents.get(finding.document);
      const length = Array.from(finding.quote).length;  // characters, not halves of them
      const stands = document && document.stretches.some(([first, words]) => {
        const at = finding.start - first;
        return at >= 0 && Array.from(words).slice(at, at + length).join("") === finding.quote;
      });
      if (!stands) faults.push(`${finding.id}: the words “${finding.quote.slice(0, 60)}” are not at ${finding.start} of ${finding.document}`);
    }
  }
  async function checkLines(evidence, faults) {
    const shown = new Map();
    for (const one of document.querySelectorAll("main section [id]")) {
      if (one.tagName !== "SECTION" && !one.id.endsWith("-head") && !one.closest("#check")) shown.set(one.id, one);
    }
    const wrong = new Set(), gone = [], added = [];
    for (const [name, said] of Object.entries(evidence.lines)) {
      if (!shown.has(name)) gone.push(name);
      else if ((await hashLine(shown.get(name))) !== said) wrong.add(name);
    }
    for (const name of shown.keys()) if (!(name in evidence.lines)) added.push(name);
    for (const name of wrong) {
      const others = new Set(wrong);
      others.delete(name);
      if (!holdsAny(shown.get(name), others)) faults.push(`${name}: the page does not show what was written for it`);
    }
    gone.forEach((name) => faults.push(`${name}: the page does not show it any more`));
    added.forEach((name) => faults.push(`${name}: stands in the page, but was not written with it`));
    const known = new Set([...wrong, ...added]);
    for (const [name, said] of Object.entries(evidence.sections)) {
      const section = name === "header" ? document.querySelector("header") : document.getElementById(name);
      if (!section) faults.push(`the section ${name}: the page does not show it any more`);
      else if ((await hashLine(section)) !== said && !gone.length && !holdsAny(section, known)) {
        faults.push(`the section ${name}: the page does not show what was written for it`);
      }
    }
  }
  async function check() {
    const evidence = JSON.parse(block.textContent);
    const faults = [];
    await checkDocuments(evidence, faults);
    checkFindings(evidence, faults);
    await checkLines(evidence, faults);
    if ((await hash(block.textContent)) !== block.dataset.seal) faults.push("the seal does not fit what the page carries");
    return { evidence, faults };
  }
  const say = (tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };
  function show({ evidence, faults }) {
    const counted = `${evidence.findings.length} findings on their words in ${evidence.documents.length} documents, ` +
      `${Object.keys(evidence.lines).length} lines, ${Object.keys(evidence.sections).length} sections`;
    const good = faults.length === 0;
    result.className = good ? "holds" : "fails";
    result.replaceChildren(say("p", good ? `As written: ${counted}.` : `Not as written; ${faults.length} faults in ${counted}:`));
    result.append(say("p", `Seal: ${block.dataset.seal}`));
    if (good) return;
    const list = document.createElement("ul");
    faults.slice(0, 50).forEach((fault) => list.append(say("li", fault)));
    if (faults.length > 50) list.append(say("li", `… and ${faults.length - 50} more`));
    result.insertBefore(list, result.lastChild);
  }
  button.addEventListener("click", async () => {
    button.disabled = true;
    result.replaceChildren(say("p", "Checking …"));
    try {
      show(await check());
    } catch (error) {
      result.className = "fails";
      result.replaceChildren(say("p", `What the page carries cannot be read: ${error.message}`));
    }
    button.disabled = false;
  });
})();
