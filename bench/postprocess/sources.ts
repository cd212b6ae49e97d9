import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../scripts/tool.ts";

/** A file of known-good code. */
export type SourceText = {
  readonly languageId: string;
  readonly path: string;
  /** `this project`, or the package it was taken from with version and licence. */
  readonly origin: string;
  readonly text: string;
};

const fixtures = "bench/postprocess/fixtures";
const carried = [
  ["python", `${fixtures}/dicttoolz.py`, "toolz 1.0.0 (BSD-3-Clause)"],
  ["python", `${fixtures}/tomli_re.py`, "tomli 2.0.1 (MIT)"],
  ["go", `${fixtures}/uuid.go`, "github.com/google/uuid v1.6.0 (BSD-3-Clause)"],
  ["go", `${fixtures}/errors.go`, "github.com/pkg/errors v0.9.1 (BSD-2-Clause)"],
  ["rust", `${fixtures}/date.rs`, "httpdate 1.0.3 (MIT)"],
  ["rust", `${fixtures}/eval.rs`, "semver 1.0.23 (MIT)"],
  ["java", `${fixtures}/Downloader.java`, "react-native-fs 2.20.0 (MIT)"],
  ["java", `${fixtures}/Uploader.java`, "react-native-fs 2.20.0 (MIT)"],
  ["javascript", "node_modules/ignore/index.js", "ignore 7.0.16 (MIT)"],
] as const;
/** Files of this project that write special tokens or fences down, as text: what is one there is not one elsewhere. */
const aboutAnswers = /models\/infill|completion\/|stream\/|prompt\/|markdown/i;

/** Known-good code in seven languages: this project's own, and what packages with a permissive licence carry. */
export function sources(): readonly SourceText[] {
  const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");
  const own = globSync("{src,media}/**/*.{ts,tsx}", { cwd: projectRoot })
    .filter((path) => !path.endsWith(".d.ts") && !aboutAnswers.test(path))
    .sort()
    .map((path) => ({
      languageId: path.endsWith("x") ? "typescriptreact" : "typescript",
      path,
      origin: "this project",
      text: read(path),
    }));
  return [
    ...own,
    ...carried.map(([languageId, path, origin]) => ({ languageId, path, origin, text: read(path) })),
  ];
}
