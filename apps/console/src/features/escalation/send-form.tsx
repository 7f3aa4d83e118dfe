import { escalationRoutes, type ProposalView } from "@nightlight/contracts/counsellor/escalation";
import { WITHOUT_CONSENT, type WithoutConsent } from "@nightlight/domain/escalation/consent";
import { call, refusalCode } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { newKey } from "@nightlight/door/time/clock";
import { byGivenName } from "@nightlight/domain/person/name";
import { useIsStale } from "@nightlight/door/line/line-state";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { Select, TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { ESCALATIONS } from "../../shared/queries.ts";
import { ContentPreview } from "./content-preview.tsx";
import { escalationsOfQuery, proposalQuery } from "./escalation-queries.ts";
import styles from "./escalation.module.css";
import { Level } from "./level-words.tsx";
import { LocationRequests } from "./location-requests.tsx";
import { Recipient } from "./recipient.tsx";

type SendFormProps = { readonly contactId: string; readonly onSent: () => void };

/** What would be sent, to whom, and why to them. Nothing leaves the house before its level was typed. */
export function SendForm({ contactId, onSent }: SendFormProps) {
  const t = useTranslations("escalation");
  const [authorityId, setAuthorityId] = useState<string | undefined>(undefined);
  const proposal = useQuery(proposalQuery(contactId, authorityId));
  if (proposal.data === undefined) {
    return proposal.isError ? <Failed error={proposal.error} retry={() => void proposal.refetch()} /> : <Loading />;
  }
  const { data } = proposal;
  return (
    <>
      <div className={styles["scroll"]}>
        {data.level === null ? null : (
          <p className={styles["level"]}>
            <Level level={data.level} />
            <small>{t(`basis.${data.basis}`)}</small>
          </p>
        )}
        <Recipient proposal={data} onChoose={setAuthorityId} />
        <LocationRequests contactId={contactId} />
        {data.content === null ? (
          <p className={styles["note"]}>
            <Icon name="info" size={14} />
            {t("send.noLevel")}
          </p>
        ) : (
          <>
            <h3 className={styles["caption"]}>{t("send.preview")}</h3>
            <ContentPreview content={data.content} />
            <p className={styles["note"]}>
              <Icon name="lock" size={14} />
              {t("send.neverSent")}
            </p>
          </>
        )}
      </div>
      {data.content === null || data.authority === null ? null : (
        <Confirm contactId={contactId} proposal={data} onSent={onSent} onStale={() => void proposal.refetch()} />
      )}
    </>
  );
}

type ConfirmProps = {
  readonly contactId: string;
  readonly proposal: ProposalView;
  readonly onSent: () => void;
  readonly onStale: () => void;
};

/** The last step: consent or the reason for going without, who telephones, and the level typed. */
function Confirm({ contactId, proposal, onSent, onStale }: ConfirmProps) {
  const t = useTranslations("escalation");
  const problemText = useProblemText();
  const isStale = useIsStale();
  const [because, setBecause] = useState<WithoutConsent | undefined>(undefined);
  const [callBy, setCallBy] = useState("");
  const [typed, setTyped] = useState("");
  const field = useId();
  const colleagueField = useId();
  const form = useRef<HTMLFormElement>(null);
  const send = useSend({ contactId, proposal, onSent });
  const needsReason = proposal.consent !== "yes";
  const isTyped = typed.trim().toUpperCase() === proposal.level;
  const whyNot = isStale
    ? t("send.away")
    : send.isPending
      ? t("send.pending")
      : needsReason && because === undefined
        ? t("send.consentMissing")
        : isTyped
          ? undefined
          : t("send.typeLevel", { level: proposal.level ?? "" });

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>("input")?.focus();
  }, []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (whyNot !== undefined) return;
    send.mutate(
      { withoutConsent: needsReason ? (because ?? null) : null, callBy: callBy === "" ? null : callBy },
      {
        onError: (error) => {
          if (refusalCode(error) !== "stale") return;
          setTyped("");
          onStale();
        },
      },
    );
  };
  return (
    <form ref={form} className={styles["confirm"]} onSubmit={submit} noValidate>
      {needsReason ? (
        <div>
          <p className={styles["caption"]}>{t(`send.consent.${proposal.consent}`)}</p>
          <Choice
            columns={2}
            label={t("send.because")}
            value={because}
            options={WITHOUT_CONSENT.map((value) => ({ value, word: t(`send.without.${value}`) }))}
            onChoose={setBecause}
          />
        </div>
      ) : (
        <p className={styles["caption"]}>
          <Icon name="check" size={14} /> {t("send.consent.yes")}
        </p>
      )}
      {proposal.callsFirst ? (
        <label className={styles["line"]} htmlFor={colleagueField}>
          <span>{t("send.callBy")}</span>
          <Select
            id={colleagueField}
            fits
            value={callBy}
            onChange={(event) => {
              setCallBy(event.target.value);
            }}
          >
            <option value="">{t("send.callByMe")}</option>
            {proposal.colleagues.toSorted(byGivenName).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </label>
      ) : null}
      <div role="status">{send.isError ? <p className={styles["problem"]}>{problemText(send.error)}</p> : null}</div>
      <div className={styles["line"]}>
        <label htmlFor={field}>{t("send.typeLevel", { level: proposal.level ?? "" })}</label>
        <span className={styles["typed"]}>
          <TextInput
            id={field}
            value={typed}
            maxLength={4}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
          <Button type="submit" tone={whyNot === undefined ? "lamp" : "edged"} keys="Enter" whyNot={whyNot}>
            {send.isPending ? t("send.pending") : t("send.act")}
          </Button>
        </span>
      </div>
    </form>
  );
}

function useSend({ contactId, proposal, onSent }: Omit<ConfirmProps, "onStale">) {
  const client = useQueryClient();
  // One key for what is shown: pressing twice, or again after a lost answer, sends once.
  const [key, setKey] = useState(newKey);
  return useMutation({
    mutationFn: (given: { withoutConsent: WithoutConsent | null; callBy: string | null }) =>
      call(escalationRoutes.send, {
        params: { contactId },
        body: {
          key,
          authorityId: proposal.authority?.id ?? "",
          contentHash: proposal.contentHash ?? "",
          confirm: proposal.level ?? "",
          ...given,
        },
      }),
    onSuccess: async (sent) => {
      setKey(newKey());
      client.setQueryData(escalationsOfQuery(contactId).queryKey, (before) => [
        sent,
        ...(before ?? []).filter(({ id }) => id !== sent.id),
      ]);
      onSent();
      await client.invalidateQueries({ queryKey: ESCALATIONS });
    },
  });
}
