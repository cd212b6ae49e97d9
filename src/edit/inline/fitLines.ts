import { indentOf, leadOf, stepOf } from "../../context/indentation.ts";

/** Lines of a document around those that are written anew, all without their ends. */
export type RegionPlace = {
  readonly above: readonly string[];
  readonly region: readonly string[];
  readonly below: readonly string[];
  /** One step of indentation in this document: `"\t"` or some spaces. */
  readonly step: string;
};

/**
 * Lines of a model's answer as they belong into a document: with its indentation, and, once the answer is over, without what
 * stands around the region already and was written again.
 */
export function fitLines(lines: readonly string[], place: RegionPlace, isOver: boolean): readonly string[] {
  const own = isOver ? withoutEcho(lines, place) : lines;
  const trimmed = withoutBlankEdges(own, place.region, isOver);
  return indented(trimmed, place);
}

function isBlank(line: string | undefined): boolean {
  return (line ?? "").trim() === "";
}

/** Blank lines at the edges are the document's own, unless the region has them, too. */
function withoutBlankEdges(
  lines: readonly string[],
  region: readonly string[],
  isOver: boolean,
): readonly string[] {
  const hasText = region.some((line) => !isBlank(line));
  const leading = hasText && isBlank(region[0]) ? Infinity : 0;
  const trailing = hasText && isBlank(region.at(-1)) ? Infinity : 0;
  const first = lines.findIndex((line) => !isBlank(line));
  if (first === -1) return [];
  const last = lines.findLastIndex((line) => !isBlank(line));
  const start = leading > 0 ? 0 : first;
  return lines.slice(start, isOver && trailing === 0 ? last + 1 : lines.length);
}

/** Steps of indentation in the way of the document, and as deep as the region begins. */
function indented(lines: readonly string[], { region, above, step }: RegionPlace): readonly string[] {
  const first = lines.find((line) => !isBlank(line));
  if (first === undefined) return lines;
  const written = stepOf(lines);
  const converted = lines.map((line) => withStep(line, written, step));
  const begins = leadOf(withStep(first, written, step));
  const wanted = wantedLead(region, above, step);
  if (wanted === begins) return converted;
  return converted.map((line) => (isBlank(line) ? line : shifted(line, begins, wanted)));
}

/** Where the region begins; on a blank line what stands there, or as deep as the lines above ask for. */
function wantedLead(region: readonly string[], above: readonly string[], step: string): string {
  const first = region.find((line) => !isBlank(line));
  if (first !== undefined) return leadOf(first);
  const typed = region.find((line) => line !== "");
  if (typed !== undefined) return leadOf(typed);
  const near = above.findLast((line) => !isBlank(line)) ?? "";
  return leadOf(near) + (/[{([:]\s*$/.test(near) ? step : "");
}

function withStep(line: string, written: string | undefined, step: string): string {
  const lead = leadOf(line);
  if (lead === "" || written === undefined || written === step) return line;
  const width = written === "\t" ? 4 : written.length;
  const columns = indentOf(lead, width);
  const rest = " ".repeat(columns % width);
  return step.repeat(Math.floor(columns / width)) + rest + line.slice(lead.length);
}

function shifted(line: string, begins: string, wanted: string): string {
  if (wanted.startsWith(begins)) return wanted.slice(begins.length) + line;
  const surplus = begins.startsWith(wanted) ? begins.slice(wanted.length) : begins;
  const lead = leadOf(line);
  if (!lead.startsWith(surplus)) return line.slice(lead.length);
  return (begins.startsWith(wanted) ? "" : wanted) + line.slice(surplus.length);
}

/** Fewer lines than this may well be meant, although the same stand around them. */
const leastEcho = 2;

/** Lines that the model copied from above or below the region. */
function withoutEcho(lines: readonly string[], { above, region, below }: RegionPlace): readonly string[] {
  const head = echoLength(lines, above, region);
  const rest = lines.slice(head);
  const reversed = (all: readonly string[]): readonly string[] => all.toReversed();
  const tail = echoLength(reversed(rest), reversed(below), reversed(region));
  const kept = rest.slice(0, rest.length - tail);
  return tail > 0 ? kept : withoutSurplusClose(kept, region, below);
}

/** How many lines at the beginning of an answer are the last ones above the region. */
function echoLength(lines: readonly string[], above: readonly string[], region: readonly string[]): number {
  const own = region.map((line) => line.trim());
  for (let length = Math.min(lines.length, above.length); length >= leastEcho; length -= 1) {
    const copied = lines.slice(0, length);
    const isCopied = copied.every((line, at) => line.trim() === above[above.length - length + at]?.trim());
    const said = copied.filter((line) => /\w/.test(line)).length;
    // What the region begins with itself is no echo.
    const isOwn = copied.every((line, at) => line.trim() === own[at]);
    if (isCopied && said >= leastEcho && !isOwn) return length;
  }
  return 0;
}

/** A closing line too many, which stands below the region already: models like to end what they did not begin. */
function withoutSurplusClose(
  lines: readonly string[],
  region: readonly string[],
  below: readonly string[],
): readonly string[] {
  const last = lines.findLast((line) => !isBlank(line))?.trim() ?? "";
  const next = below.find((line) => !isBlank(line))?.trim();
  if (!/^[\])}]+[;,]?$/.test(last) || last !== next) return lines;
  if (balance(lines) >= balance(region)) return lines;
  return lines.slice(
    0,
    lines.findLastIndex((line) => !isBlank(line)),
  );
}

/** How much more lines open than they close. */
function balance(lines: readonly string[]): number {
  const text = lines.join("\n").replace(/(["'`])(?:\\.|(?!\1)[^\\\n])*\1/g, "");
  const count = (form: RegExp): number => text.match(form)?.length ?? 0;
  return count(/[{([]/g) - count(/[\])}]/g);
}
