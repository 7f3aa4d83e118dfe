import { afterEach, expect, test, vi as vitest } from "vitest";

afterEach(() => {
  delete document.documentElement.dataset["helpline"];
  vitest.resetModules();
});

test("the number that the page was served with is the one to read and to ring, in both languages", async () => {
  document.documentElement.dataset["helpline"] = "1900 5454";
  vitest.resetModules();
  const [{ CALL_HELPLINE }, { vi }, { en }] = await Promise.all([
    import("./helpline.ts"),
    import("../locales/vi.ts"),
    import("../locales/en.ts"),
  ]);
  expect(CALL_HELPLINE).toBe("tel:19005454");
  for (const words of [vi, en]) {
    for (const said of [words.call, words.demo, words.phoneNote, words.orCall, words.brokenNote]) {
      expect(said).toContain("1900 5454");
    }
    expect(JSON.stringify(words)).not.toContain("111");
  }
});
