/* A draft saved as you go: form[data-autosave-url] posts its fields after two seconds of rest, with the form's own CSRF token.
   The server keeps the draft, sealed; nothing is written to the browser's storage. A dropped connection is tried again. */

const REST = 2000;
const FIRST_RETRY = 4000;
const LAST_RETRY = 60000;

class Draft {
  constructor(form) {
    this.form = form;
    this.words = form.querySelector("[data-autosave-status]");
    this.changed = false;
    this.sending = false;
    this.retry = FIRST_RETRY;
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("submit", () => this.stop());
    addEventListener("online", () => this.changed && this.later(0));
    addEventListener("pagehide", () => this.changed && this.post({ keepalive: true }).catch(() => {}));
    addEventListener("beforeunload", (event) => this.lost && event.preventDefault());
  }

  touch() {
    this.changed = true;
    this.later(REST);
  }

  stop() {
    this.changed = this.lost = false;
    clearTimeout(this.timer);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  say(key, time = "") {
    const words = this.words?.dataset[key]?.replace("{time}", time);
    if (words && this.words.textContent !== words) this.words.textContent = words;
    this.words?.classList.toggle("waits", key === "offline" || key === "refused");
  }

  post(options = {}) {
    const fields = new FormData(this.form);
    for (const input of this.form.querySelectorAll("input[type=file], input[type=password]")) fields.delete(input.name);
    return fetch(this.form.dataset.autosaveUrl, { method: "POST", body: fields, credentials: "same-origin", redirect: "manual", ...options });
  }

  async save() {
    if (this.sending || !this.changed) return;
    this.sending = true;
    this.changed = false;
    this.say("saving");
    try {
      const answer = await this.post();
      if (answer.status >= 500) throw new Error(`${answer.status}`);
      this.kept(answer.ok);
    } catch {
      this.wait();
    } finally {
      this.sending = false;
      if (this.changed && !this.lost) this.later(REST);
    }
  }

  kept(accepted) {
    this.lost = !accepted;
    this.retry = FIRST_RETRY;
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.say(accepted ? "saved" : "refused", time);
  }

  wait() {
    this.changed = this.lost = true;
    this.say("offline");
    this.later(this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) new Draft(form);
