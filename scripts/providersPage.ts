/** The tables of docs/providers.md: the kinds of providers from the table of presets, the cases from the suite itself. */
import { providerPresets, type ProviderPreset } from "../src/settings/providerPresets.ts";
import { expectedOf } from "../test/providers/conformanceCase.ts";
import { conformanceCases } from "../test/providers/conformanceCases.ts";
import { formats } from "../test/providers/formats.ts";
import { triedForReal } from "../test/providers/triedForReal.ts";
import { filledPage } from "./filledPage.ts";
import { markdownTable } from "./markdownTable.ts";

const keys: { readonly [K in ProviderPreset["key"]]: string } = {
  none: "none",
  optional: "if it wants one",
  required: "needed",
};

function presetRow([kind, preset]: [string, ProviderPreset]): readonly string[] {
  return [
    kind,
    preset.name,
    formats[preset.wire].title,
    preset.url ?? "yours",
    keys[preset.key],
    preset.continuesText ? "chat, completion" : "chat",
    triedForReal[kind] ?? "the scripted server only",
  ];
}

function kindsTable(): string {
  return markdownTable(
    ["kind", "server or API", "wire format", "usual address", "key", "asked for", "tried with"],
    Object.entries<ProviderPreset>(providerPresets).map(presetRow),
  );
}

function casesTable(): string {
  const columns = Object.values(formats);
  return conformanceCases
    .map(({ heading, cases }) => {
      const rows = cases.map((one) => [
        one.name,
        ...columns.map(({ wire }) => {
          const expected = expectedOf(one, wire);
          return expected === "" ? "nothing" : (expected ?? "–");
        }),
      ]);
      return `### ${heading}\n\n${markdownTable(["case", ...columns.map(({ title }) => title)], rows)}`;
    })
    .join("\n\n");
}

const blocks = { kinds: kindsTable, cases: casesTable };

/** The page with its tables as they are now, in between their marks. */
export function withProviderTables(page: string): Promise<string> {
  return filledPage(page, blocks, "docs/providers.md");
}
