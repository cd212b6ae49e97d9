import type { PathVerdict } from "../context/pathVerdict.ts";
import type { Draft } from "../prompt/draft.ts";
import type { DraftLimits } from "../prompt/draftLimits.ts";
import type { Route } from "../routing/route.ts";
import type { Reach } from "../terms/destination.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { FileSource } from "../terms/source.ts";
import type { Task, Trigger } from "../terms/task.ts";

/** Something a feature wants sent. */
export type Order = {
  readonly task: Task;
  readonly trigger: Trigger;
  /** Instead of the model the settings name. */
  readonly model?: ModelRef;
  /** A model on this device, whatever was chosen. */
  readonly onDevice?: boolean;
  /** The least safe place it may go to, whatever else would allow more: where the person was told that it would go. */
  readonly noFartherThan?: Reach;
  /** Nobody is asked about it, although a person began it: it stands in for what they sent. */
  readonly askNobody?: true;
  /** No other model stands in when its server fails: it is about this very one. */
  readonly noStandIn?: true;
  /** Nor is another offered to a person or turned to in any other way: it goes on with what this very one began. */
  readonly onlyModel?: true;
  /** The conversation it belongs to. */
  readonly conversation?: string;
  /** Every file whose text the draft may hold: each is judged by the path rules before the draft is built. */
  readonly files: readonly FileSource[];
  /** What kept files on this device when their text was taken, by URI: a rule that is gone gives nothing free. */
  readonly rulesThen?: ReadonlyMap<string, PathVerdict>;
  /** Called when a person confirms the destination after the send was stopped: the yes is kept, but nothing goes. */
  readonly onLateYes?: () => void;
  /** Builds the draft once the route is known. */
  readonly draft: (route: Route, limits: DraftLimits) => Draft;
};
