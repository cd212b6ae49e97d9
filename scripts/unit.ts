/** `npm run test:unit`: the tests that need no editor, network or clock. Further arguments go to mocha. */
import { mochaOn } from "./mochaLayers.ts";
import { run } from "./run.ts";
import { projectRoot } from "./tool.ts";

const mocha = mochaOn("unit", "test/unit/**/*.test.ts", ...process.argv.slice(2));
const { code } = await run(process.execPath, mocha, { cwd: projectRoot, echo: true });
process.exitCode = code;
