import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createInstructionHistory } from "../edit/inline/instructionHistory.ts";
import type { StepAction } from "../protocol/messages.ts";
import { registerHunkLenses } from "./hunkLenses.ts";
import { InlineEditDesk } from "./inlineEditDesk.ts";
import { createNameDesk, type NameDesk } from "./nameDesk.ts";
import { ProposalDesk } from "./proposalDesk.ts";
import type { WindowParts } from "./windowParts.ts";

/** What the edits of a window are built from. */
export type EditParts = Pick<WindowParts, "sending" | "pathGuard" | "privateStore"> & {
  readonly onStep: (action: StepAction) => unknown;
};

/** The edits of a window: what asks for them, and what lets a person decide about them. */
export type OpenEdit = Disposable & {
  readonly proposals: ProposalDesk;
  readonly inline: InlineEditDesk;
  readonly names: NameDesk;
};

/** Opens what edits are made with. */
export function openEdit({ sending, pathGuard, privateStore, onStep }: EditParts): OpenEdit {
  const store = new DisposableStore();
  const proposals = store.add(new ProposalDesk());
  store.add(registerHunkLenses(proposals));
  const history = createInstructionHistory(privateStore);
  const inline = new InlineEditDesk({ sending, guard: pathGuard.guard, history, proposals, onStep });
  return {
    proposals,
    inline,
    names: createNameDesk({ sending, guard: pathGuard.guard, onStep }),
    dispose: () => {
      store.dispose();
    },
  };
}
