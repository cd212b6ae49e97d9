/**
 * `npm run test:integration`: the rooms without the editor against scripted servers on loopback, and the tests of those
 * servers themselves. Further arguments go to mocha.
 */
import { mochaOn } from "./mochaLayers.ts";
import { run } from "./run.ts";
import { projectRoot } from "./tool.ts";

const specs = ["test/support-tests/**/*.test.ts", "test/integration/**/*.test.ts"];
const mocha = mochaOn("integration", ...specs, ...process.argv.slice(2));
const { code } = await run(process.execPath, mocha, { cwd: projectRoot, echo: true });
process.exitCode = code;
