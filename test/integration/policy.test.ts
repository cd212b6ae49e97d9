import assert from "node:assert/strict";
import type { ReviewRequest } from "../../src/sending/consentPort.ts";
import type { Destination } from "../../src/terms/destination.ts";
import { explain } from "../../src/sending/explain.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { startHeadless, type Headless, type HeadlessOptions } from "../support/headless.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { ask, assertFailed, tasksSeen } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel } from "./cloudApi.ts";
import { lastText, openChat, type Chat } from "./openChat.ts";
import { compatible, createStage } from "./stage.ts";

const tokens = ["The ", "capital ", "is ", "Paris."];
const lm = { chat: { provider: "lm", model: recordedModel.name } };
const hasLeft = ({ path, aborted }: LoggedRequest): boolean => aborted && /chat/u.test(path);

describe("integration/policy", () => {
  const stage = createStage();

  type Begun = { readonly server: ScriptedServer; readonly bridge: Headless; readonly chat: Chat };
  type Setting = (server: ScriptedServer) => Partial<HeadlessOptions>;

  const unverified: Setting = (server) => ({
    providers: [compatible(server)],
    chosen: lm,
    onConfirm: () => true,
  });
  const reviewedCloud: Setting = (server) => ({
    providers: [cloud],
    chosen: { chat: largeModel },
    keys: { [cloudOrigin]: "key" },
    editorFetch: fetchFrom(server).fetch,
    mode: "ask",
    onReview: () => ({ kind: "send", keep: "workspace" }),
  });

  /** A question whose answer has come to its second token; `sent` ends with it. */
  async function midAnswer(setting: Setting = () => ({})): Promise<Begun & { sent: Promise<void> }> {
    const server = await stage.server({
      models: [recordedModel, { name: largeModel.model }],
      answer: { tokens },
      pace: "manual",
    });
    const bridge = await stage.drawbridge(server, setting(server));
    const chat = openChat(bridge);
    const sent = chat.session.send("Which city?");
    server.release(2);
    await chat.until((state) => lastText(state) === "The capital ");
    return { server, bridge, chat, sent };
  }

  async function assertRevoked({
    server,
    bridge,
    chat,
    sent,
  }: Awaited<ReturnType<typeof midAnswer>>): Promise<void> {
    await sent;
    const request = await server.waitFor(hasLeft);
    assert.equal(request.tokensWritten, 2);
    // No connection is kept for later: it would outlive its permission.
    await server.allLeft();
    const [answer, ...more] = chat.answers();
    assert.deepEqual(more, []);
    assert.deepEqual([answer?.text, answer?.outcome], ["The capital ", "failed"]);
    assert.equal(answer?.problem?.sentence, "Stopped: what this workspace allows has changed.");
    const last = bridge.entries().at(-1);
    assert.equal(last?.phase === "end" && last.outcome, "revoked");
  }

  describe("while an answer comes", () => {
    it("a stricter mode ends it, at the server, too", async () => {
      const begun = await midAnswer(() => ({ mode: "network" }));
      await begun.bridge.policy.choose("onDevice");
      await assertRevoked(begun);
    });

    it("any other mode ends it: what was agreed to is no longer what holds", async () => {
      const begun = await midAnswer(() => ({ mode: "onDevice" }));
      await begun.bridge.policy.choose("cloud");
      await assertRevoked(begun);
    });

    it("a pause ends it", async () => {
      const begun = await midAnswer();
      await begun.bridge.policy.setPaused(true);
      await assertRevoked(begun);
    });

    it("taking back the confirmations ends it", async () => {
      const begun = await midAnswer(unverified);
      await begun.bridge.policy.forgetConfirmations();
      await assertRevoked(begun);
    });

    for (const [name, before] of [
      ["is trusted from now on", false],
      ["is not trusted any more", true],
    ] as const)
      it(`a workspace that ${name} ends it`, async () => {
        let isTrusted = before;
        const begun = await midAnswer(() => ({ mode: "network", isTrusted: () => isTrusted }));
        isTrusted = !before;
        begun.bridge.policy.refresh();
        await assertRevoked(begun);
      });

    it("taking back the consent it was sent with ends it, at the cloud, too", async () => {
      const begun = await midAnswer(reviewedCloud);
      for (const { id } of begun.bridge.grants.list()) await begun.bridge.grants.revoke(id);
      await assertRevoked(begun);
    });

    it("the same ends it when it was taken back in another window, as soon as this one looks", async () => {
      const begun = await midAnswer(reviewedCloud);
      const [grant] = begun.bridge.grants.list();
      assert.ok(grant !== undefined);
      await begun.bridge.store.set(`drawbridge.grant test ${grant.id}`, undefined);
      begun.bridge.policy.current();
      await assertRevoked(begun);
    });

    it("confirming another destination does not", async () => {
      const { server, bridge, chat, sent } = await midAnswer(unverified);
      await bridge.policy.confirm("unverified http://127.0.0.1:9");
      server.release(Infinity);
      await sent;
      assert.deepEqual(
        chat.answers().map(({ text, outcome }) => [text, outcome]),
        [[tokens.join(""), "done"]],
      );
      assert.deepEqual(
        server.requests.filter(({ aborted }) => aborted),
        [],
      );
    });
  });

  it("a stricter mode also ends a question the model has not begun to answer", async () => {
    const server = await stage.server({ pace: "manual" });
    const bridge = await stage.drawbridge(server, { mode: "network" });
    const asking = ask(bridge);
    await server.waitFor(({ path }) => path === "/api/chat");
    await bridge.policy.choose("onDevice");
    assertFailed(await asking, "revoked");
    assert.equal((await server.waitFor(hasLeft)).tokensWritten, 0);
  });

  it("a pause lets nothing through, errands neither, until it is over", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server);
    await bridge.policy.setPaused(true);
    for (const trigger of ["person", "automatic"] as const)
      assertFailed(await ask(bridge, { trigger }), "paused");
    for (const provider of bridge.parts.providers()) await bridge.servers.look(provider, "person");
    assert.deepEqual(server.requests, []);
    await bridge.policy.setPaused(false);
    assert.equal((await ask(bridge)).failure, undefined);
  });

  it("says who holds the mode that keeps a server out of reach, and offers no change that is not theirs", async () => {
    const faraway = { ...ollamaProvider("http://203.0.113.9:11434"), label: "Faraway" };
    for (const [holders, action] of [
      [{ repository: "onDevice" }, undefined],
      [{ mode: "onDevice" }, "changeMode"],
    ] as const) {
      const bridge = await startHeadless({ providers: [faraway], ...holders });
      await bridge.servers.look(faraway, "person");
      const outlook = bridge.sending.outlook("chat");
      assert.ok(!outlook.ok);
      const { steps } = explain(outlook.error, { server: "Faraway", model: "" });
      assert.equal(steps.find((step) => step.action === "changeMode")?.action, action);
      bridge.dispose();
    }
  });

  describe("while a person is being asked", () => {
    const changes = {
      "a stricter mode": {
        kind: "modeForbids",
        change: (bridge: Headless) => bridge.policy.choose("onDevice"),
      },
      "a pause": { kind: "paused", change: (bridge: Headless) => bridge.policy.setPaused(true) },
    } as const;

    for (const [what, { kind, change }] of Object.entries(changes))
      it(`${what} counts more than the yes that comes after it`, async () => {
        const server = await stage.server({ speaks: ["openai"] });
        const api = fetchFrom(server);
        const bridge = await stage.drawbridge(server, {
          ...reviewedCloud(server),
          editorFetch: api.fetch,
          onReview: answering(() => change(bridge)),
        });
        assertFailed(await ask(bridge), kind);
        assert.equal(bridge.asked.reviewed.length, 1);
        assert.deepEqual(api.calls, []);
        assert.deepEqual(
          bridge.entries().map((entry) => entry.phase === "refused" && entry.refusal),
          [kind],
        );
      });

    it("a looser mode does not turn the question into a standing yes", async () => {
      const server = await stage.server({ speaks: ["openai"], models: [{ name: "large-1" }] });
      const bridge = await stage.drawbridge(server, {
        ...reviewedCloud(server),
        onReview: answering(() => bridge.policy.choose("cloud")),
      });
      assert.equal((await ask(bridge)).failure, undefined);
      await ask(bridge);
      assert.equal(bridge.asked.reviewed.length, 2);
    });

    it("a pause counts more than a confirmation", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, {
        providers: [compatible(server)],
        chosen: lm,
        onConfirm: answering(() => bridge.policy.setPaused(true)),
      });
      assertFailed(await ask(bridge), "paused");
      assert.deepEqual(tasksSeen(server), []);
    });
  });
});

/** A yes that comes after something else has happened. */
function answering(first: () => Promise<void>): (asked: ReviewRequest | Destination) => Promise<boolean> {
  return async () => {
    await first();
    return true;
  };
}
