import { loadOnce } from "../base/loadOnce.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { SurfaceParts } from "./surfaceParts.ts";

/** The command that writes a commit message; what is behind it is loaded when it is first run. */
export function commitCommands(
  { sending, settings, pathGuard, indicator }: SurfaceParts,
  onStep: (action: StepAction, task: "commit") => unknown,
) {
  const desk = loadOnce(async () => {
    const { CommitDesk } = await import("./commitDesk.ts");
    return new CommitDesk({
      ...{ sending, onStep, guard: pathGuard.guard },
      rule: () => settings.current()["commit.instructions"],
      onBegin: () => {
        indicator.setActiveTask("commit");
      },
    });
  });
  return {
    "drawbridge.writeCommitMessage": async (clicked: unknown) => (await desk()).write(clicked),
  };
}
