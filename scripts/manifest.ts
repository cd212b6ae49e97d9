/** Writes what src/ and its tables say into package.json, docs/ and schemas/; `npm run manifest`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { manifestContributions } from "./manifestContributions.ts";
import { policySchemas } from "./policySchemas.ts";
import { withFamilyTable } from "./completionModelsPage.ts";
import { withProviderTables } from "./providersPage.ts";
import { securityTables } from "./securityTables.ts";
import { settingsPage } from "../src/settings/manifestConfiguration.ts";
import { projectRoot } from "./tool.ts";

const path = join(projectRoot, "package.json");
const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
const { contributes, capabilities } = manifestContributions();
const written = JSON.stringify({ ...manifest, capabilities, contributes });
writeFileSync(path, await format(written, { parser: "json-stringify" }));
writeFileSync(join(projectRoot, "docs", "settings.md"), settingsPage());
writeFileSync(join(projectRoot, "docs", "security", "tables.md"), securityTables());
const pages = { "providers.md": withProviderTables, "completion-models.md": withFamilyTable };
for (const [name, filled] of Object.entries(pages)) {
  const page = join(projectRoot, "docs", name);
  writeFileSync(page, await filled(readFileSync(page, "utf8")));
}
for (const { file, schema } of Object.values(policySchemas))
  writeFileSync(join(projectRoot, file), await format(JSON.stringify(schema), { parser: "json" }));
