/** Where rooms report what happened. Never given prompt text, answers or keys. */
export type Logger = {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
};
