import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Everything that ships as code, by path as in `src/base/x.ts`, in the order of the paths. */
export function readSources(root: string): ReadonlyMap<string, string> {
  const paths = ["src", "media"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      [folder, ...name.split(/[\\/]/)].join("/"),
    ),
  );
  const code = paths.filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts")).sort();
  return new Map(code.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
