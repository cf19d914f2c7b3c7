// The code editor. It stands in for a <textarea data-editor="python|sql">, which stays the form field: every change is written
// back to it and announced as an `input` event, so that drafts are saved the same way with and without the editor.
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { HighlightStyle, LanguageSupport, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { pythonLanguage } from "@codemirror/lang-python";
import { SQLite } from "@codemirror/lang-sql";
import { tags } from "@lezer/highlight";

// The bare languages, without their completion: an interview's editor completes nothing.
const languages = {
  python: () => [new LanguageSupport(pythonLanguage), indentUnit.of("    ")],
  sql: () => [new LanguageSupport(SQLite.language), indentUnit.of("  ")],
};

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--card)", fontSize: "0.92rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "17rem", maxHeight: "68vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.75rem 0" },
  ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--line-wash)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line)", color: "var(--ink)" },
  "&.cm-focused .cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--select)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-wash)", outline: "1px solid var(--accent)" },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--partial)" },
  ".cm-panels": { backgroundColor: "var(--wash)", color: "var(--ink)" },
  ".cm-panels .cm-button": { backgroundImage: "none", backgroundColor: "var(--card)", border: "1px solid var(--edge)", borderRadius: "6px" },
  ".cm-textfield": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "6px" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: "var(--code-name)", fontWeight: "600" },
  { tag: [tags.typeName, tags.standard(tags.name), tags.meta], color: "var(--code-name)" },
]);

function press(form, selector) {
  const button = form?.querySelector(selector);
  if (!button || button.disabled) return false;
  button.click();
  return true;
}

function start(field) {
  const { form } = field;
  const language = languages[field.dataset.editor];
  if (!language || field.dataset.editorStarted) return;
  field.dataset.editorStarted = "yes";
  const label = field.labels?.[0];
  if (label && !label.id) label.id = `${field.id}-label`;

  const write = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    field.value = update.state.doc.toString();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const view = new EditorView({
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        search({ top: true }),
        highlightSelectionMatches(),
        syntaxHighlighting(colours),
        language(),
        EditorState.tabSize.of(4),
        EditorState.readOnly.of(field.readOnly),
        theme,
        write,
        keymap.of([
          { key: "Mod-Enter", run: () => press(form, "[data-answers]") },
          { key: "Mod-'", run: () => press(form, "[data-runs]") },
          indentWithTab,
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
        ]),
        EditorView.editorAttributes.of({ class: "editor" }),
        EditorView.contentAttributes.of({
          ...(label ? { "aria-labelledby": label.id } : { "aria-label": "Code" }),
          ...(field.getAttribute("aria-describedby") ? { "aria-describedby": field.getAttribute("aria-describedby") } : {}),
          ...(field.readOnly ? { "aria-readonly": "true" } : {}),
          // Browsers let the keyboard into an editable element by itself; said outright, other software knows it too.
          tabindex: "0",
          spellcheck: "false",
          autocapitalize: "off",
          autocorrect: "off",
        }),
      ],
    }),
  });
  field.before(view.dom);
  field.classList.add("has-editor");
  field.setAttribute("aria-hidden", "true");
  field.tabIndex = -1;
  label?.addEventListener("click", () => view.focus());
  // Whoever puts a text into the field (a draft kept in this browser) tells the editor by this event.
  field.addEventListener("greenroom:set", () => {
    if (field.value !== view.state.doc.toString())
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: field.value } });
  });
  if (field.autofocus) view.focus();
}

function startAll(root) {
  for (const field of root.querySelectorAll("textarea[data-editor]")) start(field);
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.target.parentNode ?? document));
