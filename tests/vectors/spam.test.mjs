// The list of referrer spam: how it is made of a copy of Matomo's.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { file, hosts, PEOPLE } from "./spam.mjs";

test("a copy of the list becomes hosts in order, none below another", () => {
  const copy = "semalt.com\n\nb.example.net\nExample.net\nsemalt.semalt.com\nxn--p1ai.example\nпример.рф\n";
  assert.deepEqual(hosts(copy), ["example.net", "semalt.com", "xn--e1afmkfd.xn--p1ai", "xn--p1ai.example"]);
  assert.deepEqual(hosts('{"spamReferrers": ["b.example", "a.example"]}'), ["a.example", "b.example"]);
});

test("what is no host is an error, not a line", () => {
  for (const line of ["no host", "localhost", "*.example.com", "example.com/path"]) assert.throws(() => hosts(line), /no host/, line);
});

test("the list in the sources is one that a copy gives, without hosts that people come from", async () => {
  const written = await readFile(file, "utf8");
  assert.equal(hosts(written).map((host) => `${host}\n`).join(""), written);
  assert.ok(written.includes("\nsemalt.com\n"));
  for (const host of Object.keys(PEOPLE)) assert.ok(!written.split("\n").includes(host), host);
});
