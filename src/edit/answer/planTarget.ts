import { textLines } from "../../base/textLines.ts";
import { movedLines } from "../proposal/fileProposal.ts";
import { textWithSecrets } from "../proposal/redactedLines.ts";
import type { ApplyPlan, ApplyRefusal, ApplyRequest, AskReason, Place } from "../apply/applyPlan.ts";
import type { AnswerBlock } from "../apply/filesOfAnswer.ts";
import { planApply } from "../apply/planApply.ts";

/** Why a block comes into no file. */
export type LeftOut =
  | ApplyRefusal
  /** The answer ended before the block did. */
  | "cutOff"
  /** Lines that it says are there are not, or in more places than one. */
  | "notFound"
  /** The person left it out. */
  | "byPerson";

/** A place that a person may choose. */
export type OfferedPlace = {
  readonly place: Place;
  /** Where that is in the file as it is now, in rows from 0; earlier blocks may have moved it. */
  readonly shown: { readonly at: number; readonly count: number };
  /** Whether it is all of the file. */
  readonly isWhole: boolean;
};

/** What a person is asked about a block that is not sure. */
export type PlaceQuestion = { readonly reason: AskReason; readonly places: readonly OfferedPlace[] };

/** What they say: a place, that this block is left out, or (`undefined`) that they want none of it all. */
export type PlaceAnswer = Place | "leaveOut" | undefined;

/** The file that blocks are for, as it is now. */
export type PlannedFor = Pick<ApplyRequest, "before" | "languageId" | "path" | "cursor">;

/** What is to become of a file. */
export type PlannedFile =
  | {
      readonly kind: "planned";
      /** Absent where no block changes anything. */
      readonly after?: string;
      readonly leftOut: readonly LeftOut[];
      /** Whether a placeholder is left in it where a secret was. */
      readonly isSecretLost: boolean;
    }
  /** The person left: nothing is to be changed anywhere. */
  | { readonly kind: "abandoned" };

/** Plans what the blocks for one file make of it, one after the other; whatever is not sure is asked. */
export async function planTarget(
  file: PlannedFor,
  blocks: readonly AnswerBlock[],
  ask: (question: PlaceQuestion) => Promise<PlaceAnswer>,
): Promise<PlannedFile> {
  const { before } = file;
  let text = before;
  const leftOut: LeftOut[] = [];
  for (const block of blocks) {
    if (block.isCutOff) {
      leftOut.push("cutOff");
      continue;
    }
    const now = text;
    const request: ApplyRequest = {
      ...file,
      before: now,
      answer: block.code,
      ...(block.language !== "" && { answerLanguage: block.language }),
    };
    const plan = await settled(request, (reason, places) =>
      ask({ reason, places: places.map((place) => offered(place, now ?? "", before ?? "")) }),
    );
    if (plan === undefined) return { kind: "abandoned" };
    if (plan.kind === "refused") leftOut.push(plan.reason);
    else if (plan.kind !== "unchanged") text = plan.after;
  }
  if (text === undefined) return { kind: "planned", leftOut, isSecretLost: false };
  const whole = textWithSecrets(before ?? "", text);
  const { isSecretLost } = whole;
  return { kind: "planned", ...(whole.text !== before && { after: whole.text }), leftOut, isSecretLost };
}

type Settled =
  | Exclude<ApplyPlan, { readonly kind: "ask" | "refused" }>
  | { readonly kind: "refused"; readonly reason: LeftOut };

async function settled(
  request: ApplyRequest,
  ask: (reason: AskReason, places: readonly Place[]) => Promise<PlaceAnswer>,
): Promise<Settled | undefined> {
  const plan = planApply(request);
  if (plan.kind !== "ask") return plan;
  if (plan.places.length === 0) return { kind: "refused", reason: "notFound" };
  const at = await ask(plan.reason, plan.places);
  if (at === undefined) return undefined;
  if (at === "leaveOut") return { kind: "refused", reason: "byPerson" };
  const chosen = planApply({ ...request, at });
  // A place was chosen for one change; another of the same block is not sure either.
  return chosen.kind === "ask" ? { kind: "refused", reason: "notFound" } : chosen;
}

function offered(place: Place, now: string, before: string): OfferedPlace {
  const rows = { at: place.first - 1, count: Math.max(0, place.last - place.first + 1) };
  const shown = now === before ? rows : movedLines(rows, now, before);
  return { place, shown, isWhole: rows.at === 0 && rows.count > 0 && rows.count >= textLines(now).length };
}
