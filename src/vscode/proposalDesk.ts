import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { messageText } from "../base/messageText.ts";
import { nameOf } from "../base/nameOf.ts";
import { oneByOne } from "../base/oneByOne.ts";
import type { Hunk } from "../edit/proposal/fileProposal.ts";
import { hunkAtLine } from "../edit/proposal/hunkAtLine.ts";
import { Proposal, type Decided, type ProposedFile } from "../edit/proposal/proposal.ts";
import { writeWords } from "../edit/proposal/writeWords.ts";
import { say } from "../terms/words.ts";
import { ProposalPages, type ShownHunk, type ShownProposal } from "./proposalPages.ts";
import { writePorts } from "./writePorts.ts";

/** How a proposal is shown, and what becomes of it. */
export type ShowOptions = Omit<ShownProposal, "proposal">;

/** Lets a person decide about what a model wrote: change by change, or all at once. */
export class ProposalDesk implements Disposable {
  readonly pages = new ProposalPages();
  readonly #store = new DisposableStore();
  /** Who presses two keys in a row means two changes: the second is looked for once the first is decided. */
  readonly #inTurn = oneByOne();

  constructor() {
    this.#store.add(this.pages);
  }

  /** Makes a proposal for files; nothing is shown before {@link show}. */
  make(files: readonly ProposedFile[]): Proposal {
    const proposal = new Proposal(files, writePorts);
    proposal.onDidFallAway((changes) => {
      void tellFallen(changes);
      void this.#endWhenDecided(proposal);
    });
    return proposal;
  }

  /** Shows a proposal as a diff, or brings it to the front. */
  show(proposal: Proposal, options: ShowOptions): Promise<void> {
    return this.pages.show({ ...options, proposal });
  }

  /** Accepts the change at the cursor, else the next one below, else the first. */
  acceptHere(): Promise<void> {
    return this.#withHunk((hunk, proposal) => this.#accept(proposal, { uri: hunk.uri, hunk: hunk.id }));
  }

  /** Rejects the change at the cursor, else the next one below, else the first. */
  rejectHere(): Promise<void> {
    return this.#withHunk((hunk, proposal) => this.#reject(proposal, { uri: hunk.uri, hunk: hunk.id }));
  }

  /** Accepts everything that is open in the proposal in front. */
  acceptAll(): Promise<void> {
    return this.#withActive((proposal) => this.#accept(proposal, {}));
  }

  /** Rejects everything that is open in the proposal in front; what is still being written ends. */
  rejectAll(): Promise<void> {
    return this.#withActive((proposal) => this.#reject(proposal, {}));
  }

  /** Ends what is being written in the proposal in front; what has come can be decided about. */
  stop(): void {
    this.pages.active?.stop?.();
  }

  /** Asks again for the proposal in front; `false`: there is none that was asked for. */
  async again(): Promise<boolean> {
    const again = this.pages.active?.again;
    if (again === undefined) return false;
    await again();
    return true;
  }

  /** Writes what was accepted, or says why nothing was written. */
  accept(proposal: Proposal, decided: Decided): Promise<void> {
    return this.#inTurn(() => this.#accept(proposal, decided));
  }

  /** Leaves what was rejected as it is. */
  reject(proposal: Proposal, decided: Decided): Promise<void> {
    return this.#inTurn(() => this.#reject(proposal, decided));
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #accept(proposal: Proposal, decided: Decided): Promise<void> {
    if (proposal.isGrowing) {
      void vscode.window.showInformationMessage(
        say("It is still being written. Accept it when all of it is there."),
      );
      return;
    }
    const accepted = proposal.open.find(({ uri }) => decided.uri === undefined || uri === decided.uri);
    const outcome = await proposal.accept(decided);
    if (outcome.kind !== "written") {
      void vscode.window.showWarningMessage(messageText(writeWords(outcome, nameIn)));
      return;
    }
    await this.#endWhenDecided(proposal, accepted && { uri: accepted.uri, line: accepted.at });
  }

  async #reject(proposal: Proposal, decided: Decided): Promise<void> {
    if (proposal.isGrowing) {
      await this.pages.close(proposal);
      return;
    }
    const [first] = proposal.open;
    proposal.reject(decided);
    await this.#endWhenDecided(proposal, first && { uri: first.uri, line: first.at });
  }

  /** When nothing is open any more, the diff makes room for the file, where it was changed. */
  async #endWhenDecided(
    proposal: Proposal,
    at?: { readonly uri: string; readonly line: number },
  ): Promise<void> {
    if (proposal.open.length > 0 || proposal.isGrowing || !this.pages.isShown(proposal)) return;
    const isOne = proposal.uris.length === 1;
    await this.pages.close(proposal);
    if (at === undefined || !isOne || proposal.isNew(at.uri)) return;
    const selection = new vscode.Range(at.line, 0, at.line, 0);
    await vscode.window.showTextDocument(vscode.Uri.parse(at.uri, true), { selection });
  }

  #withActive(decide: (proposal: Proposal) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const shown = this.pages.active;
      if (shown === undefined) tellNothing();
      else await decide(shown.proposal);
    });
  }

  #withHunk(decide: (hunk: ShownHunk, proposal: Proposal) => Promise<void>): Promise<void> {
    return this.#withActive(async (proposal) => {
      const editor = vscode.window.activeTextEditor;
      const hunk = editor && hunkAt(editor, proposal, this.pages);
      if (hunk === undefined) tellNothing();
      else await decide(hunk, proposal);
    });
  }
}

function nameIn(uri: string): string {
  return nameOf(vscode.Uri.parse(uri, true).path);
}

/** What a model wrote is not lost with the place it was for. */
async function tellFallen(changes: readonly Hunk[]): Promise<void> {
  const sentence =
    changes.length === 1
      ? say("One proposed change fell away, because its lines were changed.")
      : say("{0} proposed changes fell away, because their lines were changed.", changes.length);
  const came = changes.flatMap(({ after }) => after).join("");
  const copy = say("Copy What Came");
  const answer = await vscode.window.showInformationMessage(sentence, ...(came === "" ? [] : [copy]));
  if (answer === copy) await vscode.env.clipboard.writeText(came);
}

function tellNothing(): void {
  void vscode.window.showInformationMessage(say("There is no proposed change here."));
}

/** The change that is meant at the cursor, on whichever side of the diff that is. */
function hunkAt(editor: vscode.TextEditor, proposal: Proposal, pages: ProposalPages): ShownHunk | undefined {
  const { uri } = editor.document;
  const isLeft = pages.at(uri) === undefined;
  const hunks = isLeft
    ? proposal.open.flatMap((hunk) => (hunk.uri === uri.toString() ? [{ ...hunk, right: uri }] : []))
    : pages.hunksIn(uri);
  const placed = hunks.map((hunk) => {
    const start = isLeft ? hunk.at : hunk.proposedAt;
    return { hunk, start, end: start + (isLeft ? hunk.before : hunk.after).length };
  });
  return hunkAtLine(placed, editor.selection.active.line)?.hunk;
}
