import { channelRoutes, type ChannelView } from "@nightlight/contracts/admin/channels";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Field, Select } from "@nightlight/ui/components/field";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { channelsQuery, putChannel } from "./channel-queries.ts";

/** Whose queue a channel fills; no word where the helpline has no centres. */
export function ChannelQueue({ channel }: { readonly channel: ChannelView }) {
  const t = useTranslations("channels");
  const client = useQueryClient();
  const problemText = useProblemText();
  const fieldId = useId();
  const centres = useQuery(channelsQuery).data?.centres ?? [];
  const assign = useMutation({
    mutationFn: (centreId: string | null) =>
      call(channelRoutes.assign, { params: { channelId: channel.id }, body: { centreId } }),
    onSuccess: (changed) => {
      putChannel(client, changed);
    },
  });
  if (centres.length === 0) return null;
  // What was chosen stands there while it is on its way; a refusal puts back what is true.
  const chosen = assign.isPending ? assign.variables : channel.centreId;
  return (
    <section className={office["form"]} aria-label={t("queue")}>
      <Field label={t("queue")} htmlFor={fieldId}>
        <Select
          id={fieldId}
          value={chosen ?? ""}
          onChange={(event) => {
            assign.mutate(event.target.value === "" ? null : event.target.value);
          }}
        >
          <option value="">{t("everybodys")}</option>
          {centres.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <div className={office["block"]}>
        <p>{t("queueLead")}</p>
      </div>
      <div role="status">{assign.isError ? <p className={office["error"]}>{problemText(assign.error)}</p> : null}</div>
    </section>
  );
}
