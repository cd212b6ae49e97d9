import { figures } from "../bench/replay/figures/figures.ts";
import type { BenchAbout, Measurement } from "../bench/run.ts";
import { markdownTable } from "./markdownTable.ts";

type Results = Readonly<Record<string, Measurement>>;

const machines: Readonly<Record<string, string>> = {
  L: "L: a laptop's processor, 150 tokens/s of prompt and 25 of answer",
  M: "M: a middling machine, 600 and 60",
  G: "G: a graphics card, 4,000 and 120",
  C: "C: a cloud, 180 ms away, answers with 150",
};

/** The page about what was measured: the replay by machine, with a column for everybody, and every other number in a list. */
export function benchmarksPage(about: BenchAbout, results: Results): string {
  const replay = Object.keys(machines).flatMap((profile) => replayPart(profile, results));
  const others = Object.fromEntries(Object.entries(results).filter(([key]) => partsOf(key) === undefined));
  return [
    "# Benchmarks",
    `Measured on ${about.date.slice(0, 10)} with Drawbridge ${about.drawbridge}, Node ${about.node}, on ${about.machine}.`,
    `Made by \`npm run bench -- ${about.full ? "--full " : ""}--json FILE\` and \`node scripts/benchReport.ts FILE...\`; every number is one from those files: what was measured again later stands in place of what was measured before. A range behind a number holds it with 95 % probability.`,
    ...anchors(results),
    ...replay,
    "## What the figures of the replay are",
    markdownTable(
      ["figure", "unit", "what it is"],
      Object.entries(figures).map(([name, { unit, says }]) => [name, unit, says]),
    ),
    "`ratio` is Drawbridge in proportion to `baseline`, a completion that sends what stands around the caret 300 ms after the last key.",
    "`silent` completes nothing: what it costs the processor is the replay's own share. `cpuOnHost` is the main thread's time from one key to the next without that share; `cpuPerKey` is that of the whole process, with it.",
    "## Everything else",
    listOf(others),
  ].join("\n\n");
}

/** What is told of where a prompt is cut in two: for the machine that the budgets are for. */
const anchorFigures = [
  "prefillPerRequest",
  "prefillPerLaterRequest",
  "reuse",
  "laterReuse",
  "ttgtP50",
  "ttgtP90",
  "speculativeHits",
] as const;
const anchorLayouts = ["Drawbridge", "anchoredMiddle", "suffixFirst"] as const;

/** What the line anchor costs beside what other layouts would, in one run; nothing where those were not measured. */
function anchors(results: Results): readonly string[] {
  const of = (who: string, figure: string): Measurement | undefined =>
    results[who === "Drawbridge" ? `replay.M.${figure}` : `replay.M.${who}.${figure}`];
  if (of("anchoredMiddle", anchorFigures[0]) === undefined) return [];
  return [
    "## What the line anchor costs",
    "A model that reads the prefix first has the suffix behind it, and what is typed behind that. With the line anchor, which every model has by default, each new line moves into the prefix, and the server reads the suffix again. `anchoredMiddle` is the same engine with what was typed staying behind the suffix, as if an ablation with the model's own weights had shown no loss; that has been measured for no model yet, and so it is on for none. `suffixFirst` has a model that reads the suffix first. Each session begins with a prompt that no server has: the figures of later requests leave it out.",
    markdownTable(
      ["figure, on M", ...anchorLayouts, "budget"],
      anchorFigures.map((figure) => [
        figure,
        ...anchorLayouts.map((who) => shown(of(who, figure))),
        budgetOf(of("Drawbridge", figure)),
      ]),
    ),
  ];
}

type Parts = { readonly profile: string; readonly who: string; readonly figure: string };

/** The parts of `replay.M.baseline.ttgtP50`; `undefined` for what is no figure of the replay on a machine. */
function partsOf(key: string): Parts | undefined {
  const found = /^replay\.(?<profile>[LMGC])\.(?:(?<who>.+)\.)?(?<figure>\w+)$/.exec(key)?.groups;
  if (found === undefined) return undefined;
  return {
    profile: found["profile"] ?? "",
    who: found["who"] ?? "Drawbridge",
    figure: found["figure"] ?? "",
  };
}

function replayPart(profile: string, results: Results): readonly string[] {
  const cells = Object.entries(results).flatMap(([key, measurement]) => {
    const parts = partsOf(key);
    return parts?.profile === profile ? [{ ...parts, measurement }] : [];
  });
  if (cells.length === 0) return [];
  const everybody = [...new Set(cells.map(({ who }) => who))];
  const figures = [...new Set(cells.map(({ figure }) => figure))];
  const rows = figures.map((figure) => {
    const of = (who: string): Measurement | undefined =>
      cells.find((cell) => cell.who === who && cell.figure === figure)?.measurement;
    const own = of("Drawbridge");
    return [figure, own?.unit ?? "", ...everybody.map((who) => shown(of(who))), budgetOf(own)];
  });
  return [
    `## Typing replay on ${machines[profile] ?? profile}`,
    markdownTable(["figure", "unit", ...everybody, "budget"], rows),
  ];
}

function listOf(results: Results): string {
  return markdownTable(
    ["number", "value", "unit", "budget"],
    Object.entries(results).map(([key, each]) => [key, shown(each), each.unit, budgetOf(each)]),
  );
}

function shown(measurement: Measurement | undefined): string {
  if (measurement === undefined) return "–";
  const { value, interval } = measurement;
  return interval === undefined ? rounded(value) : `${rounded(value)} (${interval.map(rounded).join("–")})`;
}

function budgetOf(measurement: Measurement | undefined): string {
  if (measurement?.budget === undefined) return "";
  return `${rounded(measurement.budget)}${measurement.ok === false ? ", missed" : ", kept"}`;
}

function rounded(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en");
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString("en")
    : String(Number(value.toPrecision(3)));
}
