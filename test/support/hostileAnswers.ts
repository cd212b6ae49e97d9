/** Where a hostile answer would like a page to go. */
export const attacker = "https://attacker.example";

/** Ways in which text has made other chat views fetch, run or go somewhere. */
export const hostileAnswers: Readonly<Record<string, string>> = {
  images: `![x](${attacker}/a.png) ![x][r] <img src="${attacker}/b.png" onerror="window.hacked=1"> ![x](data:image/svg+xml,<svg onload=window.hacked=1>)\n\n[r]: ${attacker}/c.png`,
  "scripts and handlers": `<script>window.hacked=1</script>\n\n<script src="${attacker}/a.js"></script>\n\n<b onmouseover="window.hacked=1">x</b>\n\n<details open ontoggle="window.hacked=1"><summary>x</summary></details>`,
  "frames and objects": `<iframe src="${attacker}"></iframe>\n\n<object data="${attacker}"></object>\n\n<embed src="${attacker}">\n\n<video src="${attacker}" poster="${attacker}/p"></video>\n\n<audio src="${attacker}">`,
  "links in the head": `<link rel="stylesheet" href="${attacker}/a.css">\n\n<link rel="dns-prefetch" href="//secret.attacker.example">\n\n<link rel="preconnect" href="${attacker}">\n\n<meta http-equiv="refresh" content="0;url=${attacker}">\n\n<base href="${attacker}">`,
  styles: `<style>@import "${attacker}/a.css"; body { background: url(${attacker}/b.png) }</style>\n\n<p style="background:url(${attacker}/c.png)">x</p>`,
  "svg and math": `<svg onload="window.hacked=1"><image href="${attacker}/a.png"/><use href="${attacker}#x"/></svg>\n\n<math><mi xlink:href="javascript:window.hacked=1">x</mi></math>\n\n\`\`\`mermaid\ngraph TD; A[<img src=${attacker}/m.png>]\n\`\`\``,
  "dangerous links": `[a](javascript:window.hacked=1) [b](JaVaScRiPt&colon;window.hacked=1) [c](data:text/html,<script>window.hacked=1</script>) [d](vscode://x) [e](command:x) <javascript:window.hacked=1> [f](${attacker} "onclick=window.hacked=1")`,
  "forms and focus": `<form action="${attacker}"><input autofocus onfocus="window.hacked=1"><button>x</button></form>\n\n<select onfocus=window.hacked=1 autofocus>`,
  "names that break out": `\`\`\`"><img src=${attacker}/a.png onerror=window.hacked=1>\nx\n\`\`\`\n\n\`\`\`ts title="a\\" onload=window.hacked=1"\nx\n\`\`\`\n\n| <img src=${attacker}/t.png> |\n|---|\n| <iframe src=${attacker}> |`,
  "html parsed twice": `<noscript><p title="</noscript><img src=${attacker}/a.png onerror=window.hacked=1>">\n\n<template><img src="${attacker}/b.png"></template>\n\n<!--><img src=${attacker}/c.png>-->`,
  "polluted names": `[__proto__]: ${attacker}\n\n[constructor] [__proto__] \`\`\`__proto__\n\n\`\`\`constructor\nx\n\`\`\``,
};
