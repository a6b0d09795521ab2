// Opens pages in Chromium and says, as JSON, what is seen there. The judgement is in test_browser.py.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// Playwright gives the browser a profile of its own in a temporary folder, and clears it away.
const browser = await chromium.launch({ executablePath, args: flags });
const asked = [];
const said = [];

async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  await context.route("**/*", (route) => {
    if (route.request().url().startsWith("file:") && route.request().isNavigationRequest()) return route.continue();
    asked.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => said.push(`${name}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`${name}: ${error.message}`));
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  return page;
}

const seen = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));
const sentences = (page) => seen(page, ".text span.x");

async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe); // from the debugger's side: the page's own policy lets nothing in
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(", ")}`);
}

const result = { violations: {}, overflow: {}, printed: {} };
for (const name of ["one", "speakers", "batch", "comparison", "nothing"]) {
  const page = await open(name);
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  for (const [look, colorScheme, width] of [["light", "light", 1200], ["dark", "dark", 1200], ["narrow", "light", 360]]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    if (look !== "light" && (await page.locator("a.go").count())) await page.locator("a.go").first().focus();
    result.violations[`${name} ${look}`] = await violations(page);
    result.overflow[`${name} ${look}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }
  await page.context().close();
}

{
  const page = await open("speakers");
  const style = (selector, key) => page.locator(selector).first().evaluate((one, key) => getComputedStyle(one)[key], key);
  result.marked = {
    tint: await style(".text .s.f0", "backgroundColor"),
    plain: await style(".text .s.n", "backgroundColor"),
    two: await style(".text .s.t2", "backgroundImage"),
    chip: await page.locator(".text .s.f0 .mark").first().innerText(),
    line: await style(".text mark", "textDecorationLine"),
    heavy: await style(".text mark.w3", "textDecorationThickness"),
  };
  result.cardBefore = await seen(page, ".card");
  await page.locator("#text-1").hover();
  await page.locator(".s.f0 a.go").first().focus();
  result.cardFocused = await seen(page, ".card");
  result.cardText = await page.locator("#why-1-2").innerText();
  await page.keyboard.press("Escape");
  result.cardEscaped = await seen(page, ".card");
  await page.keyboard.press("Tab");
  result.cardNext = await seen(page, ".card");
  await page.evaluate(() => document.activeElement.blur());
  await page.locator("#\\31 -2 mark").first().hover();
  result.cardHovered = await seen(page, ".card");
  await page.locator("a.go").first().press("Enter");
  result.target = await page.evaluate(() => document.querySelector(":target").id);
  await page.context().close();
}

for (const javaScriptEnabled of [true, false]) {
  const page = await open("speakers", { javaScriptEnabled });
  const steps = (result[javaScriptEnabled ? "filter" : "filterWithoutScript"] = {});
  steps.all = await sentences(page);
  await page.locator(".k-all").focus();
  await page.keyboard.press("ArrowRight");
  steps.frame = await sentences(page);
  steps.rows = await seen(page, ".sentences tr.x");
  steps.status = await page.locator("output").evaluate((one) => one.textContent);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  steps.both = await sentences(page);
  await page.locator(".k-all").check();
  steps.speaker = await sentences(page);
  await page.locator(".k-everyone").check();
  await page.locator(".k-u").check();
  steps.uncertain = await sentences(page);
  await page.context().close();
}

{
  const page = await open("batch", { javaScriptEnabled: false });
  result.withoutScript = await page.locator("main").innerText();
  await page.locator("summary").first().click();
  result.opened = await sentences(page);
  await page.context().close();
}
{
  const page = await open("batch");
  await page.locator('a[href="#st-3"]').click();
  result.jumped = await page.locator("details").evaluateAll((all) => all.map((one) => one.open));
  await page.context().close();
}
{
  const page = await open("speakers");
  result.attack = { title: await page.title(), scripts: await page.locator("script").count(), images: await page.locator("img").count(), text: await page.locator("#\\31 -6").innerText() };
  await page.context().close();
}
{
  const page = await open("comparison");
  await page.locator("#c-1").hover();
  result.partner = await page.locator("#r-1").evaluate((one) => getComputedStyle(one).outlineStyle);
  result.stranger = await page.locator("#r-2").evaluate((one) => getComputedStyle(one).outlineStyle);
  const tops = () => page.locator(".sides > section").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  result.wide = await tops();
  await page.setViewportSize({ width: 360, height: 740 });
  result.stacked = await tops();
  await page.context().close();
}
{
  const page = await open("batch", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  result.printed.paper = await page.locator("html").evaluate((one) => getComputedStyle(one).backgroundColor);
  result.printed.filters = await seen(page, ".filter");
  result.printed.bytes = (await page.pdf({ format: "A4" })).length;
  result.printed.sentences = await page.locator(".text span.x").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  await page.context().close();
}
{
  const page = await open("long");
  result.long = { before: (await sentences(page)).length };
  await page.locator(".k-f0").check();
  result.long.after = (await sentences(page)).length;
  await page.context().close();
}
console.log(JSON.stringify({ ...result, asked, said }));
await browser.close();
