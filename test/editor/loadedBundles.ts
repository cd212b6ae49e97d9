import { basename } from "node:path";
import { drawbridge } from "./drawbridge.ts";

/** Files of `dist/` that are loaded in this extension host, by name. */
export function loadedBundles(): readonly string[] {
  const { extensionPath } = drawbridge();
  const ours = Object.keys(require.cache).filter((file) => file.startsWith(`${extensionPath}/dist/`));
  return ours.filter((file) => !file.includes("test-editor")).map((file) => basename(file));
}
