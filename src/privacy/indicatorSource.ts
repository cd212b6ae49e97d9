import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { Movement } from "../egress/answer.ts";
import type { PolicyWatch } from "../gate/policy.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { EndEntry, LedgerRecord, RefusedEntry } from "../ledger/record.ts";
import type { Outlook } from "../sending/send.ts";
import type { ServerWarnings } from "../sending/serverWarnings.ts";
import type { IgnoredSetting } from "../settings/readSettings.ts";
import { destinationClasses, destinationLabel, isCloud } from "../terms/destination.ts";
import type { RoamingTask } from "../terms/task.ts";
import { indicator, type Indicator, type IndicatorFacts, type LastSend } from "./indicator.ts";
import {
  addCounts,
  countOne,
  emptyDay,
  recountOne,
  type Dated,
  type DayCounts,
  type Today,
} from "./ledgerCounts.ts";
import { isErrand, purposeLabel, refusalWords } from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";
import { whereabouts } from "./whereabouts.ts";
import { say } from "../terms/words.ts";

/** What the indicator listens to and asks. */
export type IndicatorParts = {
  readonly policy: PolicyWatch;
  readonly ledger: Ledger;
  readonly onDidMove: Event<Movement>;
  readonly outlook: (task: RoamingTask) => Outlook;
  /** Why completion is off here, when it is. */
  readonly completionOff: () => string | undefined;
  /** Settings that were ignored because only the user may set them. */
  readonly ignoredSettings: () => readonly IgnoredSetting[];
  readonly serverWarnings: () => ServerWarnings;
  /** The clock that says which day it is. */
  readonly local: LocalTime;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
};

/** A spinner for less than this would only blink. */
const slowAfterMs = 300;
/** Refusals that stopped something; the others are questions still open. */
const blocking: ReadonlySet<string> = new Set([
  "modeForbids",
  "destinationBlocked",
  "modelUnknown",
  "fartherThanShown",
]);

/** Keeps what the status-bar item says true: fed by the door and the ledger, never by a setting alone. */
export class IndicatorSource implements Disposable {
  readonly #parts: IndicatorParts;
  readonly #changed = createEmitter<Indicator>();
  readonly #store = new DisposableStore();
  readonly #moving = new Map<string, Movement>();
  /** Requests of which nobody knows yet whether they will reach anybody. */
  readonly #begun = new Map<string, Dated>();
  /** What was counted when it reached somebody or was about to be opened, and has not ended. */
  readonly #underWay = new Map<string, Dated>();
  #slowTimer: Disposable | undefined;
  #slow = false;
  #activeTask: RoamingTask = "chat";
  /** What this window sent today. */
  #own: DayCounts;
  /** What the others did, as last counted. */
  #elsewhere: DayCounts | undefined;
  #last: LastSend | undefined;
  #blocked: string | undefined;
  #silence: string | undefined;
  #quiet: string | undefined;
  /** Where the next sends would go, as last looked at. */
  #outlooks: IndicatorFacts["outlooks"] | undefined;

  readonly onDidChange: Event<Indicator> = this.#changed.event;

  constructor(parts: IndicatorParts) {
    this.#parts = parts;
    this.#own = emptyDay(this.#day());
    this.#store.add(
      parts.policy.onDidChange(() => {
        this.#blocked = undefined;
        this.refresh();
      }),
    );
    this.#store.add(
      parts.onDidMove((movement) => {
        this.#move(movement);
      }),
    );
    this.#store.add(
      parts.ledger.onDidAppend((record) => {
        this.#take(record);
      }),
    );
  }

  /** Tells what other windows did today, in place of what was told before; this one counts its own. */
  tellElsewhere(counts: DayCounts): void {
    this.#elsewhere = counts;
    this.refresh();
  }

  /** Names the task whose destination is shown at rest. */
  setActiveTask(task: RoamingTask): void {
    if (task === this.#activeTask) return;
    this.#activeTask = task;
    this.refresh();
  }

  /** Says why completion has nothing to show, or that it has. */
  setSilence(reason: string | undefined): void {
    if (reason === this.#silence) return;
    this.#silence = reason;
    this.refresh();
  }

  /** Says how long completion is quiet because the user wants it: `snoozed until 14:05`; `undefined`: it is not. */
  setQuiet(words: string | undefined): void {
    this.#quiet = words;
    this.refresh();
  }

  /** The item as of now. */
  current(): Indicator {
    const { outlook } = this.#parts;
    const off = this.#off();
    this.#outlooks = {
      chat: outlook("chat"),
      completion: off === undefined ? outlook("completion") : { off },
      edit: outlook("edit"),
      commit: outlook("commit"),
    };
    return this.#told(this.#outlooks);
  }

  #off(): string | undefined {
    return this.#parts.completionOff() ?? this.#quiet;
  }

  #told(outlooks: IndicatorFacts["outlooks"]): Indicator {
    const { policy, ignoredSettings, serverWarnings } = this.#parts;
    const moving = worst([...this.#moving.values()]);
    return indicator({
      policy: policy.current(),
      outlooks,
      activeTask: this.#off() !== undefined ? "chat" : this.#activeTask,
      slow: this.#slow,
      today: this.#today(),
      ignored: ignoredSettings(),
      ...(moving && { moving }),
      ...(this.#last && { last: this.#last }),
      ...(this.#blocked !== undefined && { blocked: this.#blocked }),
      // Who wanted quiet needs no other reason.
      ...(this.#silence !== undefined && this.#quiet === undefined && { silence: this.#silence }),
      ...serverWarnings(),
    });
  }

  /** Tells the item again: something it is made from has changed. */
  refresh(): void {
    this.#changed.fire(this.current());
  }

  dispose(): void {
    this.#slowTimer?.dispose();
    this.#store.dispose();
  }

  #move(movement: Movement): void {
    const { phase, id, purpose, destination } = movement;
    // Errands carry nothing of the user's and come and go: unless they reach a cloud they would only make it flicker.
    const isShown = !isErrand(purpose) || isCloud(destination.class);
    if (isShown && phase !== "ended") this.#show(movement);
    if (phase === "connected") this.#countReached(id);
    // After its end, unless that could not be recorded.
    if (phase === "ended") this.#countEnd(id);
    if (!isShown) return;
    if (phase === "ended") {
      this.#moving.delete(id);
      this.#settle();
    }
    // That something begins to move changes nothing about what would be sent next, and completion moves often.
    if (phase === "ended" || this.#outlooks === undefined) this.refresh();
    else this.#changed.fire(this.#told(this.#outlooks));
  }

  #show(movement: Movement): void {
    this.#moving.set(movement.id, movement);
    this.#blocked = undefined;
    this.#slowTimer ??= this.#parts.later(slowAfterMs, () => {
      this.#slow = true;
      this.refresh();
    });
  }

  #day(): string {
    return this.#parts.local.day(this.#parts.now());
  }

  /** Midnight passes without a record: the day is that of the asking. */
  #today(): Today {
    const day = this.#day();
    const own = this.#own.day === day ? this.#own : emptyDay(day);
    return this.#elsewhere?.day === day
      ? { counts: addCounts(own, this.#elsewhere), everyWindow: true }
      : { counts: own, everyWindow: false };
  }

  #settle(): void {
    if (this.#moving.size > 0) return;
    this.#slowTimer?.dispose();
    this.#slowTimer = undefined;
    this.#slow = false;
  }

  #take({ time, entry }: LedgerRecord): void {
    const day = this.#parts.local.day(time);
    if (entry.phase === "attempt") this.#begun.set(entry.id, { day, subject: entry });
    else if (entry.phase === "end") this.#countEnd(entry.id, entry);
    else if (entry.phase === "opened") {
      const link = { day, subject: entry };
      this.#underWay.set(entry.id, link);
      this.#count(link);
      this.refresh();
    } else if (entry.phase === "refused") {
      this.#count({ day, subject: entry });
      this.#tellBlocked(entry);
    }
  }

  /** Counts a request as soon as it has reached somebody. */
  #countReached(id: string): void {
    const begun = this.#begun.get(id);
    if (begun === undefined) return;
    this.#underWay.set(id, begun);
    this.#countBegun(begun);
  }

  /** Counts how a request or a link ended; what was counted already is not counted twice. */
  #countEnd(id: string, end?: EndEntry): void {
    const underWay = this.#underWay.get(id);
    const begun = this.#begun.get(id);
    this.#underWay.delete(id);
    if (underWay !== undefined) this.#own = recountOne(this.#own, underWay, end);
    else if (begun !== undefined) this.#countBegun(end === undefined ? begun : { ...begun, end });
    // No movement tells of a link.
    if (underWay?.subject.phase === "opened") this.refresh();
  }

  #countBegun(request: Dated): void {
    const { id } = request.subject;
    this.#begun.delete(id);
    this.#count(request);
    const movement = this.#moving.get(id);
    if (movement === undefined || whereabouts(request) === "unsent") return;
    this.#last = { ...movement, time: this.#parts.now() };
  }

  #count(one: Dated): void {
    const day = this.#day();
    const counts = day === this.#own.day ? this.#own : emptyDay(day);
    this.#own = countOne(counts, one, (id) => this.#underWay.has(id));
  }

  #tellBlocked(entry: RefusedEntry): void {
    if (isErrand(entry.purpose) || !blocking.has(entry.refusal)) return;
    this.#blocked = say(
      "{0} to {1}, because {2}. Nothing was sent.",
      purposeLabel(entry.purpose),
      destinationLabel(entry),
      refusalWords(entry.refusal),
    );
    this.refresh();
  }
}

/** What has to be shown of several at once: whatever goes furthest, and of two alike the later one. */
function worst(movements: readonly Movement[]): Movement | undefined {
  const badness = ({ destination }: Movement): number => destinationClasses.indexOf(destination.class);
  return movements.toSorted((a, b) => badness(a) - badness(b)).at(-1);
}
