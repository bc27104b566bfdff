/* <record-audio data-for="id of a file input">: records in the browser and puts the recording into the file input, which the form
   then sends like any other file. Nothing is stored in the browser. Without this module a file is chosen instead. */

const TYPES = ["audio/ogg;codecs=opus", "audio/mp4", "audio/webm;codecs=opus"];
const ENDINGS = { ogg: "ogg", mp4: "m4a", webm: "webm" };
const LONGEST = 5 * 60 * 1000;

class RecordAudio extends HTMLElement {
  connectedCallback() {
    this.input = document.getElementById(this.dataset.for);
    if (!this.input || !navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined") return;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button";
    this.button.textContent = this.dataset.record;
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    this.button.addEventListener("click", () => (this.recorder?.state === "recording" ? this.recorder.stop() : this.begin()));
    this.append(this.button, this.status);
  }

  disconnectedCallback() {
    this.release();
  }

  release() {
    clearTimeout(this.limit);
    clearInterval(this.clock);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  async begin() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.status.textContent = this.dataset.refused;
      return;
    }
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    const pieces = [];
    this.recorder = new MediaRecorder(this.stream, { ...(type ? { mimeType: type } : {}), audioBitsPerSecond: 32000 });
    this.recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    this.recorder.addEventListener("stop", () => this.keep(new Blob(pieces, { type: this.recorder.mimeType })));
    this.recorder.start();
    this.limit = setTimeout(() => this.recorder.state === "recording" && this.recorder.stop(), LONGEST);
    this.begun = Date.now();
    this.clock = setInterval(() => this.tick(), 500);
    this.tick();
    this.button.textContent = this.dataset.stop;
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.begun) / 1000);
    this.status.textContent = `${this.dataset.running} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  keep(blob) {
    this.release();
    const kind = Object.keys(ENDINGS).find((one) => blob.type.includes(one)) ?? "webm";
    const files = new DataTransfer();
    files.items.add(new File([blob], `voice.${ENDINGS[kind]}`, { type: blob.type }));
    this.input.files = files.files;
    this.button.textContent = this.dataset.again;
    this.status.textContent = this.dataset.ready;
  }
}

customElements.define("record-audio", RecordAudio);
