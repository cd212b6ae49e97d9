import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readFile } from "node:fs/promises";
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
  await Promise.all([buildDrawbridge(own), buildBaseline(plain)]);
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
    ...(await broughtExtensions()),
  ];
}

/** The packaged extension, as it would be unpacked. */
async function buildDrawbridge(folder: string): Promise<void> {
  await build({ minify: true, sourcemap: false, outdir: join(folder, "dist") });
  await copyFile(join(projectRoot, "package.json"), join(folder, "package.json"));
  await cp(join(projectRoot, "media", "icons"), join(folder, "media", "icons"), { recursive: true });
}

async function buildBaseline(folder: string): Promise<void> {
  const source = join(import.meta.dirname, "baseline");
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
