/** Answers `import … from "vscode"` with the stand-in, in any process that loads this file first. */
import { registerHooks } from "node:module";

const standIn = new URL("vscode.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vscode"
      ? { url: standIn, format: "module-typescript", shortCircuit: true }
      : next(specifier, context),
});
