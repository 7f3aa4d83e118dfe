import { expect, test } from "vitest";
import { plantBare } from "./plants/repository.ts";
import { findUnsaid } from "./said.ts";
import { hardCodedWords } from "./said/hard-coded.ts";

test.each([
  ["text", "<p>Xin chào</p>"],
  ["text in braces", '<p>{"Hello"}</p>'],
  ["one of two", '<p>{isOn ? "On now" : t("off")}</p>'],
  ["a part of a template", "<p>{`${count} people`}</p>"],
  ["a fallback", '<p>{name ?? "Nobody"}</p>'],
  ["a label", '<button aria-label="Close" />'],
  ["a label in braces", '<input placeholder={isOn ? t("a") : "Type here"} />'],
  ["a word of ours", '<Field label="Name" />'],
])("reported: %s", (_what, jsx) => {
  expect(hardCodedWords("a.tsx", `export const A = () => ${jsx};`)).toHaveLength(1);
});

test.each([
  ["words of the locales", '<p title={t("close")}>{t("hello", { name })}</p>'],
  ["a key's cap", "<KeyCap>Enter</KeyCap>"],
  ["the name of the house", "<b>Nightlight</b>"],
  ["a number of a file", '<input placeholder="CV-12/2026" />'],
  ["marks", "<p> · {count} / {all} →</p>"],
  ["what is not read", '<a href="/console/" className="wide" data-kind="long" />'],
  ["a comparison", '<p>{kind === "long" ? t("long") : null}</p>'],
])("allowed: %s", (_what, jsx) => {
  expect(hardCodedWords("a.tsx", `export const A = () => ${jsx};`)).toEqual([]);
});

test("a key that nobody names is found; one by a word, a template or a code of the domain is not", async () => {
  using repository = plantBare({
    "apps/console/src/locales/vi.json": JSON.stringify({
      offer: { accept: "Nhận", state: { open: "Mở" }, gone: "Hết" },
      code: { late: "Muộn", lost: "Mất", line_down: "Đứt" },
      bare: "Trần",
    }),
    "apps/console/src/offer.tsx":
      'const t = useTranslations("offer"); const c = useTranslations("code"); t("accept"); t(`state.${x}`); c(code);',
    "apps/console/src/offer.test.tsx": 'useTranslations("offer")("gone");',
    "packages/domain/src/code.ts": 'export const CODES = ["late", "line.down"];',
  });
  const { problems, lookedAt } = await findUnsaid(repository.root);
  expect(problems.map(({ message }) => message.split(":")[0])).toEqual(["offer.gone", "code.lost", "bare"]);
  expect(lookedAt).toBe("1 components");
});
