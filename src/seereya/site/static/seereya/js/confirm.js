/* Asks before doing: form[data-confirm] or button[data-confirm] puts its words into the page's dialog.
   Without script the server's own page asks. */

const dialog = document.getElementById("ask");
let agreed = null;

document.addEventListener("submit", (event) => {
  const words = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (!words || !dialog || agreed === event.target) {
    agreed = null;
    return;
  }
  event.preventDefault();
  const { target: form, submitter } = event;
  dialog.querySelector("p").textContent = words;
  dialog.returnValue = "";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue !== "yes") return;
      agreed = form;
      form.requestSubmit(submitter);
    },
    { once: true },
  );
  dialog.showModal();
});
