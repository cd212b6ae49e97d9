import type { Attachment } from "../context/attachment.ts";
import type { Order } from "../sending/order.ts";
import type { Reach } from "../terms/destination.ts";

/** A question that is to be asked, with what a person saw beside it. */
export type Asking = Pick<Order, "onDevice"> & {
  /** As it was typed. */
  readonly text: string;
  /** The turn that it follows; empty: it begins the conversation. */
  readonly after: string;
  readonly attachments: readonly Attachment[];
  /** Keys of what was left out of the question that it takes the place of: it stays out. */
  readonly leftOut?: readonly string[];
  /** Whether code is found for it before it is sent. */
  readonly findsCode?: boolean;
  /** Called when it stands in the conversation. */
  readonly onAsked?: () => void;
};

/** A question as it was typed, into the message box or in the place of a turn's. */
export type Typed = { readonly text: string; readonly turn?: string };

/** Reads what goes along with a question, once it may be asked. */
export type ReadAsking = () => Promise<Asking>;

/** What was shown when a person pressed a key. */
export type Pressed = {
  readonly conversation: string;
  /** The turn at the end of it; empty: it had none. */
  readonly last: string;
  readonly reach?: Reach;
};
