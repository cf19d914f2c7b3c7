// <time data-clock data-remaining="1860" data-running="yes">: the server says how many seconds are left when the page is made,
// the page only counts down from there. At zero the drafts are saved and the page is asked for again, since the server decides.
import { saveDrafts } from "./draft.js";

export function wordsFor(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  if (left >= 120) return `${Math.ceil(left / 60)} min left`;
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`;
}

function start(clock) {
  if (clock.dataset.started || clock.dataset.running !== "yes") return;
  clock.dataset.started = "yes";
  // Date, not performance.now(): the latter may stand still while a laptop sleeps.
  const end = Date.now() + Number(clock.dataset.remaining) * 1000;
  let asked = false;
  const tick = async () => {
    if (!clock.isConnected) return clearInterval(timer);
    const left = (end - Date.now()) / 1000;
    clock.textContent = wordsFor(left);
    clock.classList.toggle("short", left < 120);
    if (left <= -1 && !asked) {
      asked = true;
      clearInterval(timer);
      await saveDrafts();
      location.reload();
    }
  };
  const timer = setInterval(tick, 1000);
  tick();
}

export function startClocks(root) {
  for (const clock of root.querySelectorAll("[data-clock]")) start(clock);
}
