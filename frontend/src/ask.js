// <p hx-get="URL" hx-trigger="ask" data-ask> asks for its fragment again and again, until what comes back replaces it (204: nothing
// yet). Most waits take under a second, so the first times come quickly; later ones less often, so that many rooms that wait at
// once are no load.
const FIRST = 400;
const GROWTH = 1.3;
const LONGEST = 4000;

function ask(place, wait) {
  setTimeout(() => {
    if (!place.isConnected) return;
    htmx.trigger(place, "ask");
    ask(place, Math.min(wait * GROWTH, LONGEST));
  }, wait);
}

export function startAsking(root) {
  for (const place of root.querySelectorAll("[data-ask]")) {
    if (place.dataset.asking) continue;
    place.dataset.asking = "yes";
    ask(place, FIRST);
  }
}
