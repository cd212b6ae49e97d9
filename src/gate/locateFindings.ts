import { messageText, type Draft, type Message } from "../prompt/draft.ts";
import type { Source } from "../terms/source.ts";
import type { SecretFinding } from "../terms/screening.ts";

/** One place of a finding. */
export type LocatedFinding = {
  readonly finding: SecretFinding;
  /** What the text there was made from; absent: it is on the wire, but not in the draft's text. */
  readonly source?: Source;
  /** The 1-based line of the file, when the source is one. */
  readonly line?: number;
};

function placeAt(message: Message, offset: number): Omit<LocatedFinding, "finding"> {
  let start = 0;
  for (const { text, source } of message.parts) {
    const end = start + text.length;
    if (offset < end) {
      // Only a file's own text has its lines.
      if (source.kind !== "file" || source.shows !== undefined) return { source };
      const above = text.slice(0, offset - start).split("\n").length - 1;
      return { source, line: (source.lines?.first ?? 1) + above };
    }
    start = end;
  }
  return {};
}

function places(draft: Draft, secret: string): readonly Omit<LocatedFinding, "finding">[] {
  const found = new Map<string, Omit<LocatedFinding, "finding">>();
  for (const message of draft.messages) {
    const text = messageText(message);
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
      const place = placeAt(message, at);
      found.set(JSON.stringify(place), place);
    }
  }
  return found.size === 0 ? [{}] : [...found.values()];
}

/** Where in a draft each finding stands, every file and line once; a finding that stands nowhere in it is kept too. */
export function locateFindings(draft: Draft, findings: readonly SecretFinding[]): readonly LocatedFinding[] {
  return findings.flatMap((finding) => places(draft, finding.secret).map((place) => ({ finding, ...place })));
}
