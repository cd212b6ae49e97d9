import * as vscode from "vscode";
import type { ConsentPort } from "../sending/consentPort.ts";
import type { Destination, DestinationClass } from "../terms/destination.ts";
import { say } from "../terms/words.ts";

const questions: {
  readonly [C in DestinationClass]?: (
    host: string,
    destination: Destination,
  ) => readonly [title: string, detail: string];
} = {
  remoteDevice: (host, { mayForward, origin }) =>
    mayForward
      ? [
          say("Use the server at {0} on {1}?", origin, host),
          say(
            'Drawbridge runs on {0}, not in this browser or desktop. Nothing tells whether the server there forwards what it is sent. It stays labelled "may forward".',
            host,
          ),
        ]
      : [
          say("Use models on {0}?", host),
          say(
            "Drawbridge runs on {0}, not in this browser or desktop. What you send stays on that machine. Confirm if it is your own, or one you trust with this code.",
            host,
          ),
        ],
  unverified: (host) => [
    say("Use the server at {0}?", host),
    say(
      'It is on this device, but nothing tells whether it forwards what it is sent. It stays labelled "may forward".',
    ),
  ],
  host: (host) => [
    say("Use the server on the host machine {0}?", host),
    say("It is outside this container or subsystem."),
  ],
  network: (host) => [
    say("Use {0}, which you declared as your own?", host),
    say("What you send leaves this device for that machine."),
  ],
  cloud: (host) => [
    say("Use {0}, which you declared as your own?", host),
    say("Its address is public; it stays labelled as a cloud."),
  ],
};

async function askModal(title: string, detail: string, button: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, button)) === button;
}

async function askConfirmation(destination: Destination): Promise<boolean> {
  const [title, detail] = questions[destination.class]?.(destination.host, destination) ?? [
    say("Use {0}?", destination.host),
    "",
  ];
  const facts = destination.evidence.map((line) => `• ${line}`).join("\n");
  return askModal(
    title,
    say('{0}\n\n{1}\n\nAsked once; take it back with "Drawbridge: Forget Confirmations".', detail, facts),
    say("Use it"),
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
