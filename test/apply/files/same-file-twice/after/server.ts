const port = 8080;

function start(): void {
  listen(port);
  log("started");
}

function stop(): void {
  close();
  log("stopped");
}
