import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import { loadOnce } from "../base/loadOnce.ts";
import type { Syntax } from "../completion/syntax.ts";

/** What knows the structure of code, from a bundle of its own and the grammars beside it; until then it has no opinion. */
export function openSyntax(extensionUri: vscode.Uri, log: Pick<Logger, "warn">): Syntax {
  let open: Syntax | undefined;
  const load = loadOnce(async () => {
    const { createTreeSitterSyntax } = await import("../completion/treeSitterSyntax.ts");
    const folder = vscode.Uri.joinPath(extensionUri, "dist", "grammars");
    const read = async (file: string): Promise<Uint8Array> =>
      vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file));
    open = createTreeSitterSyntax({ read, clock: () => performance.now(), log });
    return open;
  });
  return {
    prepare: (languageId) => {
      if (open !== undefined) open.prepare(languageId);
      else
        void load().then(
          (syntax) => {
            syntax.prepare(languageId);
          },
          () => undefined,
        );
    },
    errors: (languageId, code) => open?.errors(languageId, code),
  };
}
