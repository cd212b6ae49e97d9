import { locateFindings, type LocatedFinding } from "../gate/locateFindings.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import type { Draft } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import type { Destination } from "../terms/destination.ts";
import { keeps, type Keep } from "../terms/keep.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Screening } from "../terms/screening.ts";
import { fileSourceLabel, sourceLabel, type Source } from "../terms/source.ts";
import type { ReviewFinding, ReviewRequest } from "./consentPort.ts";

/** What a review is made from. */
export type ReviewFacts = {
  readonly destination: Destination;
  readonly route: Route;
  readonly draft: Draft;
  readonly wire: WireRequest;
  readonly screening: Screening;
  /** Whether the destination is allowed already, and only this body is in question. */
  readonly onlyBody: boolean;
  readonly conversation: string | undefined;
  readonly deviceModel: ModelRef | undefined;
};

/** A yes to a body with secrets in it is a yes to that body alone; one to a destination may hold for longer. */
function keepsFor({ onlyBody, conversation }: ReviewFacts): readonly Keep[] {
  if (onlyBody) return ["once"];
  return keeps.filter((keep) => keep !== "conversation" || conversation !== undefined);
}

/** Where a finding stands: a file by its name, its line apart; what has no name of its own is not told. */
function placeName(source: Source): string | undefined {
  switch (source.kind) {
    case "file":
      return fileSourceLabel({ kind: "file", uri: source.uri, path: source.path });
    case "terminal":
    case "pasted":
      return sourceLabel(source);
    case "instructions":
    case "question":
    case "answer":
    case "history":
      return undefined;
  }
}

/** Each finding once, with every place it stands at. */
function reviewFindings(located: readonly LocatedFinding[]): readonly ReviewFinding[] {
  const found = new Map<string, { finding: LocatedFinding["finding"]; places: string[] }>();
  for (const { finding, source, line } of located) {
    const entry = found.get(finding.id) ?? { finding, places: [] };
    found.set(finding.id, entry);
    const name = source && placeName(source);
    if (name === undefined) continue;
    entry.places.push(line === undefined ? name : `${name}:${line}`);
  }
  return [...found.values()].map(({ finding, places }) => ({
    ...finding,
    ...(places.length > 0 && { where: places.join(", ") }),
  }));
}

/** Everything a person is shown before they decide about one body. */
export function reviewRequest(facts: ReviewFacts): ReviewRequest {
  const { destination, route, draft, wire, screening, deviceModel } = facts;
  return {
    destination,
    provider: route.provider.label,
    model: route.model,
    task: draft.task,
    wire,
    draft,
    findings: reviewFindings(locateFindings(draft, screening.findings)),
    screenedWhole: screening.complete,
    keeps: keepsFor(facts),
    ...(deviceModel && { deviceModel: deviceModel.model }),
  };
}
