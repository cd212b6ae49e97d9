import type { Destination } from "../terms/destination.ts";
import type { AttemptEntry } from "./record.ts";

/** What a record says about a destination. */
export function destinationFields({
  class: kind,
  origin,
  host,
  mayForward,
  via,
}: Destination): Pick<AttemptEntry, "class" | "origin" | "host" | "mayForward" | "via"> {
  return {
    class: kind,
    origin,
    host,
    ...(mayForward && { mayForward }),
    ...(via !== undefined && { via }),
  };
}
