import { markdownTable } from "../markdownTable.ts";
import type { Proof } from "./prove.ts";
import type { Finding } from "./verdict.ts";

type Row = readonly [string, string, string];

/** The proof in a few lines of Markdown for the README: what was run, how often, and what left the device. */
function proofSummary(proof: Proof): string {
  const findings = proof.parts.flatMap((part) =>
    part.findings.map((finding) => ({ ...finding, part: part.part })),
  );
  const of = (kind: Finding["kind"], part?: string): readonly Finding[] =>
    findings.filter((finding) => finding.kind === kind && (part === undefined || finding.part === part));
  const left = (some: readonly Finding[]): string => `${some.reduce((sum, { events }) => sum + events, 0)}`;
  const held = (some: readonly Finding[], word: string): string =>
    `${some.filter(({ ok }) => ok).length} of ${some.length} ${word}`;
  const stays = (what: string, some: readonly Finding[]): Row => [
    what,
    `${some.length}`,
    `${left(some)} contacts`,
  ];
  const guards = proof.guards?.outcomes ?? [];
  const caught = guards.filter(({ outcome }) => outcome === "caught").length;
  const rows: readonly Row[] = [
    stays("Drawbridge without an editor: chat, completion, errands, refusals", of("step", "rooms")),
    stays("servers that lie or mislead, each called what it is", of("variant")),
    stays(
      "the packaged extension in the real editor, on a hostile project and behind proxies",
      of("step", "editor"),
    ),
    stays("the same editor without Drawbridge", of("baseline")),
    ["a cloud, once allowed", `${of("allowed").length}`, held(of("allowed"), "reached it and nothing else")],
    [
      "contacts made on purpose, in the same runs",
      `${of("control").length}`,
      held(of("control"), "were caught"),
    ],
    [
      "guards taken out one at a time",
      `${guards.length}`,
      `${caught} of ${guards.length} turned their test red`,
    ],
  ];
  return [
    markdownTable(["what was run behind the walls", "how many", "off the device"], rows),
    "",
    `Made on ${proof.startedAt.slice(0, 10)} in ${Math.ceil(proof.seconds / 60)} minutes with ${versionsOf(proof)}.`,
  ].join("\n");
}

function versionsOf({ versions, kernel, parts }: Proof): string {
  const baseline = parts.flatMap((part) => part.findings).find(({ kind }) => kind === "baseline");
  const chromium = baseline?.measured?.["chromium"];
  const all = { ...versions, ...(chromium !== undefined && { chromium: String(chromium) }) };
  const named = Object.entries(all)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([what, version]) => `${what} ${version}`);
  // What follows the number names the machine that the kernel was built for.
  return [...named, kernel.replace(/-.*$/, "")].join(", ");
}

const block = /<!-- proof -->[^]*<!-- \/proof -->/;

/** A README with the summary in the place that is kept for it, between its two marks; throws where there is none. */
export function withSummary(readme: string, proof: Proof): string {
  if (!block.test(readme)) throw new Error("README.md has no place for the proof: <!-- proof -->.");
  return readme.replace(block, () => `<!-- proof -->\n\n${proofSummary(proof)}\n\n<!-- /proof -->`);
}
