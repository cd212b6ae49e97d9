/** The tables of docs/apply-cases.md: what comes of each kept answer, from the engine as it is. */
import { applyCases, outcomeOf, planCase, type ApplyCase, type CaseSet } from "../test/support/applyCases.ts";
import { applyFileCases } from "../test/support/applyFileCases.ts";
import { filledPage } from "./filledPage.ts";
import { markdownTable } from "./markdownTable.ts";

function row(one: ApplyCase): readonly string[] {
  const plan = planCase(one);
  const what =
    "how" in plan ? `applied, ${plan.how}` : "reason" in plan ? `${plan.kind}: ${plan.reason}` : plan.kind;
  return [one.languageId, one.name.replaceAll("-", " "), what, outcomeOf(one, plan)];
}

function table(set: CaseSet): string {
  return markdownTable(["language", "answer", "what comes of it", "outcome"], applyCases(set).map(row));
}

async function fileTable(): Promise<string> {
  const cases = await applyFileCases();
  const rows = cases.map(({ name, path, came, expected, texts }) => {
    const outcome = came === expected && texts[0] === texts[1] ? "right" : "wrong";
    return [name.replaceAll("-", " "), path, came, outcome];
  });
  return markdownTable(["answer", "file", "what comes of it", "outcome"], rows);
}

function counts(): string {
  const rows = (["cases", "heldBack"] as const).map((set) => {
    const outcomes = applyCases(set).map((one) => outcomeOf(one, planCase(one)));
    const count = (outcome: string): string => String(outcomes.filter((each) => each === outcome).length);
    const name = set === "cases" ? "by which it was made" : "held back";
    return [name, String(outcomes.length), count("right"), count("asked"), count("wrong")];
  });
  return markdownTable(["cases", "all", "right", "asked though it could be known", "wrong"], rows);
}

/** The page with its tables as they are now, in between their marks. */
export async function withApplyTables(page: string): Promise<string> {
  const files = await fileTable();
  const blocks = {
    counts,
    cases: () => table("cases"),
    "held-back": () => table("heldBack"),
    files: () => files,
  };
  return filledPage(page, blocks, "docs/apply-cases.md");
}
