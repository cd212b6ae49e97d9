import * as vscode from "vscode";
import type { PathGuard } from "../context/pathGuard.ts";
import { detectTests, testManifests, type TestPlan } from "../edit/tests/detectTests.ts";
import type { CodeIndexParts } from "./codeIndexParts.ts";
import { readVirtualFile } from "./virtualFile.ts";
import { createWorkspaceFiles } from "./workspaceFiles.ts";

/** What tests are planned with. */
export type PlanTestsParts = {
  readonly guard: Pick<PathGuard, "judge" | "judgeQuietly">;
  readonly searchExcludes: CodeIndexParts["searchExcludes"];
};

/** Bytes above which a manifest is not looked into. */
const largestManifest = 256 * 1024;

/** What tests of a file are written with and where they belong, as far as its workspace folder shows that by names and manifests. */
export async function planTests(
  uri: vscode.Uri,
  { guard, searchExcludes }: PlanTestsParts,
): Promise<(TestPlan & { readonly uri: vscode.Uri }) | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (folder === undefined) return undefined;
  const root = `${folder.path.replace(/\/$/, "")}/`;
  const within = ({ path }: vscode.Uri): readonly string[] =>
    path.startsWith(root) ? [path.slice(root.length)] : [];
  const listing = await createWorkspaceFiles({ searchExcludes, guard })();
  const files = listing.files.flatMap((file) => within(file.uri));
  const [path] = within(uri);
  if (path === undefined) return undefined;
  const plan = detectTests({ path, files, manifests: await manifestsIn(folder, files, guard) });
  return plan && { ...plan, uri: vscode.Uri.joinPath(folder, plan.target) };
}

async function manifestsIn(
  folder: vscode.Uri,
  files: readonly string[],
  guard: Pick<PathGuard, "judge">,
): Promise<ReadonlyMap<string, string>> {
  const read = testManifests
    .filter((name) => files.includes(name))
    .map(async (name): Promise<readonly (readonly [string, string])[]> => {
      const uri = vscode.Uri.joinPath(folder, name);
      if ((await guard.judge(uri.toString())).kind === "never") return [];
      const found = await readVirtualFile(uri, largestManifest);
      return found.kind === "text" ? [[name, found.text]] : [];
    });
  return new Map((await Promise.all(read)).flat());
}
