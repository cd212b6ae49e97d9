export const table = {
  "privacy.mode": row({
    title: "Mode",
    check: checkLevel,
    parse: parseMode,
  }),
  "server.url": row({
    title: "Server",
    check: checkAddress,
    parse: parseUrl,
  }),
};
