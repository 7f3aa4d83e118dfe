import { outsideCallRoutes, type CallablePartyView } from "@nightlight/contracts/counsellor/outside-call";
import { PARTY_REASONS, type PartyReason } from "@nightlight/domain/call/outside-party";
import { call } from "@nightlight/door/client/api";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Choice } from "@nightlight/ui/components/choice";
import { Field, Select } from "@nightlight/ui/components/field";
import { PickPanel } from "@nightlight/ui/components/pick-panel";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { usePartyName } from "../../shared/party-name.ts";
import type { ThirdWanted } from "./use-third.ts";
import styles from "./call-panel.module.css";

/** Why somebody of a kind is mostly called; the counsellor may say otherwise. */
const MOSTLY = {
  police: "danger",
  ambulance: "health",
  duty: "place",
  office: "place",
  interpreter: "language",
} as const satisfies Record<CallablePartyView["party"]["kind"], PartyReason>;

const WISHES = ["alone", "together"] as const;

type ThirdPanelProps = {
  readonly contactId: string;
  readonly name: string;
  readonly onPick: (wanted: ThirdWanted) => void;
  readonly onClose: () => void;
};

/** Whom to call into the conversation, whether the caller stays with us meanwhile, and why. */
export function ThirdPanel({ contactId, name, onPick, onClose }: ThirdPanelProps) {
  const t = useTranslations("outside.panel");
  const nameOf = usePartyName();
  const field = useId();
  const [wish, setWish] = useState<ThirdWanted["wish"]>("alone");
  const [reason, setReason] = useState<PartyReason>();
  const query = useQuery({
    queryKey: ["parties", contactId],
    queryFn: async () => (await call(outsideCallRoutes.parties, { params: { contactId } })).parties,
    staleTime: 0,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  const listed = query.data.map((each) => ({ ...each, key: keyOf(each), said: nameOf(each) }));
  return (
    <div className={styles["third"]}>
      <PickPanel
        label={t("label")}
        head={
          <div className={styles["thirdHead"]}>
            <Choice
              label={t("how")}
              options={WISHES.map((value) => ({ value, word: t(value) }))}
              value={wish}
              onChoose={setWish}
            />
            <Field label={t("why")} htmlFor={field}>
              <Select
                id={field}
                value={reason ?? ""}
                onChange={({ target }) => {
                  setReason(PARTY_REASONS.find((each) => each === target.value));
                }}
              >
                <option value="">{t("asUsual")}</option>
                {PARTY_REASONS.map((each) => (
                  <option key={each} value={each}>
                    {t(`reason.${each}`)}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        }
        searchLabel={t("search")}
        nothingFound={t("nobody")}
        options={listed.map(({ key, said, phone }) => ({ key, name: said, note: phone }))}
        preview={(key) => {
          const who = listed.find((each) => each.key === key);
          if (who === undefined) return null;
          return `${t(`${wish}Note`, { who: who.said, name })} ${t(`reason.${reason ?? MOSTLY[who.party.kind]}`)}.`;
        }}
        confirm={t("confirm")}
        onPick={(key) => {
          const party = listed.find((each) => each.key === key)?.party;
          if (party !== undefined) onPick({ party, wish, reason: reason ?? MOSTLY[party.kind] });
        }}
        onClose={onClose}
        hasNumbers
      />
    </div>
  );
}

function keyOf({ party }: CallablePartyView): string {
  if (party.kind === "interpreter") return `interpreter ${party.language}`;
  return party.kind === "duty" || party.kind === "office" ? `${party.kind} ${party.authorityId}` : party.kind;
}
