import { daysBefore } from "../base/daysBefore.ts";

/** Days and times of the ledger's records, which are UTC, as the reader's clock shows them. */
export type LocalTime = {
  /** `2026-01-31` of an ISO time. */
  readonly day: (iso: string) => string;
  /** `14:02:11` of an ISO time. */
  readonly clock: (iso: string) => string;
  /** The zone that is used: the one asked for, or UTC when there is no such zone. */
  readonly zone: string;
};

function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** Reads times in a zone as `Intl` names it. Many records in a row share their minute, so the last one is remembered. */
export function localTime(wanted: string): LocalTime {
  const zone = knownZone(wanted);
  // Sweden writes dates as the ledger does.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
  });
  let minute = "";
  let local = "";
  const read = (iso: string): string => {
    const asked = iso.slice(0, 16);
    if (asked !== minute) {
      const date = new Date(`${asked}Z`);
      local = Number.isNaN(date.getTime()) ? asked.replace("T", " ") : format.format(date);
      minute = asked;
    }
    return local;
  };
  return {
    zone,
    day: (iso) => read(iso).slice(0, 10),
    clock: (iso) => `${read(iso).slice(11, 16)}${iso.slice(16, 19)}`,
  };
}

/** Reads times in the zone of the machine that this process runs on. */
export function machineTime(): LocalTime {
  return localTime(new Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The Monday of the week that a day (`2026-01-31`) is in. */
export function mondayOf(day: string): string {
  return daysBefore(day, (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7);
}
