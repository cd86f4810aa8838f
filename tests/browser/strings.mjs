// Five hundred strings that mean harm, or mean nothing and break what holds them.

const CODE = "window.__harmed=1";

/** What runs, breaks out, or is taken for something else. */
const ROOTS = [
  `<script>${CODE}</script>`, `"><script>${CODE}</script>`, `'><img src=x onerror=${CODE}>`, `<svg onload=${CODE}>`, `<svg/onload="${CODE}"//`,
  `</title><script>${CODE}</script>`, `</textarea><script>${CODE}</script>`, `]]><script>${CODE}</script>`, `--><script>${CODE}</script>`,
  `<iframe srcdoc="<script>parent.__harmed=1</script>">`, `<a href="javascript:${CODE}">x</a>`, `javascript:${CODE}`, `JaVaScRiPt:${CODE}//`,
  `data:text/html,<script>${CODE}</script>`, `" onmouseover="${CODE}" x="`, `' autofocus onfocus='${CODE}`, `<math><mtext><img src onerror=${CODE}>`,
  `<style>*{display:none!important}</style>`, `;}*{display:none}`, `url(javascript:${CODE})`, `<link rel=stylesheet href=//harm.example/x.css>`,
  `<base href=//harm.example/>`, `<meta http-equiv=refresh content="0;url=//harm.example">`, `<form action=//harm.example><input name=token>`,
  `<object data=//harm.example>`, `<embed src=//harm.example>`, `<img src=//harm.example/x.png>`, `//harm.example/x`, `https://harm.example/x`,
  `{{constructor.constructor('${CODE}')()}}`, `\${${CODE}}`, `#{${CODE}}`, `<%= ${CODE} %>`, "__proto__", "constructor", "toString", "hasOwnProperty",
  "prototype", "valueOf", "undefined", "null", "NaN", "true", "-1", "0", "1e999", "[object Object]", "(none)x", "(other)", "(none)",
  `'; DROP TABLE visits; --`, `" OR 1=1 --`, `=cmd|' /C calc'!A0`, `@SUM(1+1)`, `+1+1`, "%00", "%0d%0aSet-Cookie: a=b", "%3Cscript%3E", "%E0%A4%A", "%",
  "&lt;script&gt;", "&#x3c;script&#x3e;", "&nbsp;&nbsp;", "../../../etc/passwd", "..%2f..%2f", "C:\\con", "a\\b\\c", "a|b|c", "`rm -rf /`", "$(id)",
  "\u202eevil\u202c", "\u2066left\u2069", "\u200b\u200b\u200b", "\ufeff", "\u2028\u2029", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "Z\u0335\u0321\u0338\u030d".repeat(6),
  "👩‍👩‍👧‍👦🏳️‍🌈👍🏿", "ﷺ", "﷽", "مرحبا بالعالم", "שלום <b>עולם</b>", "漢字かなカナ한글", "ⅷ①㊙", "ﬀﬁﬂ", "ẞßſ", "İıIi", "\ud800", "a\udc00b",
  "W".repeat(80), "i".repeat(80), "-".repeat(80), "漢".repeat(70), "a ".repeat(40), " leading and trailing ", "tab\tand\nline\r\nend", "\u0007\u001b[31mred",
];

/** What stands around them, so that each way in is tried in more than one place. */
const AROUND = [(root) => root, (root, at) => `${at} ${root}`, (root) => `${root}"'\`>`, (root, at) => `x${root}${at}`, (root, at) => `${at}${root.toUpperCase()}`, (root, at) => encodeURIComponent(root.toWellFormed()) + at];

/** Each other than all others. */
export const HOSTILE = [...new Set(AROUND.flatMap((around) => ROOTS.map((root, at) => around(root, at))))].slice(0, 500);
