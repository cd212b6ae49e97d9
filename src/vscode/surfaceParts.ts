import type { LazyCompletion } from "./lazyCompletion.ts";
import type { WindowParts } from "./windowParts.ts";

/** Everything the surfaces show or call. */
export type SurfaceParts = WindowParts & { readonly completion: LazyCompletion };
