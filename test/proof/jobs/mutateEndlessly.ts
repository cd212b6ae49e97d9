/** Runs a mutation whose test writes the id of its process to a file and then never ends; for whoever interrupts it. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endOnSignal } from "../../../scripts/editor/endOnSignal.ts";
import { runMutations } from "../../../scripts/proof/mutations/runMutations.ts";
import { plantedProject } from "../plantedProject.ts";

endOnSignal();
const running = JSON.stringify(join(tmpdir(), "running"));
const test = `import { writeFileSync } from "node:fs";
import { isEndless } from "../../src/endless.ts";

it("ends", () => {
  if (isEndless) writeFileSync(${running}, process.pid + "\\n");
  while (isEndless);
});
`;
const { root } = await plantedProject({
  "src/endless.ts": "export const isEndless = false;\n",
  "test/unit/endless.test.ts": test,
});
await runMutations({
  root,
  mutations: [
    {
      name: "It ends",
      holds: [],
      file: "src/endless.ts",
      find: "isEndless = false",
      replace: "isEndless = true",
      test: { file: "test/unit/endless.test.ts", title: "ends" },
    },
  ],
});
