import { nameOf } from "../../base/nameOf.ts";
import { present } from "../../base/present.ts";
import type { Attachment } from "../../context/attachment.ts";
import type { GivenAnswer } from "../../context/givenAnswer.ts";
import { fileOf } from "../../terms/source.ts";
import { lostSecretNote } from "../proposal/lostSecretNote.ts";
import type { ProposedFile } from "../proposal/proposal.ts";
import { findTarget, type Target, type TargetPlaces } from "./findTarget.ts";
import type { BlockGroup } from "./groupBlocks.ts";
import { leftOutWords, type Unfit } from "./leftOutWords.ts";
import { planTarget, type PlaceAnswer, type PlaceQuestion } from "./planTarget.ts";
import { dirtyNote, isOlder, olderNote } from "./targetNotes.ts";

/** A file that code is for, as it is now. */
export type ReadTarget =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly languageId: string;
      /** Whether it holds what was typed and not saved. */
      readonly isDirty: boolean;
    }
  | { readonly kind: "missing"; readonly languageId?: string }
  | { readonly kind: "unfit"; readonly reason: Unfit }
  /** A path rule keeps it from being read. */
  | { readonly kind: "excluded"; readonly sentence: string };

/** A file in which a place is asked for. */
export type AskedFile = {
  readonly uri: string;
  readonly name: string;
  readonly text: string;
  /** Whether there are more blocks, so that this one can be left out alone. */
  readonly isOneOfSeveral: boolean;
};

/** What planning needs of the editor and of the person in front of it. Every URI is text. */
export type AnswerPorts = TargetPlaces & {
  /** Reads a file after the path rules have said that it may be read. */
  readonly read: (uri: string) => Promise<ReadTarget>;
  /** The path that a person knows a file by. */
  readonly pathOf: (uri: string) => string;
  /** The row (from 1) that the cursor is in, where the file is on screen. */
  readonly cursorIn: (uri: string) => number | undefined;
  /** Asks which file is meant, by a name of the answer or by none; `undefined`: the person left. */
  readonly chooseFile: (named: string | undefined, uris: readonly string[]) => Promise<string | undefined>;
  /** Asks where code belongs. */
  readonly choosePlace: (question: PlaceQuestion, file: AskedFile) => Promise<PlaceAnswer>;
};

/** Blocks of an answer that are to come into files. */
export type AnswerWork = {
  readonly answer: GivenAnswer;
  readonly groups: readonly BlockGroup[];
  /** The file for all of them, when the person has chosen it. */
  readonly chosen?: string;
};

/** Why something does not come in: one sentence, and what it is about. */
export type LeftOutBlock = { readonly reason: Unfit | "excluded"; readonly sentence: string };

/** What is to become of files. Nothing is written: it is for a person to review. */
export type AnswerPlan = {
  readonly files: readonly ProposedFile[];
  readonly leftOut: readonly LeftOutBlock[];
  /** What to know about the files, as sentences. */
  readonly notes: readonly string[];
};

/** Blocks for one file. */
type Job = Pick<BlockGroup, "blocks"> & { readonly uri: string; readonly isNew: boolean };

/**
 * Plans what code of an answer makes of files. What is not sure is asked, one question after the other; what cannot come in
 * is left out and told, and the rest goes on. `undefined`: the person left a question, and wants none of it.
 */
export async function planAnswer(work: AnswerWork, ports: AnswerPorts): Promise<AnswerPlan | undefined> {
  const found = await jobsOf(work, ports);
  if (found === undefined) return undefined;
  const plan = { files: [] as ProposedFile[], leftOut: [...found.leftOut], notes: [] as string[] };
  const isOneOfSeveral = found.jobs.flatMap(({ blocks }) => blocks).length > 1;
  for (const job of found.jobs) {
    const done = await planJob(job, { answer: work.answer, isOneOfSeveral }, ports);
    if (done === undefined) return undefined;
    plan.files.push(...done.files);
    plan.leftOut.push(...done.leftOut);
    plan.notes.push(...done.notes);
  }
  return plan;
}

function leftOut(reason: Unfit, name: string): LeftOutBlock {
  return { reason, sentence: leftOutWords(reason, name) };
}

/** The files that the blocks are for, each with its blocks; `undefined`: the person left. */
async function jobsOf(
  { answer, groups, chosen }: AnswerWork,
  ports: AnswerPorts,
): Promise<{ readonly jobs: readonly Job[]; readonly leftOut: readonly LeftOutBlock[] } | undefined> {
  const jobs = new Map<string, Job>();
  const without: LeftOutBlock[] = [];
  for (const { blocks, ...group } of groups) {
    // Nobody is asked where something belongs that cannot come in.
    if (blocks.every(({ isCutOff }) => isCutOff)) {
      without.push(leftOut("cutOff", group.named ?? ""));
      continue;
    }
    const target = chosen === undefined ? await meantFile(group, answer, ports) : fileAt(chosen);
    if (target === undefined) return undefined;
    if ("reason" in target) {
      without.push(target);
      continue;
    }
    const earlier = jobs.get(target.uri);
    jobs.set(target.uri, { ...target, blocks: [...(earlier?.blocks ?? []), ...blocks] });
  }
  return { jobs: [...jobs.values()], leftOut: without };
}

type MeantFile = Omit<Job, "blocks">;

function fileAt(uri: string): MeantFile {
  return { uri, isNew: false };
}

/** Of several files that the answer names for the same code, the person says which. */
async function chosenOf(
  names: readonly string[],
  beside: readonly string[],
  ports: AnswerPorts,
): Promise<MeantFile | undefined> {
  const targets = await Promise.all(names.map((named) => findTarget({ named, beside }, ports)));
  const files = targets.flatMap((target) =>
    target.kind === "file" || target.kind === "new"
      ? [{ uri: target.uri, isNew: target.kind === "new" }]
      : [],
  );
  const uris = files.map(({ uri }) => uri);
  const uri = await ports.chooseFile(undefined, uris);
  return uri === undefined ? undefined : (files.find((file) => file.uri === uri) ?? fileAt(uri));
}

async function meantFile(
  { named, oneOf }: Omit<BlockGroup, "blocks">,
  answer: GivenAnswer,
  ports: AnswerPorts,
): Promise<MeantFile | LeftOutBlock | undefined> {
  const beside = filesBeside(answer.beside);
  if (oneOf !== undefined) return chosenOf(oneOf, beside, ports);
  const target: Target = await findTarget({ named, beside }, ports);
  switch (target.kind) {
    case "file":
      return fileAt(target.uri);
    case "new":
      return { uri: target.uri, isNew: true };
    case "gone":
      return leftOut("gone", nameOf(ports.pathOf(target.uri)));
    case "elsewhere":
    case "folder":
      return leftOut(target.kind, target.named);
    case "unsure": {
      const uri = await ports.chooseFile(named, target.uris);
      return uri === undefined ? undefined : fileAt(uri);
    }
  }
}

type Circumstances = Pick<AnswerWork, "answer"> & Pick<AskedFile, "isOneOfSeveral">;

async function planJob(
  { uri, isNew, blocks }: Job,
  { answer, isOneOfSeveral }: Circumstances,
  ports: AnswerPorts,
): Promise<AnswerPlan | undefined> {
  const path = ports.pathOf(uri);
  const name = nameOf(path);
  const read = await ports.read(uri);
  const unfit = unfitness(read, { name, isNew });
  if (unfit !== undefined) return { files: [], leftOut: [unfit], notes: [] };
  const { text: before, languageId } = read as Fit;
  const about = { before, path, ...present({ languageId, cursor: ports.cursorIn(uri) }) };
  const planned = await planTarget(about, blocks, (question) =>
    ports.choosePlace(question, { uri, name, text: before ?? "", isOneOfSeveral }),
  );
  if (planned.kind === "abandoned") return undefined;
  const { after } = planned;
  return {
    files: after === undefined ? [] : [{ uri, after, ...present({ before }) }],
    leftOut: planned.leftOut.map((reason) => leftOut(reason, name)),
    notes: [
      ...(after === undefined ? [] : notesOn(read, { uri, name, beside: answer.beside })),
      ...(planned.isSecretLost ? [lostSecretNote()] : []),
    ],
  };
}

/** A file that code can come into, or one that is to be made. */
type Fit = { readonly text?: string; readonly languageId?: string };

function unfitness(
  read: ReadTarget,
  { name, isNew }: { readonly name: string; readonly isNew: boolean },
): LeftOutBlock | undefined {
  switch (read.kind) {
    case "text":
      return undefined;
    case "missing":
      return isNew ? undefined : leftOut("gone", name);
    case "unfit":
      return leftOut(read.reason, name);
    case "excluded":
      return { reason: "excluded", sentence: read.sentence };
  }
}

type About = Pick<GivenAnswer, "beside"> & Pick<AskedFile, "uri" | "name">;

function notesOn(read: ReadTarget, { uri, name, beside }: About): readonly string[] {
  if (read.kind !== "text") return [];
  return [
    ...(read.isDirty ? [dirtyNote(name)] : []),
    ...(isOlder(beside, uri, read.text) ? [olderNote(name)] : []),
  ];
}

/** The documents whose own text stands beside a question. */
export function filesBeside(attachments: readonly Attachment[]): readonly string[] {
  return attachments.flatMap(({ source, use, picture }) => {
    const file = use === undefined && picture === undefined ? fileOf(source) : undefined;
    return file === undefined || file.shows !== undefined ? [] : [file.uri];
  });
}
