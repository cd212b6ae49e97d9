/** Where the extension host runs, seen from the person at the keyboard. */
export type Place =
  | { readonly kind: "here" }
  /** In a remote or web window: `authority` is what the window is connected to. */
  | { readonly kind: "elsewhere"; readonly authority: string; readonly confirmedOwn: boolean };

/** What the pre-flight learned from the server about one model. "As the server reports": it could lie. */
export type ServerReport =
  /** No model is used and no text is sent: an errand. */
  | { readonly kind: "errand" }
  /** Not an Ollama server, or nothing was asked: nothing tells whether it forwards. */
  | { readonly kind: "unknown" }
  /** The name itself means Ollama's cloud. */
  | { readonly kind: "cloudName" }
  /** The server lists the model as an alias of one on another host. */
  | { readonly kind: "remote"; readonly host: string }
  /** The server does not list the model. */
  | { readonly kind: "unlisted" }
  /** Every check passed. */
  | {
      readonly kind: "passed";
      readonly version: string;
      /** Absent where the server cannot say. */
      readonly cloudDisabled?: boolean;
      /** A version from before there were models elsewhere. */
      readonly cloudless?: true;
      /** When the server said so: `14:02:11 UTC`. */
      readonly at?: string;
      /** When the server showed these very weights in its memory, after an answer: `14:02:11 UTC`. */
      readonly loadedAt?: string;
    };

/** The machine around this one, when this one is a container or a subsystem of it. */
export type HostMachine = {
  readonly kind: "wsl" | "container";
  /** Addresses under which the machine around is reached from in here. */
  readonly gateways: readonly string[];
};

/** Everything a destination is judged by. The gate judges; who gathers it is `sending/`. */
export type Evidence = {
  /** Address of the server as configured. */
  readonly url: string;
  /** What the host's name resolved to, when it was looked up; a literal needs none. */
  readonly resolved: readonly string[];
  /** Addresses of this machine's own interfaces. */
  readonly ownAddresses: readonly string[];
  /** Hosts the user declared as their own. */
  readonly declaredHosts: readonly string[];
  readonly place: Place;
  readonly report: ServerReport;
  /** Absent: this is neither a container nor a subsystem, as far as can be seen. */
  readonly host?: HostMachine;
  /** The proxy that the user set for the editor, `host:port`. Absent rules none out: a system can set one, too. */
  readonly proxy?: string;
};
