/** `npm run package`: builds for production and writes dist/drawbridge-<version>.vsix, after looking at what is in it. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { grammarFiles, parserFile } from "../src/completion/grammarFiles.ts";
import { build } from "./build.ts";
import { auditBundles } from "./checkBundle.ts";
import { main } from "./main.ts";
import { mustRun } from "./run.ts";
import { projectRoot, tool } from "./tool.ts";

const budgetBytes = 2_000_000;

const allowed = [
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^CHANGELOG\.md$/,
  /^dist\/README\.md$/,
  /^LICENSE$/,
  /^dist\/[a-zA-Z]+\.cjs$/,
  /^dist\/[a-zA-Z]+\.(js|css)$/,
  /^dist\/grammars\/tree-sitter(-[a-z]+)?\.wasm$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^media\/(icons|pictures|walkthrough)\/[\w.-]+\.(png|svg|md|woff|woff2|ttf)$/,
  /^media\/icons\/NOTICE-[\w-]+\.txt$/,
  /^schemas\/[\w.-]+\.json$/,
  /^docs\/(?:applying-code|chat-context|code-actions|code-index|commit-message|completion-models|context)\.md$/,
  /^docs\/(?:conversation-format|inline-edit|instructions|keyboard|policy-files)\.md$/,
];
const required = [
  "package.json",
  "package.nls.json",
  "package.nls.de.json",
  "l10n/bundle.l10n.de.json",
  "dist/README.md",
  "LICENSE",
  "dist/extension.cjs",
  "dist/chat.js",
  "dist/chat.css",
  "dist/highlightCode.js",
  "dist/flow.js",
  "dist/flow.css",
  "dist/review.js",
  "dist/review.css",
  `dist/grammars/${parserFile}`,
  ...[...grammarFiles.values()].map((file) => `dist/grammars/${file}`),
];

/**
 * Packages the extension and returns the path of the .vsix. Throws when the bundle audit finds a problem, when a file
 * would be inside that no rule here names or one is missing, or when it is larger than its budget.
 */
export async function packageVsix(): Promise<string> {
  await build({ minify: true, sourcemap: false });
  const { problems } = auditBundles(join(projectRoot, "dist"));
  if (problems.length > 0) throw new Error(`The bundle audit failed:\n${problems.join("\n")}`);

  const readme = join("dist", "README.md");
  const text = packagedReadme();
  writeFileSync(join(projectRoot, readme), text);
  const listing = await vsce("ls", "--no-dependencies", "--readme-path", readme);
  const files = listing.split("\n").filter((line) => line !== "" && !line.includes(" "));
  const strangers = files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
  if (strangers.length > 0) throw new Error(`Nobody allowed these in the package: ${strangers.join(", ")}.`);
  const dead = linksOf(text).filter((target) => !files.includes(target));
  if (dead.length > 0)
    throw new Error(`The packaged README points to what is not packaged: ${dead.join(", ")}.`);
  const manifest = readFileSync(join(projectRoot, "package.json"), "utf8");
  const missing = [...required, ...picturesOf(manifest)].filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`Missing from the package: ${missing.join(", ")}.`);

  const { version } = JSON.parse(manifest) as { readonly version: string };
  const vsix = join(projectRoot, "dist", `drawbridge-${version}.vsix`);
  const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  flags.push("--readme-path", readme);
  await vsce("package", ...flags, "--out", vsix);
  const { size } = statSync(vsix);
  if (size > budgetBytes) throw new Error(`${vsix} has ${size} bytes, over its budget of ${budgetBytes}.`);
  console.log([...files.map((file) => `  ${file}`), `${vsix}: ${size} bytes of ${budgetBytes}`].join("\n"));
  return vsix;
}

/** The README without what only makes sense beside the source. */
function packagedReadme(): string {
  const whole = readFileSync(join(projectRoot, "README.md"), "utf8");
  return whole.replace(/<!-- repository -->[^]*?<!-- \/repository -->\n*/g, "");
}

/** Every picture that the manifest names. */
function picturesOf(manifest: string): readonly string[] {
  return [...new Set(manifest.match(/(?<=")media\/[\w/.-]+\.(?:svg|png)(?=")/g))];
}

function linksOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/\]\((?<target>[^)#]+)/g)].map(({ groups }) => groups?.["target"] ?? "");
}

async function vsce(...args: readonly string[]): Promise<string> {
  return mustRun(`vsce ${args[0] ?? ""}`, process.execPath, tool("@vscode/vsce", "vsce", ...args), {
    cwd: projectRoot,
  });
}

if (import.meta.main)
  await main(async () => {
    await packageVsix();
  });
