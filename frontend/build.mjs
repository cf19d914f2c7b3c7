// Builds the scripts that Greenroom serves into src/greenroom/web/static/greenroom. `--check` builds nothing on disk and fails
// when the committed files differ from what these sources give.
import { build } from "esbuild";
import { readFile, writeFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, "../src/greenroom/web/static/greenroom");

// style-mod writes a <style> element, which our content security policy (style-src 'self') refuses. The same rules through
// an adopted style sheet are allowed. The build stops if a new release words the test differently.
const adoptedStyles = {
  name: "adopted-styles",
  setup(setup) {
    setup.onLoad({ filter: /style-mod[\\/]src[\\/]style-mod\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const test = "!root.head && root.adoptedStyleSheets";
      if (!source.includes(test)) throw new Error("style-mod changed: look again at how it mounts its styles");
      return { contents: source.replace(test, "root.adoptedStyleSheets"), loader: "js" };
    });
  },
};

async function bundle(entry, plugins = []) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [`src/${entry}`],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    plugins,
  });
  const parts = Object.entries(Object.values(result.metafile.outputs)[0].inputs);
  return { text: result.outputFiles[0].text, inputs: parts.flatMap(([name, { bytesInOutput }]) => (bytesInOutput ? [name] : [])) };
}

function packageOf(input) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  return found ? [found[1]] : [];
}

async function licence(name) {
  const folder = path.join(here, "node_modules", name);
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ships no licence file`);
  const words = (await readFile(path.join(folder, file), "utf8")).trim();
  return `${name} ${about.version} (${about.license})\n\n${words}\n`;
}

const editor = await bundle("editor.js", [adoptedStyles]);
const greenroom = await bundle("greenroom.js");
const htmx = await readFile(path.join(here, "node_modules/htmx.org/dist/htmx.min.js"), "utf8");
const names = [...new Set([...editor.inputs, ...greenroom.inputs].flatMap(packageOf)), "htmx.org"].sort();
const licences = [
  "editor.js and htmx.min.js contain the packages below, each under its own licence.\n",
  ...(await Promise.all(names.map(licence))),
].join(`\n${"-".repeat(78)}\n\n`);

const files = { "editor.js": editor.text, "greenroom.js": greenroom.text, "htmx.min.js": htmx, "LICENSES.txt": licences };
let stale = false;
for (const [name, text] of Object.entries(files)) {
  const file = path.join(target, name);
  if (process.argv.includes("--check")) {
    const there = await readFile(file, "utf8").catch(() => "");
    if (there !== text) {
      stale = true;
      console.error(`${name} is not what the sources give: run npm run build`);
    }
  } else {
    await writeFile(file, text);
    console.log(`${name} ${Buffer.byteLength(text)} bytes`);
  }
}
process.exitCode = stale ? 1 : 0;
