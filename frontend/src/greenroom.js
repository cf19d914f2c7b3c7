// The small script of every page: drafts that are never lost, the clock, the keys, the asking while one waits. Each part enhances what works without it.
import { startAsking } from "./ask.js";
import { startClocks } from "./clock.js";
import { startDrafts } from "./draft.js";
import { startKeys } from "./keys.js";
import { startNotices } from "./notice.js";

function start(root) {
  startDrafts(root);
  startClocks(root);
  startAsking(root);
}

// On paper nothing stays folded away.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// A form that makes something new is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-once]")) return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

startKeys();
startNotices();
start(document);
document.addEventListener("htmx:load", (event) => start(event.target.parentNode ?? document));
