def load(path):
    text = read(path)
    rows = parse(text)
    check(rows)
    remember(rows)

def other():
    pass
