/** The editor around a page, as the page speaks with it. */
export type ViewHost<FromView, ToView, Memory> = {
  readonly post: (message: FromView) => void;
  /** What the page remembered before it was hidden, if it did. */
  readonly recall: () => Memory | undefined;
  readonly remember: (memory: Memory) => void;
  /** Hands on every message of the host from now on. */
  readonly listen: (receive: (message: ToView) => void) => void;
};

type EditorApi<FromView, Memory> = {
  postMessage(message: FromView): void;
  getState(): Memory | undefined;
  setState(memory: Memory): void;
};

/** What VS Code gives a page; it can be asked for once. */
declare function acquireVsCodeApi<FromView, Memory>(): EditorApi<FromView, Memory>;

/** Opens the way to the host; once per page. */
export function openViewHost<FromView, ToView, Memory>(): ViewHost<FromView, ToView, Memory> {
  const host = acquireVsCodeApi<FromView, Memory>();
  // Only the host can reach a page, and it speaks the same version of the protocol: the shape is all there is to check.
  const isMessage = (data: unknown): data is ToView =>
    typeof data === "object" && data !== null && "type" in data;
  return {
    post: (message) => {
      host.postMessage(message);
    },
    recall: () => host.getState(),
    remember: (memory) => {
      host.setState(memory);
    },
    listen: (receive) => {
      window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (isMessage(data)) receive(data);
      });
    },
  };
}
