/** The table of docs/completion-models.md: the families that fill in, from the table that prompts are made by. */
import { infillFamilies, type InfillFormat } from "../src/models/infill.ts";
import { keepsAnchor } from "../src/models/keepsAnchor.ts";
import { infillSources } from "./infillSources.ts";
import { filledPage } from "./filledPage.ts";
import { markdownTable } from "./markdownTable.ts";

/** A line break is part of some layouts, and cannot stand in a cell. */
const visible = (text: string): string => text.replaceAll("\n", "⏎");

function promptOf({ order, before, between, after }: InfillFormat): string {
  const [first, second] = order === "prefixFirst" ? ["PREFIX", "SUFFIX"] : ["SUFFIX", "PREFIX"];
  return [before, first, between, second, after].map(visible).join("");
}

function filesOf({ files }: InfillFormat): string {
  if (files === undefined) return "as comments";
  const { start = "", file, current, inside } = files;
  const within = inside === undefined ? "" : `; ${visible(inside)} before PREFIX`;
  return `${visible(start)}${visible(file)}CODE${visible(current)}${within}`;
}

function row(family: InfillFormat): readonly string[] {
  const { source = "", models = [] } = infillSources[family.family] ?? {};
  return [
    family.family,
    models.join(", "),
    promptOf(family),
    filesOf(family),
    family.stop.join(" "),
    anchorOf(family.order, models),
    source,
  ];
}

/** What an ablation has shown of the models that are named, where the order makes an anchor worth anything. */
function anchorOf(order: InfillFormat["order"], models: readonly string[]): string {
  if (order === "suffixFirst") return "not needed";
  const measured = models.filter(keepsAnchor);
  return measured.length === 0 ? "not measured" : `as good with it: ${measured.join(", ")}`;
}

function familiesTable(): string {
  const head = [
    "family",
    "such as",
    "prompt",
    "other files before it",
    "ends at",
    "anchored middle",
    "spelled after",
  ];
  return markdownTable(head, infillFamilies.map(row));
}

/** The page with its table as it is now, in between its marks. */
export function withFamilyTable(page: string): Promise<string> {
  return filledPage(page, { families: familiesTable }, "docs/completion-models.md");
}
