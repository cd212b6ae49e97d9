/**
 * `npm run test:integration`: the rooms without the editor against scripted servers on loopback, and the tests of those
 * servers themselves. Further arguments go to mocha.
 */
import { run } from "./run.ts";
import { projectRoot, tool } from "./tool.ts";

const specs = ["test/support-tests/**/*.test.ts", "test/integration/**/*.test.ts"];
const mocha = tool(
  "mocha",
  "mocha",
  "--require",
  "./test/support/neverDial.ts",
  "--timeout",
  "20000",
  ...specs,
);
const { code } = await run(process.execPath, [...mocha, ...process.argv.slice(2)], {
  cwd: projectRoot,
  echo: true,
});
process.exitCode = code;
