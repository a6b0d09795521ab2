// Comfort only: without it everything is read, filtered and printed all the same.
"use strict";
const open = (element) => { for (let at = element; at; at = at.parentElement) if (at.matches("details")) at.open = true; };
const arrive = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) { open(target); target.scrollIntoView(); }
};
addEventListener("hashchange", arrive);
arrive();
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
document.addEventListener("change", (event) => {
  const part = event.target.closest(".st");
  const said = part && part.querySelector("output");
  if (!said) return;
  // By class and not by sight: to ask what is seen would lay out every paragraph of a long statement.
  const kinds = [...part.querySelectorAll("input:checked")].map((input) => input.className.slice(2));
  const wanted = kinds.filter((kind) => kind !== "all" && kind !== "everyone").map((kind) => `.${kind}`).join("");
  const all = part.querySelectorAll(".text .s").length;
  said.textContent = wanted ? `${part.querySelectorAll(`.text .s${wanted}`).length} of ${all} sentences` : `All ${all} sentences`;
});
// What opens under the pointer or the focus can be sent away without moving either (WCAG 2.2, 1.4.13).
document.addEventListener("keydown", (event) => { if (event.key === "Escape") document.body.classList.add("quiet"); });
for (const kind of ["mouseover", "focusin"])
  document.addEventListener(kind, (event) => {
    if (!event.target.closest(".x:hover, .x:focus-within") || kind === "focusin") document.body.classList.remove("quiet");
  });
