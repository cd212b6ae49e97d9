import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { whatNoneHolds } from "../../scripts/proof/mutations/coverage.ts";
import type { Mutation } from "../../scripts/proof/mutations/mutation.ts";
import { mutations } from "../../scripts/proof/mutations/mutations.ts";
import { whyNotMutable } from "../../scripts/proof/mutations/projectCopy.ts";
import { runMutations, type MutationOutcome } from "../../scripts/proof/mutations/runMutations.ts";
import { projectRoot } from "../../scripts/tool.ts";
import { plantedProject } from "./plantedProject.ts";

const tooLarge = "size <= largest";

/** A mutation of the planted project; `title` is that of the test which should notice. */
function planted(title: string, find: string, replace: string, changes: Partial<Mutation> = {}): Mutation {
  const test = { file: "test/unit/guard.test.ts", title };
  return { name: title, holds: [], file: "src/guard.ts", find, replace, test, ...changes };
}

/** What must come of each mutation, by what it is. */
const expected: readonly (readonly [what: string, outcome: string, reason: RegExp | undefined, Mutation])[] =
  [
    [
      "a guard whose test notices",
      "caught",
      undefined,
      planted("lets nothing pass that is too large", tooLarge, "true"),
    ],
    [
      "a test by the beginning of its title",
      "caught",
      undefined,
      planted("lets nothing pass", tooLarge, "true"),
    ],
    [
      "a guard that nobody would miss",
      "survived",
      /stays green/,
      planted("lets nothing pass that is too large", "if (size < 0) return false;", ""),
    ],
    [
      "a title that no test has",
      "misnamed",
      /no test of that name/,
      planted("lets everything pass", tooLarge, "true"),
    ],
    ["the middle of a title", "misnamed", /no test of that name/, planted("nothing pass", tooLarge, "true")],
    ["a title that two tests have", "misnamed", /2 tests have/, planted("has one name", tooLarge, "true")],
    [
      "a file that is not there",
      "misnamed",
      /no test of that name/,
      planted("x", tooLarge, "true", { test: { file: "test/unit/lost.test.ts", title: "x" } }),
    ],
    [
      "a test that mocha does not run",
      "misnamed",
      /mocha runs no tests/,
      planted("x", tooLarge, "true", { test: { file: "test/editor/guard.test.ts", title: "x" } }),
    ],
    [
      "a text that is not there",
      "broken",
      /is not in src\/guard\.ts/,
      planted("lets", "size < largest", "true"),
    ],
    [
      "a text that is there twice",
      "broken",
      /2 times in src\/guard\.ts/,
      planted("lets", "number", "string"),
    ],
    ["a change that is none", "broken", /changes nothing/, planted("lets", tooLarge, tooLarge)],
    [
      "a source that is not there",
      "broken",
      /no src\/lost\.ts/,
      planted("lets", tooLarge, "true", { file: "src/lost.ts" }),
    ],
    [
      "code that cannot be read any more",
      "broken",
      /did not run/,
      planted("lets nothing pass that is too large", tooLarge, "size <="),
    ],
    [
      "code that does not run any more",
      "broken",
      /TypeError/,
      planted("lets pass what just fits", "[1, 2].map(Number)", "undefined.map(Number)"),
    ],
    [
      "code that uses what is not there",
      "broken",
      /ReferenceError/,
      planted("lets nothing pass that is too large", tooLarge, "size <= lost"),
    ],
    [
      "a test that fails without the mutation, too",
      "broken",
      /fails with nothing taken out/,
      planted("fails whatever there is", tooLarge, "true"),
    ],
    [
      "a test that only waits then",
      "broken",
      /ran out of time/,
      planted("waits for what passes", tooLarge, "false"),
    ],
    [
      "code that never ends any more",
      "broken",
      /did not end/,
      planted("lets nothing pass that is too large", "if (size < 0) return false;", "for (;;);"),
    ],
  ];

describe("The list of mutations", () => {
  it("has a guard for every rule, every kind of refusal and every kind of failure at the door", () => {
    assert.deepEqual(whatNoneHolds(mutations), []);
  });

  it("would name the rule and the kind that no guard is for", () => {
    const without = (held: string): readonly string[] =>
      whatNoneHolds(
        mutations.map((mutation) => ({ ...mutation, holds: mutation.holds.filter((each) => each !== held) })),
      );
    for (const held of ["R9", "R22", "declined", "tooLarge", "What is taken back ends at once"])
      assert.deepEqual(without(held), [held]);
  });

  it("can make every mutation, and names each guard once and a file of tests that is there", async () => {
    const names = mutations.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
    for (const mutation of mutations) {
      assert.equal(await whyNotMutable(projectRoot, mutation), undefined, mutation.name);
      assert.ok(existsSync(join(projectRoot, mutation.test.file)), mutation.name);
    }
  });
});

describe("Running mutations", () => {
  let outcomes: readonly MutationOutcome[];
  let told: number;
  let guard: { readonly before: string; readonly after: string };

  before(async () => {
    const { root, remove } = await plantedProject();
    const read = (): Promise<string> => readFile(join(root, "src/guard.ts"), "utf8");
    told = 0;
    try {
      const before = await read();
      outcomes = await runMutations({
        root,
        mutations: expected.map(([, , , mutation]) => mutation),
        deadlineMs: 6_000,
        onOutcome: () => {
          told += 1;
        },
      });
      guard = { before, after: await read() };
    } finally {
      await remove();
    }
  });

  for (const [index, [what, outcome, reason, { name }]] of expected.entries())
    it(`calls ${what} ${outcome}`, () => {
      const found = outcomes[index];
      assert.deepEqual([found?.name, found?.outcome], [name, outcome], found?.reason);
      if (reason === undefined) assert.equal(found?.reason, undefined);
      else assert.match(found?.reason ?? "", reason);
    });

  it("tells of each as it comes, and changes nothing in the project itself", () => {
    assert.equal(told, expected.length);
    assert.equal(guard.after, guard.before);
  });

  it("ends its tests and leaves no copy behind when it is interrupted", async () => {
    const folder = await mkdtemp(join(tmpdir(), "drawbridge-interrupted-"));
    const job = join(import.meta.dirname, "jobs", "mutateEndlessly.ts");
    const child = spawn(process.execPath, [job], {
      env: { ...process.env, TMPDIR: folder, TEMP: folder },
      stdio: "ignore",
    });
    try {
      const running = Number(await readWhenThere(join(folder, "running")));
      assert.ok(running > 0);
      child.kill("SIGTERM");
      const code = await new Promise((resolve) => child.once("exit", resolve));
      assert.equal(code, 143);
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.startsWith("drawbridge-guards")),
        [],
      );
      // The system needs a moment to take away what was killed.
      while (isRunning(running)) await pause(20);
    } finally {
      child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    }
  });
});

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

async function readWhenThere(file: string): Promise<string> {
  for (;;) {
    const text = existsSync(file) ? await readFile(file, "utf8") : "";
    if (text.endsWith("\n")) return text;
    await pause(20);
  }
}
