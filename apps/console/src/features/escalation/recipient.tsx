import type { AuthorityView, ProposalView } from "@nightlight/contracts/counsellor/escalation";
import { Select } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useId } from "react";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";

type RecipientProps = { readonly proposal: ProposalView; readonly onChoose: (authorityId: string) => void };

/** Whom it goes to and why, whom to ring there, and who else could be asked. */
export function Recipient({ proposal, onChoose }: RecipientProps) {
  const t = useTranslations("escalation.to");
  const { authority, because, others, also } = proposal;
  return (
    <section className={styles["recipient"]} aria-label={t("label")}>
      <p className={styles["caption"]}>{t("label")}</p>
      {authority === null ? (
        <p className={styles["strong"]}>{t("nobody")}</p>
      ) : (
        <>
          <p className={styles["strong"]}>{authority.name}</p>
          <Reach authority={authority} />
        </>
      )}
      <p className={styles["quiet"]}>{t(`because.${because}`)}</p>
      {also.map(({ id, name }) => (
        <p key={id} className={styles["quiet"]}>
          <Icon name="warning" size={14} /> {t("also", { name })}
        </p>
      ))}
      {others.length === 0 ? null : <Others others={others} onChoose={onChoose} />}
    </section>
  );
}

function Reach({ authority }: { readonly authority: AuthorityView }) {
  const t = useTranslations("escalation.to");
  if (authority.duty !== null) {
    return (
      <p className={styles["quiet"]}>
        <Icon name="phone" size={14} /> {t("duty", authority.duty)}
      </p>
    );
  }
  return authority.hasContact ? null : (
    <p className={styles["quiet"]}>
      <Icon name="warning" size={14} /> {t("noContact")}
    </p>
  );
}

function Others(props: { readonly others: readonly AuthorityView[]; readonly onChoose: (id: string) => void }) {
  const { others, onChoose } = props;
  const t = useTranslations("escalation.to");
  const field = useId();
  return (
    <p className={styles["line"]}>
      <label className={styles["quiet"]} htmlFor={field}>
        {t("another")}
      </label>
      <Select
        id={field}
        fits
        value=""
        onChange={(event) => {
          onChoose(event.target.value);
        }}
      >
        <option value="">{t("choose")}</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </p>
  );
}
