import { ProblemError } from "@nightlight/contracts/client";
import { useTranslations } from "use-intl";
import { StaleScreenError } from "../line/line-state.ts";
import { isUnanswered } from "./api.ts";

/** What to tell the person about a failure: the server's own words, or that there was no answer. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations("problem");
  return (error) => {
    if (error instanceof StaleScreenError) return t("stale");
    if (error instanceof ProblemError) return error.problem.detail;
    return isUnanswered(error) ? t("noAnswer") : t("unknown");
  };
}
