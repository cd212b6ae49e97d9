import { plainLine } from "../base/plainLine.ts";
import type { LedgerRow, RequestRow } from "../ledger/ledgerRows.ts";
import { countLabel, countOf, isErrand, sizeLabel } from "./ledgerWords.ts";
import { mayHaveStayed, whereabouts } from "./whereabouts.ts";

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
  #left = 0;
  #isSure = true;
  #unsent = 0;
  #refused = 0;
  #errands = 0;
  #errandsLeft = 0;
  #errandsPerhapsLeft = 0;
  #links = 0;
  #linksAreSure = true;

  /** Counts a request, or a link that was opened or may have been. */
  add(row: LedgerRow): void {
    const { subject } = row;
    if (subject.phase === "opened") this.#addLink(row);
    else this.#addRequest({ ...row, subject });
  }

  /** One line about a stretch of time, called `This week` where it begins a sentence. */
  sentence(time: string): string {
    const within = `${time.slice(0, 1).toLowerCase()}${time.slice(1)}`;
    if (this.#left > 0) return joined(`${time}: ${this.#movedWords()}.`, ...this.#others());
    const what = this.#errandsLeft + this.#errandsPerhapsLeft > 0 ? "Nothing of yours" : "Nothing";
    // The address of a link leaves as well, but not through Drawbridge.
    const how = this.#links > 0 ? " through Drawbridge" : "";
    return joined(`${what} left this device${how} ${within}.`, this.#stayedOnIt(), ...this.#others());
  }

  /** What the requests that carried one file come to; `isWhole`: those are all there are. */
  carried(isWhole: boolean): string {
    const among = isWhole ? "" : "Of the requests below: ";
    if (this.#left > 0) return joined(`${among}${this.#movedWords()}.`, ...this.#others());
    const never = isWhole ? "It never left this device." : "Of the requests below, none left this device.";
    return joined(never, this.#stayedOnIt(), ...this.#others());
  }

  #addLink(link: LedgerRow): void {
    if (whereabouts(link) !== "left") return;
    this.#links += 1;
    this.#linksAreSure &&= link.end !== undefined;
  }

  #addRequest(request: RequestRow): void {
    const where = whereabouts(request);
    if (where === "refused") this.#refused += 1;
    else if (isErrand(request.subject.purpose)) {
      this.#errands += 1;
      if (where === "left") this.#addErrandLeft(request);
    } else if (where === "unsent") this.#unsent += 1;
    else if (where === "stayed") this.#stayed += 1;
    else this.#addLeft(request);
  }

  #addErrandLeft(request: RequestRow): void {
    if (mayHaveStayed(request)) this.#errandsPerhapsLeft += 1;
    else this.#errandsLeft += 1;
  }

  #addLeft(request: RequestRow): void {
    const { subject } = request;
    const { count, bytes } = this.#hosts.get(subject.host) ?? { count: 0, bytes: 0 };
    this.#hosts.set(subject.host, { count: count + 1, bytes: bytes + subject.bytes });
    this.#left += 1;
    this.#isSure &&= !mayHaveStayed(request);
  }

  #movedWords(): string {
    const hosts = [...this.#hosts].toSorted(([, one], [, other]) => other.count - one.count);
    const others = hosts.slice(most).reduce((sum, [, { count }]) => sum + count, 0);
    const list = [
      ...hosts
        .slice(0, most)
        .map(
          ([host, { count, bytes }]) => `${countLabel(count)} to ${plainLine(host)} (${sizeLabel(bytes)})`,
        ),
      ...(others === 0 ? [] : [`${countLabel(others)} to ${countOf(hosts.length - most, "other host")}`]),
    ];
    const stayed = `${countOf(this.#stayed, "request")} stayed on this device`;
    return `${stayed}, ${countLabel(this.#left)} left it${this.#isSure ? "" : " or may have"}: ${list.join(", ")}`;
  }

  #stayedOnIt(): string {
    return this.#stayed === 0 ? "" : `${countOf(this.#stayed, "request")} stayed on it.`;
  }

  #linkWords(): string {
    const opened = `${countOf(this.#links, "link")} opened in your browser`;
    return this.#linksAreSure ? `${opened}.` : `${opened} or may have been.`;
  }

  #others(): readonly string[] {
    const away = [
      this.#errandsLeft === 0 ? "" : `, ${countLabel(this.#errandsLeft)} of them off this device`,
      this.#errandsPerhapsLeft === 0
        ? ""
        : `, ${countLabel(this.#errandsPerhapsLeft)} of them may have left this device`,
    ].join("");
    return [
      this.#errands === 0 ? "" : `${countOf(this.#errands, "errand")} without text of yours${away}.`,
      this.#unsent === 0 ? "" : `${countOf(this.#unsent, "request")} reached nobody.`,
      this.#refused === 0 ? "" : `${countLabel(this.#refused)} refused.`,
      this.#links === 0 ? "" : this.#linkWords(),
    ];
  }
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
