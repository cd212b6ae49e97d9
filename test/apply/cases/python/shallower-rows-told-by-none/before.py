def without_tail(text, tail):
  for length in lengths(tail):
    if text.endswith(tail[:length]): return text[:-length]
  return text

telling_length = 4
