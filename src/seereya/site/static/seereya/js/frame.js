/* Small manners of the page: loads the modules this page has a use for, closes menus, folds facets where room is short, leads to what must be corrected. */

for (const wanted of document.querySelectorAll("meta[name=module]")) {
  if (document.querySelector(wanted.dataset.for)) import(wanted.content);
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open], details.sheet[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu, details.sheet")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open], details.sheet[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

if (matchMedia("(max-width: 1099px)").matches) {
  for (const facets of document.querySelectorAll(".facets")) {
    facets.classList.add("folds");
    for (const facet of facets.querySelectorAll("details[open]")) facet.open = false;
  }
}

document.querySelector("[data-focus]")?.focus();
