import { channelRoutes, type ChannelView } from "@nightlight/contracts/admin/channels";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Field, Select } from "@nightlight/ui/components/field";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useLocale, useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { channelsQuery, putChannel } from "./channel-queries.ts";

/** Whom what comes in by a channel is meant for: a centre's own people, and people with a skill. */
export function ChannelAim({ channel }: { readonly channel: ChannelView }) {
  const t = useTranslations("channels");
  const language = useLocale() === "en" ? "en" : "vi";
  const { centres = [], skills = [] } = useQuery(channelsQuery).data ?? {};
  const params = { channelId: channel.id };
  return (
    <>
      <Choice
        words={{ label: t("queue"), lead: t("queueLead"), none: t("everybodys") }}
        options={centres.map(({ id, name }) => ({ value: id, name }))}
        chosen={channel.centreId}
        choose={(centreId) => call(channelRoutes.assign, { params, body: { centreId } })}
      />
      <Choice
        words={{ label: t("skill"), lead: t("skillLead"), none: t("noSkill") }}
        options={skills.map(({ code, name }) => ({ value: code, name: name[language] }))}
        chosen={channel.skill}
        choose={(skill) => call(channelRoutes.askForSkill, { params, body: { skill } })}
      />
    </>
  );
}

type ChoiceProps = {
  readonly words: { readonly label: string; readonly lead: string; readonly none: string };
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly chosen: string | null;
  readonly choose: (value: string | null) => Promise<ChannelView>;
};

/** One of a list or none, kept as soon as it is chosen; no word where the list is empty. */
function Choice({ words, options, chosen, choose }: ChoiceProps) {
  const client = useQueryClient();
  const problemText = useProblemText();
  const fieldId = useId();
  const kept = useMutation({
    mutationFn: choose,
    onSuccess: (changed) => {
      putChannel(client, changed);
    },
  });
  if (options.length === 0) return null;
  // What was chosen stands there while it is on its way; a refusal puts back what is true.
  const shown = kept.isPending ? kept.variables : chosen;
  return (
    <section className={office["form"]} aria-label={words.label}>
      <Field label={words.label} htmlFor={fieldId}>
        <Select
          id={fieldId}
          value={shown ?? ""}
          onChange={(event) => {
            kept.mutate(event.target.value === "" ? null : event.target.value);
          }}
        >
          <option value="">{words.none}</option>
          {options.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <div className={office["block"]}>
        <p>{words.lead}</p>
      </div>
      <div role="status">{kept.isError ? <p className={office["error"]}>{problemText(kept.error)}</p> : null}</div>
    </section>
  );
}
