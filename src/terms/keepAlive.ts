/** How long an Ollama keeps a model in its memory after a request: long enough for a pause to think. */
export const keepAlive = "30m";
