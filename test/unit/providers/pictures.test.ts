import assert from "node:assert/strict";
import { chdir, cwd } from "node:process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../../src/prompt/chatTurn.ts";
import { makeDraft } from "../../../src/prompt/makeDraft.ts";
import { anthropic } from "../../../src/providers/anthropic.ts";
import { ollama } from "../../../src/providers/ollama.ts";
import { openai } from "../../../src/providers/openai.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { picture, pictureFile } from "../../support/pictures.ts";
import { lmStudio, routeTo } from "../../support/samples.ts";

const claude: ProviderConfig = {
  id: "claude",
  kind: "anthropic",
  url: "https://api.anthropic.com",
  label: "Anthropic",
  models: [],
};
const { base64 } = picture();
const words = "plan.png\n\nWhat is this?";
const asked: ChatTurn = { question: "What is this?", answer: "", attachments: [pictureFile("plan.png")] };

/** Of the body, the messages: what comes before and behind them is tested with each format. */
async function messages(
  provider: Provider,
  config: ProviderConfig | undefined,
  turns: readonly ChatTurn[] = [asked],
): Promise<string> {
  const route = routeTo(config && { provider: config });
  const { body } = await provider.encode(
    chatDraft(turns, route, () => false),
    route,
  );
  const sent = JSON.parse(Buffer.from(body).toString()) as { readonly messages: readonly { role: string }[] };
  return JSON.stringify(sent.messages.filter(({ role }) => role !== "system"));
}

describe("providers write pictures down", () => {
  it("beside the words, for Ollama", async () => {
    assert.equal(
      await messages(ollama, undefined),
      JSON.stringify([{ role: "user", content: words, images: [base64] }]),
    );
  });

  it("before the words as an address that holds them, for the OpenAI API", async () => {
    const url = `data:image/png;base64,${base64}`;
    const content = [
      { type: "image_url", image_url: { url } },
      { type: "text", text: words },
    ];
    assert.equal(await messages(openai, lmStudio), JSON.stringify([{ role: "user", content }]));
  });

  it("before the words as a block, for the Anthropic API", async () => {
    const content = [
      { type: "image", source: { type: "base64", media_type: "image/png", data: base64 } },
      { type: "text", text: words },
    ];
    assert.equal(await messages(anthropic, claude), JSON.stringify([{ role: "user", content }]));
  });

  it("of two messages in a row together, for the Anthropic API", async () => {
    const source = { kind: "question" } as const;
    const [one, other] = [picture(), picture({ width: 9 })];
    const draft = makeDraft({
      task: "chat",
      messages: [
        { role: "user", parts: [{ text: "", source, picture: one }] },
        {
          role: "user",
          parts: [
            { text: "And?", source },
            { text: "", source, picture: other },
          ],
        },
      ],
      stop: [],
    });
    const { body } = await anthropic.encode(draft, routeTo({ provider: claude }));
    const block = (data: string) => ({
      type: "image",
      source: { type: "base64", media_type: "image/png", data },
    });
    assert.deepEqual((JSON.parse(Buffer.from(body).toString()) as { messages: unknown }).messages, [
      {
        role: "user",
        content: [block(one.base64), block(other.base64), { type: "text", text: "\n\nAnd?" }],
      },
    ]);
  });

  it("and never take one for the name of a file", async () => {
    const [before, folder] = [cwd(), mkdtempSync(join(tmpdir(), "drawbridge-"))];
    try {
      chdir(folder);
      // A picture may be so small that its letters are a name; whatever is called so is not read.
      const source = { kind: "question" } as const;
      const tiny = { ...picture(), base64: "R0lGODlh" };
      writeFileSync(join(folder, tiny.base64), "a secret");
      const draft = makeDraft({
        task: "chat",
        messages: [{ role: "user", parts: [{ text: "", source, picture: tiny }] }],
        stop: [],
      });
      const { body } = await ollama.encode(draft, routeTo());
      assert.match(Buffer.from(body).toString(), /"images":\["R0lGODlh"\]/);
    } finally {
      chdir(before);
      rmSync(folder, { recursive: true });
    }
  });
});
