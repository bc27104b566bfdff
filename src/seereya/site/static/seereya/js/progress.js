/* Long work looked at every two seconds: [data-progress-url] is replaced by the fragment found there,
   until the fragment carries no such address. A page nobody looks at asks nothing. */

const EVERY = 2000;
const WHEN_LOST = 10000;

async function fragment(url) {
  const answer = await fetch(url, { credentials: "same-origin", redirect: "error", headers: { "X-Fragment": "progress" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".progress");
}

const reachable = (section) => [...section.querySelectorAll("a[href], button, summary")];

function replace(old, fresh) {
  const unfolded = [...old.querySelectorAll("details")].map((details) => details.open);
  fresh.querySelectorAll("details").forEach((details, index) => (details.open = unfolded[index] ?? false));
  const focused = reachable(old).indexOf(document.activeElement);
  old.replaceWith(document.adoptNode(fresh));
  if (focused >= 0) reachable(fresh)[focused]?.focus({ preventScroll: true });
}

async function look(section) {
  if (document.hidden) return void setTimeout(look, EVERY, section);
  let wait = EVERY;
  try {
    const fresh = await fragment(section.dataset.progressUrl);
    if (!fresh) throw new Error("no fragment");
    replace(section, fresh);
    section = fresh;
  } catch {
    section.classList.add("lost");
    wait = WHEN_LOST;
  }
  if (section.dataset.progressUrl) setTimeout(look, wait, section);
}

for (const section of document.querySelectorAll("[data-progress-url]")) setTimeout(look, EVERY, section);
