/* Counts words while somebody types, beside each text that has a limit: textarea[data-words]. It warns; it cuts nothing.
   The sentence stands in the page: [data-words-of=NAME] with data-within and data-over, in the reader's language. */

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_’'-]*/gu;

function say(area) {
  const words = document.querySelector(`[data-words-of="${area.name}"]`);
  if (!words) return;
  const count = (area.value.match(WORD) || []).length;
  const limit = Number(area.dataset.words);
  const over = Math.max(count - limit, 0);
  const sentence = over ? words.dataset.over : words.dataset.within;
  words.textContent = sentence.replace("{count}", count).replace("{limit}", limit).replace("{over}", over);
  words.classList.toggle("waits", over > 0);
}

for (const area of document.querySelectorAll("textarea[data-words]")) {
  area.addEventListener("input", () => say(area));
  say(area);
}
