// What the page says when a request did not come through: never silence, and never a lost text.
const AWAY = "Greenroom does not answer. ";

function say(text) {
  const place = document.getElementById("notice");
  if (!place) return;
  const note = document.createElement("p");
  note.className = "note bad";
  note.textContent = text;
  place.replaceChildren(note);
  place.scrollIntoView({ block: "nearest" });
}

export function startNotices() {
  document.addEventListener("htmx:sendError", (event) => {
    const asks = event.detail.elt.matches("[data-ask]");
    say(
      AWAY +
        (asks
          ? "Everything is saved. Start it again, and this page goes on by itself."
          : "What you typed is kept in this browser. Start it again, then send once more."),
    );
  });
  // The server's own errors come as a note for this place (HX-Retarget). Anything that was well makes the old note go.
  document.addEventListener("htmx:afterRequest", (event) => {
    const place = document.getElementById("notice");
    if (!place) return;
    if (event.detail.failed) place.scrollIntoView({ block: "nearest" });
    else if (event.detail.requestConfig.verb !== "get" || place.textContent.startsWith(AWAY)) place.replaceChildren();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id === "room") showTurn(true);
  });
  showTurn(false);
}

// The question and the buttons under its box are both in view where the window is high enough; else the question. After a new
// question the keyboard goes where the answer is typed; while nobody asks, nothing steals focus.
function showTurn(focus) {
  const form = document.querySelector("#room #turn");
  const field = form?.querySelector("textarea[autofocus]");
  if (!field || field.dataset.editorStarted) return;
  if (focus) field.focus({ preventScroll: true });
  form.scrollIntoView({ block: "end" });
  const top = document.querySelector("#room [data-latest]")?.getBoundingClientRect().top ?? 80;
  if (top < 72) scrollBy(0, top - 72);
}
