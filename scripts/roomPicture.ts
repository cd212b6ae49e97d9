/**
 * The picture of the rooms in ARCHITECTURE.md, drawn from the imports that dependency-cruiser finds. Without arguments
 * it writes the picture; with `--check` it fails when the one in the file is not what the imports say.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import { main } from "./main.ts";
import { mustRun } from "./run.ts";
import { projectRoot, tool } from "./tool.ts";

type Cruised = {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
};

const page = join(projectRoot, "ARCHITECTURE.md");
const block = /<!-- rooms -->[\s\S]*<!-- \/rooms -->/;
/** Open to every room; drawn, they would hide the rest. */
const words = new Set(["base", "terms"]);

function roomOf(path: string): string | undefined {
  if (path.startsWith("media/")) return "media";
  if (path === "src/extension.ts") return "extension";
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

function arrows({ modules }: Cruised): readonly string[] {
  const found = modules.flatMap(({ source, dependencies }) => {
    const from = roomOf(source);
    return dependencies.flatMap(({ resolved }) => {
      const to = roomOf(resolved);
      const isDrawn =
        from !== undefined && to !== undefined && from !== to && !words.has(to) && from !== "extension";
      return isDrawn ? [[from, to] as const] : [];
    });
  });
  const rooms = [...new Set(found.map(([from]) => from))].toSorted();
  return rooms.map((room) => {
    const imported = new Set(found.filter(([from]) => from === room).map(([, to]) => to));
    return `  ${[...imported].toSorted().join(" & ")} --> ${room}`;
  });
}

async function picture(): Promise<string> {
  const [binary = "", ...args] = tool(
    "dependency-cruiser",
    "depcruise",
    "src",
    "media",
    "--output-type",
    "json",
  );
  const output = await mustRun("dependency-cruiser", process.execPath, [binary, ...args], {
    cwd: projectRoot,
  });
  const lines = arrows(JSON.parse(output) as Cruised);
  return ["<!-- rooms -->", "", "```mermaid", "flowchart LR", ...lines, "```", "", "<!-- /rooms -->"].join(
    "\n",
  );
}

await main(async () => {
  const before = await readFile(page, "utf8");
  if (!block.test(before)) throw new Error("ARCHITECTURE.md has no <!-- rooms --> block.");
  const drawn = await picture();
  const after = await format(
    before.replace(block, () => drawn),
    { parser: "markdown", printWidth: 110 },
  );
  if (!process.argv.includes("--check")) await writeFile(page, after);
  else if (after !== before)
    throw new Error(
      "The picture in ARCHITECTURE.md is not what the imports say: node scripts/roomPicture.ts",
    );
});
