import type { PlannedStep } from "../step.ts";

/** Where the contacts of the control extension go: names and addresses that are reserved for documentation. */
export const controlTargets = {
  site: "by-name.control.example",
  lookUp: "look-up.control.example",
  picture: "picture.control.example",
  throughProxy: "behind-proxy.control.example",
  address4: "203.0.113.17",
  address6: "2001:db8::17",
  udpPort: 40_001,
  childPort: 4434,
  /** What the datagram says: the text that must be found in the packets. */
  canary: "canary-of-the-control",
} as const;

/** The catcher's answer to every look-up. */
export const answeredAddress = "198.51.100.53";

const { site, lookUp, picture, address4, address6, udpPort, childPort } = controlTargets;

/** A command of the control extension: its title in the palette, and what the catcher must see of it. */
export type ControlCommand = { readonly title: string } & Required<Pick<PlannedStep, "expects">>;

/** Contacts on purpose, out of the very extension host and page that Drawbridge runs in. */
export const controlCommands = {
  fetchByName: {
    title: "a web server by name",
    expects: [
      { protocol: "dns", name: site, port: 53 },
      { protocol: "tcp", address: answeredAddress, port: 443 },
    ],
  },
  dialVersion4: {
    title: "a literal public address",
    expects: [{ protocol: "tcp", address: address4, port: 443 }],
  },
  dialVersion6: {
    title: "a literal public IPv6 address",
    expects: [{ protocol: "tcp", address: address6, port: 443 }],
  },
  sendDatagram: {
    title: "a datagram",
    expects: [{ protocol: "udp", address: address4, port: udpPort }],
  },
  lookUpName: { title: "a name look-up", expects: [{ protocol: "dns", name: lookUp, port: 53 }] },
  startChild: {
    title: "a child process",
    expects: [{ protocol: "tcp", address: address4, port: childPort }],
  },
  showPicture: {
    title: "a picture in a page",
    expects: [
      { protocol: "dns", name: picture, port: 53 },
      { protocol: "tcp", address: answeredAddress, port: 443 },
    ],
  },
} as const satisfies Readonly<Record<string, ControlCommand>>;

/** Commands of the control extension that are no controls: an innocent page, a hostile neighbour, a look at a proxy. */
export const otherCommands = {
  quietPage: "a quiet page",
  hostileCalls: "every command of Drawbridge with hostile arguments",
  fetchThroughProxy: "a fetch through the proxy",
} as const;

/** The id of a command of the control extension. */
export type ControlCommandId = keyof typeof controlCommands | keyof typeof otherCommands;

/** Every command with its title. */
export const controlTitles: Readonly<Record<ControlCommandId, string>> = {
  ...otherCommands,
  ...(Object.fromEntries(Object.entries(controlCommands).map(([id, { title }]) => [id, title])) as Readonly<
    Record<keyof typeof controlCommands, string>
  >),
};

/** What the control extension's item in the status bar says when a command has ended. */
export function endedText(title: string): string {
  return `Control ended: ${title}`;
}
