on("data", take);
on("close", pause);
on("open", start);
run();
