import type { LazyChat } from "./lazyChat.ts";
import type { LazyCompletion } from "./lazyCompletion.ts";
import type { WindowParts } from "./windowParts.ts";

/** Everything the surfaces show or call. */
export type SurfaceParts = WindowParts & { readonly chat: LazyChat; readonly completion: LazyCompletion };
