import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { lastText, openChat } from "../../test/integration/openChat.ts";
import { startHeadless } from "../../test/support/headless.ts";
import { startScriptedServer } from "../../test/support/scriptedServer.ts";
import { percentile } from "../support/percentile.ts";

const rounds = 40;
const answer = { tokens: Array.from({ length: 2000 }, (_, n) => `word${n} `) };

/** Milliseconds, p95, from a stop while tokens flow until the server has been left. */
export async function stopToIdle(): Promise<number> {
  const server = await startScriptedServer({ answer, pace: { tokensPerSecond: 300 } });
  const bridge = await startHeadless({ providers: [ollamaProvider(server.url)] });
  const took: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const { session, until } = openChat(bridge);
      const sent = session.send(`Count, round ${round}.`);
      await until((state) => lastText(state) !== "");
      const started = performance.now();
      session.stop();
      await server.waitFor(({ body, aborted }) => aborted && body.includes(`round ${round}.`));
      took.push(performance.now() - started);
      await sent;
    }
  } finally {
    bridge.dispose();
    await server.stop();
  }
  return percentile(took, 0.95);
}
