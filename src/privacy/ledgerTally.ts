import { plainLine } from "../base/plainLine.ts";
import { isRequestRow, type LedgerRow } from "../ledger/ledgerRows.ts";
import { fateOf, type Fate } from "./fate.ts";
import {
  countLabel,
  isErrand,
  isPull,
  linkWords,
  pullWords,
  sizeLabel,
  unendedWords,
  requestsLabel,
} from "./ledgerWords.ts";
import { whereabouts } from "./whereabouts.ts";
import { say } from "../terms/words.ts";

/** Requests that are counted alike; `purpose` as records have it, or `errand` for any errand but a pull. */
export type Alike = { readonly fate: Fate; readonly purpose: string; readonly host: string };

/** How many, and the bytes of their bodies. */
type Sum = { readonly count: number; readonly bytes: number };

/** Hosts that are named one by one. */
const most = 4;

/**
 * What some requests come to: how many stayed on this device, and how many left it for where. Opened links are told of
 * beside them and are no requests.
 */
export class LedgerTally {
  readonly #hosts = new Map<string, Sum>();
  #stayed = 0;
  #unended = 0;
  #left = 0;
  #isSure = true;
  #unsent = 0;
  #refused = 0;
  #errands = 0;
  #errandsLeft = 0;
  #errandsPerhapsLeft = 0;
  #pulls = 0;
  #links = 0;
  #linksAreSure = true;
  #isWhole = true;

  /** Counts a request, or a link that was opened or may have been; `isRunning` tells what this window has under way. */
  add(row: LedgerRow, isRunning: (id: string) => boolean): void {
    if (!isRequestRow(row)) {
      if (whereabouts(row) === "left") this.addLinks(1, row.end !== undefined);
      return;
    }
    const { purpose, host, bytes } = row.subject;
    this.addAll({ fate: fateOf(row, isRunning), purpose, host }, { count: 1, bytes });
  }

  /** Counts so many links whose addresses the browser got, or may have got. */
  addLinks(count: number, isSure: boolean): void {
    this.#links += count;
    if (count > 0) this.#linksAreSure &&= isSure;
  }

  /** Counts so many requests at once; `bytes` are those of their bodies. */
  addAll(alike: Alike, sum: Sum): void {
    const { fate } = alike;
    if (fate === "refused") this.#refused += sum.count;
    else if (alike.purpose === "errand" || isErrand(alike.purpose)) this.#addErrands(alike, sum.count);
    else if (fate === "unsent") this.#unsent += sum.count;
    else if (fate === "stayed") this.#stayed += sum.count;
    else if (fate === "unended") this.#unended += sum.count;
    else this.#addLeft(alike, sum);
  }

  /** Says that records are missing which may have told of more. */
  missSome(): void {
    this.#isWhole = false;
  }

  /** One line about a stretch of time, called `This week` where it begins a sentence. */
  sentence(time: string): string {
    const { lead, rest } = this.lines(time);
    return joined(lead, rest);
  }

  /** The same in two: what stayed and what left, and whatever else there was. */
  lines(time: string): { readonly lead: string; readonly rest: string } {
    const within = `${time.slice(0, 1).toLowerCase()}${time.slice(1)}`;
    const rest = joined(...this.#others());
    if (this.#left > 0) return { lead: `${time}: ${this.#movedWords()}.`, rest };
    return { lead: joined(this.#nothingLeft(within), this.#stayedOnIt()), rest };
  }

  #nothingLeft(within: string): string {
    const isAboutYours = this.#errandsLeft + this.#errandsPerhapsLeft > 0;
    // The address of a link leaves as well, and what a server fetches is asked for by it, but not through Drawbridge.
    const isOurs = this.#links + this.#pulls > 0;
    return nothingLeft({ isAboutYours, isOurs, isKnown: this.#isKnown }, within);
  }

  /** What the requests that carried one file come to; `isWhole`: those are all there are. */
  carried(isWhole: boolean): string {
    if (this.#left > 0) {
      const moved = this.#movedWords();
      return joined(isWhole ? `${moved}.` : say("Of the requests below: {0}.", moved), ...this.#others());
    }
    return joined(isWhole ? this.#neverWords() : this.#noneWords(), this.#stayedOnIt(), ...this.#others());
  }

  /** Whether what did not leave as far as is known did not leave. */
  get #isKnown(): boolean {
    return this.#isWhole && this.#unended === 0;
  }

  #addErrands({ fate, purpose }: Alike, count: number): void {
    if (isPull(purpose) && fate !== "unsent") this.#pulls += count;
    this.#errands += count;
    if (fate === "left") this.#errandsLeft += count;
    else if (fate === "mayHaveLeft" || fate === "unended") this.#errandsPerhapsLeft += count;
  }

  #addLeft({ fate, host }: Alike, { count, bytes }: Sum): void {
    const before = this.#hosts.get(host) ?? { count: 0, bytes: 0 };
    this.#hosts.set(host, { count: before.count + count, bytes: before.bytes + bytes });
    this.#left += count;
    this.#isSure &&= fate === "left";
  }

  #neverWords(): string {
    return this.#isKnown
      ? say("It never left this device.")
      : say("It is not known to have left this device.");
  }

  #noneWords(): string {
    return this.#isKnown
      ? say("Of the requests below, none left this device.")
      : say("Of the requests below, none is known to have left this device.");
  }

  #movedWords(): string {
    const hosts = [...this.#hosts].toSorted(byCount);
    const others = hosts.slice(most).reduce((sum, [, { count }]) => sum + count, 0);
    const list = [
      ...hosts
        .slice(0, most)
        .map(([host, { count, bytes }]) =>
          say("{0} to {1} ({2})", countLabel(count), plainLine(host), sizeLabel(bytes)),
        ),
      ...(others === 0 ? [] : [otherHosts(countLabel(others), hosts.length - most)]),
    ];
    const moved = [requestsLabel(this.#stayed), countLabel(this.#left), list.join(", ")] as const;
    return this.#isSure
      ? say("{0} stayed on this device, {1} left it: {2}", ...moved)
      : say("{0} stayed on this device, {1} left it or may have: {2}", ...moved);
  }

  #stayedOnIt(): string {
    return this.#stayed === 0 ? "" : say("{0} stayed on it.", requestsLabel(this.#stayed));
  }

  #others(): readonly string[] {
    const away = [
      this.#errandsLeft === 0 ? "" : say(", {0} of them off this device", countLabel(this.#errandsLeft)),
      this.#errandsPerhapsLeft === 0
        ? ""
        : say(", {0} of them may have left this device", countLabel(this.#errandsPerhapsLeft)),
    ].join("");
    return [
      unendedWords(this.#unended),
      this.#errands === 0 ? "" : `${errandsLabel(this.#errands)}${away}.`,
      pullWords(this.#pulls),
      this.#unsent === 0 ? "" : say("{0} reached nobody.", requestsLabel(this.#unsent)),
      this.#refused === 0 ? "" : say("{0} refused.", countLabel(this.#refused)),
      linkWords(this.#links, this.#linksAreSure),
    ];
  }
}

function otherHosts(requests: string, hosts: number): string {
  return hosts === 1
    ? say("{0} to 1 other host", requests)
    : say("{0} to {1} other hosts", requests, countLabel(hosts));
}

function errandsLabel(count: number): string {
  return count === 1
    ? say("1 errand without text of yours")
    : say("{0} errands without text of yours", countLabel(count));
}

type Claim = Readonly<Record<"isAboutYours" | "isOurs" | "isKnown", boolean>>;

/** That nothing left, within a stretch of time such as `this week`, and no more than is known. */
function nothingLeft({ isAboutYours, isOurs, isKnown }: Claim, within: string): string {
  const [known, presumed] = isAboutYours ? nothingOfYours(isOurs) : nothingAtAll(isOurs);
  return (isKnown ? known : presumed)(within);
}

type Sentences = readonly [known: (within: string) => string, presumed: (within: string) => string];

function nothingOfYours(isOurs: boolean): Sentences {
  return isOurs
    ? [
        (within) => say("Nothing of yours left this device through Drawbridge {0}.", within),
        (within) => say("Nothing of yours is known to have left this device through Drawbridge {0}.", within),
      ]
    : [
        (within) => say("Nothing of yours left this device {0}.", within),
        (within) => say("Nothing of yours is known to have left this device {0}.", within),
      ];
}

function nothingAtAll(isOurs: boolean): Sentences {
  return isOurs
    ? [
        (within) => say("Nothing left this device through Drawbridge {0}.", within),
        (within) => say("Nothing is known to have left this device through Drawbridge {0}.", within),
      ]
    : [
        (within) => say("Nothing left this device {0}.", within),
        (within) => say("Nothing is known to have left this device {0}.", within),
      ];
}

/** Most requests first, then most bytes, then by name: the same in whatever order they were counted. */
function byCount([name, one]: readonly [string, Sum], [otherName, other]: readonly [string, Sum]): number {
  return other.count - one.count || other.bytes - one.bytes || (name < otherName ? -1 : 1);
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
