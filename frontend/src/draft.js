// Drafts. A <form data-draft="URL" data-revision="N" data-round="ID"> has one <textarea data-draft-field>. What is typed goes to
// this browser's storage at once and to the server after a short pause; the browser's copy is dropped only when the server has
// confirmed the same text. The server counts revisions: a save that builds on an old one (a second tab) is kept beside the other.
const PAUSE = 700;
const RETRY = [2000, 5000, 10000, 30000];
const PREFIX = "greenroom:draft:";
const drafts = new Set();

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be off or full: the server's copy is then the only one.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

// The last text that the server confirmed to this tab. A reload can be answered with a page from just before that save; then
// this tab knows better than the page does.
function remember(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // As above.
  }
}

function newerThan(key, revision) {
  try {
    const known = JSON.parse(sessionStorage.getItem(key));
    return known && known.revision > revision ? known : null;
  } catch {
    return null;
  }
}

function ago(time) {
  const seconds = Math.round((Date.now() - time) / 1000);
  if (seconds < 2) return "Saved just now.";
  return seconds < 60 ? `Saved ${seconds} s ago.` : `Saved ${Math.floor(seconds / 60)} min ago.`;
}

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draft;
    this.key = PREFIX + this.url;
    this.revision = Number(form.dataset.revision || 0);
    this.field = form.querySelector("[data-draft-field]");
    this.line = form.querySelector("[data-saved]");
    // What the page came with, and not what the browser put back into the box.
    this.confirmed = this.field.defaultValue.replace(/\r\n?/g, "\n");
    this.savedAt = null;
    this.tries = 0;
    this.leaving = false;
    this.field.addEventListener("input", () => this.typed());
    form.addEventListener("submit", () => {
      this.leaving = true;
      remember(`${this.key}:sent-from`, location.pathname);
    });
    document.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.elt === form || form.contains(event.detail.elt)) this.leaving = false;
    });
    // What was sent along with a button that leaves the box as it is (run, hint) has been saved by that.
    document.addEventListener("htmx:beforeRequest", (event) => {
      if (event.detail.elt.form === form) this.sent = this.text;
    });
    document.addEventListener("greenroom:saved", (event) => {
      if (!form.isConnected || this.sent === undefined) return;
      this.confirm(event.detail.revision, this.sent);
      this.savedAt = Date.now();
      this.sent = undefined;
    });
    this.ticker = setInterval(() => this.tick(), 1000);
    this.dropTaken();
    this.restore();
  }

  get text() {
    return this.field.value;
  }

  get unsaved() {
    return this.text !== this.confirmed;
  }

  say(text) {
    if (this.line && this.line.textContent !== text) this.line.textContent = text;
  }

  tick() {
    if (!this.form.isConnected) {
      clearInterval(this.ticker);
      clearTimeout(this.timer);
      drafts.delete(this);
    } else if (!this.unsaved && this.savedAt) this.say(ago(this.savedAt));
  }

  typed() {
    keep(this.key, { text: this.text, revision: this.revision });
    if (!this.stopped) this.say("Saving…");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // A form that leads to another page: when that page has come, the server has what was sent. Coming back to the page it was
  // sent from (after an error, or by the back button) keeps it.
  dropTaken() {
    try {
      const from = JSON.parse(sessionStorage.getItem(`${this.key}:sent-from`));
      if (!from || from === location.pathname) return;
      sessionStorage.removeItem(`${this.key}:sent-from`);
      sessionStorage.removeItem(this.key);
      forget(this.key);
    } catch {
      // No storage in this browser: nothing to drop.
    }
  }

  restore() {
    const known = newerThan(this.key, this.revision);
    if (known) {
      const asLoaded = this.text === this.confirmed;
      this.revision = known.revision;
      if (this.form.elements.revision) this.form.elements.revision.value = known.revision;
      this.confirmed = known.text;
      if (asLoaded) this.fill(known.text);
    }
    const mine = read(this.key);
    if (!mine || mine.text === this.text) {
      forget(this.key);
      if (this.unsaved) this.typed();
      return;
    }
    if (mine.revision >= this.revision) return this.put(mine.text);
    this.ask("This browser keeps a different draft of this answer.", [
      ["Use it", () => this.put(mine.text)],
      ["Drop it", () => forget(this.key)],
    ]);
  }

  fill(text) {
    this.field.value = text;
    this.field.dispatchEvent(new Event("greenroom:set"));
  }

  put(text) {
    this.fill(text);
    this.typed();
  }

  ask(words, choices) {
    const box = document.createElement("p");
    box.className = "note";
    box.setAttribute("role", "status");
    box.append(words);
    for (const [label, act] of choices) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.remove();
        act();
      });
      box.append(" ", button);
    }
    this.line?.before(box);
  }

  async save() {
    if (!this.unsaved || this.leaving || this.stopped || !this.form.isConnected) return;
    if (this.saving) return this.saving;
    this.saving = this.send().finally(() => (this.saving = null));
    await this.saving;
    // Typed on while the save was under way.
    if (this.unsaved && !this.tries && !this.stopped) this.typed();
  }

  body(text) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.set("text", text);
    body.set("revision", this.revision);
    if (this.form.elements.turn) body.set("turn", this.form.elements.turn.value);
    return body;
  }

  async send() {
    const text = this.text;
    let reply;
    try {
      reply = await fetch(this.url, { method: "POST", body: this.body(text), headers: { Accept: "application/json" } });
    } catch {
      return this.failed("Not saved: Greenroom does not answer. Kept in this browser; trying again.");
    }
    if (reply.status === 409 || reply.status === 404) {
      this.stopped = true;
      return this.say("Not saved: this question has moved on, perhaps in another tab. Your text is kept in this browser. Reload the page.");
    }
    if (!reply.ok) return this.failed(`Not saved (error ${reply.status}). Kept in this browser; trying again.`);
    const saved = await reply.json();
    this.confirm(saved.revision, text);
    if (saved.forked) this.ask("Another tab had saved a different text. Both are kept: reload to see the other.", []);
    this.tries = 0;
    this.savedAt = Date.now();
    this.tick();
  }

  confirm(revision, text) {
    this.revision = revision;
    if (this.form.elements.revision) this.form.elements.revision.value = revision;
    this.confirmed = text;
    remember(this.key, { text, revision });
    if (this.unsaved) keep(this.key, { text: this.text, revision });
    else forget(this.key);
  }

  failed(words) {
    this.say(words);
    const wait = RETRY[Math.min(this.tries, RETRY.length - 1)];
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }
}

export function saveDrafts() {
  return Promise.all([...drafts].map((draft) => draft.save()));
}

function sweep(form) {
  // Answers of this round that the server has taken: their drafts are not needed any more.
  const round = form.dataset.round;
  if (!round) return;
  for (const key of Object.keys(localStorage))
    if (key.startsWith(`${PREFIX}/rounds/${round}/`) && key !== PREFIX + form.dataset.draft) forget(key);
}

function forgetAll() {
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
}

export function startDrafts(root) {
  // After "delete everything" this browser's copies go too.
  if (root.querySelector("[data-forget-drafts]")) forgetAll();
  for (const form of root.querySelectorAll("form[data-draft]")) {
    if (form.dataset.draftStarted) continue;
    form.dataset.draftStarted = "yes";
    try {
      sweep(form);
    } catch {
      // No storage in this browser: nothing to sweep.
    }
    drafts.add(new Draft(form));
  }
}

addEventListener("beforeunload", (event) => {
  if ([...drafts].some((draft) => draft.form.isConnected && draft.unsaved && !draft.leaving)) event.preventDefault();
});
addEventListener("pagehide", () => {
  for (const draft of drafts)
    if (draft.unsaved && !draft.leaving && !draft.stopped) navigator.sendBeacon(draft.url, draft.body(draft.text));
});
