import type { KnownModel } from "./knownServer.ts";
import type { Route } from "./route.ts";

/** What of a route says whether its model can look at pictures; nothing where no server said. */
export function routeSight({ can }: Pick<KnownModel, "can">): Pick<Route, "sees"> {
  return can?.images === undefined ? {} : { sees: can.images };
}
