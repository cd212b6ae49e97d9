import assert from "node:assert/strict";
import { covers, type Grant, type GrantUse } from "../../../src/gate/grant.ts";

const grant: Grant = {
  id: "g",
  origin: "https://api.openai.com:443",
  host: "api.openai.com",
  tasks: ["chat"],
  term: { kind: "workspace" },
  givenMs: 1_000,
};
const use: GrantUse = {
  origin: "https://api.openai.com:443",
  task: "chat",
  conversation: "c1",
  nowMs: 2_000,
};

describe("gate/grant", () => {
  function check(name: string, expected: boolean, given: Partial<Grant>, used: Partial<GrantUse> = {}): void {
    it(`${name}: ${expected ? "covered" : "not covered"}`, () => {
      assert.equal(covers({ ...grant, ...given }, { ...use, ...used }), expected);
    });
  }

  check("the same origin, task and workspace", true, {});
  check("another port", false, {}, { origin: "https://api.openai.com:8443" });
  check("plain http", false, {}, { origin: "http://api.openai.com:80" });
  check(
    "the same host behind a local server",
    false,
    {},
    { origin: "http://127.0.0.1:11434 to api.openai.com" },
  );
  check("another task", false, {}, { task: "completion" });
  check("a grant for two tasks", true, { tasks: ["chat", "completion"] }, { task: "completion" });
  check("until the window closes", true, { term: { kind: "window" } });
  check("the conversation it was given in", true, { term: { kind: "conversation", conversation: "c1" } });
  check("another conversation", false, { term: { kind: "conversation", conversation: "c2" } });
  check(
    "no conversation",
    false,
    { term: { kind: "conversation", conversation: "c1" } },
    { conversation: undefined },
  );
  check("before its time is over", true, { term: { kind: "until", atMs: 2_001 } });
  check("at the end of its time", false, { term: { kind: "until", atMs: 2_000 } });
  check("a clock set back before it was given", false, {}, { nowMs: 999 });
  check(
    "a clock set back, which must not make it hold longer",
    false,
    { term: { kind: "until", atMs: 90_000 } },
    { nowMs: 500 },
  );
});
