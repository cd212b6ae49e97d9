/** `npm run test:unit`: the tests that need no editor, network or clock. Further arguments go to mocha. */
import { run } from "./run.ts";
import { projectRoot, tool } from "./tool.ts";

const specs = ["test/unit/**/*.test.ts"];
const guard = ["--require", "./test/support/neverDial.ts"];
const { code } = await run(
  process.execPath,
  [...tool("mocha", "mocha"), ...guard, ...specs, ...process.argv.slice(2)],
  {
    cwd: projectRoot,
    echo: true,
  },
);
process.exitCode = code;
