import type { Disposable } from "../../base/disposable.ts";
import { createEmitter, type Event } from "../../base/event.ts";
import {
  editOf,
  makeFileProposal,
  proposedText,
  rebased,
  withAccepted,
  withRejected,
  type FileProposal,
  type Hunk,
} from "./fileProposal.ts";
import { writeProposal, type FileEdit, type WriteOutcome, type WritePorts } from "./writeProposal.ts";

/** A file as it is, and as it is proposed to be; `before` is absent where there is none yet. */
export type ProposedFile = { readonly uri: string; readonly before?: string; readonly after: string };

/** What a person decides about: everything, what is left of one file, or one change in it. */
export type Decided = { readonly uri?: string; readonly hunk?: number };

/** A change as it stands in the proposed text: its lines there are counted from 0. */
export type PlacedHunk = Hunk & { readonly uri: string; readonly proposedAt: number };

/** A file with those of its changes that a person decides about. */
type Chosen = { readonly file: FileProposal; readonly ids: ReadonlySet<number> };

/** What becomes of files if a person agrees. Nothing is written but what they accept, and that in one step. */
export class Proposal implements Disposable {
  readonly #ports: WritePorts;
  readonly #changed = createEmitter<string>();
  readonly #fellAway = createEmitter<readonly Hunk[]>();
  #files: ReadonlyMap<string, FileProposal>;
  #growing: (ProposedFile & { readonly before: string }) | undefined;
  #isWriting = false;

  /** Fires with the URI of a file whose proposed text is another one. */
  readonly onDidChange: Event<string> = this.#changed.event;
  /** Fires with the changes of a file that fell away because somebody changed their lines. */
  readonly onDidFallAway: Event<readonly Hunk[]> = this.#fellAway.event;

  constructor(files: readonly ProposedFile[], ports: WritePorts) {
    this.#ports = ports;
    this.#files = new Map(files.map(({ uri, before, after }) => [uri, makeFileProposal(uri, before, after)]));
  }

  /** The files it is about. */
  get uris(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** Whether its text is still being written by a model, so that nothing of it can be accepted. */
  get isGrowing(): boolean {
    return this.#growing !== undefined;
  }

  /** Whether a file is to be made. */
  isNew(uri: string): boolean {
    return this.#files.get(uri)?.text === undefined;
  }

  /** The text that a file is proposed to have. */
  textOf(uri: string): string | undefined {
    const file = this.#files.get(uri);
    if (file === undefined) return undefined;
    const growing = this.#growing?.uri === uri ? this.#growing : undefined;
    if (growing === undefined) return proposedText(file);
    return growing.before === file.text ? growing.after : proposedText(grownInto(growing, file));
  }

  /** The changes that are open, file by file, in the order of their lines. */
  get open(): readonly PlacedHunk[] {
    return [...this.#files.values()].flatMap(({ uri, hunks }) => {
      let shift = 0;
      return hunks.map((hunk) => {
        const placed = { ...hunk, uri, proposedAt: hunk.at + shift };
        shift += hunk.after.length - hunk.before.length;
        return placed;
      });
    });
  }

  /** Shows what a model has written so far of a file, in the place of `before`. */
  grow(uri: string, before: string, after: string): void {
    this.#growing = { uri, before, after };
    this.#changed.fire(uri);
  }

  /** Takes what has grown for the proposal: from here on it can be accepted. */
  settle(): void {
    const growing = this.#growing;
    this.#growing = undefined;
    const file = growing && this.#files.get(growing.uri);
    if (file !== undefined) this.#keep(grownInto(growing as ProposedFile & { before: string }, file), []);
  }

  /** Follows a document that the proposal is about to another text. */
  documentChanged(uri: string, text: string): void {
    const file = this.#files.get(uri);
    // The one that is to be made is not followed: making it finds out that it is there.
    if (file?.text === undefined || file.text === text) return;
    this.#keep(rebased(file, text), file.stale);
  }

  /** Writes what a person accepts; nothing is written unless all of it can be. */
  async accept(decided: Decided): Promise<WriteOutcome> {
    if (this.#isWriting || this.isGrowing) return { kind: "refused" };
    this.#isWriting = true;
    const before = this.#files;
    const chosen = this.#chosen(decided);
    const edits = chosen.map(({ file, ids }) => editFor(file, ids));
    try {
      // Before the editor tells of the change: it is this one then, and nobody else's.
      const outcome = await writeProposal(edits, {
        ...this.#ports,
        apply: (all) => {
          for (const { file, ids } of chosen) this.#replace(withAccepted(this.#now(file), ids));
          return this.#ports.apply(all);
        },
      });
      if (outcome.kind === "refused") this.#files = before;
      if (outcome.kind === "refused" || outcome.kind === "changed") await this.#follow(chosen);
      return outcome;
    } catch (error) {
      this.#files = before;
      throw error;
    } finally {
      this.#isWriting = false;
      for (const { file } of chosen) this.#changed.fire(file.uri);
    }
  }

  /** Leaves what a person rejects as it is. */
  reject(decided: Decided): void {
    for (const { file, ids } of this.#chosen(decided)) this.#keep(withRejected(file, ids), file.stale);
  }

  dispose(): void {
    this.#files = new Map();
    this.#growing = undefined;
  }

  /** Looks at files that may have changed unnoticed, as nobody tells of one that no editor has open: else no accepting would ever do. */
  async #follow(chosen: readonly Chosen[]): Promise<void> {
    for (const { file } of chosen) {
      const now = await this.#ports.now(file.uri);
      if (now.kind === "text") this.documentChanged(file.uri, now.text);
    }
  }

  #now(file: FileProposal): FileProposal {
    return this.#files.get(file.uri) ?? file;
  }

  #chosen({ uri, hunk }: Decided): readonly Chosen[] {
    return [...this.#files.values()].flatMap((file) => {
      if (uri !== undefined && file.uri !== uri) return [];
      const ids = file.hunks.flatMap(({ id }) => (hunk === undefined || hunk === id ? [id] : []));
      return ids.length === 0 ? [] : [{ file, ids: new Set(ids) }];
    });
  }

  #keep(file: FileProposal, stale: FileProposal["stale"]): void {
    this.#replace(file);
    this.#changed.fire(file.uri);
    if (file.stale.length > stale.length) this.#fellAway.fire(file.stale.slice(stale.length));
  }

  #replace(file: FileProposal): void {
    this.#files = new Map([...this.#files, [file.uri, file]]);
  }
}

function grownInto(
  { uri, before, after }: ProposedFile & { readonly before: string },
  { text = before }: FileProposal,
): FileProposal {
  return rebased(makeFileProposal(uri, before, after), text);
}

function editFor(file: FileProposal, ids: ReadonlySet<number>): FileEdit {
  const { uri, text } = file;
  if (text === undefined) return { kind: "create", uri, text: proposedText(file) };
  return { kind: "change", uri, text, edits: file.hunks.filter(({ id }) => ids.has(id)).map(editOf) };
}
