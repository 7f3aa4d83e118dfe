import axe from "axe-core";
import type { Page } from "playwright-core";

type Found = { violations: { id: string; help: string; nodes: { target: string[] }[] }[] };

/** What axe finds on a page (WCAG 2.2 A and AA), one line a finding; empty is good. */
export async function findingsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<Found>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  );
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(" ")).join(", ")})`,
  );
}
