/**
 * An extension for the proof alone, which contacts the world on purpose: out of the same extension host and the same
 * kind of page as Drawbridge, so that the catcher is seen to catch what Drawbridge could do.
 */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect } from "node:net";
import * as vscode from "vscode";
import { controlTargets, controlTitles, endedText, type ControlCommandId } from "./controlCommands.ts";
import { hostileArguments } from "./hostileArguments.ts";

const { site, lookUp, picture, throughProxy, address4, address6, udpPort, childPort, canary } =
  controlTargets;

async function dial(host: string): Promise<void> {
  const socket = connect({ host, port: 443 });
  await once(socket, "connect");
  socket.destroy();
}

async function sendDatagram(): Promise<void> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => {
    socket.send(canary, udpPort, address4, () => {
      resolve();
    });
  });
  socket.close();
}

async function startChild(): Promise<void> {
  const code = `require("node:net").connect(${childPort}, "${address4}").on("error", () => {})`;
  // The extension host's own program, told to be a Node and nothing else.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  await once(spawn(process.execPath, ["-e", code], { env, stdio: "ignore" }), "exit");
}

/** Opens a page and waits until it says that it has loaded what it could. */
async function showPage(title: string, policy: string, body: string): Promise<void> {
  const panel = vscode.window.createWebviewPanel("proofControl", title, vscode.ViewColumn.One, {
    enableScripts: true,
  });
  const told = new Promise<void>((resolve) => {
    panel.webview.onDidReceiveMessage(() => {
      resolve();
    });
  });
  const head = `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'; ${policy}">`;
  const script = "addEventListener('load', () => acquireVsCodeApi().postMessage('loaded'))";
  panel.webview.html = `<html><head>${head}</head><body>${body}<script>${script}</script></body></html>`;
  await told;
  panel.dispose();
}

/** What another extension could try: each command with what might make it send, open or choose something. */
async function callHostilely(): Promise<void> {
  const drawbridge = vscode.extensions.getExtension("drawbridge.drawbridge");
  const exported: unknown = await drawbridge?.activate();
  if (exported !== undefined) throw new Error("Drawbridge hands something out to other extensions.");
  const commands = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith("drawbridge."));
  for (const command of commands) {
    // Most wait for a person. Nobody waits for them.
    for (const given of hostileArguments) void vscode.commands.executeCommand(command, ...given);
  }
}

const runs: { readonly [K in ControlCommandId]: () => Promise<unknown> } = {
  fetchByName: () => fetch(`https://${site}/`),
  dialVersion4: () => dial(address4),
  dialVersion6: () => dial(address6),
  sendDatagram,
  lookUpName: () => lookup(lookUp),
  startChild,
  showPicture: () => showPage("Control", "img-src https:", `<img src="https://${picture}/p.png">`),
  quietPage: () => showPage("Quiet", "img-src data:", "<p>Nothing to load.</p>"),
  hostileCalls: callHostilely,
  fetchThroughProxy: () => fetch(`http://${throughProxy}/`),
};

/** Registers the commands. Each says in the status bar that it has ended, and keeps what went wrong for its tooltip. */
export function activate(context: vscode.ExtensionContext): void {
  const item = vscode.window.createStatusBarItem("ended", vscode.StatusBarAlignment.Left, -1);
  context.subscriptions.push(item);
  for (const [id, run] of Object.entries(runs)) {
    const title = controlTitles[id as ControlCommandId];
    const command = vscode.commands.registerCommand(`proofControl.${id}`, async () => {
      const wrong = await run().then(
        () => "",
        (error: unknown) => String(error),
      );
      item.tooltip = wrong;
      item.text = endedText(title);
      item.show();
    });
    context.subscriptions.push(command);
  }
}
