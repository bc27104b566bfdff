/* Keys for people who live in lists: / search, j k lines, Enter open, e edit, ? help.
   Moving puts the focus on the line's own link, so Enter is the browser's and a screen reader hears the line. */

const LINES = "table.list tr[data-url], .work-list li[data-url]";
const link = (line) => line.querySelector("th a, p a, td a");

function typing(target) {
  return target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio]"));
}

function move(by) {
  const lines = [...document.querySelectorAll(LINES)].filter((line) => line.checkVisibility?.() ?? true).filter(link);
  if (!lines.length) return;
  const here = lines.indexOf(document.activeElement?.closest(LINES));
  const next = here < 0 ? (by > 0 ? 0 : lines.length - 1) : Math.min(Math.max(here + by, 0), lines.length - 1);
  link(lines[next]).focus();
  lines[next].scrollIntoView({ block: "nearest" });
}

const acts = {
  "/": () => {
    const search = document.getElementById("search") ?? document.getElementById("filter-q");
    search?.focus();
    search?.select();
  },
  j: () => move(1),
  k: () => move(-1),
  e: () => {
    const url = document.activeElement?.closest(LINES)?.dataset.editUrl;
    if (url) location.assign(url);
  },
  "?": () => document.getElementById("keys-help")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const busy = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (busy || typing(event.target) || document.querySelector("dialog[open]") || document.body.dataset.keys === "off") return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
