import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import { mayFetchAddresses } from "../edit/proposal/fetchedAddress.ts";
import type { PlacedHunk, Proposal } from "../edit/proposal/proposal.ts";
import { proposalScheme } from "./proposalScheme.ts";
import { proposedSides } from "./proposedSides.ts";

/** A proposal on screen, and what a person can do about it besides deciding. */
export type ShownProposal = {
  readonly proposal: Proposal;
  /** What its tab is called. */
  readonly title: string;
  /** The line that is shown first, counted from 0. */
  readonly line?: number;
  /** Called once when it is over: decided about, or its tab was closed. */
  readonly onGone?: () => void;
  /** Ends what is still being written; what has come stays. */
  readonly stop?: () => void;
  /** Asks again, with an instruction that the person changes. */
  readonly again?: () => unknown;
};

/** One side of a diff: what stands at an address of {@link proposalScheme}. */
type Side = { readonly page: Page; readonly uri: string; readonly text: () => string | undefined };
type Page = ShownProposal & {
  readonly store: DisposableStore;
  readonly rights: ReadonlyMap<string, vscode.Uri>;
};

/** A change of a proposal as it stands in the document on the right. */
export type ShownHunk = PlacedHunk & { readonly right: vscode.Uri };

/**
 * Proposals as the editor's own diffs: on the left the file, where what is accepted comes in; on the right what the file is
 * proposed to be. Whoever closes a diff rejects what is open in it.
 */
export class ProposalPages implements Disposable, vscode.TextDocumentContentProvider {
  readonly #store = new DisposableStore();
  readonly #changed = createEmitter<undefined>();
  readonly #textChanged = new vscode.EventEmitter<vscode.Uri>();
  readonly #sides = new Map<string, Side>();
  readonly #pages = new Set<Page>();
  #made = 0;

  readonly onDidChange = this.#textChanged.event;
  /** Fires when other changes are open, or another proposal is. */
  readonly onDidChangeHunks: Event<undefined> = this.#changed.event;

  constructor() {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(proposalScheme, this));
    this.#store.add(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) this.#closed(tab);
      }),
    );
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        for (const { proposal } of this.#pages)
          proposal.documentChanged(document.uri.toString(), document.getText());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    // A tab of an earlier window shows nothing: its proposal ended with that window.
    return this.#sides.get(uri.toString())?.text() ?? "";
  }

  /** Shows a proposal in front; one that is there already comes to the front. */
  async show(shown: ShownProposal): Promise<void> {
    const page = this.#page(shown.proposal) ?? this.#open(shown);
    const diffs = shown.proposal.uris.flatMap((uri) => {
      const right = page.rights.get(uri);
      return right === undefined ? [] : [{ uri, right, left: this.#left(page, uri) }];
    });
    const [only] = diffs;
    if (only !== undefined && diffs.length === 1) {
      const line = shown.line ?? 0;
      const selection = new vscode.Range(line, 0, line, 0);
      const options = { preview: false, selection };
      await vscode.commands.executeCommand("vscode.diff", only.left, only.right, page.title, options);
    } else {
      const resources = diffs.map(({ uri, left, right }) => [vscode.Uri.parse(uri, true), left, right]);
      await vscode.commands.executeCommand("vscode.changes", page.title, resources);
    }
    this.#tell();
  }

  /** The proposal that a person has in front of them. */
  get active(): ShownProposal | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const uri = (tab && proposedSides(tab)[0]) ?? activeDocument();
    const side = uri && this.#sides.get(uri.toString());
    if (side !== undefined) return side.page;
    return tab && [...this.#pages].find((page) => this.#isOf(tab, page));
  }

  /** Whether a proposal is still on screen. */
  isShown(proposal: Proposal): boolean {
    return this.#page(proposal) !== undefined;
  }

  /** The changes that stand in a document on the right of a diff. */
  hunksIn(right: vscode.Uri): readonly ShownHunk[] {
    const side = this.#sides.get(right.toString());
    if (side === undefined || side.page.proposal.isGrowing) return [];
    return side.page.proposal.open.flatMap((hunk) => (hunk.uri === side.uri ? [{ ...hunk, right }] : []));
  }

  /** The proposal and the file that a document on the right of a diff is about. */
  at(right: vscode.Uri): { readonly proposal: Proposal; readonly uri: string } | undefined {
    const side = this.#sides.get(right.toString());
    return side && { proposal: side.page.proposal, uri: side.uri };
  }

  /** Takes a proposal off the screen. */
  async close(proposal: Proposal): Promise<void> {
    const page = this.#page(proposal);
    if (page === undefined) return;
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter((tab) => this.#isOf(tab, page));
    this.#end(page);
    await vscode.window.tabGroups.close(tabs);
  }

  dispose(): void {
    for (const page of this.#pages) this.#end(page);
    this.#store.dispose();
    this.#textChanged.dispose();
  }

  #page(proposal: Proposal): Page | undefined {
    return [...this.#pages].find((page) => page.proposal === proposal);
  }

  #open(shown: ShownProposal): Page {
    this.#made += 1;
    const { proposal } = shown;
    const rights = new Map(
      proposal.uris.map((uri) => [uri, proposedUri(vscode.Uri.parse(uri, true), `${this.#made}`)]),
    );
    const page: Page = {
      ...shown,
      title: this.#unlikeOthers(shown.title),
      store: new DisposableStore(),
      rights,
    };
    this.#pages.add(page);
    for (const [uri, right] of rights)
      this.#sides.set(right.toString(), { page, uri, text: () => proposal.textOf(uri) });
    page.store.add(
      proposal.onDidChange((uri) => {
        const right = rights.get(uri);
        if (right !== undefined) this.#textChanged.fire(right);
        this.#tell();
      }),
    );
    return page;
  }

  /** What stands on the left: the file, or nothing for one that is to be made. */
  #left(page: Page, uri: string): vscode.Uri {
    const file = vscode.Uri.parse(uri, true);
    return page.proposal.isNew(uri) ? proposedUri(file, "nothing") : file;
  }

  #isOf(tab: vscode.Tab, page: Page): boolean {
    const [right] = proposedSides(tab);
    if (right !== undefined) return this.#sides.get(right.toString())?.page === page;
    // Before the editor tells what a tab of several files shows it has its name, behind which the files are counted.
    const isFile = tab.input instanceof vscode.TabInputText || tab.input instanceof vscode.TabInputTextDiff;
    const isNamedSo = tab.label === page.title || tab.label.startsWith(`${page.title} (`);
    return page.proposal.uris.length > 1 && !isFile && isNamedSo;
  }

  /** Two reviews of several files with the same name could not be told apart. */
  #unlikeOthers(title: string): string {
    const titles = new Set([...this.#pages].map((page) => page.title));
    let [unlike, number] = [title, 1];
    while (titles.has(unlike)) unlike = `${title} ${(number += 1)}`;
    return unlike;
  }

  #closed(tab: vscode.Tab): void {
    // One that was moved to another group is open there.
    const open = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    for (const page of [...this.#pages])
      if (this.#isOf(tab, page) && !open.some((other) => this.#isOf(other, page))) this.#end(page);
  }

  #end(page: Page): void {
    if (!this.#pages.delete(page)) return;
    for (const right of page.rights.values()) this.#sides.delete(right.toString());
    page.store.dispose();
    page.onGone?.();
    this.#tell();
  }

  /** What menus and keys depend on. */
  #tell(): void {
    const pages = [...this.#pages];
    const isGrowing = pages.some(({ proposal }) => proposal.isGrowing);
    void vscode.commands.executeCommand("setContext", "drawbridge.proposalGrows", isGrowing);
    const several = pages.some(({ proposal }) => proposal.uris.length > 1);
    void vscode.commands.executeCommand("setContext", "drawbridge.proposalOfSeveral", several);
    this.#changed.fire(undefined);
  }
}

function activeDocument(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === proposalScheme ? uri : undefined;
}

/**
 * The address of what a file is proposed to be. It ends as the file does, so that it has its colours; where the editor would
 * fetch addresses that stand in it, it is plain text.
 */
function proposedUri(file: vscode.Uri, query: string): vscode.Uri {
  const path = mayFetchAddresses(file.path) ? `${file.path}.txt` : file.path;
  return vscode.Uri.from({ scheme: proposalScheme, path: path.startsWith("/") ? path : `/${path}`, query });
}
