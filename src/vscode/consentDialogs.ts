import * as vscode from "vscode";
import type { ConsentPort } from "../sending/consentPort.ts";
import type { Destination, DestinationClass } from "../terms/destination.ts";

const questions: {
  readonly [C in DestinationClass]?: (
    host: string,
    destination: Destination,
  ) => readonly [title: string, detail: string];
} = {
  remoteDevice: (host, { mayForward, origin }) =>
    mayForward
      ? [
          `Use the server at ${origin} on ${host}?`,
          `Drawbridge runs on ${host}, not in this browser or desktop. Nothing tells whether the server there forwards what it is sent. It stays labelled "may forward".`,
        ]
      : [
          `Use models on ${host}?`,
          `Drawbridge runs on ${host}, not in this browser or desktop. What you send stays on that machine. Confirm if it is your own, or one you trust with this code.`,
        ],
  unverified: (host) => [
    `Use the server at ${host}?`,
    'It is on this device, but nothing tells whether it forwards what it is sent. It stays labelled "may forward".',
  ],
  host: (host) => [
    `Use the server on the host machine ${host}?`,
    "It is outside this container or subsystem.",
  ],
  network: (host) => [
    `Use ${host}, which you declared as your own?`,
    "What you send leaves this device for that machine.",
  ],
  cloud: (host) => [
    `Use ${host}, which you declared as your own?`,
    "Its address is public; it stays labelled as a cloud.",
  ],
};

async function askModal(title: string, detail: string, button: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, button)) === button;
}

async function askConfirmation(destination: Destination): Promise<boolean> {
  const [title, detail] = questions[destination.class]?.(destination.host, destination) ?? [
    `Use ${destination.host}?`,
    "",
  ];
  const facts = destination.evidence.map((line) => `• ${line}`).join("\n");
  return askModal(
    title,
    `${detail}\n\n${facts}\n\nAsked once; take it back with "Drawbridge: Forget Confirmations".`,
    "Use it",
  );
}

/**
 * Confirms in the editor's modal dialogs and reviews in `review`: nothing but a person can answer either.
 * Whoever asks to confirm what is being asked already waits for that one answer.
 */
export function createConsentDialogs(
  remember: (key: string) => Promise<void>,
  review: ConsentPort["review"],
): ConsentPort {
  const open = new Map<string, Promise<boolean>>();
  const ask = async (destination: Destination, key: string): Promise<boolean> => {
    const yes = await askConfirmation(destination);
    if (yes) await remember(key);
    return yes;
  };
  return {
    confirm: (destination, key) => {
      const asked = open.get(key) ?? ask(destination, key).finally(() => open.delete(key));
      open.set(key, asked);
      return asked;
    },
    review,
  };
}
