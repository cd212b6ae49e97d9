import type { PullPace } from "../sending/pullModel.ts";
import { registryOf } from "../terms/modelName.ts";
import { fitsDisk } from "./diskRoom.ts";
import { sizeWords } from "../base/sizeWords.ts";

/** What a person is asked, in a dialog that only a person answers. */
export type Question = { readonly title: string; readonly detail: string; readonly button: string };

/** What a pull is asked about with. Sizes in bytes; absent: not known. */
export type PullFacts = {
  readonly model: string;
  /** The server's label, and the host that is dialled. */
  readonly server: string;
  readonly host: string;
  readonly bytes?: number | undefined;
  /** In the folder that the server uses unless it was told otherwise. */
  readonly freeBytes?: number | undefined;
};

/** Asks whether a server shall fetch a model: what, how much, who contacts whom, and what room there is. */
export function pullQuestion({ model, server, host, bytes, freeBytes }: PullFacts): Question {
  const size = bytes === undefined ? "Size: unknown until it begins." : `Size: about ${sizeWords(bytes)}.`;
  const free = freeBytes === undefined ? "unknown" : sizeWords(freeBytes);
  return {
    title: `Let ${server} pull ${model}?`,
    detail: [
      size,
      `Free disk space in its usual folder: ${free}.`,
      `For this the server at ${host} contacts ${registryOf(model)} itself and names the model there. None of your text is sent. Drawbridge cannot see or limit that connection.`,
    ].join("\n\n"),
    button: "Pull",
  };
}

/** Asks again when there is too little room; `undefined`: it fits, or nobody knows. */
export function roomQuestion({
  model,
  bytes,
  freeBytes,
}: Pick<PullFacts, "model" | "bytes" | "freeBytes">): Question | undefined {
  if (bytes === undefined || freeBytes === undefined || fitsDisk(bytes, freeBytes) !== false)
    return undefined;
  return {
    title: `Pull ${model} although there is too little room?`,
    detail: `It needs ${sizeWords(bytes)} and leaves less than 1 GB: ${sizeWords(freeBytes)} are free in its usual folder. What the server has already counts less. A full disk ends the download.`,
    button: "Pull Anyway",
  };
}

const phases = {
  asking: "asking its registry",
  downloading: "downloading",
  checking: "checking what came",
  finishing: "finishing",
} as const;

/** `42 % · 2.0 of 4.7 GB · 11 MB/s · 4 min left`. */
export function paceWords({
  phase,
  completedBytes,
  totalBytes,
  bytesPerSecond,
  remainingMs,
}: PullPace): string {
  if (phase !== "downloading" || totalBytes === 0) return `${phases[phase]}…`;
  return [
    `${percentOf({ completedBytes, totalBytes })} %`,
    `${sizeWords(completedBytes)} of ${sizeWords(totalBytes)}`,
    ...(bytesPerSecond === undefined
      ? []
      : [bytesPerSecond === 0 ? "waiting" : `${sizeWords(Math.round(bytesPerSecond))}/s`]),
    ...(remainingMs === undefined ? [] : [`${timeWords(remainingMs)} left`]),
  ].join(" · ");
}

/** Whole percents; 100 only when everything is there. */
export function percentOf({
  completedBytes,
  totalBytes,
}: Pick<PullPace, "completedBytes" | "totalBytes">): number {
  return totalBytes === 0 ? 0 : Math.floor((completedBytes / totalBytes) * 100);
}

function timeWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
