/** Fails when package.json, a generated page of docs/ or a file of schemas/ is not what src/ and its tables say. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { settingsPage } from "../src/settings/manifestConfiguration.ts";
import { main } from "./main.ts";
import { manifestContributions } from "./manifestContributions.ts";
import { policySchemas } from "./policySchemas.ts";
import { withFamilyTable } from "./completionModelsPage.ts";
import { withProviderTables } from "./providersPage.ts";
import { securityTables } from "./securityTables.ts";
import { englishBundle } from "./words/englishBundle.ts";
import { readSources } from "./words/readSources.ts";
import { projectRoot } from "./tool.ts";

await main(async () => {
  const read = (...path: readonly string[]): string => readFileSync(join(projectRoot, ...path), "utf8");
  const manifest = JSON.parse(read("package.json")) as Readonly<Record<string, unknown>>;
  // Through JSON, as `npm run manifest` writes it: an undefined property is one that is not there.
  const { parts, words } = manifestContributions();
  const said = JSON.parse(JSON.stringify(parts)) as Readonly<Record<string, unknown>>;
  const providers = read("docs", "providers.md");
  const families = read("docs", "completion-models.md");
  const stale = [
    ...Object.keys(said)
      .filter((key) => !isDeepStrictEqual(manifest[key], said[key]))
      .map((key) => `"${key}" in package.json`),
    ...Object.values(policySchemas)
      .filter(({ file, schema }) => !isDeepStrictEqual(JSON.parse(read(file)), schema))
      .map(({ file }) => file),
    ...(isDeepStrictEqual(JSON.parse(read("package.nls.json")), words) ? [] : ["package.nls.json"]),
    ...(isDeepStrictEqual(
      JSON.parse(read("l10n", "bundle.l10n.json")),
      englishBundle(readSources(projectRoot)),
    )
      ? []
      : ["l10n/bundle.l10n.json"]),
    ...(read("docs", "settings.md") === settingsPage() ? [] : ["docs/settings.md"]),
    ...(read("docs", "security", "tables.md") === securityTables() ? [] : ["docs/security/tables.md"]),
    ...(providers === (await withProviderTables(providers)) ? [] : ["docs/providers.md"]),
    ...(families === (await withFamilyTable(families)) ? [] : ["docs/completion-models.md"]),
  ];
  if (stale.length > 0) throw new Error(`Not what src/ says: ${stale.join(", ")}. Run npm run manifest.`);
});
