import { plainLine } from "../base/plainLine.ts";
import type { LedgerRow } from "../ledger/ledgerRows.ts";
import { countLabel, countOf, isErrand, sizeLabel } from "./ledgerWords.ts";
import { wasForwarded, whereabouts } from "./whereabouts.ts";

type Sum = { readonly count: number; readonly bytes: number };

/** Hosts that are named one by one. */
const most = 4;

/** What some requests come to: how many stayed on this device, and how many left it for where. */
export class LedgerTally {
  readonly #hosts = new Map<string, Sum>();
  #stayed = 0;
  #left = 0;
  #isSure = true;
  #unsent = 0;
  #refused = 0;
  #errands = 0;
  #errandsLeft = 0;

  /** Counts a request. */
  add(row: LedgerRow): void {
    const where = whereabouts(row);
    if (where === "refused") this.#refused += 1;
    else if (isErrand(row.subject.purpose)) {
      this.#errands += 1;
      if (where === "left") this.#errandsLeft += 1;
    } else if (where === "unsent") this.#unsent += 1;
    else if (where === "stayed") this.#stayed += 1;
    else this.#addLeft(row);
  }

  /** One line about a stretch of time, called `This week` where it begins a sentence. */
  sentence(time: string): string {
    const within = `${time.slice(0, 1).toLowerCase()}${time.slice(1)}`;
    if (this.#left > 0) return joined(`${time}: ${this.#movedWords()}.`, ...this.#others());
    const what = this.#errandsLeft > 0 ? "Nothing of yours" : "Nothing";
    return joined(`${what} left this device ${within}.`, this.#stayedOnIt(), ...this.#others());
  }

  /** What the requests that carried one file come to; `isWhole`: those are all there are. */
  carried(isWhole: boolean): string {
    const among = isWhole ? "" : "Of the requests below: ";
    if (this.#left > 0) return joined(`${among}${this.#movedWords()}.`, ...this.#others());
    const never = isWhole ? "It never left this device." : "Of the requests below, none left this device.";
    return joined(never, this.#stayedOnIt(), ...this.#others());
  }

  #addLeft({ subject, end }: LedgerRow): void {
    const { count, bytes } = this.#hosts.get(subject.host) ?? { count: 0, bytes: 0 };
    this.#hosts.set(subject.host, { count: count + 1, bytes: bytes + subject.bytes });
    this.#left += 1;
    this.#isSure &&= end !== undefined && subject.class !== "unverified" && !wasForwarded(end);
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

  #others(): readonly string[] {
    const away = this.#errandsLeft === 0 ? "" : `, ${countLabel(this.#errandsLeft)} of them off this device`;
    return [
      this.#errands === 0 ? "" : `${countOf(this.#errands, "errand")} without text of yours${away}.`,
      this.#unsent === 0 ? "" : `${countOf(this.#unsent, "request")} reached nobody.`,
      this.#refused === 0 ? "" : `${countLabel(this.#refused)} refused.`,
    ];
  }
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
