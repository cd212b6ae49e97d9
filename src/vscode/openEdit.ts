import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createInstructionHistory } from "../edit/inline/instructionHistory.ts";
import type { StepAction } from "../protocol/messages.ts";
import { createApplyDesk, type AnswerApplier } from "./applyDesk.ts";
import { registerHunkLenses } from "./hunkLenses.ts";
import { InlineEditDesk } from "./inlineEditDesk.ts";
import { createNameDesk, type NameDesk } from "./nameDesk.ts";
import { ProposalDesk } from "./proposalDesk.ts";
import { createTargetPlaces } from "./targetPlaces.ts";
import type { WindowParts } from "./windowParts.ts";

/** What the edits of a window are built from. */
export type EditParts = Pick<WindowParts, "sending" | "pathGuard" | "privateStore" | "searchExcludes"> & {
  readonly onStep: (action: StepAction, task: "edit") => unknown;
};

/** The edits of a window: what asks for them, and what lets a person decide about them. */
export type OpenEdit = Disposable & {
  readonly proposals: ProposalDesk;
  readonly inline: InlineEditDesk;
  readonly names: NameDesk;
  readonly answers: AnswerApplier;
};

/** Opens what edits are made with. */
export function openEdit({ sending, pathGuard, privateStore, onStep, searchExcludes }: EditParts): OpenEdit {
  const store = new DisposableStore();
  const proposals = store.add(new ProposalDesk());
  store.add(registerHunkLenses(proposals));
  const history = createInstructionHistory(privateStore);
  const { guard } = pathGuard;
  const inline = new InlineEditDesk({ sending, guard, history, proposals, onStep });
  return {
    proposals,
    inline,
    names: createNameDesk({ sending, guard, onStep }),
    answers: createApplyDesk({ guard, proposals, places: createTargetPlaces(searchExcludes) }),
    dispose: () => {
      store.dispose();
    },
  };
}
