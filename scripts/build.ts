/**
 * Bundles the extension into dist/: `extension.cjs`, loaded at start; `<name>.js` and `<name>.css` for every webview of
 * media/; one `<name>.cjs` or `<name>.js` for every file that src/ or media/ imports with `import()`, loaded when first
 * needed; the grammars of tree-sitter; and the notices of every package inside. Code shared by two bundles is in both.
 */
import { existsSync, watch as watchFiles } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { build as esbuild, type BuildOptions, type Metafile, type OutputFile, type Plugin } from "esbuild";
import { main } from "./main.ts";
import { thirdPartyNotices } from "./thirdPartyNotices.ts";
import { projectRoot } from "./tool.ts";
import { bareTreeSitter, copyGrammars } from "./treeSitterFiles.ts";

/** How to build, and where: `root` holds src/ and media/; bundles of earlier builds are removed from `outdir`. */
export type BuildSettings = {
  readonly minify: boolean;
  readonly sourcemap: boolean;
  readonly watch?: boolean;
  readonly root?: string;
  readonly outdir?: string;
};

type Result = { readonly metafile: Metafile; readonly outputFiles: readonly OutputFile[] };

const ours = /\.(cjs|js|css)(\.map)?$/;

/**
 * Builds, and says what went into each output (esbuild's metafile, also written beside the bundles). With `watch` it
 * goes on, building again whenever a file under src/ or media/ changes, until the process ends.
 */
export async function build(settings: BuildSettings): Promise<Metafile> {
  return settings.watch === true ? buildForever(settings) : buildOnce(settings);
}

async function buildOnce(settings: BuildSettings): Promise<Metafile> {
  const root = settings.root ?? projectRoot;
  const outdir = settings.outdir ?? join(root, "dist");
  const shared: BuildOptions = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    alias: moduleForm,
    minify: settings.minify,
    sourcemap: settings.sourcemap ? "linked" : false,
    legalComments: "none",
    logLevel: "silent",
  };
  const results = [...(await buildHost(root, shared)), ...(await buildViews(root, shared))];
  const metafile = merge(results.map((result) => result.metafile));
  const outputFiles = results.flatMap((result) => result.outputFiles);
  await mkdir(outdir, { recursive: true });
  const fresh = new Set(outputFiles.map((file) => basename(file.path)));
  const stale = (await readdir(outdir)).filter((name) => ours.test(name) && !fresh.has(name));
  await Promise.all([
    ...stale.map((name) => rm(join(outdir, name))),
    ...outputFiles.map((file) => writeFile(file.path, file.contents)),
    writeFile(join(outdir, "THIRD-PARTY-NOTICES.txt"), thirdPartyNotices(root, metafile)),
    writeFile(join(outdir, "metafile.json"), JSON.stringify(metafile)),
    copyGrammars(root, outdir, metafile),
  ]);
  return metafile;
}

async function buildForever(settings: BuildSettings): Promise<never> {
  let wake = (): void => undefined;
  for (const folder of ["src", "media"]) {
    watchFiles(join(settings.root ?? projectRoot, folder), { recursive: true }, () => {
      wake();
    });
  }
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
    console.log("build started");
    try {
      await buildOnce(settings);
      console.log("build finished");
    } catch (error) {
      // What is half typed may not build; the next change gets another try.
      console.log(`${error instanceof Error ? error.message : String(error)}\nbuild failed`);
    }
    await changed;
  }
}

/** The main file of jsonc-parser requires its parts in a way that cannot be bundled; it brings another of modules. */
export const moduleForm = { "jsonc-parser": "jsonc-parser/lib/esm/main.js" } as const;

/** A file to bundle, under the name that its bundle gets. */
type Entry = readonly [name: string, file: string];

/** Builds extension.ts, and what it loads lazily. */
function buildHost(root: string, shared: BuildOptions): Promise<readonly Result[]> {
  const src = join(root, "src");
  return buildWithLazy([["extension", join(src, "extension.ts")]], {
    root,
    folder: src,
    extension: ".cjs",
    options: {
      ...shared,
      platform: "node",
      format: "cjs",
      target: "node22",
      external: ["vscode"],
      outExtension: { ".js": ".cjs" },
      // Written as require: the editor answers require("vscode") inside a lazy bundle, and names survive.
      supported: { "dynamic-import": false },
      plugins: [withoutFetchPolyfill, bareTreeSitter],
    },
  });
}

/** How every webview is bundled. Modules, since a plain script of another origin may import nothing later. */
const viewOptions = {
  bundle: true,
  legalComments: "none",
  platform: "browser",
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".ttf": "dataurl", ".svg": "dataurl" },
} as const satisfies BuildOptions;

/** One script and one style sheet for every folder of media/ that has a main.tsx, named after the folder. */
async function buildViews(root: string, shared: BuildOptions): Promise<readonly Result[]> {
  const media = join(root, "media");
  const views = (await readdir(media)).filter((name) => existsSync(join(media, name, "main.tsx")));
  return buildEachView(root, views, shared);
}

function buildEachView(
  root: string,
  views: readonly string[],
  shared: BuildOptions,
): Promise<readonly Result[]> {
  const folder = join(root, "media");
  return buildWithLazy(
    views.map((name) => [name, join(folder, name, "main.tsx")]),
    { root, folder, extension: ".js", options: { ...shared, ...viewOptions } },
  );
}

/** One view of media/ as the product has it, in memory: the text of each of its files, by name. */
export async function viewFiles(view: string): Promise<ReadonlyMap<string, string>> {
  const results = await buildEachView(projectRoot, [view], {
    absWorkingDir: projectRoot,
    outdir: join(projectRoot, "dist"),
    minify: true,
  });
  const files = results.flatMap(({ outputFiles }) => outputFiles);
  return new Map(files.map(({ path, text }) => [basename(path), text]));
}

type Bundling = {
  readonly root: string;
  /** Where files are whose `import()` is lazy. */
  readonly folder: string;
  readonly extension: ".cjs" | ".js";
  readonly options: BuildOptions;
};

/** Builds each of `first`, then whatever they load lazily, then whatever those load lazily. */
async function buildWithLazy(first: readonly Entry[], bundling: Bundling): Promise<readonly Result[]> {
  const { options } = bundling;
  const known = new Map(first);
  const rounds: (readonly Result[])[] = [];
  for (let entries = first; entries.length > 0;) {
    const before = new Set(known.keys());
    const plugins = [lazyBundles(bundling, known), ...(options.plugins ?? [])];
    rounds.push(
      await Promise.all(
        entries.map(([name, file]) =>
          bundle({ ...options, plugins, entryPoints: [{ in: file, out: name }] }),
        ),
      ),
    );
    entries = [...known].filter(([name]) => !before.has(name));
  }
  const lazy = [...known].slice(first.length).map(([, file]) => file);
  assertLoadedLate(bundling.root, rounds[0] ?? [], lazy);
  return rounds.flat();
}

async function bundle(options: BuildOptions): Promise<Result> {
  const result = await esbuild({ ...options, write: false, metafile: true });
  const warnings = result.warnings.map(
    ({ location, text }) =>
      `${location?.file ?? ""}:${location?.line ?? 0}:${location?.column ?? 0}: WARNING: ${text}`,
  );
  if (warnings.length > 0) throw new Error(`Nothing is built with a warning:\n${warnings.join("\n")}`);
  return result;
}

/** Leaves every `import()` of a file of ours to be loaded from a bundle of its own, and adds those files to `known`. */
function lazyBundles({ folder, extension }: Bundling, known: Map<string, string>): Plugin {
  return {
    name: "lazy-bundles",
    setup(host) {
      host.onResolve({ filter: /^\./ }, ({ kind, path, importer, resolveDir }) => {
        if (kind !== "dynamic-import" || !importer.startsWith(folder + sep)) return undefined;
        const file = resolve(resolveDir, path);
        const name = basename(file, extname(file));
        const bundleName = `${name}${extension}`;
        const other = known.get(name);
        if (other !== undefined && other !== file)
          return { errors: [{ text: `${file} and ${other} would both become ${bundleName}: rename one.` }] };
        known.set(name, file);
        return { path: `./${bundleName}`, external: true };
      });
    },
  };
}

/** The ollama package imports a fetch for old browsers; Node has its own. */
const withoutFetchPolyfill: Plugin = {
  name: "without-fetch-polyfill",
  setup(host) {
    host.onResolve({ filter: /^whatwg-fetch$/ }, ({ path }) => ({ path, namespace: "empty" }));
    host.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
  },
};

/** A file that is also imported plainly from a first bundle would be loaded at start all the same, and twice. */
function assertLoadedLate(root: string, first: readonly Result[], lazy: readonly string[]): void {
  const early = new Set(first.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  const both = lazy.filter((file) => early.has(relative(root, file).split(sep).join("/")));
  if (both.length > 0)
    throw new Error(
      `Imported with import() and plainly: ${both.join(", ")}. Use one of the two, everywhere.`,
    );
}

function merge(metafiles: readonly Metafile[]): Metafile {
  return {
    inputs: Object.fromEntries(metafiles.flatMap(({ inputs }) => Object.entries(inputs))),
    outputs: Object.fromEntries(metafiles.flatMap(({ outputs }) => Object.entries(outputs))),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      watch: { type: "boolean", default: false },
      minify: { type: "boolean", default: false },
    },
  });
  await main(async () => {
    await build({ ...values, sourcemap: !values.minify });
  });
}
