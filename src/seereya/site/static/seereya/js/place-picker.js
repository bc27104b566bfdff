/* Places by three letters: input[data-suggest-url] is answered with names for its datalist.
   What is typed may be sealed, so it is posted, never put into an address (addresses end up in logs). */

const LETTERS = 3;
const REST = 250;

class Picker {
  constructor(input, index) {
    this.input = input;
    this.target = document.getElementById(input.dataset.suggestTarget ?? "");
    this.values = new Map();
    this.list = document.createElement("datalist");
    this.list.id = `suggestions-${index}`;
    input.after(this.list);
    input.setAttribute("list", this.list.id);
    input.setAttribute("autocomplete", "off");
    input.addEventListener("input", () => this.typed());
  }

  typed() {
    if (this.target) this.target.value = this.values.get(this.input.value) ?? "";
    clearTimeout(this.timer);
    if (this.input.value.trim().length < LETTERS || this.values.has(this.input.value)) return;
    this.timer = setTimeout(() => this.ask(), REST);
  }

  async ask() {
    this.asked?.abort();
    this.asked = new AbortController();
    const body = new FormData();
    body.set("q", this.input.value.trim());
    body.set("csrfmiddlewaretoken", this.input.form?.elements.csrfmiddlewaretoken?.value ?? "");
    try {
      const answer = await fetch(this.input.dataset.suggestUrl, { method: "POST", body, credentials: "same-origin", signal: this.asked.signal });
      if (answer.ok) this.show((await answer.json()).results);
    } catch {
      /* No answer: the name is typed in full, as without this module. */
    }
  }

  show(results) {
    this.values = new Map(results.map((result) => [result.label, result.value ?? result.label]));
    this.list.replaceChildren(...results.map((result) => Object.assign(document.createElement("option"), { value: result.label })));
    if (this.target) this.target.value = this.values.get(this.input.value) ?? "";
  }
}

document.querySelectorAll("input[data-suggest-url]").forEach((input, index) => new Picker(input, index));
