import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { nameOf } from "../base/nameOf.ts";
import { shownName } from "../base/shownName.ts";
import type { GivenAnswer } from "../context/givenAnswer.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { chosenBlock, type ShownBlock } from "../edit/answer/chosenBlock.ts";
import type { TargetPlaces } from "../edit/answer/findTarget.ts";
import { namedGroups } from "../edit/answer/groupBlocks.ts";
import { mayChooseFile } from "../edit/answer/leftOutWords.ts";
import {
  filesBeside,
  planAnswer,
  type AnswerPlan,
  type AnswerPorts,
  type AnswerWork,
} from "../edit/answer/planAnswer.ts";
import type { ProposedFile } from "../edit/proposal/proposal.ts";
import { say } from "../terms/words.ts";
import { pickPlace } from "./pickPlace.ts";
import { openFiles, pickTarget } from "./pickTarget.ts";
import type { ProposalDesk } from "./proposalDesk.ts";
import { readTarget } from "./readTarget.ts";
import { targetNow } from "./writePorts.ts";

/** Makes code of an answer a change that a person decides about. Each settles when its diff is shown, or it was said why there is none. */
export type AnswerApplier = {
  /** One block, as the page shows it. */
  readonly apply: (answer: GivenAnswer, shown: ShownBlock) => Promise<void>;
  /** Every block that names a file, as one change. */
  readonly applyAll: (answer: GivenAnswer) => Promise<void>;
};

/** What the desk is built from. */
export type ApplyDeskParts = {
  readonly guard: Pick<PathGuard, "judge">;
  readonly places: TargetPlaces;
  readonly proposals: ShownProposals;
};

/** What shows a person what is proposed. */
type ShownProposals = Pick<ProposalDesk, "make" | "show">;

/** Opens what puts code of answers into files: nothing comes into one before a person has accepted it. */
export function createApplyDesk({ guard, places, proposals }: ApplyDeskParts): AnswerApplier {
  const run = async (work: AnswerWork): Promise<void> => {
    const ports: AnswerPorts = {
      ...places,
      ...{ pathOf, cursorIn, choosePlace: pickPlace },
      read: (uri) => readTarget(uri, guard),
      chooseFile: (named, uris) => chooseFile(whichFile(named), work, uris),
    };
    const plan = await planAnswer(work, ports);
    if (plan === undefined) return;
    if (plan.files.length > 0) await show(plan.files, proposals);
    const chosen = await tell(plan, work);
    if (chosen !== undefined) await run({ ...work, chosen });
  };
  return {
    apply: (answer, shown) => run({ answer, groups: [chosenBlock(answer.text, shown)] }),
    applyAll: (answer) => run({ answer, groups: namedGroups(answer.text) }),
  };
}

function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true));
}

function cursorIn(uri: string): number | undefined {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  return editor === undefined ? undefined : editor.selection.active.line + 1;
}

function whichFile(named: string | undefined): string {
  return named === undefined
    ? say("The answer does not say which file this code is for")
    : say("Which {0} is this code for?", shownName(named));
}

/** Asks for a file: first those that may be meant, then what is open, then what stands beside the questions. */
function chooseFile(
  title: string,
  { answer }: AnswerWork,
  uris: readonly string[] = [],
): Promise<string | undefined> {
  const beside = [...answer.beside, ...answer.earlier];
  return pickTarget({ title, uris: [...uris, ...openFiles(), ...filesBeside(beside)] });
}

async function show(files: readonly ProposedFile[], proposals: ShownProposals): Promise<void> {
  const proposal = proposals.make(files);
  // Whoever was asked something may have taken their time.
  for (const { uri } of files) {
    const now = await targetNow(uri);
    if (now.kind === "text") proposal.documentChanged(uri, now.text);
  }
  const [first] = proposal.open;
  // All of it fell away, which was told.
  if (first === undefined) return;
  await proposals.show(proposal, { title: titleOf(files), line: first.at });
}

function titleOf([first, ...others]: readonly ProposedFile[]): string {
  const name = first === undefined ? "" : nameOf(pathOf(first.uri));
  if (others.length > 0) return say("{0} and {1} More: Proposed Edits", name, others.length);
  return first?.before === undefined ? say("{0}: Proposed New File", name) : say("{0}: Proposed Edit", name);
}

/** Says what did not come in, and what to know about what did; the result is another file for it, when the person chose one. */
async function tell(plan: AnswerPlan, work: AnswerWork): Promise<string | undefined> {
  const { files, leftOut, notes } = plan;
  const isNothing = files.length === 0 && leftOut.length === 0;
  const unchanged = say("The file says that already. Nothing is to be changed.");
  const sentences = isNothing ? [unchanged] : [...leftOut.map(({ sentence }) => sentence), ...notes];
  if (sentences.length === 0) return undefined;
  const message = messageText(sentences.join(" "));
  if (leftOut.length === 0) {
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  const choose = say("Choose File…");
  const answer = await vscode.window.showWarningMessage(message, ...(canChoose(plan, work) ? [choose] : []));
  return answer === choose ? chooseFile(whichFile(undefined), work) : undefined;
}

/** Whether it is about one file, and another one would do. */
function canChoose({ files, leftOut }: AnswerPlan, { groups }: AnswerWork): boolean {
  const [only] = leftOut;
  if (only === undefined || only.reason === "excluded") return false;
  return groups.length === 1 && files.length === 0 && mayChooseFile(only.reason);
}
