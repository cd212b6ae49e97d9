import type * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { loadOnce } from "../base/loadOnce.ts";
import type { Logger } from "../base/logger.ts";
import type { Rejected } from "../settings/readSettings.ts";
import type { ProviderDiagnostics } from "./providerDiagnostics.ts";

/** Shows problems in the Problems panel. */
export type PlaceProblems = Disposable & { readonly place: (rejected: readonly Rejected[]) => void };

/** Loads what shows problems with the first of them: most people never have one. */
export function placeProblems(globalStorage: vscode.Uri, log: Pick<Logger, "error">): PlaceProblems {
  let isWanted = false;
  let made: ProviderDiagnostics | undefined;
  let disposed = false;
  const load = loadOnce(async () => {
    const { createProviderDiagnostics } = await import("./providerDiagnostics.ts");
    made = createProviderDiagnostics(globalStorage);
    if (disposed) made.dispose();
    return made;
  });
  return {
    place: (rejected) => {
      if (rejected.length === 0 && !isWanted) return;
      isWanted = true;
      load()
        .then((diagnostics) => diagnostics.show(rejected))
        .catch((error: unknown) => {
          log.error("What is wrong with the settings could not be shown at its lines", error);
        });
    },
    dispose: () => {
      disposed = true;
      made?.dispose();
    },
  };
}
