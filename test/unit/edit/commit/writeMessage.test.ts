import assert from "node:assert/strict";
import { writeMessage, type WriteMessageParts } from "../../../../src/edit/commit/writeMessage.ts";
import { messageText } from "../../../../src/prompt/draft.ts";
import type { Order } from "../../../../src/sending/order.ts";
import type { SendEvent, SendFailure } from "../../../../src/sending/sendEvent.ts";
import { changedFile, commitParts } from "../../../support/commitByHand.ts";
import { lmStudio, ollama, routeTo } from "../../../support/samples.ts";

const { signal } = new AbortController();
const route = routeTo({ task: "commit", model: "qwen2.5-coder:7b" });
const routed: SendEvent = { kind: "routed", route };
const end: SendEvent = { kind: "end", reason: "stop", usage: {} };
const words = (...texts: readonly string[]): readonly SendEvent[] =>
  texts.map((text) => ({ kind: "text", text }));
const failed = (failure: SendFailure): SendEvent => ({ kind: "failed", failure });

/** Sends by giving these events; what stands in the box at each of them is kept. */
function script(
  events: readonly SendEvent[],
  options: Partial<WriteMessageParts> & {
    readonly before?: string;
    readonly at?: (index: number) => void;
  } = {},
) {
  const { before = "", at, ...rest } = options;
  const box = { value: before };
  const shown: string[] = [];
  const orders: Order[] = [];
  const parts: WriteMessageParts = {
    ...commitParts(box),
    ...rest,
    sending: {
      send: async function* (order, stop) {
        orders.push(order);
        for (const [index, event] of events.entries()) {
          at?.(index);
          await Promise.resolve();
          if (stop.aborted) {
            yield failed({ kind: "stopped" });
            return;
          }
          yield event;
          shown.push(box.value);
        }
      },
    },
  };
  const prompt = (): string =>
    orders[0]
      ?.draft(route, { withheld: () => false, removed: new Set() })
      .messages.map(messageText)
      .join("\n") ?? "";
  return { box, shown, orders, parts, prompt };
}

describe("edit/commit/writeMessage", () => {
  it("writes the message into the box while it comes, and cleaned at its end", async () => {
    const { box, shown, parts } = script([routed, ...words('"Mend', " sum", '"\n'), end]);
    const written = await writeMessage({}, parts, signal);
    assert.deepEqual(shown, ["", '"Mend', '"Mend sum', "Mend sum", "Mend sum"]);
    assert.equal(box.value, "Mend sum");
    assert.deepEqual(written, { kind: "written", message: "Mend sum", before: "", notes: [] });
  });

  it("is a person's request of the task commit, about every file of the changes", async () => {
    const { orders, parts } = script([routed, ...words("Mend"), end], {
      changes: () => Promise.resolve({ changes: [changedFile("a.ts"), changedFile("b.ts")], leftOut: [] }),
      ownRule: () =>
        Promise.resolve({
          text: "Be brief.",
          source: { kind: "file", uri: "file:///project/c.md", path: "c.md" },
        }),
    });
    await writeMessage({}, parts, signal);
    const [order] = orders;
    assert.deepEqual(
      [order?.task, order?.trigger, order?.onDevice, order?.files.map(({ path }) => path)],
      ["commit", "person", undefined, ["a.ts", "b.ts", "c.md"]],
    );
  });

  it("takes what stood in the box for a note to the model, and tells what it was", async () => {
    const { parts, prompt } = script([routed, ...words("Mend sum"), end], { before: "because of NaN" });
    const written = await writeMessage({}, parts, signal);
    assert.ok(written.kind === "written");
    assert.equal(written.before, "because of NaN");
    assert.match(prompt(), /What the author says about it\nbecause of NaN/);
  });

  it("does not take its own message for a note", async () => {
    const { parts, prompt } = script([routed, ...words("Mend sum"), end], {
      before: "Mend sums",
      isOurs: (text) => text === "Mend sums",
    });
    await writeMessage({}, parts, signal);
    assert.doesNotMatch(prompt(), /Mend sums/);
  });

  it("puts back what stood there when the model dies in the middle, and hands over what came", async () => {
    const { box, shown, parts } = script(
      [routed, ...words("Mend sum\n\nIt w"), failed({ kind: "cut", code: "EOF" })],
      { before: "mine" },
    );
    const written = await writeMessage({}, parts, signal);
    assert.equal(shown[1], "Mend sum\n\nIt w");
    assert.equal(box.value, "mine");
    assert.ok(written.kind === "failed");
    assert.equal(written.came, "Mend sum\n\nIt w");
    assert.match(written.problem.sentence, /broke in the middle of the answer/);
    assert.deepEqual(
      written.problem.steps.map(({ action }) => action),
      ["retry"],
    );
  });

  it("puts back what stood there when the person stops it", async () => {
    const stop = new AbortController();
    const { box, parts } = script([routed, ...words("Mend", " sum"), end], {
      before: "mine",
      at: (index) => {
        if (index === 2) stop.abort();
      },
    });
    const written = await writeMessage({}, parts, stop.signal);
    assert.deepEqual([written, box.value], [{ kind: "stopped", came: "Mend" }, "mine"]);
  });

  it("leaves the box to a person who begins to write in it, and stops", async () => {
    const running = script([routed, ...words("Mend", " sum", " and more"), end], {
      at: (index) => {
        if (index === 2) running.box.value = "my own words";
      },
    });
    const written = await writeMessage({}, running.parts, signal);
    assert.deepEqual([written.kind, running.box.value], ["takenOver", "my own words"]);
  });

  for (const [how, before] of [
    ["committed", ""],
    ["took the text back", "mine"],
  ] as const)
    it(`writes nothing more into a box that has what it had since the person ${how}`, async () => {
      const running = script([routed, ...words("Mend", " sum", " and more"), end], {
        before,
        at: (index) => {
          if (index === 2) running.box.value = before;
        },
      });
      const written = await writeMessage({}, running.parts, signal);
      assert.deepEqual([written.kind, running.box.value], ["takenOver", before]);
    });

  it("is not misled by an editor that tells late of what was put in", async () => {
    const running = script([routed, ...words("Mend", " sum", " now"), end], {
      at: (index) => {
        if (index === 3) running.box.value = "Mend";
      },
    });
    const written = await writeMessage({}, running.parts, signal);
    assert.deepEqual([written.kind, running.box.value], ["written", "Mend sum now"]);
  });

  it("sends nothing when there is nothing to write about, and says why", async () => {
    const none = script([], { changes: () => Promise.resolve({ changes: [], leftOut: [] }) });
    const excluded = script([], {
      changes: () => Promise.resolve({ changes: [], leftOut: [".env is excluded by a built-in rule."] }),
    });
    const sentences = [];
    for (const { parts } of [none, excluded]) {
      const written = await writeMessage({}, parts, signal);
      sentences.push(written.kind === "nothing" && written.sentence);
    }
    assert.deepEqual(sentences, [
      "There are no changes to write a message about.",
      "No changes are left to write a message about. .env is excluded by a built-in rule.",
    ]);
    assert.deepEqual([...none.orders, ...excluded.orders], []);
  });

  it("leaves out the files that the person left out", async () => {
    const { orders, parts, prompt } = script([routed, ...words("Mend"), end], {
      changes: () => Promise.resolve({ changes: [changedFile("a.ts"), changedFile("b.ts")], leftOut: [] }),
    });
    await writeMessage({ without: new Set(["file:///project/a.ts"]), onDevice: true }, parts, signal);
    assert.deepEqual([orders[0]?.files.map(({ path }) => path), orders[0]?.onDevice], [["b.ts"], true]);
    assert.doesNotMatch(prompt(), /a\.ts/);
  });

  it("tells which file a rule keeps from going there, without the ways on of a conversation", async () => {
    const source = { kind: "file", uri: "file:///project/a.ts", path: "a.ts" } as const;
    const refusal: SendFailure = {
      ...{ kind: "sourceExcluded", source, reach: "never", rule: "a.ts", from: "your settings" },
      destination: {} as never,
    };
    const { parts } = script([routed, failed(refusal)]);
    const written = await writeMessage({}, parts, signal);
    assert.ok(written.kind === "failed");
    assert.deepEqual([written.came, written.excluded], ["", source.uri]);
    const tooLong = script([routed, failed({ kind: "contextTooLong" })]);
    const long = await writeMessage({}, tooLong.parts, signal);
    assert.deepEqual(long.kind === "failed" && long.problem.steps.map(({ action }) => action), ["pickModel"]);
  });

  it("says so when a model answers with no message", async () => {
    const { box, parts } = script([routed, ...words("```\n```"), end], { before: "mine" });
    const written = await writeMessage({}, parts, signal);
    assert.ok(written.kind === "failed");
    assert.deepEqual(
      [written.problem.sentence, written.came, box.value],
      ["qwen2.5-coder:7b wrote no message.", "", "mine"],
    );
  });

  it("tells that another model stood in, what was left out, and what was cut", async () => {
    const huge = { ...changedFile("huge.ts"), diff: `@@ -1 +1 @@\n${"+a line of it\n".repeat(9000)}` };
    const fellBack: SendEvent = {
      ...{ kind: "fellBack", server: lmStudio, model: "big" },
      failure: { kind: "unreachable", code: "ECONNREFUSED" },
    };
    const running = script([fellBack, routed, ...words("Mend"), end], {
      changes: () => Promise.resolve({ changes: [huge], leftOut: ["x is excluded."] }),
    });
    const { send } = running.parts.sending;
    const sending: WriteMessageParts["sending"] = {
      send: async function* (order, stop) {
        order.draft(route, { withheld: () => false, removed: new Set() });
        yield* send(order, stop);
      },
    };
    const written = await writeMessage({}, { ...running.parts, sending }, signal);
    assert.ok(written.kind === "written");
    const [instead = "", left, cut] = written.notes;
    assert.ok(instead.includes(lmStudio.label));
    assert.deepEqual(
      [left, cut],
      ["x is excluded.", "The changes are long: of those in huge.ts only the first lines went along."],
    );
    assert.notEqual(ollama.label, lmStudio.label);
  });
});
