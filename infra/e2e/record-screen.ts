import type { Page } from "playwright-core";

/** Answers a question whose answers stand in a row. */
export async function choose(page: Page, question: string, answer: string): Promise<void> {
  const row = page.getByRole("radiogroup", { name: question, exact: true }).first();
  await row.getByRole("radio", { name: answer, exact: true }).check({ force: true });
}

/** Finds a place by typing it as people do, without marks, and takes the line that is meant. */
export async function choosePlace(page: Page, field: string, typed: string, line: RegExp): Promise<void> {
  const picker = page.getByRole("combobox", { name: field, exact: true }).first();
  await picker.fill(typed);
  await page.getByRole("option", { name: line }).first().click();
}

/** Unfolds a part of the record, if it is folded: one that is wanted unfolds by itself. */
export async function unfold(page: Page, part: string): Promise<void> {
  const head = page.getByRole("button", { name: part, exact: true });
  const opened = head.and(page.locator("[aria-expanded=true]"));
  await head.waitFor();
  while (!(await opened.isVisible())) {
    await head.click();
    await opened.waitFor({ timeout: 1_000 }).catch(() => undefined);
  }
}

/** Picks one of many, found by typing without marks. */
export async function pick(page: Page, field: string, typed: string, word: string): Promise<void> {
  const group = page.getByRole("group", { name: field, exact: true }).first();
  await group.getByRole("button", { name: `Thêm vào: ${field}` }).click();
  await group.getByLabel("Gõ để tìm").fill(typed);
  await group.getByRole("checkbox", { name: word, exact: true }).check();
  await group.getByRole("button", { name: "Xong" }).click();
}
