import { useTranslations } from "use-intl";
import { useIsStale } from "./line-state.ts";

/** Why nothing may be done now with what is on screen; undefined while the screen is live. */
export function useWhyStale(): string | undefined {
  const t = useTranslations("problem");
  return useIsStale() ? t("stale") : undefined;
}
