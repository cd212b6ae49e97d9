import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, delimiter, join, resolve } from "node:path";
import { build as esbuild } from "esbuild";
import { build } from "../../scripts/build.ts";
import { projectRoot } from "../../scripts/tool.ts";
import type { Subject } from "./subject.ts";

/** The model that the server has unless a variant wants another one. */
const model = "qwen2.5-coder:1.5b";

/** Drawbridge with another model or other settings, measured beside it. */
type Variant = Pick<Subject, "name" | "model" | "settings">;

/** What is measured of Drawbridge besides its defaults. */
const variants: readonly Variant[] = [{ name: "suffixFirst", model: "codestral:22b", settings: {} }];

/** Builds everything that is measured into a folder: Drawbridge and its variants, the baseline, and what others brought. */
export async function subjectsIn(folder: string): Promise<readonly Subject[]> {
  const [own, plain] = [join(folder, "drawbridge"), join(folder, "baseline")];
  const anchored = { name: "anchoredMiddle", folder: join(folder, "anchored") };
  await Promise.all([
    buildDrawbridge(own, projectRoot),
    buildDrawbridge(anchored.folder, await anchoredSources(join(folder, "anchored-sources"))),
    buildOwn("baseline", plain),
  ]);
  const settings = { "drawbridge.ollama.url": "${url}" };
  return [
    { name: "", folder: own, settings, model },
    {
      name: "baseline",
      folder: plain,
      settings: { "replayBaseline.url": "${url}", "replayBaseline.model": "${model}" },
      model,
    },
    ...variants.map((variant) => ({
      ...variant,
      folder: own,
      settings: { ...settings, ...variant.settings },
    })),
    { ...anchored, settings, model },
    ...(await broughtExtensions()),
  ];
}

/** Builds an extension that completes nothing into a folder. */
export async function silentIn(folder: string): Promise<Subject> {
  const silent = join(folder, "silent");
  await buildOwn("silent", silent);
  return { name: "silent", folder: silent, settings: {}, model };
}

/** The packaged extension, as it would be unpacked, from the sources in a folder. */
async function buildDrawbridge(folder: string, root: string): Promise<void> {
  await build({ minify: true, sourcemap: false, root, outdir: join(folder, "dist") });
  await copyFile(join(projectRoot, "package.json"), join(folder, "package.json"));
  await cp(join(projectRoot, "media", "icons"), join(folder, "media", "icons"), { recursive: true });
}

/**
 * The sources of a Drawbridge that takes every model for one that fills in as well with an anchored middle: beside the
 * real one it says what the anchor at the line costs where the model reads the prefix first.
 */
async function anchoredSources(folder: string): Promise<string> {
  const copies = ["src", "media"].map((part) =>
    cp(join(projectRoot, part), join(folder, part), { recursive: true }),
  );
  await Promise.all(copies);
  await symlink(join(projectRoot, "node_modules"), join(folder, "node_modules"), "junction");
  const file = join(folder, "src", "models", "keepsAnchor.ts");
  if (!existsSync(file)) throw new Error("src/models/keepsAnchor.ts is gone: nothing decides on the anchor.");
  await writeFile(file, "export function keepsAnchor(): boolean {\n  return true;\n}\n");
  return folder;
}

/** One of the extensions that are the replay's own. */
async function buildOwn(which: "baseline" | "silent", folder: string): Promise<void> {
  const source = join(import.meta.dirname, which);
  await mkdir(folder, { recursive: true });
  await copyFile(join(source, "package.json"), join(folder, "package.json"));
  await esbuild({
    entryPoints: [join(source, "extension.ts")],
    outfile: join(folder, "extension.cjs"),
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "silent",
  });
}

/**
 * Extensions of others, unpacked: `DRAWBRIDGE_BENCH_EXTENSIONS` lists their folders. A `bench-settings.json` in one holds
 * the user's settings for it; `${url}` and `${model}` in its texts stand for the simulated server and its model.
 */
async function broughtExtensions(): Promise<readonly Subject[]> {
  const folders = (process.env["DRAWBRIDGE_BENCH_EXTENSIONS"] ?? "")
    .split(delimiter)
    .filter((part) => part !== "");
  return Promise.all(
    folders.map(async (given) => {
      const folder = resolve(given);
      const file = join(folder, "bench-settings.json");
      const settings = existsSync(file)
        ? (JSON.parse(await readFile(file, "utf8")) as Subject["settings"])
        : {};
      const { name = basename(folder), version = "" } = JSON.parse(
        await readFile(join(folder, "package.json"), "utf8"),
      ) as { name?: string; version?: string };
      return { name: `${name}-${version}`.replace(/[^\w-]+/g, "_"), folder, settings, model };
    }),
  );
}
