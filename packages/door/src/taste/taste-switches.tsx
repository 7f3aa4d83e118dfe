import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useTranslations } from "use-intl";
import { changeTaste, themeOf, useTaste } from "./taste.ts";

/** Language and theme, each one press, each remembered by this browser. */
export function TasteSwitches({ withWords = false }: { readonly withWords?: boolean }) {
  const t = useTranslations("taste");
  const { language, theme } = useTaste();
  const shown = themeOf(theme);
  const other = shown === "dark" ? "light" : "dark";
  return (
    <>
      <Button
        tone="plain"
        lang={language === "vi" ? "en" : "vi"}
        aria-label={withWords ? t("otherLanguage") : `${t("languageMark")}, ${t("otherLanguage")}`}
        onClick={() => {
          changeTaste({ language: language === "vi" ? "en" : "vi" });
        }}
      >
        <Icon name="language" />
        {withWords ? t("otherLanguage") : t("languageMark")}
      </Button>
      <Button
        tone="plain"
        aria-label={t(other)}
        title={t(other)}
        onClick={() => {
          changeTaste({ theme: other });
        }}
      >
        <Icon name={other} />
        {withWords ? t(other) : null}
      </Button>
    </>
  );
}
