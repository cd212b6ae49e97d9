const port = 8080;

function start(): void {
  listen(port);
}

function stop(): void {
  close();
}
