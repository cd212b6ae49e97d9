import { loadOnce } from "../base/loadOnce.ts";
import type { LazyEdit } from "./editCommands.ts";
import type { SurfaceParts } from "./surfaceParts.ts";

/** The commands about code where it stands; what is behind them is loaded with the first one that is run. */
export function codeCommands(
  { pathGuard, chat, searchExcludes }: SurfaceParts,
  openChat: () => Promise<void>,
  edit: LazyEdit,
) {
  const desk = loadOnce(async () => {
    const { createCodeDesk } = await import("./codeDesk.ts");
    return createCodeDesk({
      guard: pathGuard.guard,
      openChat,
      session: async () => (await chat.load()).session,
      editor: async () => (await edit.load()).inline,
      names: async () => (await edit.load()).names,
      searchExcludes: (folder) => searchExcludes(folder),
    });
  });
  return {
    "drawbridge.fix": async (uri: unknown, range: unknown) => (await desk()).fix(uri, range),
    "drawbridge.explain": async (uri: unknown, range: unknown) => (await desk()).explain(uri, range),
    "drawbridge.suggestNames": async (uri: unknown, range: unknown) =>
      (await desk()).suggestNames(uri, range),
    "drawbridge.writeDocs": async (uri: unknown, range: unknown) => (await desk()).writeDocs(uri, range),
    "drawbridge.writeTests": async (uri: unknown, range: unknown) => (await desk()).writeTests(uri, range),
  };
}
