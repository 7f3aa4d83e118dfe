import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { call as ask } from "@nightlight/door/client/api";
import { useTranslations } from "use-intl";
import { asSentence } from "../../shared/as-sentence.ts";
import { lasting } from "../../shared/time.ts";
import { SoundBar } from "./sound-bar.tsx";

type Props = { readonly contactId: string; readonly name: string; readonly seconds: number };

/** What a caller said after the tone. */
export function CallerMessage({ contactId, name, seconds }: Props) {
  const t = useTranslations("call.message");
  return (
    <SoundBar note={t("note")} play={t("play")} fetchSound={() => ask(softphoneRoutes.hear, { params: { contactId } })}>
      {asSentence(t("left", { name, length: lasting(seconds * 1000) }))}
    </SoundBar>
  );
}
