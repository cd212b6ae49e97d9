import { cloudSteps, type CloudStep } from "../../demo/cloudSteps.ts";
import { fakeCloud } from "../../demo/fakeCloud.ts";
import type { Step } from "../step.ts";
import { baselineStep } from "./baselineStep.ts";
import { controlSteps } from "./controlSteps.ts";
import { applyHostileAnswer, editWhereItStands, writeMessage } from "./editProof.ts";
import type { EditorContext, ProofForm } from "./editorContext.ts";
import {
  askForbidden,
  askForwarder,
  askWithHostileInstructions,
  closeProject,
  completeCode,
  drawHostileAnswers,
  findCanaries,
  openProject,
  runEveryCommand,
  sufferHostileCalls,
} from "./hostileSteps.ts";
import { pickClosed, testClosed } from "./everyProviderSteps.ts";
import { proxySteps } from "./proxySteps.ts";

const tlsToCloud = { protocol: "tcp", name: fakeCloud.host, address: fakeCloud.address, port: 443 } as const;

/** What the demo shows of the bridge is proved here, too; what it shows of the ledger says nothing about contacts. */
const shown = cloudSteps.filter(({ name }) => !/^(?:ledger|data-flow)-/.test(name));

const onDevice: readonly Step<EditorContext>[] = [
  { name: "opens a hostile project", run: openProject },
  ...shown.filter(({ reachesCloud }) => reachesCloud !== true).map(fromDemo),
  { name: "draws what hostile answers contain", run: drawHostileAnswers },
  { name: "asks with hostile rules and prompts", run: askWithHostileInstructions },
  { name: "completes code", run: completeCode },
  { name: "edits code where it stands", run: editWhereItStands },
  { name: "applies what a hostile answer names", run: applyHostileAnswer },
  { name: "writes a commit message", run: writeMessage },
  { name: "asks a server that may forward", run: askForwarder },
  { name: "asks a cloud and the network in vain", run: askForbidden },
  { name: "shows every closed API as not allowed", run: pickClosed },
  { name: "tests every closed API in vain", run: testClosed },
];

/** After the bridge was raised again. These come last: they take back what was confirmed. */
const onDeviceAgain: readonly Step<EditorContext>[] = [
  { name: "sent no text that was to stay", run: findCanaries },
  { name: "runs every command, answering nothing", run: runEveryCommand },
  { name: "is called by a hostile extension", run: sufferHostileCalls },
];

/** Everything that happens in the editor, in order; what comes last is seen by a catcher that has seen all of it. */
export function editorSteps(form: ProofForm): readonly Step<EditorContext>[] {
  const runs = form === "whole" ? 3 : 1;
  return [
    ...Array.from({ length: runs }, (_, index) => baselineStep(index + 1)),
    ...onDevice,
    ...shown.filter(({ reachesCloud }) => reachesCloud === true).map(fromDemo),
    ...onDeviceAgain,
    ...controlSteps,
    { name: "closes the editor", run: closeProject },
    ...(form === "whole" ? proxySteps() : []),
  ];
}

function fromDemo({ name, run, reachesCloud }: CloudStep): Step<EditorContext> {
  return {
    name,
    ...(reachesCloud === true && { reaches: [tlsToCloud] }),
    run: async ({ stage }) => {
      const measured = await run(stage());
      return Object.fromEntries(
        Object.entries(measured).map(([what, value]) => [
          what,
          typeof value === "object" ? value.join("; ") : value,
        ]),
      );
    },
  };
}
