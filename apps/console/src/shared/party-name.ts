import type { OutsideCallView } from "@nightlight/contracts/counsellor/outside-call";
import { useTranslations } from "use-intl";

/** Whom a call to somebody outside goes to, in words: never a number. */
export function usePartyName(): (call: Pick<OutsideCallView, "party" | "office">) => string {
  const t = useTranslations("outside.party");
  return ({ party, office }) => {
    if (party.kind === "interpreter") return t("interpreter", { language: party.language });
    if (party.kind === "police" || party.kind === "ambulance") return t(party.kind);
    return t(party.kind, { office: office ?? "–" });
  };
}
