/** Writes what src/ and its tables say into package.json, docs/ and schemas/; `npm run manifest`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { withApplyTables } from "./applyCasesPage.ts";
import { manifestContributions } from "./manifestContributions.ts";
import { policySchemas } from "./policySchemas.ts";
import { withFamilyTable } from "./completionModelsPage.ts";
import { withProviderTables } from "./providersPage.ts";
import { securityTables } from "./securityTables.ts";
import { settingsPage } from "../src/settings/manifestConfiguration.ts";
import { englishBundle } from "./words/englishBundle.ts";
import { readSources } from "./words/readSources.ts";
import { projectRoot } from "./tool.ts";

const path = join(projectRoot, "package.json");
const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
const { parts, words } = manifestContributions();
const writeJson = async (name: string, json: unknown): Promise<void> => {
  writeFileSync(join(projectRoot, name), await format(JSON.stringify(json), { parser: "json-stringify" }));
};
await writeJson("package.json", { ...manifest, ...parts });
await writeJson("package.nls.json", words);
await writeJson("l10n/bundle.l10n.json", englishBundle(readSources(projectRoot)));
writeFileSync(join(projectRoot, "docs", "settings.md"), settingsPage());
writeFileSync(join(projectRoot, "docs", "security", "tables.md"), securityTables());
const pages = {
  "apply-cases.md": withApplyTables,
  "completion-models.md": withFamilyTable,
  "providers.md": withProviderTables,
};
for (const [name, filled] of Object.entries(pages)) {
  const page = join(projectRoot, "docs", name);
  writeFileSync(page, await filled(readFileSync(page, "utf8")));
}
for (const { file, schema } of Object.values(policySchemas))
  writeFileSync(join(projectRoot, file), await format(JSON.stringify(schema), { parser: "json" }));
