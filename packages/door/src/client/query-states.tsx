import { FailedState, LoadingState } from "@nightlight/ui/components/states";
import { useTranslations } from "use-intl";
import { useProblemText } from "./problem-text.ts";

/** While something is being read. Said after a moment only, so that quick answers do not flicker. */
export function Loading() {
  const t = useTranslations("states");
  return <LoadingState>{t("loading")}</LoadingState>;
}

/** When something could not be read: why, and the way on. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const t = useTranslations("states");
  const problemText = useProblemText();
  return (
    <FailedState retryWord={t("retry")} retry={retry}>
      {problemText(error)}
    </FailedState>
  );
}
