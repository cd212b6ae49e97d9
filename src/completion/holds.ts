import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Policy } from "../gate/policy.ts";
import { retryPauseMs } from "../sending/retryPause.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import type { NoSuggestion } from "./suggestion.ts";

/** A send that came to nothing. */
export type Failed = Extract<NoSuggestion, { kind: "failed" }>;

/** What stays true until the policy, a rule, a setting or a key changes: asking again at every keystroke would only annoy. */
const lasting: ReadonlySet<SendFailure["kind"]> = new Set([
  "paused",
  "modeForbids",
  "destinationBlocked",
  "needsConfirmation",
  "modelUnknown",
  "forwarded",
  "unauthorized",
  "keyMissing",
  "modelMissing",
  "cannotComplete",
  "continuesNothing",
  "sourceExcluded",
]);
/** Of that, what has to do with what a server is and has. */
const aboutServer: ReadonlySet<SendFailure["kind"]> = new Set([
  "modelUnknown",
  "unauthorized",
  "keyMissing",
  "modelMissing",
  "cannotComplete",
  "continuesNothing",
]);
/** What another try may mend, after a while that grows. */
const passing: ReadonlySet<SendFailure["kind"]> = new Set([
  "quota",
  "overloaded",
  "serverError",
  "cut",
  "malformed",
  // The next prompt is a shorter one.
  "contextTooLong",
]);
/** How long a body that could not be screened whole is not tried again, in milliseconds. */
const unscreenedMs = 60_000;

/** A no that holds. */
type Held = {
  readonly policy: Policy;
  readonly no: Failed;
  readonly untilMs: number;
  /** Whether it also holds for a person who asks with a key. */
  readonly forKey: boolean;
  /** Whether it is about this document, as it is now. */
  readonly isAbout: (snapshot: EditorSnapshot) => boolean;
};

/** Where and how somebody asks. */
export type Asking = { readonly snapshot: EditorSnapshot; readonly manual: boolean; readonly policy: Policy };

/** Remembers the last failure for as long as another try would bring the same. */
export class Holds {
  readonly #clock: () => number;
  #held: Held | undefined;
  #inARow = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The no that holds now, with the time that is left of it. */
  holding({ snapshot, manual, policy }: Asking): Failed | undefined {
    const held = this.#held;
    if (held?.policy !== policy || (manual && !held.forKey)) return undefined;
    if (!held.isAbout(snapshot)) return undefined;
    const leftMs = held.untilMs - this.#clock();
    if (leftMs <= 0) return undefined;
    return Number.isFinite(leftMs) ? { ...held.no, againInS: Math.ceil(leftMs / 1000) } : held.no;
  }

  /** Takes a failure. */
  take(no: Failed, { policy, snapshot }: Asking): void {
    const { failure } = no;
    const held = { policy, no, isAbout: about(failure, snapshot) };
    if (lasting.has(failure.kind)) this.#held = { ...held, untilMs: Number.POSITIVE_INFINITY, forKey: true };
    else if (failure.kind === "secretFound") {
      const isNamed = failure.screening.findings.length > 0;
      const untilMs = isNamed ? Number.POSITIVE_INFINITY : this.#clock() + unscreenedMs;
      this.#held = { ...held, untilMs, forKey: false };
    } else this.#held = passing.has(failure.kind) ? { ...held, ...this.#pause(failure) } : undefined;
  }

  /** Something came of a request: what time was to mend is mended. */
  succeed(): void {
    this.#inARow = 0;
    if (this.#held !== undefined && passing.has(this.#held.no.failure.kind)) this.#held = undefined;
  }

  /** Something new is known about a server. */
  heard(): void {
    if (this.#held !== undefined && aboutServer.has(this.#held.no.failure.kind)) this.#held = undefined;
  }

  /** Forgets: the settings have changed. */
  forget(): void {
    this.#inARow = 0;
    this.#held = undefined;
  }

  #pause(failure: SendFailure): Pick<Held, "untilMs" | "forKey"> {
    this.#inARow += 1;
    const retryAfterS = "retryAfterS" in failure ? failure.retryAfterS : undefined;
    const waitMs = retryAfterS === undefined ? retryPauseMs(this.#inARow) : retryAfterS * 1000;
    return { untilMs: this.#clock() + waitMs, forKey: retryAfterS !== undefined };
  }
}

/** A rule is about a file; a secret is about it for as long as it stands there. Everything else is about the way. */
function about(failure: SendFailure, { uri }: EditorSnapshot): Held["isAbout"] {
  if (failure.kind === "sourceExcluded") return (here) => here.uri === uri;
  if (failure.kind !== "secretFound") return () => true;
  const secrets = failure.screening.findings.map(({ secret }) => secret);
  const isThere = (text: string): boolean => secrets.some((secret) => text.includes(secret));
  return (here) => here.uri === uri && (secrets.length === 0 || isThere(here.text));
}
