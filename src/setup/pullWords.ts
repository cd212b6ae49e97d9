import type { PullPace } from "../sending/pullModel.ts";
import { registryOf } from "../terms/modelName.ts";
import { fitsDisk } from "./diskRoom.ts";
import { sizeWords } from "../base/sizeWords.ts";
import { say } from "../terms/words.ts";

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
  const size =
    bytes === undefined ? say("Size: unknown until it begins.") : say("Size: about {0}.", sizeWords(bytes));
  const free = freeBytes === undefined ? "unknown" : sizeWords(freeBytes);
  return {
    title: say("Let {0} pull {1}?", server, model),
    detail: [
      size,
      say("Free disk space in its usual folder: {0}.", free),
      say(
        "For this the server at {0} contacts {1} itself and names the model there. None of your text is sent. Drawbridge cannot see or limit that connection.",
        host,
        registryOf(model),
      ),
    ].join("\n\n"),
    button: say("Pull"),
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
    title: say("Pull {0} although there is too little room?", model),
    detail: say(
      "It needs {0} and leaves less than 1 GB: {1} are free in its usual folder. What the server has already counts less. A full disk ends the download.",
      sizeWords(bytes),
      sizeWords(freeBytes),
    ),
    button: say("Pull Anyway"),
  };
}

const phases = {
  asking: say("asking its registry"),
  downloading: "downloading",
  checking: say("checking what came"),
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
    say("{0} of {1}", sizeWords(completedBytes), sizeWords(totalBytes)),
    ...(bytesPerSecond === undefined
      ? []
      : [bytesPerSecond === 0 ? "waiting" : `${sizeWords(Math.round(bytesPerSecond))}/s`]),
    ...(remainingMs === undefined ? [] : [say("{0} left", timeWords(remainingMs))]),
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
  return minutes < 60
    ? say("{0} min", minutes)
    : say("{0} h {1} min", Math.floor(minutes / 60), minutes % 60);
}
