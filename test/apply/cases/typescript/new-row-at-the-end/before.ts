prepare(input);
check(input);
store(input);
report(input);
