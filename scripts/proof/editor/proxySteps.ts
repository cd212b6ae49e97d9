import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openChat } from "../../../test/e2e/page/chatPanel.ts";
import { modalDialog } from "../../../test/e2e/page/modalDialog.ts";
import { drawbridgeStatus } from "../../../test/e2e/page/statusItem.ts";
import { startScriptedServer } from "../../../test/support/scriptedServer.ts";
import { textOf } from "../../demo/step.ts";
import { openEditor } from "../../editor/openEditor.ts";
import { startEditor } from "../../editor/startEditor.ts";
import { temporaryFolder } from "../../editor/temporaryFolder.ts";
import { projectRoot } from "../../tool.ts";
import type { Expectation, Measured, Step } from "../step.ts";
import { answeredAddress, controlTargets } from "./controlCommands.ts";
import type { EditorContext } from "./editorContext.ts";
import { runControl } from "./runControl.ts";

const proxy = { address: "203.0.113.40", port: 3128 } as const;
const url = `http://${proxy.address}:${proxy.port}`;
const atProxy: Expectation = { protocol: "tcp", ...proxy };
const { throughProxy } = controlTargets;
const past: readonly Expectation[] = [
  { protocol: "dns", name: throughProxy, port: 53 },
  { protocol: "tcp", address: answeredAddress, port: 80 },
];

/** A way to put a proxy before everything, and where an ordinary fetch of another extension then goes. */
type ProxyRow = {
  readonly name: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly others: readonly Expectation[];
};

const inSettings = (support: string): Readonly<Record<string, unknown>> => ({
  "http.proxy": url,
  "http.proxySupport": support,
});

const rows: readonly ProxyRow[] = [
  { name: "http.proxy, override", settings: inSettings("override"), others: [atProxy] },
  { name: "http.proxy, on", settings: inSettings("on"), others: [atProxy] },
  { name: "http.proxy, fallback", settings: inSettings("fallback"), others: [atProxy] },
  { name: "http.proxy, off", settings: inSettings("off"), others: past },
  {
    name: "HTTP_PROXY and its kin",
    env: { HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url, http_proxy: url, https_proxy: url },
    others: [atProxy],
  },
  {
    name: "NODE_USE_ENV_PROXY",
    env: { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: url, HTTPS_PROXY: url },
    others: [atProxy],
  },
];

/** What is open behind one proxy. */
type ProxyWindow = { readonly page: Page; readonly close: () => Promise<void> };

/**
 * Each row twice: Drawbridge asks a model on this device, which must not touch the proxy, and then another extension of
 * the same editor fetches something, which shows that the proxy is in force.
 */
export function proxySteps(): readonly Step<EditorContext>[] {
  return rows.flatMap((row) => {
    let window: ProxyWindow | undefined;
    const ask: Step<EditorContext> = {
      name: `asks this device past a proxy: ${row.name}`,
      run: async (context) => {
        const opened = await openBehind(row, context);
        window = opened;
        return opened.ask();
      },
    };
    const control: Step<EditorContext> = {
      name: `another extension's fetch: ${row.name}`,
      expects: row.others,
      run: async () => {
        if (window === undefined) throw new Error("the editor is not open");
        try {
          return { said: await runControl(window.page, "fetchThroughProxy"), name: throughProxy };
        } finally {
          await window.close();
        }
      },
    };
    return [ask, control];
  });
}

async function openBehind(
  { settings, env }: ProxyRow,
  { errand }: EditorContext,
): Promise<ProxyWindow & { readonly ask: () => Promise<Measured> }> {
  await using started = new AsyncDisposableStack();
  const project = await temporaryFolder("proxy");
  started.defer(project.remove);
  const folder = join(project.path, "corner-shop");
  await cp(join(projectRoot, "sample"), folder, { recursive: true });
  const ollama = await startScriptedServer();
  started.defer(ollama.stop);
  const server = await startEditor({
    ...{ folder, trust: true, extension: { kind: "vsix", file: errand.vsix }, beside: errand.controls },
    settings: { "drawbridge.ollama.url": ollama.url, ...settings },
    ...(env !== undefined && { env }),
  });
  started.defer(server.stop);
  const editor = await openEditor(server.url(), { resolver: "system" });
  started.defer(editor.stop);
  const { page } = editor;
  const ask = async (): Promise<Measured> => {
    await drawbridgeStatus(page).shows("smollm2:135m");
    const chat = await openChat(page);
    await chat.ask("What is one and one?");
    await (await modalDialog(page)).choose("Use it");
    await chat.turn.locator(".measured").waitFor();
    await chat.ended();
    const asked = ollama.requests.filter(({ path }) => path === "/api/chat").length;
    return { measured: (await textOf(chat.turn.locator(".measured"))).replace(/\s+/g, " "), asked };
  };
  const all = started.move();
  return { page, ask, close: () => all.disposeAsync() };
}
