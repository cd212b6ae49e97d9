def start(first):
    prepare()
    count()
    open(first)
    if first.is_ready:
        tell(first)
        show(first)
    end()
    done()
