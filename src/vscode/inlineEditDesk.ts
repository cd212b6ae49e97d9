import * as vscode from "vscode";
import { textLines } from "../base/textLines.ts";
import { messageText } from "../base/messageText.ts";
import { withoutLineEnd } from "../base/withoutLineEnd.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { editRegion, type EditRegion } from "../edit/inline/editRegion.ts";
import {
  excludedFromEdits,
  inlineEdit,
  tooLongFor,
  type InlineOutcome,
  type InlineWish,
} from "../edit/inline/inlineEdit.ts";
import type { InstructionHistory } from "../edit/inline/instructionHistory.ts";
import type { InlineEditor, InlineEditWish } from "../edit/inlineEditor.ts";
import { movedLines } from "../edit/proposal/fileProposal.ts";
import type { Proposal } from "../edit/proposal/proposal.ts";
import type { TargetNow } from "../edit/proposal/writeProposal.ts";
import { writeWords } from "../edit/proposal/writeWords.ts";
import type { ProblemView, StepAction } from "../protocol/messages.ts";
import type { Outlook, Sending } from "../sending/send.ts";
import { fileSourceLabel } from "../terms/source.ts";
import { say } from "../terms/words.ts";
import { documentPath, isCode } from "./editorContext.ts";
import { pickInstruction } from "./instructionPicker.ts";
import { offerSteps } from "./offerSteps.ts";
import type { ProposalDesk } from "./proposalDesk.ts";
import type { ProposalPages } from "./proposalPages.ts";
import { titleWithRoute } from "./titleWithRoute.ts";
import { targetNow } from "./writePorts.ts";

/** What the desk is built from. */
export type InlineEditParts = {
  readonly sending: Pick<Sending, "send" | "outlook">;
  readonly guard: Pick<PathGuard, "judge">;
  readonly history: InstructionHistory;
  readonly proposals: Pick<ProposalDesk, "make" | "show" | "again"> & {
    readonly pages: Pick<ProposalPages, "active" | "isShown" | "close">;
  };
  /** Carries out a next step. */
  readonly onStep: (action: StepAction, task: "edit") => unknown;
};

/** Lines of a document, with what was wanted of them last. */
type Target = {
  readonly document: vscode.TextDocument;
  /** The document when the lines were chosen. */
  readonly text: string;
  readonly region: EditRegion;
  readonly instruction?: string;
  /** On this device, whatever is chosen. */
  readonly onDevice?: boolean;
};

/** An edit on its way to the screen. */
type Editing = {
  readonly target: Target & { readonly instruction: string };
  readonly proposal: Proposal;
  /** In whose diff it was asked for again: that one stays until there is something in its place. */
  readonly earlier?: Proposal | undefined;
  readonly abort: AbortController;
};

/** How an instruction is carried out. */
type Run = Pick<Editing, "earlier"> & { readonly outlook?: Outlook };

/** Asks what shall be changed in an editor, has a model write it, and shows what comes as a diff. */
export class InlineEditDesk implements InlineEditor {
  readonly #parts: InlineEditParts;

  constructor(parts: InlineEditParts) {
    this.#parts = parts;
  }

  /** Edits what is selected in the editor with the keyboard, or the block around its cursor; in a diff of its own it asks again. */
  async editHere(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (this.#parts.proposals.pages.active !== undefined && (await this.#parts.proposals.again())) return;
    if (editor === undefined || !isCode(editor.document)) {
      void vscode.window.showInformationMessage(say("Open a file first, then edit it there."));
      return;
    }
    const { document, selection } = editor;
    await this.edit({ uri: document.uri.toString(), range: selection });
  }

  async edit({ uri, range, instruction }: InlineEditWish): Promise<void> {
    const now = await targetNow(uri);
    if (now.kind !== "text") {
      tell(notNow(now.kind, uri));
      return;
    }
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    // Nothing of it is read for a question before the rules have said that it may be.
    const excluded = excludedFromEdits(documentPath(document), await this.#parts.guard.judge(uri));
    if (excluded !== undefined) {
      tell(excluded);
      return;
    }
    const text = document.getText();
    const region = editRegion(textLines(text).map(withoutLineEnd), range);
    const target = { document, text, region };
    if (instruction === undefined) await this.#ask(target);
    else await this.#run({ ...target, instruction });
  }

  /** Asks for the instruction, and has it carried out. */
  async #ask(target: Target, earlier?: Proposal): Promise<void> {
    const outlook = this.#parts.sending.outlook("edit");
    const question = { title: titleOf(target, outlook), value: target.instruction ?? "" };
    const instruction = await pickInstruction(question, this.#parts.history);
    if (instruction === undefined) return;
    await this.#parts.history.add(instruction);
    // Whoever was asked may have typed in the file meanwhile.
    await this.#run({ ...asItIsNow(target), instruction }, { outlook, earlier });
  }

  /** The same lines once more, as they are now, with an instruction that the person changes. */
  async #again(target: Target, earlier: Proposal | undefined): Promise<void> {
    await this.#ask(asItIsNow(target), earlier);
  }

  async #run(target: Editing["target"], { outlook: known, earlier }: Run = {}): Promise<void> {
    const { proposals, sending } = this.#parts;
    const outlook = known ?? sending.outlook("edit");
    const wish = wishFor(target, outlook);
    // Which model answers on this device is known only once it was looked for.
    const isKnown = outlook.ok && target.onDevice !== true;
    const tooLong = isKnown ? tooLongFor(wish, outlook.value.route) : undefined;
    if (tooLong !== undefined) {
      tell(tooLong);
      return;
    }
    const uri = target.document.uri.toString();
    const proposal = proposals.make([{ uri, before: target.text, after: target.text }]);
    const editing = { target, proposal, earlier, abort: new AbortController() };
    const location = vscode.ProgressLocation.Window;
    const outcome = await vscode.window.withProgress(
      { location, title: say("Editing") },
      async (progress) => {
        proposal.grow(uri, target.text, target.text);
        await this.#show(editing);
        return inlineEdit(wish, sending, {
          signal: editing.abort.signal,
          onGrow: (text) => {
            proposal.grow(uri, target.text, text);
          },
          onWait: (message) => {
            progress.report({ message });
          },
        });
      },
    );
    await this.#settle(editing, outcome);
  }

  #show({ target, proposal, abort }: Editing): Promise<void> {
    return this.#parts.proposals.show(proposal, {
      title: say("{0}: Proposed Edit", fileName(target)),
      line: target.region.at,
      onGone: () => {
        abort.abort();
      },
      stop: () => {
        abort.abort();
      },
      again: () => this.#again(target, proposal),
    });
  }

  /** Whoever closed the diff meanwhile wants none of it. */
  async #settle(editing: Editing, outcome: InlineOutcome): Promise<void> {
    const { target, proposal, earlier, abort } = editing;
    const { pages } = this.#parts.proposals;
    if (!pages.isShown(proposal)) return;
    // Whoever stopped it before anything came knows that. Closing the diff would look the same.
    const isKnown = outcome.kind === "nothing" && abort.signal.aborted;
    const uri = target.document.uri.toString();
    if (outcome.kind === "unchanged" || outcome.kind === "nothing") await pages.close(proposal);
    else {
      proposal.grow(uri, target.text, outcome.text);
      proposal.settle();
      if (earlier !== undefined) await pages.close(earlier);
    }
    if (!isKnown) await this.#say(editing, outcome);
  }

  async #say(editing: Editing, outcome: InlineOutcome): Promise<void> {
    if (outcome.kind === "done") {
      if (outcome.note !== undefined) tell(outcome.note);
      return;
    }
    if (outcome.kind === "unchanged") {
      tell(say("The model left everything as it was. Ask again in other words."));
      return;
    }
    if (outcome.kind === "partial") {
      const kept = say("What came is in the diff; nothing was written.");
      const problem = {
        ...outcome.problem,
        sentence: [
          outcome.problem.sentence,
          kept,
          ...(outcome.note === undefined ? [] : [outcome.note]),
        ].join(" "),
      };
      await this.#offer(problem, editing, outcome.came);
      return;
    }
    await this.#offer(outcome.problem, editing);
  }

  /** `came` is what there is of an answer that broke off. */
  #offer(problem: ProblemView, { target, proposal, earlier }: Editing, came?: string): Promise<void> {
    const replaced = (): Proposal | undefined =>
      this.#parts.proposals.pages.isShown(proposal) ? proposal : earlier;
    const run = (text: string) => () => vscode.env.clipboard.writeText(text);
    const copy = came === undefined ? undefined : { label: say("Copy What Came"), run: run(came) };
    const handlers = {
      again: () => this.#again(target, replaced()),
      onDevice: () =>
        this.#run(
          { ...asItIsNow(target), instruction: target.instruction, onDevice: true },
          { earlier: replaced() },
        ),
      onStep: (action: StepAction) => this.#parts.onStep(action, "edit"),
    };
    return offerSteps(problem, handlers, copy);
  }
}

/** Why a document cannot be edited as it is. */
function notNow(kind: Exclude<TargetNow["kind"], "text">, uri: string): string {
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true));
  return kind === "missing"
    ? say("{0} is not there any more. Bring it back, then edit it again.", path)
    : writeWords({ kind, uri }, () => path);
}

/** The same lines in the text that the document has by now. */
function asItIsNow(target: Target): Target {
  const { document, text, region } = target;
  const now = document.getText();
  return now === text ? target : { ...target, text: now, region: movedLines(region, text, now) };
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(messageText(sentence));
}

function fileName({ document }: Target): string {
  return fileSourceLabel({ kind: "file", uri: document.uri.toString(), path: documentPath(document) });
}

/** What is going to be changed, and where the question goes, before it goes. */
function titleOf({ document, region, onDevice }: Target, outlook: Outlook): string {
  const lines = { first: region.at + 1, last: Math.max(region.at + 1, region.at + region.count) };
  const place = fileSourceLabel({
    kind: "file",
    uri: document.uri.toString(),
    path: documentPath(document),
    lines,
  });
  return titleWithRoute(say("Edit {0}", place), outlook, onDevice);
}

function wishFor(
  { document, text, region, instruction, onDevice }: Editing["target"],
  outlook: Outlook,
): InlineWish {
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
  const { insertSpaces, tabSize } = editor?.options ?? {};
  const step = insertSpaces === false ? "\t" : typeof tabSize === "number" ? " ".repeat(tabSize) : undefined;
  return {
    file: {
      uri: document.uri.toString(),
      path: documentPath(document),
      languageId: document.languageId,
      text,
    },
    region,
    instruction,
    ...(step !== undefined && { step }),
    ...(onDevice === true ? { onDevice } : outlook.ok && { noFartherThan: outlook.value.destination }),
    onLateYes: () => {
      tell(say("You confirmed this after it was stopped. The confirmation is kept, but nothing was sent."));
    },
  };
}
