import { DemoMark } from "@nightlight/ui/components/demo-mark";
import { useTranslations } from "use-intl";

/** Where the page comes from a demo, says so; the server marks every page that it serves from one. */
export function DemoSign() {
  const t = useTranslations("demo");
  return document.documentElement.hasAttribute("data-demo") ? <DemoMark word={t("mark")} note={t("note")} /> : null;
}
