import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { Syntax } from "../completion/syntax.ts";

/** What knows the structure of code, from a bundle of its own and the grammars beside it; until then it has no opinion. */
export function openSyntax(extensionUri: vscode.Uri, log: Pick<Logger, "warn">): Syntax {
  let open: Syntax | undefined;
  let loading: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    const { createTreeSitterSyntax } = await import("../completion/treeSitterSyntax.ts");
    const folder = vscode.Uri.joinPath(extensionUri, "dist", "grammars");
    const read = async (file: string): Promise<Uint8Array> =>
      vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file));
    open = createTreeSitterSyntax({ read, log, clock: () => performance.now() });
  };
  return {
    prepare: (languageId) => {
      // A key has no time to try again what failed.
      loading ??= load().catch(() => {
        log.warn("What knows the structure of code could not be loaded");
      });
      if (open !== undefined) open.prepare(languageId);
      else void loading.then(() => open?.prepare(languageId));
    },
    errors: (languageId, code) => open?.errors(languageId, code),
  };
}
