// Rules on segments are tried on readers that nobody is, by the rules that visits meet.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FINE, flaws } from "./flaws.mjs";
import { admin, hit, owner } from "./owner.mjs";
import { eventually, world } from "./world.mjs";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const told = (page) =>
  page.getByTestId("tried-reader").evaluateAll((all) => all.map(({ dataset }) => [dataset.segment, Number(dataset.fit)]));

async function open(page) {
  await admin(it, "sites", "POST", { site: "tries", config: { title: "Tries", hostnames: ["localhost"], k: 1 } });
  await page.goto("/?site=tries&setup=segments");
  for (const [at, [segment, fit, field, value]] of [
    ["Foundries", "70", "Organisation", "*guss*"],
    ["DACH", "40", "Country", "DE, AT"],
    ["Anybody", "0", "Language", "tlh"],
  ].entries()) {
    await page.getByRole("button", { name: "Add a rule" }).click();
    const rule = page.getByTestId("rule").nth(at);
    await rule.getByLabel("Segment").fill(segment);
    await rule.getByLabel("Points of fit").fill(fit);
    await rule.getByLabel(field, { exact: true }).fill(value);
  }
}

test("a draft says in which segment readers would be, why, and what is wrong with a line", { timeout: 120_000 }, async () => {
  const { context, page } = await owner(it);
  await open(page);
  const readers = page.getByLabel("Readers", { exact: true });
  await readers.fill("organisation=Oberrhein Guss GmbH; country=de\n\norganisation=Deutsche Telekom AG; country=DE\ncountry=FR");
  await eventually(() => told(page), (rows) => JSON.stringify(rows) === JSON.stringify([["Foundries", 100], ["DACH", 40], ["", 0]]));
  const first = (await page.getByTestId("tried-reader").first().innerText()).replace(/\s+/g, " ");
  assert.match(first, /Rule 1: \+70 Rule 2: \+30 A business’s network/);
  assert.match(await page.getByTestId("tried-reader").nth(1).innerText(), /does not say where the reader works/);
  assert.equal(await page.getByTestId("idle-rules").innerText(), "Rule 3 holds for none of them.");

  // Another order is another answer: the first rule that holds names the segment.
  await page.getByTestId("rule").nth(1).getByRole("button", { name: "Up" }).click();
  await eventually(() => told(page), ([[segment]]) => segment === "DACH");

  await readers.fill("country=DE\nhat=red");
  await page.getByRole("alert").getByText("Line 2: “hat=red” is none of").waitFor();
  await readers.fill("country=DE\n\ncountry=Austria");
  await page.getByRole("alert").getByText("Line 3: country: two letters").waitFor();
  await page.getByTestId("rule").first().getByLabel("Country").fill("Austria");
  await readers.fill("country=DE");
  await page.getByTestId("rule").first().getByRole("alert").getByText("when.country[0]").waitFor();
  // Nothing of it was kept.
  assert.equal((await admin(it, "sites/tries/config")).body.config.segments, undefined);
  await context.close();
});

test("it begins with what reports tell of the site's own readers", { timeout: 60_000 }, async () => {
  const { context, page } = await owner(it);
  await hit(it, { s: "tries", u: "/a/?utm_source=linkedin&utm_medium=social", p: "00000000000000e1", i: { t: "A" } });
  await eventually(() => admin(it, "query", "POST", { site: "tries", metrics: ["visits"], date_range: "day" }), ({ body }) => body.results[0].metrics[0] === 1);
  await page.goto("/?site=tries&setup=segments");
  const readers = page.getByLabel("Readers", { exact: true });
  assert.match(await eventually(() => readers.inputValue(), (value) => value !== ""), /device=desktop; channel=organic_social; source=LinkedIn/);
  await context.close();
});

test("it is accessible and fits, wide and narrow, light and dark, right and wrong", { timeout: 120_000 }, async () => {
  for (const width of [1440, 390])
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await owner(it, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      await page.goto("/?setup=segments");
      const readers = page.getByLabel("Readers", { exact: true });
      await readers.fill(`organisation=${"Siemens".repeat(30)}; country=DE\ncampaign=heat-series`);
      await eventually(() => told(page), (rows) => rows.length === 2);
      assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
      await readers.fill("nonsense");
      await page.getByRole("alert").waitFor();
      assert.deepEqual(await flaws(page), FINE, `wrong ${width} ${colorScheme}`);
      await context.close();
    }
});
